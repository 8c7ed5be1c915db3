"""What happened to certificates, told after the transaction."""

from django.dispatch import Signal

# certificate_id: the new certificate, whose PDF is to be made.
certificate_issued = Signal()
