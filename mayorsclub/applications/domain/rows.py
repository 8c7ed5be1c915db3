"""What every move shares: the locked row, the time line, who a letter goes to.

Locks are taken in one order everywhere: the application, its matter, the audit log, the
numbers (see committees.domain.rows).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.utils.functional import Promise

from mayorsclub.accounts.models import User
from mayorsclub.applications import kinds
from mayorsclub.applications.domain.links import address
from mayorsclub.applications.models import Application, Event
from mayorsclub.committees.models import Matter, MatterState
from mayorsclub.files.models import PrivateFile
from mayorsclub.mail.domain.outbox import Address, queue_letter


def lock(application_id: int) -> Application:
    """The application, alone until the transaction ends: two tabs wait for each other."""
    return Application.objects.select_for_update(no_key=True).get(pk=application_id)


def going_matter(application: Application) -> Matter | None:
    """The matter in which a body is dealing with this application, if one is."""
    return Matter.objects.filter(
        subject_type=ContentType.objects.get_for_model(Application),
        subject_id=application.pk,
        state__in=[MatterState.OPEN, MatterState.PAUSED],
    ).first()


def add_event(
    application: Application,
    kind: Event.Kind,
    *,
    at: datetime,
    actor: User | None = None,
    text: str = "",
    files: Sequence[PrivateFile] = (),
) -> Event:
    """One line of the time line."""
    event = application.events.create(kind=kind, text=text, actor=actor, at=at)
    if files:
        event.files.set(files)
    return event


def write_to_applicant(
    letter: str,
    application: Application,
    *,
    at: datetime,
    hold_until: datetime | None = None,
    **context: str | Promise,
) -> None:
    """A letter to whoever applies, in the language of the application."""
    to: User | Address = application.applicant or Address(
        email=application.email, name="", language=application.language
    )
    values: Mapping[str, str | Promise] = {
        "application": kinds.get(application.kind).title,
        **context,
    }
    queue_letter(
        letter,
        to=to,
        about=application,
        at=at,
        context=values,
        language=application.language,
        hold_until=hold_until,
    )


def status_address(application: Application) -> str:
    """The full address of the application’s page, for letters."""
    return address("applications:status", application.language, application.number)
