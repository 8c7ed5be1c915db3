"""What the page of an event shows: its facts in rows, its parts in panels."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from mayorsclub.design.languages import in_language
from mayorsclub.directory.choices import language_name
from mayorsclub.events.domain.covers import WIDTHS
from mayorsclub.events.domain.states import Move, is_allowed
from mayorsclub.events.models import (
    ACTIVE,
    Audience,
    Event,
    EventFile,
    ProgrammeItem,
    Question,
    Registration,
    State,
)
from mayorsclub.office.event_chart import drawing
from mayorsclub.office.event_counts import Figures, figures
from mayorsclub.office.event_forms import lasting
from mayorsclub.office.records import Panel, Text
from mayorsclub.partners.models import Partner
from mayorsclub.ukrainian.dates import in_kyiv, moment

INVITATIONS_ON_A_PAGE = 50


@dataclass
class Parts:
    """What belongs to an event, each part read once and only where it is needed."""

    event: Event
    at: datetime

    @cached_property
    def items(self) -> list[ProgrammeItem]:
        return list(self.event.programme.all())

    @cached_property
    def questions(self) -> list[Question]:
        """Those that are asked, then those taken off."""
        return sorted(self.event.questions.all(), key=lambda one: (bool(one.removed_at), one.pk))

    @cached_property
    def files(self) -> list[EventFile]:
        return list(self.event.files.select_related("file"))

    @cached_property
    def picture(self) -> str:
        """The address of the smallest size of its picture, or ''."""
        if self.event.cover is None:
            return ""
        return reverse("events:cover", args=[self.event.cover.token, WIDTHS[0], "webp"])

    @cached_property
    def partners(self) -> list[Partner]:
        return [row.partner for row in self.event.partners.select_related("partner")]

    @cached_property
    def figures(self) -> Figures:
        return figures(self.event, self.at)

    def invitations(self, number: str | None) -> Page:
        """A page of them, those that stand first, each with `is_coming`."""
        coming = Registration.objects.filter(invitation=OuterRef("pk"), standing__in=ACTIVE)
        rows = self.event.invitations.annotate(is_coming=Exists(coming))
        rows = rows.order_by(F("revoked_at").asc(nulls_first=True), "name", "pk")
        return Paginator(rows, INVITATIONS_ON_A_PAGE).get_page(number)


def _day(moment_: datetime) -> date:
    return in_kyiv(moment_).date()


def _english(event: Event) -> str:
    """Whether there are English words, and what they call it."""
    return event.title_en if event.has_english else _("its words are not written yet")


def who_sees(event: Event, at: datetime, language: str) -> list[tuple[Text, object]]:
    """Who sees an announced event from when, in words."""
    if event.state == State.DRAFT or event.public_from is None:
        return [(_("Who sees it"), _("nobody outside the office: it is a draft"))]
    public = {
        Audience.OPEN: _("Everyone sees it from"),
        Audience.PARTNERS: _("Members and partners see it from"),
        Audience.MEMBERS: _("Members see it from"),
        Audience.INVITED: _("Those invited see it from"),
    }[Audience(event.audience)]
    rows: list[tuple[Text, object]] = []
    if event.audience == Audience.OPEN and event.partners_from:
        told = _("told by letter") if event.partners_told_at else _("not told by letter yet")
        when = moment(event.partners_from, language)
        rows.append((_("Partners see it from"), f"{when} ({told})"))
    return [*rows, (public, moment(event.public_from, language))]


def facts(event: Event, language: str, at: datetime) -> list[tuple[Text, object]]:
    """An event in rows."""
    state = str(event.get_state_display())
    if event.archived_at:
        state = f"{state}, {_('in the archive')}"
    elif event.state == State.ANNOUNCED and event.ends_at <= at:
        state = f"{state}, {_('is over')}"
    oblast = event.oblast.title(get_language() or "uk") if event.oblast else ""
    online = pgettext("event", "online") if event.is_online else ""
    spoken = ", ".join(language_name(code) for code in event.languages)
    seats = event.seats or _("no limit")
    rows: list[tuple[Text, object]] = [
        (_("Title in Ukrainian"), event.title_uk),
        (pgettext("event", "Kind"), event.get_kind_display()),
        (pgettext("event", "For whom"), event.get_audience_display()),
        (_("State"), state),
    ]
    if event.reason:
        rows.append((_("Reason"), event.reason))
    rows += [
        (pgettext("event", "Beginning"), moment(event.starts_at, language)),
        (pgettext("event", "End"), moment(event.ends_at, language)),
        (_("Place"), ", ".join(filter(None, [event.place, online]))),
    ]
    if oblast:
        rows.append((_("Oblast"), oblast))
    if event.online_link:
        rows.append((_("Link for those online"), event.online_link))
        shown = _("{time} before the beginning").format(time=lasting(event.link_minutes))
        rows.append((_("The link is shown"), shown))
    rows += [
        (_("Languages of the event"), spoken),
        (_("English page"), _english(event)),
        *who_sees(event, at, language),
    ]
    if event.takes_registrations:
        until = event.registration_until
        closes = moment(until, language) if until else _("at the beginning")
        rows += [(_("Registration closes"), closes), (_("Seats"), seats)]
    else:
        rows.append((_("Registration"), _("nobody needs to register")))
    rows.append((_("Address"), event.get_absolute_url()))
    return rows


def panels(
    event: Event,
    parts: Parts,
    *,
    may_keep: bool,
    language: str,
    page: str | None = None,
    door: list[Panel] | None = None,
) -> list[Panel]:
    """Figures first once people come, then the door and feedback, then everything the event is
    made of."""
    can_change = may_keep and is_allowed(Move.CHANGE, event) and event.archived_at is None
    context = {"event": event, "can_change": can_change}
    # Of a postponed event the old date means nothing.
    is_ahead = event.state == State.POSTPONED or event.starts_at > parts.at
    found = []
    if event.takes_registrations and event.state != State.DRAFT:
        found.append(
            Panel(
                pgettext("event", "Figures"),
                "office/parts/event_figures.html",
                {
                    "event": event,
                    "figures": parts.figures,
                    "drawing": drawing(event, parts.at, language),
                    "url": reverse("office:registrations"),
                    "can_keep": may_keep,
                },
            )
        )
        found += door or []
    found += [
        Panel(
            pgettext("event", "Programme"),
            "office/parts/event_programme.html",
            {
                **context,
                "items": parts.items,
                "is_one_day": _day(event.starts_at) == _day(event.ends_at),
            },
        ),
        Panel(
            _("Seats"),
            "office/parts/event_seats.html",
            {**context, "figures": parts.figures},
        ),
        Panel(
            _("Questions to those who register"),
            "office/parts/event_questions.html",
            {**context, "questions": parts.questions},
        ),
        Panel(
            _("Files, picture, partners"),
            "office/parts/event_papers.html",
            {
                **context,
                "files": parts.files,
                "partners": [
                    (in_language(one.name_uk, one.name_en), one.pk) for one in parts.partners
                ],
                "picture": parts.picture,
                "can_keep": may_keep and event.archived_at is None,
            },
        ),
        Panel(
            _("Invitations"),
            "office/parts/event_invitations.html",
            {
                **context,
                "page": parts.invitations(page),
                "figures": parts.figures,
                "can_invite": can_change and is_ahead and is_allowed(Move.INVITE, event),
            },
        ),
    ]
    if event.state != State.DRAFT and event.archived_at is None:
        links = [(_("The page on the site"), event.get_absolute_url())]
        found.append(Panel(_("See also"), "office/parts/links.html", {"links": links}))
    return found
