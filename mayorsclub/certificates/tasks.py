"""Background work: the PDF of each certificate."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from mayorsclub.certificates.domain.issuing import make_pdf
from mayorsclub.certificates.models import Certificate
from mayorsclub.worker.schedule import every

LATE = timedelta(minutes=5)
AT_ONCE = 50


@task()
def make_certificate(certificate_id: int) -> None:
    """Make the PDF of one certificate; safe to run twice."""
    make_pdf(certificate_id, at=timezone.now())


@every(minutes=10)
def make_missing() -> None:
    """Make those whose task was lost or failed."""
    late = Certificate.objects.filter(file=None, issued_at__lt=timezone.now() - LATE)
    for certificate_id in list(late.values_list("pk", flat=True)[:AT_ONCE]):
        make_certificate.enqueue(certificate_id)


def enqueue(sender: object, certificate_id: int, **_kwargs: object) -> None:
    """Receives signals.certificate_issued."""
    make_certificate.enqueue(certificate_id)
