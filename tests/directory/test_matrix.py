"""Every field × every audience × every viewer, in every place where a field can be seen."""

import pytest
from django.test import Client

from mayorsclub.accounts.models import User
from mayorsclub.directory import queries, rules, showing
from mayorsclub.directory.models import Audience, PartnerProfile, Profile
from mayorsclub.directory.rules import Viewer
from tests.factories.accounts import UserFactory
from tests.factories.directory import (
    PartnerProfileFactory,
    ProfileFactory,
    shown_to_everyone,
)
from tests.factories.membership import DelegateFactory, MemberFactory, PostFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.moments import TODAY
from tests.sign_in import sign_in

# Written out once more, so that a slip in rules.SEES is seen.
WHO_SEES = {
    Audience.NOBODY: set(),
    Audience.MEMBERS: {Viewer.MEMBER},
    Audience.PARTNERS: {Viewer.MEMBER, Viewer.PARTNER},
    Audience.EVERYONE: {Viewer.MEMBER, Viewer.PARTNER, Viewer.EVERYONE},
}
# What tells on a page that a field is shown.
MEMBER_MARKS = {
    "entry": "Особливий",
    "about": "Слова українською",
    "languages": "кримськотатарська",
    "sectors": "Соціальне житло",
    "advises": "Публічно-приватне партнерство",
    "seeks": "Гранти",
    "email": "shown@example.org",
    "phone": "380",
    "website": "https://member.example.org",
}
PARTNER_MARKS = {
    "entry": "Показовий",
    "about": "Слова українською",
    "interests": "Особлива пропозиція",
    "email": "office@example.org",
    "phone": "380",
    "website": "https://partner.example.org",
}


def person(viewer: Viewer) -> User | None:
    """Somebody who looks as this viewer."""
    if viewer is Viewer.MEMBER:
        return MemberFactory().user
    if viewer is Viewer.PARTNER:
        return RepresentativeFactory().user
    return None


def browser(viewer: Viewer) -> Client:
    client = Client()
    user = person(viewer)
    if user is not None:
        sign_in(client, user)
    return client


def member(**audiences: str) -> Profile:
    user = UserFactory(surname="Особливий", given_name="Левко", name_en="Levko Osoblyvyi")
    holder = PostFactory(member=MemberFactory(user=user)).member
    return ProfileFactory(member=holder, **audiences)


def partner(**audiences: str) -> PartnerProfile:
    holder = PartnerFactory(name_uk="ТОВ «Показовий»", offer="Особлива пропозиція")
    return PartnerProfileFactory(partner=holder, **audiences)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    if answer.status_code != 200:
        assert answer.status_code == 404, address
        return ""
    text = answer.content.decode()
    return text[text.index("<main") : text.index("</main>")]


@pytest.mark.parametrize("viewer", Viewer)
@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("field", Profile.FIELDS)
def test_a_member_s_field_is_seen_by_its_audience_only(db, field, audience, viewer):
    """All other fields are for everyone, so that only this one decides."""
    profile = member(**(shown_to_everyone(Profile) | {f"{field}_for": audience}))
    sees = viewer in WHO_SEES[audience]
    is_there = sees or field != "entry"

    assert rules.sees(viewer, profile, field) is sees
    assert queries.members_shown_to(viewer).filter(pk=profile.pk).exists() is is_there
    shown = showing.member(profile, viewer, today=TODAY)
    assert (shown is not None) is is_there
    if field == "picture":
        return
    client, mark = browser(viewer), MEMBER_MARKS[field]
    places = [f"/members/{profile.slug}/"] if viewer is Viewer.EVERYONE else []
    if viewer is not Viewer.EVERYONE:
        places = [f"/directory/members/{profile.member_id}/"]
        card = client.get(f"/directory/members/{profile.member_id}/card.vcf")
        if field in {"entry", "email", "phone", "website"}:
            assert (mark in card.content.decode()) is sees
    for place in places:
        assert (mark in page(client, place)) is sees, place


