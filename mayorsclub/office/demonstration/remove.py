"""Takes the demonstration out again; what real people did stays."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import ProtectedError, Q, QuerySet

from mayorsclub.accounts.models import RoleGrant, User
from mayorsclub.applications.models import Application, Event
from mayorsclub.certificates.models import Certificate
from mayorsclub.committees.models import (
    AgendaItem,
    Attendance,
    Decision,
    Elector,
    Matter,
    Remark,
    Seat,
    Sitting,
    SittingMinutes,
    Vote,
)
from mayorsclub.files.domain import erase
from mayorsclub.files.models import PrivateFile
from mayorsclub.inbox.models import Message
from mayorsclub.mail.models import Letter
from mayorsclub.mailings.models import Dispatch, LetterTemplate, Mailing, NewsChoice
from mayorsclub.membership.models import Delegate, Member, Post
from mayorsclub.membership.models import StatusChange as MemberChange
from mayorsclub.office.demonstration import events, imports, news, profiles, sessions
from mayorsclub.office.demonstration.cast import DOMAIN
from mayorsclub.office.demonstration.messages import remove_messages
from mayorsclub.office.models import Export, Note, SavedView
from mayorsclub.partners.models import Partner, Representative
from mayorsclub.partners.models import StatusChange as PartnerChange


class StillNeeded(Exception):
    """Real records rest on demonstration people; the text says which."""


@transaction.atomic
def remove(*, at: datetime) -> int:
    """Remove the demonstration; returns how many people went. at: now, aware.

    The audit log keeps its lines: they hold ids only. Raises StillNeeded where a
    demonstration person is on the roll of a real application, or where any other real
    record names one: then nothing is removed.
    """
    _mark()
    people = User.objects.filter(is_demonstration=True)
    matters = _matters()
    _refuse_if_needed(people, matters)
    files = _files(matters)
    count = people.count()
    try:
        events.remove()
        _registers()
        AgendaItem.objects.filter(matter__in=list(matters.values_list("pk", flat=True))).delete()
        _votes(matters)
        _applications()
        remove_messages()
        sessions.remove()
        imports.remove()
        _people(people)
        profiles.hide_empty_body()
        news.remove()
    except ProtectedError as fault:
        names = ", ".join(
            sorted({f"{type(one).__name__} {one.pk}" for one in fault.protected_objects})
        )
        raise StillNeeded(f"real records name demonstration people: {names}") from fault
    erase(PrivateFile.objects.filter(pk__in=files), at=at)
    return count


def _mark() -> None:
    """Whoever tries the demonstration goes on with it: finishes a draft, applies anew."""
    ours = f"@{DOMAIN}"
    User.objects.filter(email__endswith=ours).update(is_demonstration=True)
    Application.objects.filter(email__endswith=ours).update(is_demonstration=True)
    Member.objects.filter(application__is_demonstration=True).update(is_demonstration=True)
    Partner.objects.filter(application__is_demonstration=True).update(is_demonstration=True)
    events.mark()


def _votes(matters: QuerySet[Matter]) -> None:
    ids = list(matters.values_list("pk", flat=True))
    Vote.objects.filter(elector__matter__in=ids).delete()
    for model in (Elector, Remark, Decision):
        model.objects.filter(matter__in=ids).delete()
    Matter.objects.filter(pk__in=ids).delete()


def _applications() -> None:
    applications = Application.objects.filter(is_demonstration=True)
    Event.objects.filter(application__in=applications).delete()
    applications.delete()


def _people(people: QuerySet[User]) -> None:
    Note.objects.filter(written_by__in=people).delete()
    SavedView.objects.filter(owner__in=people).delete()
    Export.objects.filter(asked_by__in=people).delete()
    Mailing.objects.filter(written_by__in=people).delete()
    LetterTemplate.objects.filter(changed_by__in=people).delete()
    ours = Q(user__in=people) | Q(email__endswith=f"@{DOMAIN}")
    Dispatch.objects.filter(ours).delete()
    NewsChoice.objects.filter(ours).delete()
    Letter.objects.filter(Q(to_user__in=people) | Q(to_address__endswith=f"@{DOMAIN}")).delete()
    _sittings(people)
    Seat.objects.filter(user__in=people).delete()
    RoleGrant.objects.filter(user__in=people).delete()
    people.delete()


def _sittings(people: QuerySet[User]) -> None:
    """Sittings whose chair or secretary is of the demonstration, whole."""
    ours = Sitting.objects.filter(Q(chair__in=people) | Q(secretary__in=people))
    for model in (SittingMinutes, AgendaItem, Attendance):
        model.objects.filter(sitting__in=ours).delete()
    ours.delete()


def _sitting_files() -> QuerySet[SittingMinutes]:
    people = User.objects.filter(is_demonstration=True)
    ours = Q(sitting__chair__in=people) | Q(sitting__secretary__in=people)
    return SittingMinutes.objects.filter(ours)


def _matters() -> QuerySet[Matter]:
    """Matters about demonstration applications."""
    kind = ContentType.objects.get_for_model(Application)
    ids = Application.objects.filter(is_demonstration=True).values("pk")
    return Matter.objects.filter(subject_type=kind, subject_id__in=ids)


def _refuse_if_needed(people: QuerySet[User], matters: QuerySet[Matter]) -> None:
    own = list(matters.values_list("pk", flat=True))
    real = Elector.objects.filter(user__in=people).exclude(matter__in=own)
    if real.exists():
        names = ", ".join(sorted({elector.matter.title_uk for elector in real[:5]}))
        raise StillNeeded(f"demonstration people are on the roll of real matters: {names}")


def _files(matters: QuerySet[Matter]) -> list[int]:
    """Private files of what goes: answers, minutes, certificates."""
    ids = [
        str(pk)
        for pk in Application.objects.filter(is_demonstration=True).values_list("pk", flat=True)
    ]
    kept = PrivateFile.objects.filter(about_type="applications.application", about_id__in=ids)
    minutes = Decision.objects.filter(matter__in=matters, minutes__isnull=False)
    taken = Export.objects.filter(asked_by__is_demonstration=True, file__isnull=False)
    written = Message.objects.filter(Q(is_demonstration=True) | Q(email__endswith=f"@{DOMAIN}"))
    to_club = [str(pk) for pk in written.values_list("pk", flat=True)]
    sent = PrivateFile.objects.filter(about_type="inbox.message", about_id__in=to_club)
    spreadsheets = imports.ours().filter(file__isnull=False)
    return [
        *sessions.files(),
        *spreadsheets.values_list("file_id", flat=True),
        *events.files(),
        *kept.values_list("pk", flat=True),
        *sent.values_list("pk", flat=True),
        *taken.values_list("file_id", flat=True),
        *minutes.values_list("minutes_id", flat=True),
        *_sitting_files().values_list("file_id", flat=True),
        *_certificates().filter(file__isnull=False).values_list("file_id", flat=True),
    ]


def _certificates() -> QuerySet[Certificate]:
    found = Q()
    for model in (Member, Partner):
        found |= Q(
            holder_type=ContentType.objects.get_for_model(model),
            holder_id__in=model.objects.filter(is_demonstration=True).values("pk"),
        )
    return Certificate.objects.filter(found) | events.certificates()


def _registers() -> None:
    _certificates().delete()
    profiles.remove()
    members = Member.objects.filter(is_demonstration=True)
    Delegate.objects.filter(member__in=members).delete()
    MemberChange.objects.filter(member__in=members).delete()
    Post.objects.filter(member__in=members).delete()
    members.delete()
    partners = Partner.objects.filter(is_demonstration=True)
    Representative.objects.filter(partner__in=partners).delete()
    PartnerChange.objects.filter(partner__in=partners).delete()
    partners.delete()
