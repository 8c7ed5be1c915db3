"""Profiles follow the registers, and search follows both: in the same transaction."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete

from mayorsclub.accounts.domain.bulk import people_changed
from mayorsclub.accounts.models import User
from mayorsclub.directory import counts, findability
from mayorsclub.directory.domain.profiles import keys_of
from mayorsclub.directory.models import PartnerProfile, Profile
from mayorsclub.directory.queries import profile_of
from mayorsclub.membership.domain.importing import members_changed
from mayorsclub.membership.models import Member, Post
from mayorsclub.partners.domain.importing import partners_changed
from mayorsclub.partners.models import Partner
from mayorsclub.search.domain.index import remove

AT_ONCE = 500
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
    members_changed.connect(_members_changed)
    partners_changed.connect(_partners_changed)
    people_changed.connect(_people_changed)


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


def _post_changed(instance: Post, origin: Any = None, **signal: Any) -> None:
    counts.forget(origin=origin)
    if origin is None or isinstance(origin, Post) or getattr(origin, "model", None) is Post:
        # Else the member goes together with its posts, and its profile with it.
        _follow(instance.member)


def _members_changed(members: Sequence[Member], **signal: Any) -> None:
    """Many at once, as an import writes them."""
    counts.forget()
    _follow_all(Profile.objects.all(), "member", members)


def _partners_changed(partners: Sequence[Partner], **signal: Any) -> None:
    _follow_all(PartnerProfile.objects.all(), "partner", partners)


def _people_changed(people: Sequence[User], **signal: Any) -> None:
    _follow_all(Profile.objects.all(), "member__user", people)


def _follow_all(profiles: QuerySet, holder: str, records: Sequence[Model]) -> None:
    """Those of these records that have a profile; most have none."""
    ids = [each.pk for each in records]
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        for profile in profiles.filter(**{f"{holder}__in": part}):
            _follow(profile.member if isinstance(profile, Profile) else profile.partner)


def _follow(holder: Member | Partner) -> None:
    """The name by which the profile is found, and what search tells of it."""
    profile = profile_of(holder)
    if profile is None:
        return
    type(profile).objects.filter(pk=profile.pk).update(**keys_of(holder))
    findability.refresh(profile)


def _profile_saved(instance: Profile | PartnerProfile, **signal: Any) -> None:
    findability.refresh(instance)


def _profile_goes(instance: Profile | PartnerProfile, **signal: Any) -> None:
    remove(instance)
