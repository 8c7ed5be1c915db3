"""Profiles follow the registers, and search follows both: in the same transaction."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete

from mayorsclub.accounts.models import User
from mayorsclub.directory import counts, findability
from mayorsclub.directory.domain.profiles import name_key
from mayorsclub.directory.models import PartnerProfile, Profile
from mayorsclub.directory.queries import profile_of
from mayorsclub.membership.models import Member, Post
from mayorsclub.partners.models import Partner
from mayorsclub.search.domain.index import remove

NAMES = frozenset({"surname", "given_name", "patronymic", "name_en", "is_active"})


def connect() -> None:
    """Listen to the registers and the profiles. For `ready()`."""
    post_save.connect(_person_saved, sender=User)
    for holder in (Member, Partner):
        post_save.connect(_holder_saved, sender=holder)
    for model in (Profile, PartnerProfile):
        post_save.connect(_profile_saved, sender=model)
        pre_delete.connect(_profile_goes, sender=model)
    for signal in (post_save, post_delete):
        signal.connect(_post_changed, sender=Post)
    post_delete.connect(counts.forget, sender=Member)


def _person_saved(
    instance: User, update_fields: frozenset[str] | None = None, **signal: Any
) -> None:
    if update_fields is not None and not NAMES & update_fields:
        return  # a sign-in is noted on every visit
    member = Member.objects.select_related("user").filter(user=instance).first()
    if member is not None:
        _follow(member)


def _holder_saved(instance: Member | Partner, **signal: Any) -> None:
    if isinstance(instance, Member):
        counts.forget()
    _follow(instance)


def _post_changed(instance: Post, **signal: Any) -> None:
    counts.forget()
    _follow(instance.member)


def _follow(holder: Member | Partner) -> None:
    """The name by which the profile is found, and what search tells of it."""
    profile = profile_of(holder)
    if profile is None:
        return
    type(profile).objects.filter(pk=profile.pk).update(name_key=name_key(holder))
    findability.refresh(profile)


def _profile_saved(instance: Profile | PartnerProfile, **signal: Any) -> None:
    findability.refresh(instance)


def _profile_goes(instance: Profile | PartnerProfile, **signal: Any) -> None:
    remove(instance)
