from datetime import timedelta

import pytest

from mayorsclub.audit.models import Entry
from mayorsclub.mail.domain import letters
from mayorsclub.mail.domain.refusals import MailRefused
from mayorsclub.mail.models import Letter, State
from tests.factories.accounts import UserFactory
from tests.factories.mail import WRITTEN_AT, LetterFactory

NOW = WRITTEN_AT + timedelta(hours=1)


@pytest.fixture
def by(db):
    return UserFactory()


def actions():
    return list(Entry.objects.values_list("action", flat=True))


def refused(code):
    return pytest.raises(MailRefused, match=code)


def test_a_held_letter_is_released(by):
    letter = LetterFactory(state=State.HELD, send_after=NOW + timedelta(hours=5))
    letters.release(letter.pk, by=by, at=NOW)
    letter.refresh_from_db()
    assert (letter.state, letter.send_after) == (State.QUEUED, NOW)
    assert actions() == ["letter.released"]


def test_only_a_held_letter_is_released_or_edited(by):
    letter = LetterFactory()
    with refused("not_held"):
        letters.release(letter.pk, by=by, at=NOW)
    with refused("not_held"):
        letters.edit_held(letter.pk, subject="Т", body="Т", by=by, at=NOW)


def test_a_held_letter_is_edited_and_its_html_follows(by):
    letter = LetterFactory(state=State.HELD)
    letters.edit_held(letter.pk, subject="Нова\nтема", body="Новий <текст> {name}", by=by, at=NOW)
    letter.refresh_from_db()
    assert letter.subject == "Нова тема"
    assert letter.body_text == "Новий <текст> {name}"
    assert "Новий &lt;текст&gt; {name}" in letter.body_html
    assert actions() == ["letter.edited"]


@pytest.mark.parametrize(
    ("subject", "body", "code"), [(" ", "x", "no_subject"), ("x", "\n", "no_body")]
)
def test_an_edited_letter_is_not_empty(by, subject, body, code):
    letter = LetterFactory(state=State.HELD)
    with refused(code):
        letters.edit_held(letter.pk, subject=subject, body=body, by=by, at=NOW)


@pytest.mark.parametrize("state", [State.HELD, State.QUEUED])
def test_what_has_not_left_is_cancelled(by, state):
    letter = LetterFactory(state=state, is_secret=True)
    letters.cancel(letter.pk, by=by, at=NOW)
    letter.refresh_from_db()
    assert (letter.state, letter.body_text, letter.body_html) == (State.CANCELLED, "", "")
    assert actions() == ["letter.cancelled"]


@pytest.mark.parametrize("state", [State.SENDING, State.SENT, State.FAILED, State.CANCELLED])
def test_what_has_left_is_not_cancelled(by, state):
    letter = LetterFactory(state=state)
    with refused("not_waiting"):
        letters.cancel(letter.pk, by=by, at=NOW)


def test_a_failed_letter_goes_again_under_its_own_message_id(by):
    letter = LetterFactory(state=State.FAILED, attempts=6, last_error="550 no")
    again = letters.resend(letter.pk, by=by, at=NOW)
    assert again.pk == letter.pk
    again.refresh_from_db()
    assert (again.state, again.attempts, again.last_error, again.send_after) == (
        State.QUEUED,
        0,
        "",
        NOW,
    )
    assert again.message_id == letter.message_id


@pytest.mark.parametrize(("state", "interruptions"), [(State.SENT, 0), (State.FAILED, 2)])
def test_a_letter_that_may_have_arrived_is_written_anew(by, state, interruptions):
    letter = LetterFactory(state=state, interruptions=interruptions)
    again = letters.resend(letter.pk, by=by, at=NOW)
    assert again.pk != letter.pk
    again.refresh_from_db()
    assert (again.state, again.interruptions, again.written_at) == (State.QUEUED, 0, NOW)
    assert again.message_id != letter.message_id
    assert again.body_text == letter.body_text
    assert Letter.objects.get(pk=letter.pk).state == state
    assert Entry.objects.get().facts == {"kind": "mail.trial", "first": letter.pk}


def test_a_wiped_letter_cannot_go_again(by):
    letter = LetterFactory(state=State.SENT, is_secret=True, body_text="", body_html="")
    with refused("wiped"):
        letters.resend(letter.pk, by=by, at=NOW)


@pytest.mark.parametrize("state", [State.HELD, State.QUEUED, State.SENDING, State.CANCELLED])
def test_only_an_ended_letter_goes_again(by, state):
    with refused("not_ended"):
        letters.resend(LetterFactory(state=state).pk, by=by, at=NOW)
