"""What /me/ shows of a person's applications."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mayorsclub.accounts.home import Item, Section
from mayorsclub.accounts.models import User
from mayorsclub.applications import kinds, queries
from mayorsclub.applications.models import Application, State
from mayorsclub.ukrainian.dates import long_date


def items(user: User, at: datetime) -> list[Item]:
    """Questions to answer, applications that are going on, a draft to finish. Two queries."""
    going = queries.of_applicant(user).filter(
        state__in=[State.UNDER_REVIEW, State.INFORMATION_REQUESTED]
    )
    found = [_item(application) for application in going]
    seen: set[str] = set()
    for draft in queries.drafts_of(user).filter(expires_at__gt=at):
        if draft.kind in seen:
            continue
        seen.add(draft.kind)
        kind = kinds.get(draft.kind)
        found.append(
            Item(
                title=kind.title,
                text=_("A draft waits for you. Last saved: %(date)s.")
                % {"date": long_date(draft.saved_at, get_language() or "uk")},
                url=reverse("applications:apply", args=[kind]),
                action=_("Continue"),
            )
        )
    return found


def _item(application: Application) -> Item:
    asked = application.state == State.INFORMATION_REQUESTED
    title = f"{kinds.get(application.kind).title} {application.number}"
    if asked and application.expires_at:
        text = _("The committee asks you something. Please answer by %(date)s.") % {
            "date": long_date(application.expires_at, get_language() or "uk")
        }
    else:
        text = application.get_state_display()
    return Item(
        title=title,
        text=text,
        url=application.get_absolute_url(),
        action=_("Answer") if asked else _("Look"),
        is_urgent=asked,
    )


def sections(user: User, at: datetime) -> list[Section]:
    """The list of one's applications, for those who have any."""
    if not queries.of_applicant(user).exists():
        return []
    return [
        Section(
            title=_("My applications"),
            text=_("All applications you have sent, with their state"),
            url=reverse("applications:mine"),
        )
    ]
