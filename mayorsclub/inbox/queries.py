"""Reads of messages. Every list costs a fixed number of queries."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from mayorsclub.accounts.models import Role, User
from mayorsclub.files.models import PrivateFile
from mayorsclub.inbox import rules
from mayorsclub.inbox.models import Line, Message, SavedAnswer, State
from mayorsclub.ukrainian.alphabet import search_key

# What a writer sees of a thread.
SHOWN = (Line.Kind.WRITTEN, Line.Kind.ANSWERED)


def for_office(*, text: str = "") -> QuerySet[Message]:
    """All messages with their people. text: part of a number, name, address or the words."""
    found = Message.objects.select_related("writer", "assigned_to")
    if text := text.strip():
        found = found.filter(
            # «в-2026» finds «В-2026»: SQLite folds Latin letters only.
            Q(number__contains=text.upper())
            | Q(words__contains=search_key(text) or text)
            | Q(email__icontains=text)
        )
    return found


def waiting() -> QuerySet[Message]:
    """Messages that wait for the office's answer, the longest first."""
    return Message.objects.filter(state=State.NEW).order_by("waiting_since", "pk")


def overdue(messages: QuerySet[Message], at: datetime) -> QuerySet[Message]:
    """Those for which rules.is_overdue holds."""
    by_law = Q(due_on__lt=rules.today(at))
    by_custom = Q(due_on=None, waiting_since__lt=at - rules.ANSWER_WITHIN)
    return messages.filter(by_law | by_custom, state=State.NEW)


def real(messages: QuerySet[Message]) -> QuerySet[Message]:
    """Those that neither are spam nor look like it."""
    return messages.exclude(state__in=[State.SPAM, State.SUSPECTED])


def of_writer(user: User) -> QuerySet[Message]:
    """What this person wrote while signed in, the newest first; of spam no trace."""
    return Message.objects.filter(writer=user).exclude(state=State.SPAM)


def thread(message: Message) -> QuerySet[Line]:
    """The whole thread with the office's own lines, the first line first."""
    return message.lines.select_related("author").prefetch_related("files").order_by("at", "pk")


def shown_thread(message: Message) -> QuerySet[Line]:
    """What the writer sees of it."""
    return thread(message).filter(kind__in=SHOWN)


def staff() -> QuerySet[User]:
    """Who may be given a message: people of the secretariat and administrators."""
    return (
        User.objects.filter(
            is_active=True,
            role_grants__role__in=[Role.SECRETARIAT, Role.ADMINISTRATOR],
            role_grants__granted_at__isnull=False,
            role_grants__ended_at=None,
        )
        .distinct()
        .order_by("sort_key", "pk")
    )


def saved_answers(message: Message) -> list[SavedAnswer]:
    """The office's texts in the message's language, those of its topic first."""
    found = SavedAnswer.objects.all()
    if message.language == "en":
        found = found.exclude(text_en="")
    return sorted(found, key=lambda saved: (saved.topic != message.topic, saved.title))


def of_person(user: User, addresses: list[str]) -> QuerySet[Message]:
    """Everything that this person wrote, signed in or by one of these addresses."""
    return Message.objects.filter(Q(writer=user) | Q(email__in=addresses))


def may_read_file(user: User | AnonymousUser, file: PrivateFile) -> bool:
    """The reader of purpose 'message': the writer and those who answer."""
    if file.about_type != Message._meta.label_lower:
        return False
    message = Message.objects.filter(pk=file.about_id).first()
    if message is None:
        return False
    return rules.is_writer(user, message) or rules.may_answer(user)
