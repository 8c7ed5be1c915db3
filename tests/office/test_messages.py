"""The queue of messages, an answer with its preview, saved answers."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.utils import timezone

from mayorsclub.inbox.models import Message, SavedAnswer, State
from mayorsclub.mail.models import Letter
from mayorsclub.ukrainian.dates import in_kyiv
from tests.factories.accounts import SecretariatFactory
from tests.factories.inbox import MessageFactory, SavedAnswerFactory
from tests.office.doing import do, done, framed, last_actions, offers, refused

DAY = timedelta(days=1)


def shown(client, **filters: object) -> list[object]:
    return list(client.get("/office/messages/", filters).context["object_list"])


def page_of(message: Message) -> str:
    return f"/office/messages/{message.pk}/"


def test_messages_are_filtered_by_topic_state_task_language_and_day(office, secretary):
    old = timezone.now() - 40 * DAY
    wanted = MessageFactory(
        topic="press", state="answered", assigned_to=secretary, language="en", received_at=old
    )
    other = MessageFactory(received_at=timezone.now())

    for filters in (
        {"topic": "press"},
        {"state": "answered"},
        {"assigned_to": secretary.pk},
        {"language": "en"},
        {"received_at_to": in_kyiv(old).date()},
    ):
        assert shown(office, **filters) == [wanted], filters
    assert shown(office, assigned_to="null") == [other]
    assert shown(office, received_at_from=date.today()) == [other]  # noqa: DTZ011


def test_what_waits_too_long_is_found(office):
    wanted = MessageFactory(received_at=timezone.now() - 8 * DAY)
    MessageFactory()

    assert shown(office, overdue="true") == [wanted]


def test_messages_are_found_by_number_words_and_address(office):
    wanted = MessageFactory(number="В-2026-0042", words="газета приклад", email="press@example.org")
    MessageFactory(words="")

    for text in ("в-2026-0042", "ГАЗЕТА", "press@"):
        assert shown(office, q=text) == [wanted], text


def test_an_answer_is_seen_before_it_leaves(office, secretary):
    message = MessageFactory()
    page = page_of(message) + "answer/"
    text = "Подайте заяву.\r\n\r\nЗаявку розгляне комітет."

    blind = office.post(page, {"text": text, "send": "", "seen": ""})
    seen = blind.context["seen"]

    assert blind.status_code == 200
    assert "Подайте заяву." in framed(blind.content.decode())
    assert not Letter.objects.exists()
    changed = office.post(page, {"text": text + "!", "send": "", "seen": seen})
    assert (changed.status_code, Letter.objects.count()) == (200, 0)
    sent = office.post(page, {"text": text, "send": "", "seen": seen})
    message.refresh_from_db()
    assert (sent.status_code, message.state) == (302, State.ANSWERED)
    assert message.assigned_to == secretary
    letter = Letter.objects.get()
    assert "Заявку розгляне комітет." in letter.body_text
    assert last_actions() == ["message.answered"]


def test_a_saved_answer_is_added_to_what_was_typed(office):
    message = MessageFactory(language="en")
    saved = SavedAnswerFactory(text_en="Apply on the site.")

    page = office.post(
        page_of(message) + "answer/", {"text": "Thank you.", "insert": str(saved.pk)}
    )

    assert page.context["form"]["text"].value() == "Thank you.\n\nApply on the site."
    assert not Letter.objects.exists()


def test_an_empty_answer_is_not_shown(office):
    page = office.post(page_of(MessageFactory()) + "answer/", {"text": " ", "preview": ""})

    assert page.status_code == 422


@pytest.mark.parametrize("state", ["closed", "spam", "suspected"])
def test_what_is_not_open_has_no_page_for_an_answer(office, state):
    message = MessageFactory(state=state)

    assert office.get(page_of(message) + "answer/").status_code == 404


def test_a_message_is_given_marked_closed_and_opened_again(office, secretary):
    message = MessageFactory()
    page = page_of(message)
    colleague = SecretariatFactory()

    done(office, page, "assign", to=colleague.pk)
    done(office, page, "appeal", days="30")
    done(office, page, "no-appeal")
    done(office, page, "close", reason="Відповіли телефоном.")
    done(office, page, "reopen")
    done(office, page, "spam")
    done(office, page, "not-spam")

    message.refresh_from_db()
    assert (message.state, message.assigned_to) == (State.NEW, colleague)


def test_a_reason_is_asked_for(office):
    message = MessageFactory()

    answer = do(office, page_of(message), "close", reason="")

    assert answer.status_code == 422
    message.refresh_from_db()
    assert message.state == State.NEW


def test_only_what_can_be_done_now_is_offered(office):
    suspected = MessageFactory(state="suspected", suspicions=["links"])

    assert offers(office, page_of(suspected)) == ["not-spam", "spam"]
    assert "посилань" in unescape(office.get(page_of(suspected)).content.decode())


def test_saved_answers_are_written_changed_and_removed(office):
    words = {"title": "Вступ", "topic": "", "text_uk": "Подайте заяву.", "text_en": ""}

    made = office.post("/office/saved-answers/new/", words)
    page = made["Location"]
    done(office, page, "change", **{**words, "text_en": "Apply."})

    assert SavedAnswer.objects.get().text_en == "Apply."
    SavedAnswerFactory(title="Інша")
    refused(office, page, "change", "з такою назвою", **{**words, "title": "Інша"})
    twice = office.post("/office/saved-answers/new/", words)
    assert twice.status_code == 422
    gone = do(office, page, "remove")
    assert gone["Location"] == "/office/saved-answers/"
    assert SavedAnswer.objects.count() == 1
