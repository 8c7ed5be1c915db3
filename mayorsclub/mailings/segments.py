"""Who may be written to: sources of receivers with their filters and placeholders.

A segment is plain data, kept with the mailing; it is looked up anew whenever it is shown,
and for the last time when the mailing is sent.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mayorsclub.accounts.models import User
from mayorsclub.applications import kinds
from mayorsclub.applications import queries as applications
from mayorsclub.applications.models import Application, State
from mayorsclub.committees.models import Body, Seat
from mayorsclub.committees.rules import seated_on
from mayorsclub.membership import queries as members
from mayorsclub.membership.domain.delegates import name_of
from mayorsclub.membership.domain.mandates import position_text, present_post
from mayorsclub.membership.models import Delegate, Interest, Member, Status
from mayorsclub.membership.rules import delegations
from mayorsclub.partners import queries as partners
from mayorsclub.partners.choices import Sector
from mayorsclub.partners.fields import country_name
from mayorsclub.partners.models import Partner, PartnerKind
from mayorsclub.partners.models import Status as PartnerStatus
from mayorsclub.territories.models import Category, Territory
from mayorsclub.ukrainian.alphabet import sort_key
from mayorsclub.ukrainian.dates import long_date

Text = Any  # words, or words that are translated when they are shown
Values = Callable[[str], dict[str, str]]
LANGUAGES = [("uk", _("Ukrainian")), ("en", _("English"))]


@dataclass(frozen=True)
class Segment:
    """register: a name in SOURCES. filters: by name, empty ones left out. ids: chosen by
    hand from a list of that register; then filters do not count."""

    register: str
    filters: Mapping[str, str] = field(default_factory=dict)
    ids: tuple[int, ...] = ()

    def kept(self) -> dict[str, Any]:
        """As a mailing keeps it."""
        return {"register": self.register, "filters": dict(self.filters), "ids": list(self.ids)}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Segment":
        """From what a mailing keeps."""
        return cls(kept["register"], dict(kept.get("filters", {})), tuple(kept.get("ids", ())))


@dataclass(frozen=True)
class Receiver:
    """One person to write to. about: the record on whose page the letter will stand.
    values: the placeholders in a language. left_out: why not, a value of Dispatch.LeftOut."""

    email: str
    name: str
    language: str
    user: User | None
    about: Model
    values: Values
    left_out: str = ""


EVERYONE = _("all")


@dataclass(frozen=True)
class Filter:
    """One choice of a form. choices: (value, words), asked when the form is shown.

    everyone: what no choice means. is_needed: something must be chosen.
    """

    name: str
    label: Text
    choices: Callable[[], list[tuple[str, Any]]]
    everyone: Text = EVERYONE
    is_needed: bool = False


@dataclass(frozen=True)
class Source:
    """A register of receivers. placeholders: name and what it stands for. find: the
    receivers by filters or ids on a day."""

    slug: str
    label: Text
    placeholders: Mapping[str, Text]
    filters: tuple[Filter, ...]
    find: Callable[[Segment, date], Iterable[Receiver]]


COMMON: dict[str, Text] = {"name": _("the receiver’s full name")}


def _of_user(user: User, about: Model, values: Values) -> Receiver:
    def all_values(language: str) -> dict[str, str]:
        name = user.name_en if language == "en" else user.get_full_name()
        return {"name": name or user.get_full_name(), **values(language)}

    return Receiver(
        email=user.email.strip().lower(),
        name=str(user),
        language=user.language,
        user=user,
        about=about,
        values=all_values,
    )


def _oblasts() -> list[tuple[str, Any]]:
    found = Territory.objects.filter(
        category__in=(Category.OBLAST, Category.SPECIAL_CITY), vanished_on=None
    ).order_by("sort_key")
    return [(str(one.pk), one) for one in found]


def _oblast(filters: Mapping[str, str]) -> Territory | None:
    pk = filters.get("oblast", "")
    return Territory.objects.filter(pk=pk).first() if pk.isdigit() else None


def _by_language(found: QuerySet, segment: Segment, path: str) -> QuerySet:
    language = segment.filters.get("language")
    return found.filter(**{path: language}) if language else found


LANGUAGE = Filter("language", _("Language of letters"), lambda: list(LANGUAGES))
OBLAST = Filter("oblast", _("Oblast"), _oblasts)


def _members(segment: Segment, today: date) -> Iterator[Receiver]:
    where = segment.filters
    if segment.ids:
        found = members.register(today=today).filter(pk__in=segment.ids)
    else:
        in_office = {"current": True, "former": False}.get(where.get("in_office", ""))
        found = members.register(
            status=where.get("status", ""), oblast=_oblast(where), in_office=in_office, today=today
        )
        found = _by_language(found, segment, "user__language")
    # Nobody writes to those who have died, chosen by hand or not.
    for member in found.exclude(status=Status.DECEASED):
        if segment.ids or where.get("interest", "") in ("", *member.interests):
            yield _of_user(member.user, member, _member_values(member, today))


def _member_values(member: Member, today: date) -> Values:
    def values(language: str) -> dict[str, str]:
        post = present_post(member.posts.all(), today=today)
        territory = post.territory if post else None
        return {
            "register_number": member.register_number,
            "position": position_text(post, language, today=today) if post else "",
            "community": territory.title(language) if territory else "",
            "member_since": long_date(member.entered_on, language),
        }

    return values


def _partners(segment: Segment, today: date) -> Iterator[Receiver]:
    where = segment.filters
    if segment.ids:
        found = partners.register().filter(pk__in=segment.ids)
    else:
        found = partners.register(
            status=where.get("status", ""),
            kind=where.get("kind", ""),
            country=where.get("country", ""),
            sector=where.get("sector", ""),
            oblast=_oblast(where),
        )
    language = "" if segment.ids else where.get("language", "")
    for partner in found:
        for speaker in partner.speakers:  # type: ignore[attr-defined]
            if language in ("", speaker.user.language):
                yield _of_user(speaker.user, partner, _partner_values(partner))


def _partner_values(partner: Partner) -> Values:
    return lambda language: {
        "register_number": partner.register_number,
        "organisation": partner.name_en if language == "en" else partner.name_uk,
    }


def _delegates(segment: Segment, today: date) -> Iterator[Receiver]:
    found = delegations().select_related("user", "member__user")
    found = found.filter(pk__in=segment.ids) if segment.ids else found
    for delegate in _by_language(found, segment, "user__language"):
        if delegate.user is not None:
            yield _of_user(delegate.user, delegate.member, _delegate_values(delegate))


def _delegate_values(delegate: Delegate) -> Values:
    return lambda language: {"member": name_of(delegate.member.user, language)}


def _committee(segment: Segment, today: date) -> Iterator[Receiver]:
    seats = Seat.objects.filter(seated_on(today)).select_related("user", "body")
    seats = seats.order_by("body", "-is_chair", "user__sort_key", "pk")
    if segment.ids:
        seats = seats.filter(pk__in=segment.ids)
    elif slug := segment.filters.get("body"):
        seats = seats.filter(body__slug=slug)
    for seat in _by_language(seats, segment, "user__language"):
        yield _of_user(seat.user, seat.user, _seat_values(seat))


def _seat_values(seat: Seat) -> Values:
    return lambda language: {"body": seat.body.name_en if language == "en" else seat.body.name_uk}


def _applications(segment: Segment, today: date) -> Iterator[Receiver]:
    where = segment.filters
    if segment.ids:
        found = applications.for_office().filter(pk__in=segment.ids)
    else:
        found = applications.for_office(kind=where.get("kind", ""), state=where.get("state", ""))
        found = _by_language(found, segment, "language")
    for application in found:
        yield _of_application(application)


def _of_application(application: Application) -> Receiver:
    def values(language: str) -> dict[str, str]:
        with translation.override(language):
            kind = str(kinds.get(application.kind).title)
            state = str(application.get_state_display())
        name = application.name_en if language == "en" else application.name
        return {
            "name": name or application.name,
            "number": application.number,
            "application": kind,
            "state": state,
        }

    user = application.applicant
    # The applicant's account may have another language now; the application has its own.
    return Receiver(
        email=(user.email if user else application.email).strip().lower(),
        name=application.name,
        language=application.language,
        user=user,
        about=application,
        values=values,
    )


def _people(segment: Segment, today: date) -> Iterator[Receiver]:
    for user in User.objects.filter(pk__in=segment.ids).order_by("sort_key", "pk"):
        yield _of_user(user, user, lambda language: {})


def _bodies() -> list[tuple[str, Any]]:
    return [(body.slug, body) for body in Body.objects.all()]


def _countries() -> list[tuple[str, Any]]:
    found = Partner.objects.order_by("country").values_list("country", flat=True).distinct()
    names = [(code, country_name(code)) for code in found if code]
    return sorted(names, key=lambda choice: sort_key(choice[1]))


_STATES = [choice for choice in State.choices if choice[0] != State.DRAFT]
_MEMBER_STATES = [choice for choice in Status.choices if choice[0] != Status.DECEASED]
_IN_OFFICE = [("current", _("current head")), ("former", _("former head"))]

SOURCES: dict[str, Source] = {
    source.slug: source
    for source in (
        Source(
            "members",
            _("Members"),
            {
                **COMMON,
                "register_number": _("number in the register"),
                "position": _("post and community"),
                "community": _("name of the community"),
                "member_since": _("day of entry in the register"),
            },
            (
                Filter("status", _("Status"), lambda: list(_MEMBER_STATES)),
                OBLAST,
                Filter("in_office", _("Post"), lambda: list(_IN_OFFICE)),
                Filter("interest", _("Wish to take part"), lambda: list(Interest.choices)),
                LANGUAGE,
            ),
            _members,
        ),
        Source(
            "partners",
            _("Partners"),
            {
                **COMMON,
                "register_number": _("number in the register"),
                "organisation": _("name of the organisation"),
            },
            (
                Filter("status", _("Status"), lambda: list(PartnerStatus.choices)),
                Filter("kind", _("Kind"), lambda: list(PartnerKind.choices)),
                Filter("country", _("Country"), _countries),
                Filter("sector", _("Sector"), lambda: list(Sector.choices)),
                OBLAST,
                LANGUAGE,
            ),
            _partners,
        ),
        Source(
            "delegates",
            _("Delegates of members"),
            {**COMMON, "member": _("the member in whose name the person acts")},
            (LANGUAGE,),
            _delegates,
        ),
        Source(
            "committee",
            _("Members of committees"),
            {**COMMON, "body": pgettext_lazy("organisation", "name of the body")},
            (Filter("body", _("Body"), _bodies), LANGUAGE),
            _committee,
        ),
        Source(
            "applications",
            _("Applicants"),
            {
                **COMMON,
                "number": _("number of the application"),
                "application": _("what kind of application it is"),
                "state": _("state of the application"),
            },
            (
                Filter(
                    "kind",
                    _("Kind"),
                    lambda: [(kind.slug, kind.title) for kind in kinds.every()],
                ),
                Filter("state", _("State"), lambda: list(_STATES)),
                LANGUAGE,
            ),
            _applications,
        ),
        Source("people", _("People, chosen by hand"), COMMON, (), _people),
    )
}


def register(source: Source) -> None:
    """One more source, of an app above this one; called from its `ready()`."""
    SOURCES[source.slug] = source


def all_names() -> set[str]:
    """Every placeholder of any source, for templates."""
    return {name for source in SOURCES.values() for name in source.placeholders}
