import pytest

from mayorsclub.mail import checks, kinds
from mayorsclub.mail.kinds import LetterKind


@pytest.fixture
def own_registry(monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))


def test_every_registered_letter_has_right_texts_in_both_languages():
    assert checks.letters_have_texts() == []


def test_a_letter_without_text_is_found(own_registry):
    kinds.register(LetterKind("mail.nothing", "Nothing"))
    assert [error.id for error in checks.letters_have_texts()] == ["mail.E001", "mail.E001"]


def test_unknown_names_in_our_texts_are_found(own_registry):
    del kinds._kinds["mail.trial"]
    kinds.register(LetterKind("mail.trial", "Trial"))
    assert [error.id for error in checks.letters_have_texts()] == ["mail.E003", "mail.E003"]


def test_a_name_is_given_once(own_registry):
    kinds.register(kinds.get("mail.trial"))
    with pytest.raises(ValueError, match=r"mail\.trial"):
        kinds.register(LetterKind("mail.trial", "Another"))
