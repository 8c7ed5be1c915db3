"""The office's own words for letters: written, looked at, refused, restored."""

import pytest

from mayorsclub.audit.models import Entry
from mayorsclub.mail import kinds
from mayorsclub.mail.models import LetterText
from mayorsclub.mail.queries import wording
from tests.office.doing import framed

KIND = "applications.withdrawn"
PAGE = f"/office/letter-texts/{KIND}/uk/"
WORDS = {"subject": "Заяву {number} повернуто", "body": "{salutation}\n\nВаша заява у Вас."}


def answer_to(office, page: str = PAGE, **values: str):
    answer = office.post(page, values)
    return answer.status_code, answer.content.decode()


def test_new_words_are_saved_for_letters_from_now_on(office, secretary):
    assert answer_to(office, save="", **WORDS)[0] == 302

    assert wording(KIND, "uk") == kinds.Wording(**WORDS)
    assert LetterText.objects.get().changed_by == secretary
    assert Entry.objects.latest("number").action == "letter_text.changed"
    assert "Заяву {number} повернуто" in office.get(PAGE).content.decode()


def test_a_preview_shows_the_letter_and_saves_nothing(office):
    status, page = answer_to(office, preview="", **WORDS)

    assert status == 200
    assert "Заяву [номер заяви] повернуто" in page
    assert WORDS["body"].splitlines()[-1] in framed(page)
    assert not LetterText.objects.exists()


@pytest.mark.parametrize("button", ["save", "preview"])
def test_an_unknown_name_is_refused_with_a_sentence_and_stays_typed(office, button):
    typed = {**WORDS, "body": "{salutation}\n\nВаш пароль: {password}"}

    status, page = answer_to(office, **{button: ""}, **typed)

    assert status == 422
    assert "{password}. " in page
    assert "Ваш пароль: {password}" in page
    assert not LetterText.objects.exists()


@pytest.mark.parametrize("missing", ["subject", "body"])
def test_without_subject_or_text_nothing_is_saved(office, missing):
    status, page = answer_to(office, save="", **{**WORDS, missing: "  "})

    assert status == 422
    assert all(value in page for name, value in WORDS.items() if name != missing)
    assert not LetterText.objects.exists()


def test_a_template_of_a_program_stays_text(office):
    """Only names in braces mean something: nothing can be computed or read."""
    typed = {**WORDS, "body": "{% now 'Y' %} {{ settings.SECRET_KEY }} <script>alert(1)</script>"}

    _status, page = answer_to(office, preview="", **typed)

    assert "<script>alert(1)" not in page


def test_the_first_words_come_back(office):
    first = wording(KIND, "uk")
    answer_to(office, save="", **WORDS)

    restore = {"action": "restore", "restore-confirm": "підтверджую"}
    assert answer_to(office, action="restore")[0] == 422
    assert LetterText.objects.exists()
    assert answer_to(office, **restore)[0] == 302

    assert wording(KIND, "uk") == first
    assert not LetterText.objects.exists()
    assert Entry.objects.latest("number").action == "letter_text.restored"


def test_restoring_the_first_words_twice_changes_nothing(office):
    before = Entry.objects.count()

    assert answer_to(office, action="restore")[0] == 422

    assert Entry.objects.count() == before


@pytest.mark.parametrize("place", ["applications.nothing/uk", f"{KIND}/de"])
def test_unknown_letters_and_languages_are_not_there(office, place):
    page = f"/office/letter-texts/{place}/"

    assert office.get(page).status_code == 404
    assert answer_to(office, page, save="", **WORDS)[0] == 404
    assert answer_to(office, page, action="restore")[0] == 404


def test_every_text_can_be_opened_and_previewed_as_it_is(office):
    for kind in kinds.worded():
        for language in kinds.LANGUAGES:
            page = f"/office/letter-texts/{kind.kind}/{language}/"
            assert office.get(page).status_code == 200, page
            words = wording(kind.kind, language)
            typed = {"subject": words.subject, "body": words.body}
            assert answer_to(office, page, preview="", **typed)[0] == 200, page
