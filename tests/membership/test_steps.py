"""What the steps of an application for membership take, propose and refuse."""

import pytest

from mayorsclub.membership.forms import name_parts
from tests.factories.territories import KYIV, TROSTIANETS, territory
from tests.membership.answers import FORMER, MAYOR, bound, errors

PERSON = MAYOR["person"]


def test_the_english_name_and_the_form_of_address_are_proposed_where_left_empty(db):
    form = bound("person", PERSON)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["name_en"] == "Ivan Pryklad"
    assert form.cleaned_data["salutation"] == "Шановний Іване Петровичу!"
    assert form.cleaned_data["phone"] == "+380671234567"


def test_a_persons_own_spelling_and_form_of_address_win(db):
    form = bound(
        "person", {**PERSON, "name_en": ["Iwan  Prýklad"], "salutation": ["Вельмишановний Іване!"]}
    )

    assert form.is_valid(), form.errors
    assert form.cleaned_data["name_en"] == "Iwan Prýklad"
    assert form.cleaned_data["salutation"] == "Вельмишановний Іване!"


def test_sex_is_not_guessed(db):
    form = bound("person", {**PERSON, "given_name": ["Саша"], "patronymic": [""]})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["salutation"] == "Вітаємо!"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ПРИКЛАД", "Приклад"),
        ("приклад-зразок", "Приклад-Зразок"),
        ("Дем'яненко", "Дем’яненко"),
        ("М'ЯКУШ", "М’якуш"),
        ("Прiклад", "Пріклад"),
        ("  Ґалаґан  ", "Ґалаґан"),
        ("О", "О"),
    ],
)
def test_a_ukrainian_name_is_tidied(db, typed, kept):
    form = bound("person", {**PERSON, "surname": [typed]})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["surname"] == kept


@pytest.mark.parametrize(
    "typed",
    [
        "Pryklad",
        "Приклад1",
        "Приклад.",
        "Объездов",
        "<b>Приклад</b>",
        "Приклад\u202eдалкирП",
        "Приклад https://example.org",
        "--",
        "’",
        "{a.__class__}",
        "=2+2",
    ],
)
def test_what_is_no_ukrainian_name_gets_a_sentence(db, typed):
    assert errors("person", {**PERSON, "surname": [typed]}) == {
        "surname": ["Напишіть українськими літерами, як у паспорті, наприклад «Приклад»."]
    }


def test_every_required_answer_has_its_own_sentence(db):
    assert errors("person", {}) == {
        "surname": ["Напишіть своє прізвище."],
        "given_name": ["Напишіть своє ім’я."],
        "phone": ["Напишіть номер свого телефону."],
    }
    assert errors("post", {}) == {
        "kind": ["Виберіть посаду."],
        "when": ["Позначте, чи обіймаєте Ви її зараз."],
    }


@pytest.mark.parametrize(
    "phone", ["12", "номер", "+380 67 123 45 6", "067 123 45 67 дод. 5", "٠٦٧"]
)
def test_what_is_no_phone_number_is_refused(db, phone):
    assert list(errors("person", {**PERSON, "phone": [phone]})) == ["phone"]


@pytest.mark.parametrize(
    ("post", "fields"),
    [
        ({"kind": "mayor", "when": "now"}, ["community", "began_on"]),
        (
            {"kind": "community_head", "when": "before"},
            ["community", "former_community", "began_on", "ended_on"],
        ),
        ({"kind": "acting", "when": "now"}, ["community", "began_on"]),
        ({"kind": "other", "when": "now"}, ["title", "community", "began_on"]),
    ],
)
def test_only_what_the_post_needs_is_asked(db, post, fields):
    assert list(bound("mandate", {}, {"post": post}).fields) == fields


def test_a_current_mayor(db):
    form = bound("mandate", MAYOR["mandate"], {"post": {"kind": "mayor", "when": "now"}})

    assert form.is_valid(), form.errors
    assert form.to_answers() == {
        "community": territory(TROSTIANETS).pk,
        "began_on": "2015-11-01",
    }