@pytest.mark.parametrize("viewer", Viewer)
@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("field", PartnerProfile.FIELDS)
def test_a_partner_s_field_is_seen_by_its_audience_only(db, field, audience, viewer):
    profile = partner(**(shown_to_everyone(PartnerProfile) | {f"{field}_for": audience}))
    sees = viewer in WHO_SEES[audience]
    is_there = sees or field != "entry"

    assert rules.sees(viewer, profile, field) is sees
    assert queries.partners_shown_to(viewer).filter(pk=profile.pk).exists() is is_there
    assert (showing.partner(profile, viewer) is not None) is is_there
    if field == "picture":
        return
    client, mark = browser(viewer), PARTNER_MARKS[field]
    address = (
        f"/partners/{profile.slug}/"
        if viewer is Viewer.EVERYONE
        else f"/directory/partners/{profile.partner_id}/"
    )
    assert (mark in page(client, address)) is sees


@pytest.mark.parametrize("field", Profile.FIELDS)
def test_whatever_the_audience_without_agreement_nothing_is_shown(db, field):
    profile = member(**shown_to_everyone(Profile), agreed_version="", agreed_at=None)

    assert not [viewer for viewer in Viewer if rules.sees(viewer, profile, field)]


@pytest.mark.parametrize("version", ["", "2025-01"])
def test_an_agreement_to_another_text_is_none(db, client, version):
    profile = member(**shown_to_everyone(Profile), agreed_version=version)

    assert not rules.is_shown(profile)
    assert not queries.members_shown_to(Viewer.MEMBER).exists()
    assert client.get(f"/members/{profile.slug}/").status_code == 404


def test_an_unknown_field_is_a_fault_and_not_a_leak(db):
    with pytest.raises(ValueError, match="salary"):
        rules.sees(Viewer.MEMBER, member(), "salary")


def test_a_delegate_looks_as_a_member_until_removed(db):
    held = DelegateFactory()
    assert rules.viewer_of(held.user) is Viewer.MEMBER

    held.removed_at = held.accepted_at
    held.save()
    assert rules.viewer_of(held.user) is Viewer.EVERYONE


@pytest.mark.parametrize("status", ["suspended", "left", "excluded", "deceased"])
def test_whoever_is_no_member_any_more_neither_sees_nor_is_seen(db, client, status):
    profile = member(**shown_to_everyone(Profile))
    reader = MemberFactory()
    sign_in(client, reader.user)
    address = f"/directory/members/{profile.member_id}/"
    assert client.get(address).status_code == 200

    type(reader).objects.filter(pk=reader.pk).update(status=status)
    assert client.get(address).status_code == 404
    type(reader).objects.filter(pk=reader.pk).update(status="active")
    type(reader).objects.filter(pk=profile.member_id).update(status=status)
    assert client.get(address).status_code == 404
    client.logout()
    assert client.get(f"/members/{profile.slug}/").status_code == 404
    assert "Особливий" not in client.get("/members/").content.decode()


@pytest.mark.parametrize("list_of", ["members", "partners"])
def test_what_is_not_shown_is_like_what_never_was(db, list_of):
    """Bytes, headers: the same for a closed one and for none."""
    make = member if list_of == "members" else partner
    hidden = make(entry_for=Audience.NOBODY)
    pk = hidden.member_id if list_of == "members" else hidden.partner_id
    client = browser(Viewer.MEMBER)
    for here, nowhere in [
        (f"/directory/{list_of}/{pk}/", f"/directory/{list_of}/{pk + 9000}/"),
        (f"/directory/{list_of}/{pk}/card.vcf", f"/directory/{list_of}/{pk + 9000}/card.vcf"),
        (f"/{list_of}/{hidden.slug}/", f"/{list_of}/{hidden.slug}x/"),
    ]:
        closed, absent = client.get(here), client.get(nowhere)
        assert closed.status_code == absent.status_code == 404
        assert closed.content.replace(here.encode(), b"") == absent.content.replace(
            nowhere.encode(), b""
        )


def test_a_hidden_value_is_not_found_by_it_either(db):
    profile = member(sectors_for=Audience.MEMBERS, entry_for=Audience.EVERYONE)

    def found(viewer: Viewer, **how: str) -> bool:
        return queries.find_members(viewer, today=TODAY, **how).filter(pk=profile.pk).exists()

    assert found(Viewer.MEMBER, sector="socialHousing")
    assert not found(Viewer.PARTNER, sector="socialHousing")
    assert not found(Viewer.MEMBER, sector="energy")
    assert found(Viewer.MEMBER, topic="ppp")
    assert found(Viewer.MEMBER, topic="grants")
    assert not found(Viewer.PARTNER, topic="grants")
    assert found(Viewer.MEMBER, language="crh")
    assert not found(Viewer.EVERYONE, language="crh")
