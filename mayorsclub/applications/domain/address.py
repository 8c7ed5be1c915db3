"""Another e-mail address, while nobody has confirmed the one that was given."""

from datetime import datetime

from django.db import transaction

from mayorsclub.applications.domain.drafting import mail_link
from mayorsclub.applications.domain.rows import lock
from mayorsclub.applications.domain.states import Actor, Move, check
from mayorsclub.applications.domain.submission import mail_confirmation
from mayorsclub.applications.models import Application, State
from mayorsclub.audit.domain.log import record


@transaction.atomic
def change_email(application_id: int, *, email: str, at: datetime) -> Application:
    """Give a draft, or what was sent and is not confirmed, another address and write to it.

    Links that went to the former one die: a mistyped address may be a stranger's.
    Raises MoveRefused: "not_now", "closed".
    """
    application = lock(application_id)
    application.state = check(Move.CHANGE_EMAIL, application, Actor.APPLICANT)
    email = email.strip().lower()
    if email == application.email:
        return application
    application.email = email
    application.save(update_fields=["email"])
    application.links.all().delete()
    write = mail_link if application.state == State.DRAFT else mail_confirmation
    write(application.pk, at=at)
    record("application.address_changed", actor=None, about=application, at=at)
    return application
