"""What /me/ shows of a person's events."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from mayorsclub.accounts.home import Item, Section
from mayorsclub.accounts.models import User
from mayorsclub.events import queries
from mayorsclub.events.models import Registration, Standing, State
from mayorsclub.events.views.paths import page_of, who_comes
from mayorsclub.ukrainian.dates import in_kyiv, moment


def items(user: User, at: datetime) -> list[Item]:
    """A place that is offered, and what is today or tomorrow. In one query."""
    day_after = (in_kyiv(at) + timedelta(days=2)).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = queries.registrations_of(user).filter(event__state=State.ANNOUNCED)
    offered = rows.filter(standing=Standing.OFFERED, offered_until__gt=at, event__starts_at__gt=at)
    soon = rows.filter(
        standing=Standing.REGISTERED, event__ends_at__gt=at, event__starts_at__lt=day_after
    )
    found = (offered | soon).order_by("event__starts_at", "pk")
    return [_item(each, user, at) for each in found]


def _item(row: Registration, user: User, at: datetime) -> Item:
    language = (get_language() or "uk")[:2]
    title = row.event.title
    if row.user_id is not None and row.user_id != user.pk:
        title = f"{title} ({who_comes(row)})"
    if row.standing == Standing.OFFERED and row.offered_until:
        return Item(
            title=_("A place is free for you: %(title)s") % {"title": title},
            text=_("It waits until %(moment)s") % {"moment": moment(row.offered_until, language)},
            url=page_of(row),
            action=pgettext("button", "Take the place"),
            is_urgent=True,
        )
    is_today = in_kyiv(row.event.starts_at).date() <= in_kyiv(at).date()
    words = _("Today: %(title)s") if is_today else _("Tomorrow: %(title)s")
    return Item(
        title=words % {"title": title},
        text=moment(row.event.starts_at, language),
        url=page_of(row),
        action=pgettext("button", "Open"),
        is_urgent=is_today,
    )


def sections(user: User, at: datetime) -> list[Section]:
    """The way to the own events, for everybody."""
    return [
        Section(
            _("My events"),
            _("Where you are registered, what you wait for, and what is past"),
            reverse("events:mine"),
        )
    ]
