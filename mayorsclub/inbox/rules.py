"""Who may do what with a message, and what looks like spam."""

import re
from datetime import date, datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mayorsclub.accounts.models import Role, User
from mayorsclub.accounts.roles import has_role
from mayorsclub.inbox.models import Message, State

Person = User | AnonymousUser

# The office's own measure for messages to which the law sets no day; promised to nobody.
ANSWER_WITHIN = timedelta(days=7)
MOST_LINKS = 2
SUSPICIONS = {
    "trap": _("A field that only robots see was filled in."),
    "links": _("The text has many links."),
    "markup": _("The text has the code of a web page or forum."),
    "name": _("There is a link in the name."),
}
_LINK = re.compile(r"https?://|www\.", re.I)
_MARKUP = re.compile(r"<a\s|\[url|\[link|</?\w+>", re.I)
_NAME_LINK = re.compile(r"://|www\.|@|\w\.(?:com|net|org|info|biz|top|xyz|site|online)\b", re.I)


def may_answer(user: Person) -> bool:
    """The secretariat and administrators answer in the club's name."""
    return has_role(user, Role.SECRETARIAT) or has_role(user, Role.ADMINISTRATOR)


def is_writer(user: Person, message: Message) -> bool:
    """Whether the thread is this person's own."""
    return user.pk is not None and user.pk == message.writer_id


def suspicions(*, name: str, organisation: str, text: str, is_trapped: bool) -> list[str]:
    """Codes of what speaks for spam; none of it proves anything, so nothing is lost by it."""
    found = {
        "trap": is_trapped,
        "links": len(_LINK.findall(text)) > MOST_LINKS,
        "markup": _MARKUP.search(text),
        "name": _NAME_LINK.search(name) or _NAME_LINK.search(organisation),
    }
    return [code for code, is_so in found.items() if is_so]


def is_overdue(message: Message, at: datetime) -> bool:
    """It waits past the law's day, or longer than the office means to let anybody wait."""
    if message.state != State.NEW:
        return False
    if message.due_on is not None:
        return message.due_on < today(at)
    return message.waiting_since < at - ANSWER_WITHIN


def today(at: datetime) -> date:
    """The day in Kyiv."""
    return timezone.localdate(at)
