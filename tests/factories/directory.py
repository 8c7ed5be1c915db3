"""Profiles for tests: agreed to, everything filled in, seen by nobody but by name."""

import factory

from mayorsclub.directory.domain.profiles import keys_of
from mayorsclub.directory.models import Audience, PartnerProfile, Picture, Profile, Rendition
from mayorsclub.directory.rules import AGREEMENT
from tests.factories.membership import MemberFactory
from tests.factories.partners import PartnerFactory
from tests.moments import NOON


class ProfileFactory(factory.django.DjangoModelFactory):
    """A member's profile, agreed to; the default audiences."""

    class Meta:
        model = Profile

    member = factory.SubFactory(MemberFactory)
    slug = factory.Sequence(lambda n: f"member-{n}")
    name_key = factory.LazyAttribute(lambda profile: keys_of(profile.member)["name_key"])
    order_en = factory.LazyAttribute(lambda profile: keys_of(profile.member)["order_en"])
    about_uk = "Слова українською"
    about_en = "Words in English"
    languages = ["uk", "crh"]
    sectors = ["socialHousing"]
    advises = ["ppp"]
    seeks = ["grants"]
    email = "shown@example.org"
    phone = "+380441234567"
    website = "https://member.example.org"
    agreed_at = NOON
    agreed_version = AGREEMENT
    changed_at = NOON


class PartnerProfileFactory(factory.django.DjangoModelFactory):
    """A partner's profile, agreed to; the default audiences."""

    class Meta:
        model = PartnerProfile

    partner = factory.SubFactory(PartnerFactory)
    slug = factory.Sequence(lambda n: f"partner-{n}")
    name_key = factory.LazyAttribute(lambda profile: keys_of(profile.partner)["name_key"])
    order_en = factory.LazyAttribute(lambda profile: keys_of(profile.partner)["order_en"])
    about_uk = "Слова українською"
    about_en = "Words in English"
    email = "office@example.org"
    phone = "+380441234567"
    website = "https://partner.example.org"
    agreed_at = NOON
    agreed_version = AGREEMENT
    changed_at = NOON


def picture_in(*widths: int) -> Picture:
    """A picture in these sizes; what is in it does not matter."""
    picture = Picture.objects.create(width=384, height=384, added_at=NOON)
    for width in widths:
        for form in ("avif", "webp"):
            content = f"{width}.{form}".encode()
            Rendition.objects.create(picture=picture, width=width, form=form, content=content)
    return picture


def shown_to_everyone(model: type) -> dict[str, str]:
    """Every field's audience: everyone."""
    return {f"{name}_for": Audience.EVERYONE for name in model.FIELDS}


class PublicProfileFactory(ProfileFactory):
    """A member who shows everything to everyone."""

    class Meta:
        model = Profile

    @classmethod
    def _create(cls, model_class, *args, **kwargs):  # type: ignore[no-untyped-def]
        return super()._create(model_class, *args, **(shown_to_everyone(Profile) | kwargs))


class PublicPartnerProfileFactory(PartnerProfileFactory):
    """A partner that shows everything to everyone."""

    class Meta:
        model = PartnerProfile

    @classmethod
    def _create(cls, model_class, *args, **kwargs):  # type: ignore[no-untyped-def]
        return super()._create(model_class, *args, **(shown_to_everyone(PartnerProfile) | kwargs))
