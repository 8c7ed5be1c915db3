"""Pages of letters: sent, changed, kept back; secrets are shown to nobody."""

import pytest

from mayorsclub.mail.models import Letter, State
from mayorsclub.office.letters import LetterPage
from tests.factories.mail import LetterFactory
from tests.office.doing import do, done, last_actions, offers, refused
from tests.office.test_records import page_of

SECRET = "1234-5678"


def secret(**values: object) -> Letter:
    return LetterFactory(
        is_secret=True,
        kind="accounts.sign_in_code",
        subject=f"Код для входу: {SECRET}",
        body_text=f"Ваш код: {SECRET}",
        body_html=f"<p>{SECRET}</p>",
        **values,
    )


@pytest.mark.parametrize(
    ("state", "actions"),
    [
        (State.HELD, ["release", "edit", "cancel"]),
        (State.QUEUED, ["cancel"]),
        (State.SENDING, []),
        (State.SENT, ["resend"]),
        (State.FAILED, ["resend"]),
        (State.CANCELLED, []),
    ],
)
def test_what_can_be_done_follows_from_the_state(office, state, actions):
    page = page_of(LetterFactory(state=state))

    assert offers(office, page) == actions
    for other in {"release", "edit", "cancel", "resend"} - set(actions):
        assert do(office, page, other, subject="Т", body="Т").status_code == 404


def test_a_held_letter_is_sent_now(office):
    letter = LetterFactory(state=State.HELD)

    done(office, page_of(letter), "release")

    letter.refresh_from_db()
    assert letter.state == State.QUEUED
    assert last_actions() == ["letter.released"]


def test_the_words_of_a_held_letter_are_changed(office):
    letter = LetterFactory(state=State.HELD)

    done(office, page_of(letter), "edit", subject="Нова тема", body="Нові слова: {name}")

    letter.refresh_from_db()
    assert (letter.subject, letter.state) == ("Нова тема", State.HELD)
    assert "Нові слова: {name}" in letter.body_html
    assert last_actions() == ["letter.edited"]


def test_a_letter_without_words_is_refused_and_stays_typed(office):
    page = page_of(LetterFactory(state=State.HELD))

    refused(office, page, "edit", "Напишіть тему", subject="\x01", body="Нові слова")
    refused(office, page, "edit", "поле", subject="Нова тема", body="")


@pytest.mark.parametrize("state", [State.HELD, State.QUEUED])
def test_a_waiting_letter_is_kept_back(office, state):
    letter = LetterFactory(state=state)

    done(office, page_of(letter), "cancel")

    letter.refresh_from_db()
    assert letter.state == State.CANCELLED


def test_a_letter_that_left_meanwhile_is_not_kept_back(office, monkeypatch):
    """Between the look at the page and the click the worker took it."""
    letter = LetterFactory()
    find = LetterPage.find

    def found_too_early(self: LetterPage, pk: int) -> Letter:
        record = find(self, pk)
        Letter.objects.filter(pk=pk).update(state=State.SENT)
        return record

    monkeypatch.setattr(LetterPage, "find", found_too_early)

    refused(office, page_of(letter), "cancel", "уже")


def test_a_sent_letter_is_sent_again_as_a_new_one(office):
    letter = LetterFactory(state=State.SENT)

    done(office, page_of(letter), "resend")

    again = Letter.objects.exclude(pk=letter.pk).get()
    assert (again.state, again.body_text) == (State.QUEUED, letter.body_text)
    assert again.message_id != letter.message_id


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("who", ["office", "administration"])
def test_a_secret_is_shown_nowhere(request, who, state):
    client = request.getfixturevalue(who)
    letter = secret(state=state)

    for page in (page_of(letter), "/office/letters/", "/office/letters/results/", "/office/"):
        assert SECRET not in client.get(page).content.decode()
    assert client.get(f"{page_of(letter)}body/").status_code == 404
    assert list(client.get("/office/letters/", {"q": SECRET}).context["object_list"]) == []


def test_a_wiped_letter_is_not_sent_again(office):
    letter = secret(state=State.SENT)
    Letter.objects.filter(pk=letter.pk).update(body_text="", body_html="")

    assert do(office, page_of(letter), "resend").status_code == 404


def test_the_body_is_shown_in_a_closed_frame(office):
    letter = LetterFactory(body_html="<p>Вітаємо!</p><script>alert(1)</script>")

    answer = office.get(f"{page_of(letter)}body/")

    policy = sorted(answer["Content-Security-Policy"].split("; "))
    assert "Вітаємо!" in answer.content.decode()
    assert policy == [
        "base-uri 'none'",
        "default-src 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "sandbox",
        "style-src 'unsafe-inline'",
    ]
