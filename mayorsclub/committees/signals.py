"""What a body tells whoever listens, inside the transaction in which it happens."""

from django.dispatch import Signal

# Sent with decision=Decision, once for each matter. Background work belongs on_commit.
decision_made = Signal()
