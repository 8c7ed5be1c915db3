"""Reads that more than one place needs. Every list costs a fixed number of queries."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from mayorsclub.accounts.models import User
from mayorsclub.applications import drafts, kinds, rules
from mayorsclub.applications.kinds import Flag, Row, Section
from mayorsclub.applications.models import Application, Event, State
from mayorsclub.committees.models import Matter
from mayorsclub.committees.queries import sees_subject
from mayorsclub.files.models import PrivateFile
from mayorsclub.ukrainian.alphabet import search_key


def of_applicant(user: User) -> QuerySet[Application]:
    """The applications of this person that were sent, the newest first."""
    return (
        Application.objects.filter(applicant=user)
        .exclude(state=State.DRAFT)
        .select_related("territory")
        .order_by("-submitted_at", "-pk")
    )


def drafts_of(user: User) -> QuerySet[Application]:
    """Drafts of this person's verified addresses, the last saved first."""
    own = EmailAddress.objects.filter(user=user, verified=True).values("email")
    return Application.objects.filter(state=State.DRAFT, email__in=own).order_by("-saved_at")


def visible_to(user: User | AnonymousUser) -> QuerySet[Application]:
    """What this person may open: the own ones; the secretariat all that were confirmed or
    sent. Members of a body see an application through its matter alone."""
    if not isinstance(user, User):
        return Application.objects.none()
    if rules.is_secretariat(user):
        return Application.objects.exclude(state=State.DRAFT)
    return of_applicant(user)


def for_office(
    *, kind: str = "", state: str = "", text: str = "", include_drafts: bool = False
) -> QuerySet[Application]:
    """The office's list, the newest first. text: part of a number, name or e-mail."""
    found = Application.objects.select_related("territory", "territory__oblast", "applicant")
    if not include_drafts:
        found = found.exclude(state=State.DRAFT)
    if kind:
        found = found.filter(kind=kind)
    if state:
        found = found.filter(state=state)
    if text := text.strip():
        found = found.filter(
            # «ч-2026» finds «Ч-2026»: SQLite folds Latin letters only.
            Q(number__contains=text.upper())
            | Q(name_key__contains=search_key(text))
            | Q(name_en__icontains=text)
            | Q(email__icontains=text)
        )
    return found.order_by("-submitted_at", "-started_at", "-pk")


def time_line(application: Application) -> QuerySet[Event]:
    """What has happened, the oldest first, with the files of each line."""
    return application.events.prefetch_related("files").order_by("at", "pk")


def open_questions(application: Application) -> list[Event]:
    """The committee's questions since the last answer."""
    lines = application.events.filter(kind__in=[Event.Kind.ASKED, Event.Kind.ANSWERED])
    questions: list[Event] = []
    for line in lines.order_by("at", "pk"):
        questions = [*questions, line] if line.kind == Event.Kind.ASKED else []
    return questions


def answered(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Those under review whose applicant has answered a question, with none open."""
    kinds_of_lines = [Event.Kind.ASKED, Event.Kind.ANSWERED]
    last = Event.objects.filter(application=OuterRef("pk"), kind__in=kinds_of_lines)
    return applications.alias(
        last_word=Subquery(last.order_by("-at", "-pk").values("kind")[:1])
    ).filter(state=State.UNDER_REVIEW, last_word=Event.Kind.ANSWERED)


def matter_of(application: Application) -> Matter | None:
    """The newest matter about this application."""
    return (
        Matter.objects.select_related("body")
        .filter(
            subject_type=ContentType.objects.get_for_model(Application),
            subject_id=application.pk,
        )
        .order_by("-opened_at", "-pk")
        .first()
    )


def others_of_person(application: Application) -> QuerySet[Application]:
    """Other applications, once sent, with the same e-mail, phone or name, any kind."""
    same = Q(email__iexact=application.email)
    if application.phone:
        same |= Q(phone=application.phone)
    if application.name_key:
        same |= Q(name_key=application.name_key)
    return (
        Application.objects.filter(same)
        .exclude(pk=application.pk)
        .exclude(submitted_at=None)
        .exclude(email_confirmed_at=None)
        .order_by("-submitted_at")
    )


def flags(application: Application) -> list[Flag]:
    """What the committee and the office should notice; nothing here blocks anything."""
    own = kinds.get(application.kind).flags(application) if application.answers else []
    return [*_same_person(application), *own]


def _same_person(application: Application) -> list[Flag]:
    found = []
    for other in others_of_person(application):
        same = [
            word
            for word, is_same in (
                (_("e-mail"), other.email.lower() == application.email.lower()),
                (_("phone"), bool(other.phone) and other.phone == application.phone),
                (_("name"), bool(other.name_key) and other.name_key == application.name_key),
            )
            if is_same
        ]
        text = _("The same %(what)s as in application %(number)s (%(state)s).") % {
            "what": ", ".join(same),
            "number": other.number,
            "state": other.get_state_display().lower(),
        }
        found.append(Flag("same_person", text))
    return found


def sections(application: Application) -> list[Section]:
    """The answers as people read them, in the active language; empty where all is wiped."""
    answers = application.answers or drafts.path(application).answers
    return kinds.get(application.kind).describe(answers) if answers else []


def file_ids(application: Application) -> set[int]:
    """The files that belong to the application as sent: in its answers or its time line."""
    own = {pk for section in sections(application) for row in section.rows for pk in row.files}
    later = Event.files.through.objects.filter(event__application=application)
    return own | set(later.values_list("privatefile_id", flat=True))


def files_of(rows: list[Row]) -> dict[int, PrivateFile]:
    """The kept files that these rows name. One query, none without files."""
    ids = {pk for row in rows for pk in row.files}
    return PrivateFile.objects.in_bulk(ids) if ids else {}


def may_read(user: User | AnonymousUser, application: Application, at: datetime) -> bool:
    """Whether this person may see an application that was sent, with its files."""
    if not isinstance(user, User) or not user.is_active or application.submitted_at is None:
        return False
    if rules.is_applicant(user, application) or rules.is_secretariat(user):
        return True
    return sees_subject(user, application, at)


def may_read_file(user: User | AnonymousUser, file: PrivateFile) -> bool:
    """The reader of purpose 'application': who sees the application sees its files, but
    not those that were taken out of the draft before it was sent."""
    if file.about_type != Application._meta.label_lower:
        return False
    application = Application.objects.filter(pk=file.about_id).first()
    return (
        application is not None
        and may_read(user, application, timezone.now())
        and file.pk in file_ids(application)
    )
