"""The application for partnership as the engine, the committee and the register see it."""

import pytest

from mayorsclub.applications import queries as engine
from mayorsclub.applications import subject
from mayorsclub.applications.domain import endings
from mayorsclub.applications.showing import shown_sections
from mayorsclub.certificates.models import Certificate
from mayorsclub.mail.models import Letter
from mayorsclub.partners import kind
from mayorsclub.partners.holder import HANDLER
from mayorsclub.partners.models import Partner
from mayorsclub.ukrainian.alphabet import sort_key
from tests.factories.accounts import UserFactory
from tests.factories.applications import ApplicationFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.membership.test_kind import decide
from tests.moments import NOON
from tests.partners.answers import ENTERPRISE, FUND, INVESTOR, under_review


def codes(found) -> list[str]:
    return [flag.code for flag in kind.flags(found)]


@pytest.mark.parametrize(
    ("typed", "language", "name", "name_en", "country"),
    [
        (ENTERPRISE, "uk", 'ТОВ "Приклад"', 'TOV "Pryklad"', "UA"),
        (FUND, "en", "Example Fund", "Example Fund", "JP"),
        (INVESTOR, "uk", "Зразок Ольга Іванівна", "Olha Zrazok", "UA"),
    ],
)
def test_each_kind_comes_into_the_register(db, typed, language, name, name_en, country):
    found = under_review(typed, language=language)
    assert found.number.startswith("П-2026-")
    assert (found.name, found.name_en) == (name, name_en)

    endings.approve(found.pk, decide(found), at=NOON)

    partner = Partner.objects.get()
    assert (partner.name_uk, partner.name_en, partner.country) == (name, name_en, country)
    assert partner.sectors == ["energy", "waterAndWaste"]
    assert partner.project_kinds == ["investment", "supply"]
    speaker = partner.representatives.get()
    assert (speaker.user.email, speaker.is_main) == ("olha@example.org", True)
    assert Certificate.objects.get().holder == partner
    letter = Letter.objects.get(kind="partners.welcome")
    assert letter.language == language
    wording = HANDLER.data(partner)
    assert (wording["name"], wording["decision"]) == (name, "12/2026")


def test_a_certificate_tells_kind_and_country_in_both_languages(db):
    wording = HANDLER.data(PartnerFactory(kind="fund", country="JP"))
    assert wording["position"] == "інвестиційний фонд, Японія"
    assert wording["position_en"] == "investment fund, Japan"


def test_the_phone_is_for_the_secretariat_not_for_the_committee(db):
    found = under_review(ENTERPRISE)
    shown = subject.context(found, UserFactory())["sections"]
    assert "067" not in str(shown)
    assert "067" in str(shown_sections(found))


def test_the_contact_is_written_to_as_they_wish(db):
    found = under_review(
        {**ENTERPRISE, "contact": {**ENTERPRISE["contact"], "salutation": ["Вітаю, Ольго!"]}}
    )
    endings.approve(found.pk, decide(found), at=NOON)
    assert "Вітаю, Ольго!" in Letter.objects.get(kind="partners.welcome").body_text


def test_answers_are_told_as_people_read_them(db):
    rows = {
        row.label: row.value
        for section in engine.sections(under_review(FUND))
        for row in section.rows
    }
    assert rows["Хто подає заяву"] == "інвестиційний фонд"
    assert rows["Країна"] == "Японія"
    assert rows["Регіони"] == "уся Україна"
    assert rows["Галузі"] == "Енергетика; Вода та відходи"


def test_the_minutes_ask_and_decide_in_ukrainian(db):
    found = under_review(FUND)
    assert kind.question_uk(found) == (
        f"про партнерство з Клубом Мерів за заявою {found.number} (Example Fund, Японія)."
    )
    assert kind.decision_uk(found, True) == (
        "внести до реєстру партнерів Клубу Мерів: Example Fund."
    )


def test_a_new_organisation_has_no_flag(db):
    assert codes(under_review(ENTERPRISE)) == []
    assert kind.flags(ApplicationFactory(kind="partnership", answers={})) == []


@pytest.mark.parametrize(
    ("known", "found"),
    [
        ({"edrpou": "32855961"}, ["same_edrpou"]),
        ({"name_uk": "тов «приклад»"}, ["same_name"]),
        ({"name_en": 'tov "pryklad"'}, ["same_name"]),
        ({"website": "http://example.org/about"}, ["same_website"]),
        ({"website": "https://notexample.org/"}, []),
    ],
)
def test_look_alikes_in_the_register_are_marked(db, known, found):
    other = {"name_uk": "Інше", "name_en": "Other", "edrpou": "14360570"}
    PartnerFactory(**{**other, **known})
    assert codes(under_review(ENTERPRISE)) == found


def test_an_address_of_a_representative_is_marked(db):
    RepresentativeFactory(
        partner=PartnerFactory(name_uk="Інше", name_en="Other", edrpou=""),
        user=UserFactory(email="olha@example.org"),
    )
    assert codes(under_review(ENTERPRISE)) == ["same_address"]


def test_another_application_of_the_organisation_is_marked(db):
    first = under_review(ENTERPRISE)
    second = under_review(ENTERPRISE, email="two@example.org")
    assert codes(second) == ["applied_before"]
    assert codes(first) == ["applied_before"]


def test_sort_key_is_kept(db):
    found = under_review(ENTERPRISE)
    endings.approve(found.pk, decide(found), at=NOON)
    assert Partner.objects.get().sort_key == sort_key('ТОВ "Приклад"')
