"""What the steps of an application for partnership take, propose and refuse."""

import pytest
from django.utils import translation

from mayorsclub.partners.fields import countries, country_name
from tests.partners.answers import CONTACT, INTERESTS, bound, errors, oblast_ids


def of(kind: str) -> dict:
    return {"kind": {"kind": kind}}


@pytest.mark.parametrize(
    ("kind", "fields", "required"),
    [
        ("enterprise", ["name_uk", "name_en", "edrpou", "website"], {"name_uk", "edrpou"}),
        ("sole_entrepreneur", ["name_uk", "name_en", "website"], {"name_uk"}),
        (
            "international",
            ["name_en", "name_uk", "country", "registration_number", "website"],
            {"name_en", "country", "registration_number"},
        ),
        (
            "fund",
            ["name_en", "name_uk", "country", "registration_number", "website"],
            {"name_en", "country"},
        ),
        ("investor", ["country", "website"], {"country"}),
    ],
)
def test_each_kind_is_asked_what_it_needs(db, kind, fields, required):
    form = bound("organisation", {}, of(kind))
    assert list(form.fields) == fields
    assert set(form.errors) == required


def test_a_sole_entrepreneur_is_never_asked_for_the_tax_number(db):
    form = bound("organisation", {"edrpou": ["1234567890"]}, of("sole_entrepreneur"))
    assert "edrpou" not in form.fields
    assert "податковий номер не потрібен" in str(form["name_uk"].help_text).lower()


def test_an_enterprise(db):
    raw = {"name_uk": ["  ТОВ  «П'ять» "], "edrpou": [" 3285 5961 "], "website": ["example.org"]}
    form = bound("organisation", raw, of("enterprise"))
    assert form.is_valid(), form.errors
    assert form.to_answers() == {
        "name_uk": "ТОВ «П’ять»",
        "name_en": "TOV «Piat»",
        "edrpou": "32855961",
        "website": "https://example.org",
    }


def test_a_foreign_name_stands_for_the_ukrainian_one(db):
    raw = {"name_en": ["Example Fund"], "country": ["JP"]}
    form = bound("organisation", raw, of("fund"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["name_uk"] == "Example Fund"


@pytest.mark.parametrize("code", ["32855961", "14360570", "00032112"])
def test_edrpou_codes_pass(db, code):
    assert (
        errors("organisation", {"name_uk": ["Приклад"], "edrpou": [code]}, of("enterprise")) == {}
    )


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("32855968", "Такого коду ЄДРПОУ не може бути: перевірте цифри."),
        ("3285596", "Код ЄДРПОУ має 8 цифр; якщо він коротший, допишіть нулі спереду."),
        ("3285596O", "Код ЄДРПОУ складається лише з цифр."),
        ("٣٢٨٥٥٩٦١", "Код ЄДРПОУ складається лише з цифр."),
        ("", "Напишіть код ЄДРПОУ: 8 цифр."),
    ],
)
def test_what_is_no_edrpou_code_gets_a_sentence(db, code, sentence):
    raw = {"name_uk": ["Приклад"], "edrpou": [code]}
    assert errors("organisation", raw, of("enterprise")) == {"edrpou": [sentence]}


def test_a_company_of_ukraine_is_no_international_one(db):
    raw = {"name_en": ["Example"], "country": ["UA"], "registration_number": ["1"]}
    assert list(errors("organisation", raw, of("international"))) == ["country"]
    assert list(errors("organisation", {**raw, "country": ["ZZ"]}, of("international"))) == [
        "country"
    ]


def test_an_english_name_is_latin(db):
    raw = {"name_en": ["Приклад"], "country": ["JP"]}
    assert errors("organisation", raw, of("fund")) == {
        "name_en": ["Напишіть англійську назву латинськими літерами."]
    }


def test_countries_are_named_and_ordered_in_the_active_language():
    with translation.override("uk"):
        uk = [name for _code, name in countries()]
    with translation.override("en"):
        en = dict(countries())
    assert len(uk) == len(en) > 240
    assert uk.index("Естонія") < uk.index("Ємен") < uk.index("Замбія") < uk.index("Індія")
    assert (en["JP"], country_name("JP", "uk"), country_name("??")) == ("Japan", "Японія", "??")


def test_interests(db):
    chosen = oblast_ids()
    form = bound("interests", {**INTERESTS, "oblasts": chosen})
    assert form.is_valid(), form.errors
    assert sorted(form.to_answers()["oblasts"]) == sorted(int(pk) for pk in chosen)
    labels = [str(label) for _value, label in form.fields["oblasts"].choices]
    assert "Сумська область" in labels
    assert "місто Київ" in labels


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"sectors": []}, "sectors"),
        ({"sectors": ["oil"]}, "sectors"),
        ({"project_kinds": ["all"]}, "project_kinds"),
        ({"oblasts": ["0"]}, "oblasts"),
        ({"oblasts": ["1 OR 1=1"]}, "oblasts"),
        ({"offer": [" "]}, "offer"),
        ({"offer": ["a" * 3001]}, "offer"),
    ],
)
def test_interests_that_are_not_offered_are_refused(db, other, field):
    assert list(errors("interests", {**INTERESTS, **other})) == [field]


def test_a_contact_is_named_in_either_script_but_not_in_both(db):
    form = bound("contact", CONTACT, of("enterprise"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["name_en"] == "Olha Zrazok"
    assert form.cleaned_data["salutation"] == "Шановна Ольго Іванівно!"
    latin = {**CONTACT, "surname": ["O’Sample"], "given_name": ["Aiko"], "patronymic": [""]}
    form = bound("contact", latin, of("fund"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["name_en"] == "Aiko O’Sample"
    assert list(errors("contact", {**CONTACT, "surname": ["Samplезразок"]})) == ["surname"]
    assert list(errors("contact", {**CONTACT, "surname": ["see http://a.example"]})) == ["surname"]


def test_an_investor_has_no_position(db):
    assert "position" not in bound("contact", CONTACT, of("investor")).fields
