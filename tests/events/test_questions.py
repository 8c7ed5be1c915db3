"""A question of an event is corrected without changing what was answered."""

from dataclasses import replace

import pytest

from mayorsclub.events.domain import questions
from mayorsclub.events.domain.questions import QuestionFacts
from mayorsclub.events.models import Standing
from mayorsclub.events.refusals import EventRefused
from tests.events.asking import code, refusal
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.moments import DAY, NOON

pytestmark = pytest.mark.django_db

TEXT = QuestionFacts("text", "Що їсте?", "What do you eat?")
CHOICE = QuestionFacts("choice", "Чим їдете?", "", "Поїздом\nАвто\nПішки", "By train\nBy car")
CONSENT = QuestionFacts("consent", "Згода на фото")


@pytest.fixture
def office():
    return SecretariatFactory()


def asked(office, facts, answer="", **registration):
    """A question, and somebody's answer to it."""
    question = questions.add(EventFactory().pk, facts, by=office, at=NOON)
    if answer:
        answers = {str(question.pk): answer}
        RegistrationFactory(event=question.event, answers=answers, **registration)
    return question


@pytest.mark.parametrize("standing", [Standing.REGISTERED, Standing.CANCELLED])
def test_the_words_of_an_answered_question_are_mended_and_its_kind_stays(office, standing):
    question = asked(office, TEXT, "Усе", standing=standing)
    mended = replace(TEXT, label_uk="Що Ви їсте?", label_en="", is_required=True)

    questions.change(question.pk, mended, by=office, at=NOON)

    question.refresh_from_db()
    assert (question.label_uk, question.label_en, question.is_required) == ("Що Ви їсте?", "", True)
    choice = replace(CHOICE, label_uk="Що Ви їсте?")
    assert refusal(questions.change, question.pk, choice, by=office, at=NOON) == "kind_stays"
    question.refresh_from_db()
    assert (question.kind, question.choices_uk) == ("text", "")


def test_nobody_answered_yet_and_everything_may_be_another(office):
    question = asked(office, TEXT)

    questions.change(question.pk, CHOICE, by=office, at=NOON)

    question.refresh_from_db()
    assert question.options[0] == ("1", "Поїздом")


@pytest.mark.parametrize(
    ("choices_uk", "choices_en", "refused"),
    [
        # "Авто" was chosen: it stays, with its number.
        ("Потягом\nАвто\nПішки", "By train\nBy car\nOn foot", ""),
        ("Поїздом\nАвто", "By train\nBy car", ""),
        ("Поїздом\nАвто\nПішки\nЛітаком", "By train\nBy car", ""),
        ("Авто\nПоїздом\nПішки", "By car\nBy train", "choices_stay"),
        ("Поїздом\nПішки", "By train", "choices_stay"),
        ("Поїздом\nАвтівкою\nПішки", "By train\nBy car", "choices_stay"),
        ("Поїздом\nАвто\nПішки", "By train\nBy bus", "choices_stay"),
        ("Поїздом\nАвто\nПішки", "By train", "choices_stay"),
        ("Поїздом", "", "no_choices"),
    ],
)
def test_choices_made_stay_and_others_may_change(office, choices_uk, choices_en, refused):
    question = asked(office, CHOICE, "2")
    facts = replace(CHOICE, choices_uk=choices_uk, choices_en=choices_en)

    assert code(lambda: questions.change(question.pk, facts, by=office, at=NOON)) == refused

    question.refresh_from_db()
    kept = CHOICE.choices_uk if refused else choices_uk
    assert question.choices_uk == kept
    assert dict(question.options)["2"] == "Авто"


def test_the_refusal_names_the_choices_that_must_stay(office):
    question = asked(office, CHOICE, "2")
    RegistrationFactory(event=question.event, answers={str(question.pk): "3"})
    facts = replace(CHOICE, choices_uk="Поїздом\nЛітаком", choices_en="")

    with pytest.raises(EventRefused) as refused:
        questions.change(question.pk, facts, by=office, at=NOON)

    assert "Авто; Пішки" in refused.value.message


def test_an_english_text_is_added_where_there_was_none(office):
    question = asked(office, CHOICE, "3")
    facts = replace(CHOICE, choices_en="By train\nBy car\nOn foot")

    questions.change(question.pk, facts, by=office, at=NOON)

    question.refresh_from_db()
    assert question.choices_en.endswith("On foot")
    again = replace(facts, choices_en="By train\nBy car\nBy plane")
    assert refusal(questions.change, question.pk, again, by=office, at=NOON) == "choices_stay"


def test_a_consent_is_to_its_words(office):
    question = asked(office, CONSENT, NOON.isoformat())
    other = replace(CONSENT, label_uk="Згода на відео")

    assert refusal(questions.change, question.pk, other, by=office, at=NOON) == "consent_stays"

    mended = replace(CONSENT, label_en="Consent to photos", is_required=True)
    questions.change(question.pk, mended, by=office, at=NOON)
    question.refresh_from_db()
    assert (question.label_en, question.is_required) == ("Consent to photos", True)


def test_an_answered_question_is_taken_off_and_then_stays_as_it_was(office):
    question = asked(office, TEXT, "Усе")

    questions.remove(question.pk, by=office, at=NOON)

    assert refusal(questions.change, question.pk, TEXT, by=office, at=NOON) == "question_off"
    question.refresh_from_db()
    assert (question.label_uk, question.removed_at) == ("Що їсте?", NOON)


def test_only_the_secretariat_corrects_and_not_what_is_put_away(office):
    question = asked(office, TEXT)
    stranger = UserFactory()
    refused = refusal(questions.change, question.pk, CHOICE, by=stranger, at=NOON)
    assert refused == "not_allowed"
    question.event.archived_at = NOON
    question.event.save()

    refused = refusal(questions.change, question.pk, CHOICE, by=office, at=NOON + DAY)
    assert refused == "archived"
