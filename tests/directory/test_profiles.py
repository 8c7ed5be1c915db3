"""Changing a profile, agreeing, taking it back, hiding."""

import pytest

from mayorsclub.accounts.domain import people
from mayorsclub.accounts.models import User
from mayorsclub.audit.models import Entry
from mayorsclub.directory import rules
from mayorsclub.directory.domain import moderation
from mayorsclub.directory.domain.profiles import Change, NoPicture, save
from mayorsclub.directory.domain.refusals import ProfileRefused
from mayorsclub.directory.models import Audience, PartnerProfile, Picture, Profile
from mayorsclub.directory.rules import AGREEMENT, Viewer
from mayorsclub.mail.models import Letter
from mayorsclub.membership.models import Member
from mayorsclub.partners.models import Partner
from tests.factories.accounts import AdministratorFactory, SecretariatFactory, UserFactory
from tests.factories.directory import PartnerProfileFactory, ProfileFactory, picture_in
from tests.factories.membership import DelegateFactory, MemberFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.moments import DAY, NOON


@pytest.fixture
def member(db) -> Member:
    return MemberFactory()


@pytest.fixture
def representative(db) -> User:
    return RepresentativeFactory().user


def actions() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("action", flat=True))


def refused(holder: Member | Partner, change: Change, actor: User) -> str:
    with pytest.raises(ProfileRefused) as refusal:
        save(holder, change, actor=actor, at=NOON)
    assert refusal.value.message
    return refusal.value.code


def test_a_new_profile_shows_nothing_and_has_careful_audiences(member):
    profile = save(member, Change(facts={"about_uk": " Слова "}), actor=member.user, at=NOON)

    assert profile.about_uk == "Слова"
    assert not rules.is_shown(profile)
    assert (profile.entry_for, profile.about_for) == (Audience.MEMBERS, Audience.MEMBERS)
    contacts = {profile.email_for, profile.phone_for, profile.website_for}
    assert contacts == {Audience.NOBODY}
    assert actions() == ["profile.changed"]


def test_agreeing_is_noted_with_version_day_and_person_and_can_be_taken_back(member):
    profile = save(member, Change(agrees=True), actor=member.user, at=NOON)
    assert (profile.agreed_version, profile.agreed_at) == (AGREEMENT, NOON)
    assert profile.agreed_by == member.user
    assert rules.sees(Viewer.MEMBER, profile, "entry")
    assert not rules.sees(Viewer.PARTNER, profile, "entry")

    save(member, Change(agrees=True), actor=member.user, at=NOON + DAY)
    profile.refresh_from_db()
    assert profile.agreed_at == NOON  # the first one stands

    profile = save(member, Change(agrees=False), actor=member.user, at=NOON + DAY)
    assert (profile.agreed_version, profile.agreed_at) == ("", None)
    assert not rules.sees(Viewer.MEMBER, profile, "entry")
    assert actions() == ["profile.agreed", "profile.withdrawn"]
    assert Entry.objects.filter(action="profile.agreed").get().facts["version"] == AGREEMENT


def test_the_log_says_which_fields_and_audiences_but_nothing_of_their_content(member):
    change = Change(
        facts={"email": "shown@example.org", "phone": "+380441234567"},
        audiences={"email": Audience.EVERYONE, "phone": Audience.NOBODY},
    )
    save(member, change, actor=member.user, at=NOON)

    facts = Entry.objects.get(action="profile.changed").facts
    assert facts == {"fields": ["email", "phone"], "shown": ["email: everyone"]}


def test_lists_are_kept_in_their_order_and_unknown_values_refused(member):
    change = Change(facts={"languages": ["pl", "uk", "pl"], "seeks": ("grants", "investment")})
    profile = save(member, change, actor=member.user, at=NOON)

    assert (profile.languages, profile.seeks) == (["uk", "pl"], ["investment", "grants"])
    assert refused(member, Change(facts={"sectors": ["magic"]}), member.user) == "choice"
    assert refused(member, Change(audiences={"email": "friends"}), member.user) == "choice"
    with pytest.raises(TypeError):
        save(member, Change(facts={"slug": "x"}), actor=member.user, at=NOON)
    with pytest.raises(TypeError):
        save(member, Change(audiences={"slug": "everyone"}), actor=member.user, at=NOON)


@pytest.mark.parametrize("may_edit", [True, False])
def test_a_delegate_edits_facts_where_let_and_decides_nothing(member, may_edit):
    delegate = DelegateFactory(member=member, may_edit_profile=may_edit).user
    words = Change(facts={"about_en": "Words"})
    if not may_edit:
        assert refused(member, words, delegate) == "not_allowed"
        return
    assert save(member, words, actor=delegate, at=NOON).about_en == "Words"
    assert refused(member, Change(agrees=True), delegate) == "only_self"
    assert refused(member, Change(audiences={"email": "everyone"}), delegate) == "only_self"


