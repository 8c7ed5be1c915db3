"""People who speak for a partner: added and removed by the secretariat."""

from datetime import datetime

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.mail.domain.outbox import queue_letter
from mayorsclub.partners.domain.refusals import PartnerRefused
from mayorsclub.partners.models import Partner, Representative
from mayorsclub.partners.rules import may_keep_register


@transaction.atomic
def add_representative(
    partner_id: int,
    *,
    user: User,
    position: str,
    is_main: bool,
    actor: User | None,
    at: datetime,
) -> Representative:
    """Let a person speak for a partner. `actor` None: the platform itself, on approval.

    A new main representative takes the place of the one before.
    Raises PartnerRefused: "not_allowed", "already".
    """
    partner = _locked(partner_id, actor)
    standing = partner.representatives.filter(removed_at=None)
    if standing.filter(user=user).exists():
        raise PartnerRefused("already")
    if is_main:
        standing.update(is_main=False)
    added = Representative.objects.create(
        partner=partner, user=user, position=position.strip(), is_main=is_main, since=at
    )
    record("partner.representative_added", actor=actor, about=partner, at=at, user=user.pk)
    if actor is not None:
        queue_letter(
            "partners.representative_added",
            to=user,
            about=partner,
            at=at,
            context={"partner": name_for(partner, user.language)},
        )
    return added


@transaction.atomic
def remove_representative(representative_id: int, *, actor: User, at: datetime) -> Representative:
    """End a person's right to speak for a partner, at once, with a letter to them.

    Removing twice changes nothing. Raises PartnerRefused: "not_allowed", "last".
    """
    found = Representative.objects.values_list("partner_id", flat=True)
    partner = _locked(found.get(pk=representative_id), actor)
    standing = partner.representatives.filter(removed_at=None)
    removed = partner.representatives.select_related("user").get(pk=representative_id)
    if removed.removed_at:
        return removed
    if standing.count() == 1:
        raise PartnerRefused("last")
    was_main, removed.is_main, removed.removed_at = removed.is_main, False, at
    removed.save(update_fields=["is_main", "removed_at"])
    next_one = standing.order_by("since", "pk").first()
    if was_main and next_one is not None:
        next_one.is_main = True
        next_one.save(update_fields=["is_main"])
    record(
        "partner.representative_removed",
        actor=actor,
        about=partner,
        at=at,
        user=removed.user_id,
    )
    queue_letter(
        "partners.representative_removed",
        to=removed.user,
        about=partner,
        at=at,
        context={"partner": name_for(partner, removed.user.language)},
    )
    return removed


def active_users(partner: Partner) -> list[User]:
    """Those who speak for the partner now, the main one first."""
    standing = partner.representatives.filter(removed_at=None).select_related("user")
    return [representative.user for representative in standing]


def name_for(partner: Partner, language: str) -> str:
    """The partner's name as a reader of this language knows it."""
    return partner.name_uk if language == "uk" else partner.name_en


def _locked(partner_id: int, actor: User | None) -> Partner:
    """The partner's entry, locked, where the actor may change who speaks for it."""
    partner = Partner.objects.select_for_update().get(pk=partner_id)
    if actor is not None and not may_keep_register(actor):
        raise PartnerRefused("not_allowed")
    return partner
