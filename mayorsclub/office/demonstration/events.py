"""Invented events: a closed session, an open forum, a past conference, a cancelled meeting
and a draft, played through the same functions as real life."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q, QuerySet
from django.utils import timezone

from mayorsclub.accounts.models import User
from mayorsclub.certificates.models import Certificate
from mayorsclub.events.domain import (
    attendance,
    covers,
    door,
    events,
    feedback,
    partners,
    programme,
    questions,
    registering,
    seats,
)
from mayorsclub.events.domain.facts import EventFacts
from mayorsclub.events.domain.invitations import Invited, invite
from mayorsclub.events.domain.programme import ItemFacts
from mayorsclub.events.domain.questions import QuestionFacts
from mayorsclub.events.models import (
    Audience,
    CalendarFeed,
    Cover,
    DoorPass,
    Event,
    EventFile,
    EventPartner,
    Feedback,
    Invitation,
    Kind,
    Registration,
    Scan,
)
from mayorsclub.files.domain import check
from mayorsclub.office.demonstration import event_words as words
from mayorsclub.office.demonstration.cast import DOMAIN
from mayorsclub.office.demonstration.covers import cover
from mayorsclub.partners.models import Partner
from mayorsclub.search.domain.index import remove as forget
from mayorsclub.ukrainian.dates import KYIV

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
OURS = f"@{DOMAIN}"


def load(secretary: User, at: datetime) -> None:
    """Everything, up to now. secretary: who keeps it. at: now, aware."""
    for play in (_session, _forum, _conference, _meeting, _mission):
        play(secretary, at)
    Event.objects.filter(created_by=secretary).update(is_demonstration=True)
    Registration.objects.filter(event__created_by=secretary).update(is_demonstration=True)


def _person(name: str) -> User:
    return User.objects.get(email=f"{name}{OURS}")


def _on(at: datetime, days: int, hour: int) -> datetime:
    """A full hour in Kyiv, so many days from now."""
    day = timezone.localtime(at, KYIV) + days * DAY
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def _session(by: User, at: datetime) -> None:
    """Closed, in two weeks, online: members have registered, two are invited."""
    starts = _on(at, 14, 15)
    planned = at - 6 * DAY
    event = events.plan(
        EventFacts(
            kind=Kind.SESSION,
            audience=Audience.MEMBERS,
            starts_at=starts,
            ends_at=starts + 90 * MINUTE,
            is_online=True,
            online_link=f"https://meet.{DOMAIN}/expert-session",
            **words.SESSION,
        ),
        by=by,
        at=planned,
    )
    events.announce(event.pk, by=by, at=planned + HOUR)
    for days, name in enumerate(("member", "member2", "member4")):
        person = _person(name)
        registering.register(event.pk, user=person, by=person, at=planned + (1 + days) * DAY)


def _forum(by: User, at: datetime) -> None:
    """Open, in five weeks, in both languages; few seats, so that somebody waits."""
    starts = _on(at, 35, 10)
    planned = at - 12 * DAY
    event = events.plan(
        EventFacts(
            kind=Kind.FORUM,
            audience=Audience.OPEN,
            starts_at=starts,
            ends_at=starts + 7 * HOUR,
            languages=["uk", "en"],
            gives_certificates=True,
            **words.FORUM,
        ),
        by=by,
        at=planned,
    )
    for hours, length, item in words.FORUM_PROGRAMME:
        begins = starts + hours * HOUR
        facts = ItemFacts(starts_at=begins, ends_at=begins + length * HOUR, **item)
        programme.add(event.pk, facts, by=by, at=planned)
    for question in words.FORUM_QUESTIONS:
        questions.add(event.pk, QuestionFacts(**question), by=by, at=planned)
    asked = list(event.questions.order_by("pk"))
    seats.set_seats(event.pk, seats=5, quotas={"members": 2}, by=by, at=planned)
    picture = SimpleUploadedFile("cover.jpg", cover(7), content_type="image/jpeg")
    covers.set_cover(event.pk, covers.drawn(check(picture)), **words.FORUM_ALT, by=by, at=planned)
    named = Partner.objects.filter(application__is_demonstration=True).first()
    if named is not None:
        partners.set_partners(event.pk, [named.pk], by=by, at=planned)
    events.announce(event.pk, by=by, at=planned)
    kept = at - 8 * DAY
    answers = {str(asked[0].pk): "1", str(asked[1].pk): "on"}
    for name in ("member", "member3", "partner"):
        person = _person(name)
        registering.register(event.pk, user=person, answers=answers, by=person, at=kept)
        kept += 7 * HOUR
    for name, email, organisation in words.GUESTS:
        guest = registering.GuestFacts(name, f"{email}{OURS}", organisation=organisation)
        registering.register_guest(event.pk, guest, answers=answers, language="uk", at=kept)
        kept += 9 * HOUR


def _conference(by: User, at: datetime) -> None:
    """Three weeks ago: people came, one did not; feedback and certificates."""
    starts = _on(at, -21, 11)
    planned = starts - 20 * DAY
    event = events.plan(
        EventFacts(
            kind=Kind.CONFERENCE,
            audience=Audience.PARTNERS,
            starts_at=starts,
            ends_at=starts + 5 * HOUR,
            gives_certificates=True,
            **words.CONFERENCE,
        ),
        by=by,
        at=planned,
    )
    events.announce(event.pk, by=by, at=planned)
    came: list[Registration] = []
    for days, name in enumerate(("member", "member2", "member5", "partner", "member3")):
        person = _person(name)
        moment = planned + (1 + days) * DAY
        made = registering.register(event.pk, user=person, by=person, at=moment)
        if name != "member3":
            came.append(made)
    for minutes, made in enumerate(came):
        door.check_in(made.pk, by=by, at=starts - (12 - minutes) * MINUTE)
    late = registering.GuestFacts("Гостина Зоряна", organisation="Зразкова громада")
    registering.walk_in(event.pk, late, by=by, at=starts + 10 * MINUTE)
    feedback.ask(event.pk, at=starts + 2 * DAY)
    for hours, (made, (marks, comment)) in enumerate(zip(came, words.FEEDBACK, strict=True)):
        moment = starts + 2 * DAY + (1 + hours) * HOUR
        feedback.give(made.pk, marks=marks, comment=comment, at=moment)
    attendance.issue_certificates(event.pk, at=starts + DAY)


def _meeting(by: User, at: datetime) -> None:
    """By invitation, and cancelled with a reason."""
    starts = _on(at, 9, 16)
    planned = at - 10 * DAY
    event = events.plan(
        EventFacts(
            kind=Kind.MEETING,
            audience=Audience.INVITED,
            starts_at=starts,
            ends_at=starts + 2 * HOUR,
            **words.MEETING,
        ),
        by=by,
        at=planned,
    )
    events.announce(event.pk, by=by, at=planned)
    people = [Invited(f"{name}{OURS}", str(_person(name)), "uk") for name in ("member", "partner")]
    invite(event.pk, people, by=by, at=planned + HOUR)
    events.cancel(event.pk, **words.MEETING_REASON, by=by, at=at - 2 * DAY)


def _mission(by: User, at: datetime) -> None:
    """A draft that nobody has been told of."""
    starts = _on(at, 60, 9)
    events.plan(
        EventFacts(
            kind=Kind.MISSION,
            audience=Audience.PARTNERS,
            starts_at=starts,
            ends_at=starts + 3 * DAY,
            **words.MISSION,
        ),
        by=by,
        at=at - DAY,
    )


# -- Taking it out again


def mark() -> None:
    """Whoever tries the demonstration goes on with it: plans an event, registers."""
    Event.objects.filter(created_by__is_demonstration=True).update(is_demonstration=True)
    _their_registrations().update(is_demonstration=True)


def _their_registrations() -> QuerySet[Registration]:
    """Those of demonstration people, at real events, too; and all at invented ones."""
    theirs = Q(user__is_demonstration=True) | Q(email__endswith=OURS)
    theirs |= Q(member__is_demonstration=True) | Q(event__is_demonstration=True)
    return Registration.objects.filter(theirs)


def certificates() -> QuerySet[Certificate]:
    """Those of attendance that go."""
    kind = ContentType.objects.get_for_model(Registration)
    gone = Registration.objects.filter(is_demonstration=True).values("pk")
    return Certificate.objects.filter(holder_type=kind, holder_id__in=gone)


def files() -> Iterable[int]:
    """The private files of what goes."""
    papers = EventFile.objects.filter(event__is_demonstration=True)
    return papers.values_list("file_id", flat=True)


def remove() -> None:
    """The invented events with everything of theirs, and what demonstration people did at
    real ones."""
    gone = Event.objects.filter(is_demonstration=True)
    registrations = Registration.objects.filter(is_demonstration=True)
    certificates().delete()
    Scan.objects.filter(Q(event__in=gone) | Q(registration__in=registrations)).delete()
    DoorPass.objects.filter(Q(event__in=gone) | Q(made_by__is_demonstration=True)).delete()
    Feedback.objects.filter(registration__in=registrations).delete()
    registrations.delete()
    invited = Q(event__in=gone) | Q(user__is_demonstration=True) | Q(email__endswith=OURS)
    Invitation.objects.filter(invited).delete()
    EventPartner.objects.filter(partner__is_demonstration=True).delete()
    EventFile.objects.filter(event__in=gone).delete()
    CalendarFeed.objects.filter(user__is_demonstration=True).delete()
    pictures = list(gone.exclude(cover=None).values_list("cover", flat=True))
    for event in gone:
        forget(event)
    gone.delete()
    Cover.objects.filter(pk__in=pictures).delete()
