"""Reads of the register of partners, for the office and the people's own pages."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast

from mayorsclub.accounts.models import User
from mayorsclub.accounts.once import once_a_request
from mayorsclub.applications.models import Application, State
from mayorsclub.audit.models import Entry
from mayorsclub.audit.queries import history as audit_history
from mayorsclub.partners.facts import PartnerFacts
from mayorsclub.partners.models import Partner, Representative, StatusChange
from mayorsclub.territories.models import Territory
from mayorsclub.ukrainian.alphabet import sort_key

SPEAKERS = Prefetch(
    "representatives",
    Representative.objects.filter(removed_at=None).select_related("user"),
    to_attr="speakers",
)


def register(
    *,
    search: str = "",
    status: str = "",
    kind: str = "",
    country: str = "",
    sector: str = "",
    oblast: Territory | None = None,
) -> QuerySet[Partner]:
    """The register in alphabetical order, with present representatives as `speakers`, in
    two queries.

    search: part of a name in either language, EDRPOU, register number or e-mail of a
    representative; every word must be found. sector: a value of choices.Sector. oblast:
    partners that chose it; those without a choice are interested in all.
    """
    partners = Partner.objects.prefetch_related(SPEAKERS)
    for word in search.split():
        key = sort_key(word)
        by_person = Representative.objects.filter(
            partner=OuterRef("pk"), removed_at=None, user__email__icontains=word
        )
        partners = partners.filter(
            (Q(sort_key__contains=key) if key else Q())
            | Q(name_en__icontains=word)
            | Q(edrpou__startswith=word)
            | Q(register_number__icontains=word)
            | Exists(by_person)
        )
    for field, value in {"status": status, "kind": kind, "country": country}.items():
        if value:
            partners = partners.filter(**{field: value})
    if sector:
        partners = in_sectors(partners, [sector])
    if oblast is not None:
        partners = partners.filter(Exists(interest_in([oblast])))
    return partners.order_by("sort_key", "pk")


def in_sectors(partners: QuerySet[Any], sectors: Iterable[str]) -> QuerySet[Any]:
    """Those that work in one of these sectors."""
    # As text, because SQLite has no `contains` for JSON; codes are plain letters.
    found = Q()
    for sector in sectors:
        found |= Q(sectors_text__contains=f'"{sector}"')
    return partners.alias(sectors_text=Cast("sectors", TextField())).filter(found)


def interest_in(oblasts: Iterable[Territory]) -> QuerySet:
    """The choice of one of these oblasts by the partner of an outer query."""
    chosen = Partner.oblasts.through.objects.filter(territory__in=list(oblasts))
    return chosen.filter(partner=OuterRef("pk"))


@once_a_request
def entries_of(user: User) -> list[Partner]:
    """The partners for which this person speaks now, whatever their status."""
    return list(
        Partner.objects.filter(
            Exists(
                Representative.objects.filter(
                    partner=OuterRef("pk"), user_id=user.pk, removed_at=None
                )
            )
        )
        .prefetch_related(SPEAKERS, "oblasts")
        .order_by("sort_key", "pk")
    )


def history(partner: Partner) -> tuple[QuerySet[StatusChange], QuerySet[Entry]]:
    """The changes of status with their reasons, and what the audit log has on the entry."""
    return partner.status_changes.select_related("changed_by"), audit_history(partner)


def look_alikes(facts: PartnerFacts, *, email: str) -> frozenset[str]:
    """In what a partner of the register is like this one: some of "edrpou", "registration",
    "name", "address" (the e-mail of a representative) and "website"."""
    partners = Partner.objects.all()
    found = {
        "edrpou": bool(facts.edrpou) and partners.filter(edrpou=facts.edrpou).exists(),
        "registration": bool(facts.registration_number)
        and partners.filter(
            country=facts.country, registration_number__iexact=facts.registration_number
        ).exists(),
        "name": partners.filter(
            Q(sort_key=sort_key(facts.name_uk)) | Q(name_en__iexact=facts.name_en)
        ).exists(),
        "address": Representative.objects.filter(
            removed_at=None, user__email__iexact=email
        ).exists(),
        "website": _same_host(facts.website),
    }
    return frozenset(what for what, is_so in found.items() if is_so)


def _same_host(website: str) -> bool:
    """Whether a partner has a website of this host, with or without www."""
    host = _host(website)
    if not host:
        return False
    near = Partner.objects.filter(website__icontains=host).values_list("website", flat=True)
    return any(_host(other) == host for other in near)


def _host(website: str) -> str:
    return (urlsplit(website).hostname or "").removeprefix("www.")


def other_applications_of(facts: PartnerFacts, *, besides: Application) -> QuerySet[Application]:
    """Other applications with the same EDRPOU code or registration number; drafts do not
    count, nobody has sent them."""
    same = Q()
    if facts.edrpou:
        same |= Q(answers__organisation__edrpou=facts.edrpou)
    if facts.registration_number:
        same |= Q(
            answers__organisation__registration_number=facts.registration_number,
            answers__organisation__country=facts.country,
        )
    others = Application.objects.filter(kind=besides.kind).exclude(pk=besides.pk)
    others = others.exclude(state=State.DRAFT)
    return others.filter(same) if same else others.none()
