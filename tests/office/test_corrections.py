"""What was entered wrongly is corrected with a reason, and what stood there is kept."""

from datetime import date
from html import unescape

import pytest

from mayorsclub.accounts.domain import people
from mayorsclub.accounts.domain.refusals import AccountRefused
from mayorsclub.accounts.models import Correction
from mayorsclub.audit.models import Entry
from mayorsclub.certificates.domain import issue
from mayorsclub.certificates.models import Certificate
from mayorsclub.mail.models import Letter
from mayorsclub.membership.domain import posts
from mayorsclub.membership.domain.mandates import PostFacts
from mayorsclub.membership.domain.refusals import MembershipRefused
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.membership import DelegateFactory, MemberFactory, PostFactory
from tests.factories.partners import PartnerFactory
from tests.moments import NOON
from tests.office.doing import done, last_actions, offers, refused


def kept() -> list[tuple[str, str, str, str]]:
    rows = Correction.objects.order_by("field")
    return list(rows.values_list("field", "before", "after", "reason"))


def test_a_name_is_corrected_with_its_certificate(office):
    member = MemberFactory()
    issue(member, at=NOON)
    page = f"/office/people/{member.user_id}/"
    values = {"surname": "Прикладний", "given_name": "Іван", "patronymic": "Петрович"}
    values |= {"name_en": "Ivan Pryklad", "salutation": "", "phone": "", "language": "uk"}
    refused(office, page, "names", "необхідно заповнити", reason="", **values)
    done(office, page, "names", reason="Описка в заяві", renews="on", **values)
    member.user.refresh_from_db()
    assert member.user.surname == "Прикладний"
    assert kept() == [("surname", "Приклад", "Прикладний", "Описка в заяві")]
    assert Certificate.objects.filter(replaced_at=None).count() == 1
    assert Certificate.objects.count() == 2
    assert "Описка в заяві" in unescape(office.get(page).content.decode())
    # Values are personal data: the log names the field only.
    assert Entry.objects.get(action="account.changed").facts == {"fields": ["surname"]}


def test_a_new_address_is_kept_with_its_reason_and_told(office):
    user = UserFactory(email="old@example.org")
    done(
        office,
        f"/office/people/{user.pk}/",
        "address",
        email="new@example.org",
        reason="Скриньку втрачено",
    )
    assert kept() == [("email", "old@example.org", "new@example.org", "Скриньку втрачено")]
    assert Letter.objects.get().to_address == "old@example.org"


def test_the_office_needs_a_reason_and_a_person_does_not(db):
    user = UserFactory()
    people.change_profile(user.pk, by=user, at=NOON, surname="Інший")
    with pytest.raises(AccountRefused) as refusal:
        people.change_profile(user.pk, by=SecretariatFactory(), at=NOON, surname="Третій")
    assert refusal.value.code == "reason"
    assert kept() == []


def test_a_post_is_corrected_on_the_members_page(office):
    post = PostFactory()
    page = f"/office/members/{post.member_id}/"
    territory = post.territory
    values = {"kind": "community_head", "former_community": "", "title": "", "title_en": ""}
    values |= {"territory": territory.full_name("uk"), "territory_code": territory.code}
    values |= {"began_on": "2015-11-03", "ended_on": "", "how_ended": ""}
    done(office, page, f"correct-{post.pk}", reason="За рішенням ради", **values)
    post.refresh_from_db()
    assert (post.kind, post.began_on) == ("community_head", date(2015, 11, 3))
    assert kept() == [
        ("post_began_on", "2015-11-01", "2015-11-03", "За рішенням ради"),
        ("post_kind", "mayor", "community_head", "За рішенням ради"),
    ]
    shown = unescape(office.get(page).content.decode())
    assert "3 листопада 2015 року" in shown


def test_a_post_is_not_corrected_without_a_reason(db):
    post = PostFactory()
    facts = PostFacts("mayor", date(2016, 1, 1), post.territory)
    with pytest.raises(MembershipRefused) as refusal:
        posts.correct_post(post.pk, facts, reason=" ", actor=SecretariatFactory(), at=NOON)
    assert refusal.value.code == "reason"


def test_the_day_of_entry_is_corrected(office):
    member = MemberFactory()
    page = f"/office/members/{member.pk}/"
    done(office, page, "entry", entered_on="2019-02-03", reason="За протоколом")
    member.refresh_from_db()
    assert member.entered_on == date(2019, 2, 3)
    assert kept() == [("entered_on", "2026-11-23", "2019-02-03", "За протоколом")]
    refused(
        office, page, "entry", "не може бути в майбутньому", entered_on="2035-01-01", reason="x"
    )


def test_a_partners_data_are_corrected(office):
    partner = PartnerFactory()
    page = f"/office/partners/{partner.pk}/"
    values = {"name_uk": "ТОВ «Зразок»", "name_en": "Zrazok LLC", "kind": "fund"}
    values |= {"edrpou": "14360570", "country": "DE", "registration_number": "HRB 1"}
    values |= {"website": "https://example.org", "entered_on": "2026-11-20"}
    done(office, page, "correct", reason="Виписка", renews="on", **values)
    partner.refresh_from_db()
    assert {name: str(getattr(partner, name)) for name in values} == values
    assert [row[0] for row in kept()] == sorted(values)
    assert last_actions(2) == ["partner.certificate_renewed", "certificate.issued"]
    assert "Німеччина" in unescape(office.get(page).content.decode())


def test_the_office_removes_a_delegate(office):
    delegate = DelegateFactory()
    page = f"/office/members/{delegate.member_id}/"
    done(office, page, f"delegate-{delegate.pk}")
    delegate.refresh_from_db()
    assert delegate.removed_at is not None
    assert f"delegate-{delegate.pk}" not in offers(office, page)
    assert Letter.objects.get().kind == "membership.delegate_removed"


def test_an_administrator_corrects_no_register(administration):
    post = PostFactory()
    assert offers(administration, f"/office/members/{post.member_id}/") == []
