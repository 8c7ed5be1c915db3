"""Changing what a member or a partner lets others see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.directory.choices import LANGUAGES, Topic
from mayorsclub.directory.domain.pictures import Drawn, keep
from mayorsclub.directory.domain.refusals import ProfileRefused
from mayorsclub.directory.models import Audience, PartnerProfile, Profile
from mayorsclub.directory.queries import profile_of
from mayorsclub.directory.rules import AGREEMENT, may_decide, may_edit
from mayorsclub.membership.holder import names_on_paper
from mayorsclub.membership.models import Member
from mayorsclub.partners.choices import Sector
from mayorsclub.partners.models import Partner
from mayorsclub.ukrainian.alphabet import latin_key, search_key, sort_key
from mayorsclub.ukrainian.romanise import romanise

# Addresses under /members/ and /partners/ that are somebody else's.
RESERVED = frozenset({"list", "start", "apply", "resume", "confirm"})
# What each list may hold, in the order in which it is offered.
LISTS: dict[str, tuple[str, ...]] = {
    "languages": LANGUAGES,
    "sectors": tuple(Sector.values),
    "advises": tuple(Topic.values),
    "seeks": tuple(Topic.values),
}
TEXTS = ("about_uk", "about_en", "email", "phone", "website")


class NoPicture:
    """Said instead of a picture: take the present one away."""


@dataclass(frozen=True)
class Change:
    """What is to be changed; None leaves it as it is.

    facts: values of TEXTS and, for a member, LISTS. audiences: field -> Audience.
    agrees: whether anything may be shown at all.
    """

    facts: Mapping[str, object] = field(default_factory=dict)
    audiences: Mapping[str, str] | None = None
    agrees: bool | None = None
    picture: Drawn | NoPicture | None = None


@transaction.atomic
def save(
    holder: Member | Partner, change: Change, *, actor: User, at: datetime
) -> Profile | PartnerProfile:
    """Change the profile of a member or a partner; it is made at the first time.

    Audiences and the agreement are the member's own to decide, a delegate changes only
    facts; for a partner its representative does both. The agreement is kept with its
    version, day and person. Raises ProfileRefused: "not_allowed", "only_self", "choice".
    Source: 2297-VI, art. 8 and 11 (consent, and its withdrawal at any time).
    """
    locked = type(holder).objects.select_for_update().get(pk=holder.pk)
    if not may_edit(actor, locked):
        raise ProfileRefused("not_allowed")
    decides = change.audiences is not None or change.agrees is not None
    if decides and not may_decide(actor, locked):
        raise ProfileRefused("only_self")
    profile = profile_of(locked) or _new(locked)
    changed = _write_facts(profile, change.facts)
    shown = _write_audiences(profile, change.audiences or {})
    replaced = profile.picture if change.picture is not None else None
    if change.picture is not None:
        profile.picture = None
        if isinstance(change.picture, Drawn):
            profile.picture = keep(change.picture, by=actor, at=at)
        changed.append("picture")
    has_turned = change.agrees is not None and _turn(profile, change.agrees, by=actor, at=at)
    profile.changed_at = at
    profile.save()
    if replaced is not None:
        replaced.delete()
    if changed or shown:
        record("profile.changed", actor=actor, about=locked, at=at, fields=changed, shown=shown)
    if has_turned and change.agrees:
        record("profile.agreed", actor=actor, about=locked, at=at, version=AGREEMENT)
    elif has_turned:
        record("profile.withdrawn", actor=actor, about=locked, at=at, version=AGREEMENT)
    return profile


def names_of(holder: Member | Partner) -> tuple[str, str]:
    """The holder's name in Ukrainian and in English, in the order of address."""
    if isinstance(holder, Member):
        return names_on_paper(holder.user)
    return holder.name_uk, holder.name_en


def keys_of(holder: Member | Partner) -> dict[str, str]:
    """What a profile keeps of its holder's names, by column."""
    return {"name_key": _name_key(holder), "order_en": _order_en(holder)}


def _order_en(holder: Member | Partner) -> str:
    """What puts the English name in order: people by the surname, which stands last."""
    _uk, name = names_of(holder)
    if isinstance(holder, Member):
        given, _space, surname = name.rpartition(" ")
        name = f"{surname} {given}"
    return sort_key(name)[:900]


def _name_key(holder: Member | Partner) -> str:
    """The words of both names folded for finding, a space before each."""
    uk, en = names_of(holder)
    if isinstance(holder, Member):
        uk = holder.user.get_full_name()
    keys = (search_key(uk), latin_key(uk), latin_key(en))
    return f" {' '.join(dict.fromkeys(keys))}"[:900]


def _new(holder: Member | Partner) -> Profile | PartnerProfile:
    if isinstance(holder, Member):
        return Profile(member=holder, slug=_slug(Profile, holder), **keys_of(holder))
    return PartnerProfile(partner=holder, slug=_slug(PartnerProfile, holder), **keys_of(holder))


def _slug(model: type[Profile | PartnerProfile], holder: Member | Partner) -> str:
    """A free address from the English name: 'ivan-pryklad', 'ivan-pryklad-2'."""
    uk, en = names_of(holder)
    plain = slugify(romanise(en or uk))[:80].strip("-") or "page"
    slug, number = plain, 1
    while slug in RESERVED or model.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{plain}-{number}"
    return slug


def _write_facts(profile: Profile | PartnerProfile, facts: Mapping[str, object]) -> list[str]:
    """Set the facts; gives the names of those that changed."""
    changed = []
    lists = LISTS if isinstance(profile, Profile) else {}
    for name, value in facts.items():
        if name in lists:
            value = _known(value, lists[name])
        elif name in TEXTS:
            value = str(value).strip()
        else:
            raise TypeError(f"not a fact of this profile: {name}")
        if getattr(profile, name) != value:
            setattr(profile, name, value)
            changed.append(name)
    return sorted(changed)


def _known(value: object, offered: tuple[str, ...]) -> list[str]:
    """Known values once each, in the order they are offered."""
    chosen = set(value) if isinstance(value, list | tuple | set) else {value}
    if not chosen <= set(offered):
        raise ProfileRefused("choice")
    return [each for each in offered if each in chosen]


def _write_audiences(profile: Profile | PartnerProfile, audiences: Mapping[str, str]) -> list[str]:
    """Set who sees what; gives 'field: audience' for each that changed."""
    changed = []
    for name, value in audiences.items():
        if name not in profile.FIELDS:
            raise TypeError(f"not a field of this profile: {name}")
        if value not in Audience.values:
            raise ProfileRefused("choice")
        if getattr(profile, f"{name}_for") != value:
            setattr(profile, f"{name}_for", value)
            changed.append(f"{name}: {value}")
    return changed


def _turn(profile: Profile | PartnerProfile, agrees: bool, *, by: User, at: datetime) -> bool:
    """Set the agreement or take it back; whether that changes anything."""
    if agrees == (profile.agreed_version == AGREEMENT):
        return False
    profile.agreed_version = AGREEMENT if agrees else ""
    profile.agreed_at = at if agrees else None
    profile.agreed_by = by if agrees else None
    return True
