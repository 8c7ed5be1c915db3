"""Entries of the register of partners: entering, changes of status, certificates."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import TextChoices

from mayorsclub.accounts.domain.corrections import keep_corrections
from mayorsclub.accounts.models import User
from mayorsclub.applications.models import Application
from mayorsclub.audit.domain.log import record
from mayorsclub.certificates.domain import issue
from mayorsclub.committees.models import Decision
from mayorsclub.mail.domain.outbox import queue_letter
from mayorsclub.numbering.domain import next_number
from mayorsclub.partners.choices import ProjectKind, Sector
from mayorsclub.partners.domain.refusals import PartnerRefused
from mayorsclub.partners.domain.representatives import active_users, add_representative, name_for
from mayorsclub.partners.facts import PartnerFacts
from mayorsclub.partners.models import Partner, Status, StatusChange
from mayorsclub.partners.rules import may_keep_register, represents
from mayorsclub.territories.models import Territory
from mayorsclub.ukrainian.alphabet import sort_key
from mayorsclub.ukrainian.dates import in_kyiv

# The way back after the end is a new application, and with it a new entry.
MOVES: dict[str, frozenset[str]] = {
    Status.ACTIVE: frozenset({Status.SUSPENDED, Status.ENDED}),
    Status.SUSPENDED: frozenset({Status.ACTIVE, Status.ENDED}),
    Status.ENDED: frozenset(),
}


@transaction.atomic
def enter(
    facts: PartnerFacts,
    *,
    representative: User,
    position: str,
    application: Application | None,
    decision: Decision | None,
    at: datetime,
    hold_until: datetime | None = None,
    is_demonstration: bool = False,
) -> Partner:
    """Enter a partner into the register, with its first representative.

    Gives the next number of the year, the certificate, and the letter with the next
    steps, held until `hold_until` so that it does not come before the decision's.
    A second approval of the same application gives the same entry.
    Raises PartnerRefused: "choice".
    """
    if application is not None:
        Application.objects.select_for_update().get(pk=application.pk)
        known = Partner.objects.filter(application=application).first()
        if known is not None:
            return known
    today = in_kyiv(at).date()
    partner = Partner.objects.create(
        kind=facts.kind,
        name_uk=facts.name_uk,
        name_en=facts.name_en,
        # 250 letters of a name may give a key of 500 signs, all that the column takes.
        sort_key=sort_key(facts.name_uk)[:500],
        edrpou=facts.edrpou,
        country=facts.country,
        registration_number=facts.registration_number,
        website=facts.website,
        sectors=_known(facts.sectors, Sector),
        project_kinds=_known(facts.project_kinds, ProjectKind),
        offer=facts.offer,
        register_number=f"{today.year}-{next_number('partner', year=today.year):04d}",
        entered_on=today,
        application=application,
        decision=decision,
        is_demonstration=is_demonstration,
    )
    partner.oblasts.set(facts.oblasts)
    reason = str(decision) if decision else ""
    _note(partner, Status.ACTIVE, reason=reason, actor=None, at=at)
    record("partner.entered", actor=None, about=partner, at=at, number=partner.register_number)
    add_representative(
        partner.pk, user=representative, position=position, is_main=True, actor=None, at=at
    )
    issue(partner, at=at)
    queue_letter(
        "partners.welcome",
        to=representative,
        about=partner,
        at=at,
        context={
            "number": partner.register_number,
            "partner": name_for(partner, representative.language),
        },
        hold_until=hold_until,
    )
    return partner


@transaction.atomic
def change_status(
    partner_id: int, *, status: str, reason: str, actor: User, at: datetime
) -> Partner:
    """Change a partner's status, with the reason, history, audit entry and letters to
    its representatives, whose rights follow the status at once.

    Raises PartnerRefused: "not_allowed", "reason", "move".
    """
    partner = Partner.objects.select_for_update().get(pk=partner_id)
    if not may_keep_register(actor):
        raise PartnerRefused("not_allowed")
    if not reason.strip():
        raise PartnerRefused("reason")
    if status not in MOVES[partner.status]:
        raise PartnerRefused("move")

    before, partner.status = partner.status, Status(status)
    partner.save(update_fields=["status"])
    _note(partner, status, reason=reason.strip(), actor=actor, at=at)
    record("partner.status_changed", actor=actor, about=partner, at=at, before=before, after=status)
    for user in active_users(partner):
        queue_letter(
            f"partners.status_{status}",
            to=user,
            about=partner,
            at=at,
            context={"reason": reason.strip(), "partner": name_for(partner, user.language)},
        )
    return partner


CORRECTED = (
    "name_uk",
    "name_en",
    "kind",
    "edrpou",
    "country",
    "registration_number",
    "website",
    "entered_on",
)


@transaction.atomic
def correct(
    partner_id: int, *, reason: str, actor: User, at: datetime, **values: str | date
) -> Partner:
    """Correct what was entered wrongly (fields of CORRECTED); what stood there is kept with
    the reason as a correction.

    Raises PartnerRefused: "not_allowed", "reason", "name", "future_entry"; TypeError for
    another field.
    """
    unknown = set(values) - set(CORRECTED)
    if unknown:
        raise TypeError(f"not a field to correct: {', '.join(sorted(unknown))}")
    partner = Partner.objects.select_for_update().get(pk=partner_id)
    if not may_keep_register(actor):
        raise PartnerRefused("not_allowed")
    changes = {
        name: (getattr(partner, name), value)
        for name, value in sorted(values.items())
        if getattr(partner, name) != value
    }
    if not changes:
        return partner
    if not reason.strip():
        raise PartnerRefused("reason")
    entered_on = values.get("entered_on", partner.entered_on)
    if isinstance(entered_on, date) and entered_on > in_kyiv(at).date():
        raise PartnerRefused("future_entry")
    if not values.get("name_uk", partner.name_uk) or not values.get("name_en", partner.name_en):
        raise PartnerRefused("name")
    keep_corrections(partner, changes, reason=reason, by=actor, at=at)
    for name, (_before, value) in changes.items():
        setattr(partner, name, value)
    partner.sort_key = sort_key(partner.name_uk)[:500]
    partner.save(update_fields=[*changes, "sort_key"])
    record("partner.corrected", actor=actor, about=partner, at=at, fields=[*changes])
    return partner


@transaction.atomic
def change_interests(
    partner_id: int,
    *,
    sectors: Iterable[str],
    project_kinds: Iterable[str],
    oblasts: Iterable[Territory],
    offer: str,
    actor: User,
    at: datetime,
) -> Partner:
    """Set what the partner looks for and offers: by a representative or the secretariat.

    Raises PartnerRefused: "not_allowed", "not_active", "choice".
    """
    partner = Partner.objects.select_for_update().get(pk=partner_id)
    if not represents(actor, partner) and not may_keep_register(actor):
        raise PartnerRefused("not_allowed")
    if partner.status != Status.ACTIVE:
        raise PartnerRefused("not_active")
    partner.sectors = _known(sectors, Sector)
    partner.project_kinds = _known(project_kinds, ProjectKind)
    partner.offer = offer.strip()
    partner.save(update_fields=["sectors", "project_kinds", "offer"])
    partner.oblasts.set(oblasts)
    record("partner.interests_changed", actor=actor, about=partner, at=at)
    return partner


@transaction.atomic
def renew_certificate(partner_id: int, *, actor: User, at: datetime) -> None:
    """Issue the certificate anew; the old one is replaced. By a representative of an
    active partner, or the secretariat. Raises PartnerRefused: "not_allowed", "not_active".
    """
    partner = Partner.objects.select_for_update().get(pk=partner_id)
    if not represents(actor, partner) and not may_keep_register(actor):
        raise PartnerRefused("not_allowed")
    if partner.status != Status.ACTIVE:
        raise PartnerRefused("not_active")
    issue(partner, at=at)
    record("partner.certificate_renewed", actor=actor, about=partner, at=at)


def _known(values: Iterable[str], choices: type[TextChoices]) -> list[str]:
    """Known values once each, in the order they are offered."""
    chosen = set(values)
    if not chosen <= set(choices.values):
        raise PartnerRefused("choice")
    return [value for value in choices.values if value in chosen]


def _note(
    partner: Partner, status: str, *, reason: str, actor: User | None, at: datetime
) -> StatusChange:
    return StatusChange.objects.create(
        partner=partner, status=status, reason=reason, changed_by=actor, changed_at=at
    )
