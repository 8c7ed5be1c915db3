"""Profiles follow the registers: a changed name is found under its new spelling at once."""

from typing import Any

from django.db.models.signals import post_save

from mayorsclub.accounts.models import User
from mayorsclub.directory.domain.profiles import name_key
from mayorsclub.directory.models import PartnerProfile, Profile
from mayorsclub.membership.models import Member
from mayorsclub.partners.models import Partner

NAMES = frozenset({"surname", "given_name", "patronymic", "name_en", "is_active"})


def connect() -> None:
    """Listen to the registers; in their transaction. For `ready()`."""
    post_save.connect(_person_saved, sender=User)
    post_save.connect(_partner_saved, sender=Partner)


def _person_saved(
    instance: User, update_fields: frozenset[str] | None = None, **signal: Any
) -> None:
    if update_fields is not None and not NAMES & update_fields:
        return  # a sign-in is noted on every visit
    member = Member.objects.select_related("user").filter(user=instance).first()
    if member is not None:
        Profile.objects.filter(member=member).update(name_key=name_key(member))


def _partner_saved(instance: Partner, **signal: Any) -> None:
    PartnerProfile.objects.filter(partner=instance).update(name_key=name_key(instance))
