"""Background work and periodic jobs."""

from django.utils import timezone
from django_tasks import task

from mayorsclub.applications.domain.drafting import mail_link_to
from mayorsclub.applications.domain.endings import expire_due
from mayorsclub.worker.schedule import every


@every(hours=1)
def expire_applications() -> None:
    """End drafts, unconfirmed submissions and unanswered questions whose time has run out."""
    expire_due(at=timezone.now())


@task()
def mail_resume_link(kind: str, email: str) -> None:
    """Mail a link to a draft, if there is one. In the worker, so that the answer to the
    browser takes as long for an unknown address as for a known one."""
    mail_link_to(kind, email=email, at=timezone.now())
