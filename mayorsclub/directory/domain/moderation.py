"""Hiding what must not be shown, by the secretariat."""

from datetime import datetime

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.directory.domain.profiles import names_of
from mayorsclub.directory.domain.refusals import ProfileRefused
from mayorsclub.directory.models import PartnerProfile, Profile
from mayorsclub.directory.queries import profile_of
from mayorsclub.directory.rules import may_moderate
from mayorsclub.mail.domain.outbox import queue_letter
from mayorsclub.membership.models import Member
from mayorsclub.partners.domain.representatives import active_users
from mayorsclub.partners.models import Partner


@transaction.atomic
def hide(
    holder: Member | Partner, *, reason: str, actor: User, at: datetime
) -> Profile | PartnerProfile:
    """Show nothing of this profile to anybody until show_again; the person is told why.

    Raises ProfileRefused: "not_allowed", "reason", "nothing", "already_hidden".
    """
    profile = _locked(holder, actor)
    if not reason.strip():
        raise ProfileRefused("reason")
    if profile.hidden_at is not None:
        raise ProfileRefused("already_hidden")
    profile.hidden_at, profile.hidden_reason = at, reason.strip()
    profile.save(update_fields=["hidden_at", "hidden_reason"])
    record("profile.hidden", actor=actor, about=holder, at=at)
    _tell(holder, "directory.hidden", {"reason": reason.strip()}, at)
    return profile


@transaction.atomic
def show_again(holder: Member | Partner, *, actor: User, at: datetime) -> Profile | PartnerProfile:
    """Show it again, as far as its owner lets.

    Raises ProfileRefused: "not_allowed", "nothing", "not_hidden".
    """
    profile = _locked(holder, actor)
    if profile.hidden_at is None:
        raise ProfileRefused("not_hidden")
    profile.hidden_at, profile.hidden_reason = None, ""
    profile.save(update_fields=["hidden_at", "hidden_reason"])
    record("profile.shown_again", actor=actor, about=holder, at=at)
    _tell(holder, "directory.shown_again", {}, at)
    return profile


def _locked(holder: Member | Partner, actor: User) -> Profile | PartnerProfile:
    locked = type(holder).objects.select_for_update().get(pk=holder.pk)
    if not may_moderate(actor, locked):
        raise ProfileRefused("not_allowed")
    profile = profile_of(locked)
    if profile is None:
        raise ProfileRefused("nothing")
    return profile


def _tell(holder: Member | Partner, kind: str, context: dict[str, str], at: datetime) -> None:
    people = [holder.user] if isinstance(holder, Member) else active_users(holder)
    for person in people:
        uk, en = names_of(holder)
        name = uk if person.language == "uk" else en
        queue_letter(kind, to=person, about=holder, at=at, context={"name": name, **context})
