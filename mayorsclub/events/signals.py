"""What events tell whoever listens, inside the transaction in which it happens."""

from django.dispatch import Signal

# Sent with event=Event, at=datetime, whenever something changed that some page shows.
event_changed = Signal()
# Sent with event=Event, at=datetime, when places may have become free for those who wait.
seats_grew = Signal()
