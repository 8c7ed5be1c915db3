"""What /me/ tells a member of a body."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from mayorsclub.accounts.home import Item, Section
from mayorsclub.accounts.models import User
from mayorsclub.committees import queries
from mayorsclub.committees.lines import SOON
from mayorsclub.committees.rules import day_of, sits_anywhere
from mayorsclub.ukrainian.dates import moment


def items(user: User, at: datetime) -> list[Item]:
    """One line for all matters that wait for this person's vote."""
    waiting = list(queries.deadlines_awaiting(user, at))
    if not waiting:
        return []
    title = ngettext(
        "%(count)d matter waits for your vote", "%(count)d matters wait for your vote", len(waiting)
    )
    return [
        Item(
            title=title % {"count": len(waiting)},
            text=_("The nearest deadline: %(moment)s")
            % {"moment": moment(waiting[0], get_language() or "uk")},
            url=reverse("committees:home"),
            action=pgettext("button", "Vote"),
            is_urgent=waiting[0] - at <= SOON,
        )
    ]


def sittings(user: User, at: datetime) -> list[Item]:
    """One line for each sitting ahead to which this person has not answered."""
    return [
        Item(
            title=_("Sitting: %(body)s") % {"body": sitting.body.name},
            text=moment(sitting.starts_at, get_language() or "uk"),
            url=sitting.get_absolute_url(),
            action=pgettext("button", "Answer"),
            is_urgent=sitting.starts_at - at <= SOON,
        )
        for sitting in queries.unanswered_sittings(user, at)
    ]


def sections(user: User, at: datetime) -> list[Section]:
    """The link to the body's pages, for those who have a seat."""
    if not sits_anywhere(user, day_of(at)):
        return []
    text = _("Matters to vote on, discussion, decisions and minutes")
    return [Section(title=_("Committee"), text=text, url=reverse("committees:home"))]
