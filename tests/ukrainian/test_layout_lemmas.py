import pytest

from mayorsclub.ukrainian.layout import retyped
from mayorsclub.ukrainian.lemmas import lemmas, terms, words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("uhjvflf", "громада"),
        ("Rb]d", "київ"),
        ("rke,", "клуб"),
        ("vscnj", "місто"),
        ("gfcgjhn uhjvflb", "паспорт громади"),
        ("сщтефсе", "contact"),
        ("ыфдуы", "sales"),
        ("паспорт uhjvflb", "паспорт громади"),
        ("2026", ""),
        ("", ""),
    ],
)
def test_retyped_gives_the_other_layout(typed, meant):
    assert retyped(typed) == meant


def test_words_are_small_and_tidied():
    assert words("П'ятихатки, «Експерт-сесія» № 5; Iнвестиції\x00 🙂 #тег_два") == [
        *["п’ятихатки", "експерт", "сесія", "5", "інвестиції", "тег", "два"]
    ]


def test_lemmas_are_dictionary_forms():
    assert lemmas("громадам, інвестиційних паспортів торгової місії") == [
        *["громада", "інвестиційний", "паспорт", "торговий", "місія"]
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("громадам", "громада"),
        ("місіями", "місії"),
        ("голови", "голів"),
        ("п’ятихатки", "пятихатки"),
        ("ґрунт", "грунту"),
        ("одесса", "одеса"),
        ("communities", "community"),
        ("missions", "mission"),
        ("sharing", "shared"),
        ("planning", "plans"),
        ("cities", "city"),
        ("mayor’s", "mayors"),
        ("café", "cafe"),
    ],
)
def test_forms_of_one_word_share_a_term(one, other):
    assert set(terms(one)) & set(terms(other))


@pytest.mark.parametrize(
    ("one", "other"), [("рада", "радити"), ("news", "new"), ("паспорт", "пас")]
)
def test_other_words_do_not(one, other):
    assert not set(terms(one)) & set(terms(other))
