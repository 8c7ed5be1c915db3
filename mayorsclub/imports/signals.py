"""What waits for the worker, told after the transaction."""

from django.dispatch import Signal

# import_id: an import in state CHECKING or RUNNING.
work_waits = Signal()