@pytest.mark.parametrize("make", [UserFactory, SecretariatFactory, AdministratorFactory])
def test_nobody_else_writes_in_a_member_s_name(member, make):
    assert refused(member, Change(agrees=True), make()) == "not_allowed"
    assert not Profile.objects.exists()


def test_a_suspended_member_changes_nothing(member):
    Member.objects.update(status="suspended")
    assert refused(member, Change(facts={"about_uk": "Слова"}), member.user) == "not_allowed"


def test_a_representative_decides_for_the_partner(representative):
    partner = representative.representations.get().partner
    change = Change(
        facts={"website": "https://example.org"}, audiences={"entry": "everyone"}, agrees=True
    )
    profile = save(partner, change, actor=representative, at=NOON)

    assert isinstance(profile, PartnerProfile)
    assert rules.sees(Viewer.EVERYONE, profile, "entry")
    assert refused(partner, Change(), UserFactory()) == "not_allowed"
    Partner.objects.update(status="suspended")
    assert refused(partner, Change(), representative) == "not_allowed"


def test_addresses_are_romanised_unlike_and_never_somebody_else_s(db):
    slugs = []
    for name in ("ТОВ «Приклад»", "ТОВ «Приклад»", "List"):
        partner = PartnerFactory(name_uk=name, name_en="" if "П" in name else name)
        speaker = RepresentativeFactory(partner=partner).user
        slugs.append(save(partner, Change(), actor=speaker, at=NOON).slug)
    assert slugs == ["tov-pryklad", "tov-pryklad-2", "list-2"]


def test_an_address_stays_when_the_name_changes_and_the_new_name_is_found(member):
    profile = save(member, Change(), actor=member.user, at=NOON)
    slug = profile.slug

    people.change_profile(member.user_id, by=member.user, at=NOON, surname="Ґалаґан")

    profile.refresh_from_db()
    assert profile.slug == slug
    assert " галаган" in profile.name_key


def test_a_picture_replaces_the_former_one_and_can_be_taken_away(member):
    former = picture_in(96)
    profile = ProfileFactory(member=member, picture=former)

    save(member, Change(picture=NoPicture()), actor=member.user, at=NOON)

    profile.refresh_from_db()
    assert profile.picture is None
    assert not Picture.objects.exists()


def test_the_office_hides_with_a_reason_and_shows_again(member):
    profile = ProfileFactory(member=member, entry_for=Audience.EVERYONE)
    secretary = SecretariatFactory()

    moderation.hide(member, reason=" Чуже фото ", actor=secretary, at=NOON)
    profile.refresh_from_db()
    assert (profile.hidden_at, profile.hidden_reason) == (NOON, "Чуже фото")
    assert not rules.sees(Viewer.MEMBER, profile, "entry")
    letter = Letter.objects.get(kind="directory.hidden")
    assert letter.to_user == member.user
    assert "Чуже фото" in letter.body_text

    moderation.show_again(member, actor=secretary, at=NOON + DAY)
    profile.refresh_from_db()
    assert rules.sees(Viewer.EVERYONE, profile, "entry")
    assert actions()[:1] == ["profile.hidden"]
    assert "profile.shown_again" in actions()


def test_hiding_is_refused_without_right_reason_or_profile(member):
    secretary = SecretariatFactory()

    def code(**how: object) -> str:
        with pytest.raises(ProfileRefused) as refusal:
            moderation.hide(member, **{"reason": "Так", "actor": secretary, "at": NOON, **how})
        return refusal.value.code

    assert code() == "nothing"
    ProfileFactory(member=member)
    assert code(actor=AdministratorFactory()) == "not_allowed"
    assert code(reason="  ") == "reason"
    moderation.hide(member, reason="Так", actor=secretary, at=NOON)
    assert code() == "already_hidden"
    moderation.show_again(member, actor=secretary, at=NOON)
    with pytest.raises(ProfileRefused) as refusal:
        moderation.show_again(member, actor=secretary, at=NOON)
    assert refusal.value.code == "not_hidden"


def test_a_hidden_partner_s_representatives_are_written_to_in_their_language(db):
    partner = PartnerFactory(name_en="Pryklad LLC")
    PartnerProfileFactory(partner=partner)
    RepresentativeFactory(partner=partner, user=UserFactory(language="en"))

    moderation.hide(partner, reason="Not your logo", actor=SecretariatFactory(), at=NOON)

    assert "Pryklad LLC" in Letter.objects.get(kind="directory.hidden").body_text


def test_a_member_hides_nothing_by_editing_while_hidden(member):
    """Correcting a hidden profile does not show it: that is the office's to do."""
    ProfileFactory(member=member, hidden_at=NOON, hidden_reason="Чуже фото")

    profile = save(
        member, Change(facts={"about_uk": "Інші"}, agrees=True), actor=member.user, at=NOON
    )

    assert not rules.is_shown(profile)
