"""Partners that the club had before: many entries of the register at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.dispatch import Signal

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record_all
from mayorsclub.numbering.domain import register_numbers
from mayorsclub.partners.domain.refusals import PartnerRefused
from mayorsclub.partners.facts import PartnerFacts
from mayorsclub.partners.models import Partner, Representative, Status, StatusChange
from mayorsclub.partners.rules import may_keep_register
from mayorsclub.ukrainian.alphabet import sort_key

AT_ONCE = 500
# partners: entries whose facts were filled together; no signal of their own is sent.
partners_changed = Signal()
FILLED = ("edrpou", "registration_number", "website", "sectors", "offer")


@dataclass(frozen=True)
class Entry:
    """One entry to make. register_number: the one it had, or '' for the next of the year.
    contact: who speaks for the partner, where that is known."""

    facts: PartnerFacts
    entered_on: date
    register_number: str = ""
    status: str = Status.ACTIVE
    contact: User | None = None
    position: str = ""
    oblasts: tuple[int, ...] = ()


@transaction.atomic
def enter_all(
    entries: Sequence[Entry],
    *,
    year: int,
    reason: str,
    by: User,
    at: datetime,
    is_demonstration: bool = False,
    **facts: int,
) -> list[Partner]:
    """Enter partners into the register, without letters and certificates.

    See membership.domain.importing.enter_all. Raises PartnerRefused: "not_allowed".
    """
    if not may_keep_register(by):
        raise PartnerRefused("not_allowed")
    brought = [entry.register_number for entry in entries]
    numbers = register_numbers("partner", brought, year=year)
    partners = [
        Partner(
            **_columns(entry.facts),
            register_number=number,
            entered_on=entry.entered_on,
            status=entry.status,
            is_demonstration=is_demonstration,
        )
        for entry, number in zip(entries, numbers, strict=True)
    ]
    Partner.objects.bulk_create(partners, batch_size=AT_ONCE)
    both = list(zip(partners, entries, strict=True))
    through = Partner.oblasts.through
    through.objects.bulk_create(
        [
            through(partner=partner, territory_id=pk)
            for partner, entry in both
            for pk in entry.oblasts
        ],
        batch_size=AT_ONCE,
    )
    StatusChange.objects.bulk_create(
        [
            StatusChange(
                partner=each, status=each.status, reason=reason, changed_by=by, changed_at=at
            )
            for each in partners
        ],
        batch_size=AT_ONCE,
    )
    contacts = [
        (partner, entry.contact, entry.position) for partner, entry in both if entry.contact
    ]
    _representatives(contacts, at=at)
    lines = [(partner, {"number": partner.register_number, **facts}) for partner in partners]
    record_all("partner.imported", actor=by, about=lines, at=at)
    return partners


@transaction.atomic
def fill(
    changes: Sequence[tuple[Partner, dict[str, object]]], *, by: User, at: datetime
) -> dict[int, list[str]]:
    """Fill empty facts of partners (those of FILLED); which fields of whom."""
    if not may_keep_register(by):
        raise PartnerRefused("not_allowed")
    filled, changed = {}, []
    for partner, values in changes:
        fields = [name for name in FILLED if values.get(name) and not getattr(partner, name)]
        for name in fields:
            setattr(partner, name, values[name])
        if fields:
            filled[partner.pk] = fields
            changed.append(partner)
    Partner.objects.bulk_update(changed, FILLED, batch_size=AT_ONCE)
    lines = [(partner, {"fields": filled[partner.pk]}) for partner in changed]
    record_all("partner.corrected", actor=by, about=lines, at=at)
    partners_changed.send(Partner, partners=changed)
    return filled


@transaction.atomic
def add_contacts(
    contacts: Sequence[tuple[Partner, User, str]], *, by: User, at: datetime
) -> list[Representative]:
    """Let people speak for partners, without letters: the main one where there is none."""
    made = _representatives(contacts, at=at)
    lines = [(each.partner, {"user": each.user_id}) for each in made]
    record_all("partner.representative_added", actor=by, about=lines, at=at)
    return made


@transaction.atomic
def take_back(partners: Sequence[Partner]) -> None:
    """Delete entries that an import made by mistake and to which nothing has happened since;
    the caller has made sure of that. Raises ProtectedError where a record names one."""
    ids = [partner.pk for partner in partners]
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        StatusChange.objects.filter(partner__in=part).delete()
        Representative.objects.filter(partner__in=part).delete()
        Partner.objects.filter(pk__in=part).delete()


def _columns(facts: PartnerFacts) -> dict[str, object]:
    return {
        "kind": facts.kind,
        "name_uk": facts.name_uk,
        "name_en": facts.name_en,
        "sort_key": sort_key(facts.name_uk)[:500],
        "edrpou": facts.edrpou,
        "country": facts.country,
        "registration_number": facts.registration_number,
        "website": facts.website,
        "sectors": list(facts.sectors),
        "offer": facts.offer,
    }


def _representatives(
    contacts: Sequence[tuple[Partner, User | None, str]], *, at: datetime
) -> list[Representative]:
    standing = Representative.objects.filter(removed_at=None, is_main=True)
    with_main: set[int] = set()
    ids = [partner.pk for partner, _user, _position in contacts]
    for start in range(0, len(ids), AT_ONCE):
        part = standing.filter(partner__in=ids[start : start + AT_ONCE])
        with_main |= set(part.values_list("partner_id", flat=True))
    made = []
    for partner, user, position in contacts:
        is_main = partner.pk not in with_main
        with_main.add(partner.pk)
        made.append(
            Representative(partner=partner, user=user, position=position, is_main=is_main, since=at)
        )
    return Representative.objects.bulk_create(made, batch_size=AT_ONCE)