def test_a_former_head_of_a_community_that_was_merged_away(db):
    post = {"kind": "community_head", "when": "before"}
    form = bound("mandate", FORMER["mandate"], {"post": post})

    assert form.is_valid(), form.errors
    assert form.to_answers() == {
        "community": territory(TROSTIANETS).pk,
        "former_community": "Зразківська сільська рада",
        "began_on": "2015-11-01",
        "ended_on": "2020-12-31",
    }


def test_kyiv_is_accepted_as_a_community(db):
    raw = {"community": ["Київ"], "community_code": [KYIV], "began_on": ["06.2014"]}
    form = bound("mandate", raw, {"post": {"kind": "mayor", "when": "now"}})
    assert form.is_valid(), form.errors


def test_another_post_needs_its_name_and_no_community(db):
    post = {"post": {"kind": "other", "when": "now"}}

    assert errors("mandate", {"began_on": ["11.2020"]}, post) == {
        "title": ["Напишіть, як називається посада."]
    }
    raw = {"title": ["староста"], "began_on": ["11.2020"]}
    assert errors("mandate", raw, post) == {}


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        (
            {"began_on": ["листопад"]},
            {
                "began_on": ["Вкажіть місяць і рік, наприклад 11.2015."],
                "ended_on": ["Вкажіть місяць і рік, наприклад 12.2020."],
            },
        ),
        (
            {"began_on": ["11.2015"], "ended_on": ["10.2015"]},
            {"ended_on": ["Посада не може закінчитися раніше, ніж почалася."]},
        ),
        (
            {"began_on": ["01.2999"], "ended_on": ["12.2999"]},
            {
                "began_on": ["Початок посади не може бути в майбутньому."],
                "ended_on": ["Кінець не може бути в майбутньому."],
            },
        ),
        (
            {"began_on": ["11.1985"], "ended_on": ["12.1995"]},
            {"began_on": ["Посада в місцевому самоврядуванні не могла початися раніше 1990 року."]},
        ),
        ({"began_on": ["15.11.2015"], "ended_on": ["11.2015"]}, {}),
    ],
)
def test_dates_of_a_mandate_that_cannot_be_get_a_sentence(db, dates, found):
    post = {"post": {"kind": "mayor", "when": "before"}}
    raw = {"community": ["Тростянець"], "community_code": [TROSTIANETS], **dates}
    assert errors("mandate", raw, post) == found


def test_evidence_is_a_link_or_a_file(db):
    sentence = "Вкажіть посилання або додайте файл, що підтверджує Ваш мандат."
    assert errors("evidence", {}) == {"__all__": [sentence]}
    form = bound("evidence", MAYOR["evidence"])
    assert form.is_valid(), form.errors
    assert form.cleaned_data["link"] == "https://example.org/rishennia"


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "ftp://example.org/file",
        "file:///etc/passwd",
        "https://",
        "просто слова",
        "https://mayors.example@evil.example/",
        "https://example.org/" + "a" * 600,
    ],
)
def test_a_link_that_a_reader_should_not_open_is_refused(db, link):
    assert list(errors("evidence", {"link": [link]})) == ["link"]


def test_nothing_is_chosen_beforehand_and_nothing_need_be(db):
    form = bound("wishes", {"motivation": ["Так."]})
    assert form.is_valid(), form.errors
    assert form.to_answers() == {"motivation": "Так.", "interests": []}
    assert "checked" not in str(form["interests"])


def test_what_is_not_offered_cannot_be_chosen(db):
    assert list(errors("post", {"kind": ["tsar"], "when": ["now"]})) == ["kind"]
    assert list(errors("wishes", {"motivation": ["Так."], "interests": ["all"]})) == ["interests"]


def test_hostile_answers_of_earlier_steps_do_not_break_a_step(db):
    assert bound("mandate", {}, {"post": {}}).errors
    assert bound("mandate", {}, {}).errors


def test_a_written_name_is_taken_apart_surname_first():
    assert name_parts("Зразок Ольга Іванівна") == {
        "surname": "Зразок",
        "given_name": "Ольга",
        "patronymic": "Іванівна",
    }
    assert name_parts("Зразок") == {"surname": "Зразок", "given_name": "", "patronymic": ""}
