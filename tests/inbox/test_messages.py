"""Received, answered, replied to, closed, opened again."""

from datetime import timedelta

import pytest

from mayorsclub.inbox.domain import messages
from mayorsclub.inbox.domain.states import TABLE, InboxRefused, Move, is_allowed
from mayorsclub.inbox.models import Line, Message, ReplyLink, State
from mayorsclub.mail.models import Letter
from tests.factories.accounts import UserFactory
from tests.factories.files import PDF, upload
from tests.factories.inbox import MessageFactory
from tests.inbox.conftest import STRANGER, receive
from tests.moments import DAY, MINUTE, NOON
from tests.outcomes import actions, letters_to, refused


def texts(message: Message) -> list[tuple[str, str]]:
    return list(message.lines.order_by("at", "pk").values_list("kind", "text"))


def test_a_message_gets_a_number_waits_and_is_confirmed(message):
    letter = Letter.objects.get()

    assert (message.number, message.state) == ("В-2026-0001", State.NEW)
    assert texts(message) == [("written", "Як вступити до Клубу?")]
    assert actions(message) == ["message.received"]
    assert (letter.kind, letter.to_address) == ("inbox.received", "maria@example.org")
    assert "В-2026-0001" in letter.subject


def test_the_confirmation_carries_none_of_the_writers_words(db):
    writer = messages.Writer("Приз чекає", "victim@example.org", organisation="Натисніть тут")

    receive(writer=writer, text="Ви виграли приз, телефонуйте")

    letter = Letter.objects.get()
    for word in ("Приз", "виграли", "Натисніть"):
        assert word not in letter.subject + letter.body_text + letter.body_html
    assert letter.to_name == ""


def test_a_person_with_an_account_is_written_to_by_name(person):
    message = receive(by=person, writer=messages.Writer("Приклад Іван", person.email))

    assert message.writer == person
    assert letters_to(person) == ["inbox.received"]


def test_a_second_click_gives_the_first_message_and_no_number_is_lost(message):
    again = receive(text="  Як вступити   до Клубу? ", at=NOON + MINUTE)
    later = receive(at=NOON + 16 * MINUTE)
    other = receive(text="Інше запитання", at=NOON + MINUTE)

    assert again == message
    assert [later.number, other.number] == ["В-2026-0002", "В-2026-0003"]
    assert Letter.objects.count() == 3


def test_nobody_gets_anothers_message_for_a_second_click(message, person):
    assert receive(by=person) != message


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"is_trapped": True}, "trap"),
        ({"text": "http://a.example http://b.example www.c.example"}, "links"),
        ({"text": "<a href='http://a.example'>тут</a>"}, "markup"),
        ({"text": "[url=http://a.example]тут[/url]"}, "markup"),
        ({"writer": messages.Writer("Best www.prize.example", "x@example.org")}, "name"),
    ],
)
def test_what_looks_like_spam_waits_apart_and_sends_no_letter(db, how, code):
    message = receive(**how)

    assert (message.state, message.suspicions) == (State.SUSPECTED, [code])
    assert not Letter.objects.exists()
    assert message.lines.exists()


def test_an_ordinary_text_with_two_links_is_no_spam(db):
    assert receive(text="Див. https://a.example та www.b.example").state == State.NEW


def test_whoever_is_signed_in_is_no_robot(person):
    text = "http://a.example http://b.example http://c.example"

    assert receive(by=person, text=text).state == State.NEW


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"text": " \n "}, "empty"),
        ({"text": "а" * 5001}, "too_long"),
        ({"topic": "nothing"}, "no_such_topic"),
    ],
)
def test_what_is_not_taken_leaves_no_trace(db, how, code):
    assert refused(InboxRefused, receive, **how) == code
    assert not Message.objects.exists()


def test_files_come_only_from_people_who_are_signed_in(person):
    message = receive(by=person, uploads=[upload(PDF)] * 3)

    assert message.lines.get().files.count() == 3
    assert refused(InboxRefused, receive, uploads=[upload(PDF)]) == "files_of_strangers"
    many = {"by": person, "uploads": [upload(PDF)] * 4, "text": "Ще"}
    assert refused(InboxRefused, receive, **many) == "too_many_files"
    assert Message.objects.count() == 1


def test_an_answer_goes_to_a_stranger_with_a_secret_link(message, secretary):
    messages.answer(message.pk, text="Подайте заяву.", by=secretary, at=NOON + DAY)

    message.refresh_from_db()
    letter = Letter.objects.get(kind="inbox.answered_by_link")
    token = letter.body_text.split("/contact/reply/")[1].split("/")[0]
    assert (message.state, message.assigned_to) == (State.ANSWERED, secretary)
    assert actions(message) == ["message.received", "message.answered"]
    assert letter.is_secret
    assert "Подайте заяву." in letter.body_text
    assert len(token) == 43
    assert token not in ReplyLink.objects.get().token_hash
    assert messages.find_by_link(token, at=NOON + 60 * DAY) == message
    assert messages.find_by_link(token, at=NOON + 61 * DAY + MINUTE) is None
    assert messages.find_by_link("x" * 43, at=NOON) is None


def test_an_answer_to_a_person_with_an_account_leads_to_the_own_page(person, secretary):
    message = receive(by=person, language="en")

    messages.answer(message.pk, text="Please apply.", by=secretary, at=NOON)

    letter = Letter.objects.get(kind="inbox.answered")
    assert f"/en/me/messages/{message.number}/" in letter.body_text.replace("%D0%92", "В")
    assert (letter.language, letter.is_secret) == ("en", False)
    assert not ReplyLink.objects.exists()


def test_the_writer_goes_on_and_the_office_waits_anew(message, secretary):
    messages.answer(message.pk, text="Подайте заяву.", by=secretary, at=NOON + DAY)

    messages.reply(message.pk, text="А де саме?", by=None, at=NOON + 2 * DAY)
    messages.reply(message.pk, text="А де саме?", by=None, at=NOON + 2 * DAY + MINUTE)

    message.refresh_from_db()
    assert (message.state, message.waiting_since) == (State.NEW, NOON + 2 * DAY)
    assert [kind for kind, _text in texts(message)] == ["written", "answered", "written"]
    assert "саме" in message.words


def test_only_the_writer_replies(person):
    message = receive(by=person)

    code = refused(
        InboxRefused, messages.reply, message.pk, text="Я теж", by=UserFactory(), at=NOON
    )

    assert code == "not_yours"


def test_replies_have_an_end_in_a_day(message):
    for number in range(10):
        messages.reply(message.pk, text=f"Ще {number}", by=None, at=NOON + number * MINUTE)

    how = {"text": "Ще", "by": None}
    assert (
        refused(InboxRefused, messages.reply, message.pk, **how, at=NOON + 20 * MINUTE)
        == "too_many_replies"
    )
    assert messages.reply(message.pk, **how, at=NOON + 2 * DAY)


def test_closed_without_an_answer_the_writer_hears_nothing(message, secretary):
    messages.close(message.pk, reason="Подякували.", by=secretary, at=NOON)

    message.refresh_from_db()
    assert message.state == State.CLOSED
    assert texts(message)[-1] == ("closed", "Подякували.")
    assert Letter.objects.count() == 1
    messages.reopen(message.pk, by=secretary, at=NOON + DAY)
    message.refresh_from_db()
    assert (message.state, message.waiting_since) == (State.NEW, NOON + DAY)


def test_a_reason_is_needed_to_close(message, secretary):
    code = refused(InboxRefused, messages.close, message.pk, reason=" ", by=secretary, at=NOON)

    assert code == "no_reason"


def test_a_failed_answer_is_sent_again_with_a_new_link(message, secretary):
    assert (
        refused(InboxRefused, messages.send_again, message.pk, by=secretary, at=NOON) == "no_answer"
    )
    messages.answer(message.pk, text="Подайте заяву.", by=secretary, at=NOON)

    messages.send_again(message.pk, by=secretary, at=NOON + DAY)

    assert Letter.objects.filter(kind="inbox.answered_by_link").count() == 2
    assert ReplyLink.objects.count() == 2
    assert message.lines.filter(kind=Line.Kind.ANSWERED).count() == 1


OFFICE = {
    Move.ANSWER: lambda pk, by: messages.answer(pk, text="Так", by=by, at=NOON),
    Move.CLOSE: lambda pk, by: messages.close(pk, reason="Так", by=by, at=NOON),
    Move.REOPEN: lambda pk, by: messages.reopen(pk, by=by, at=NOON),
    Move.REPLY: lambda pk, by: messages.reply(pk, text="Так", by=None, at=NOON),
}


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("move", OFFICE)
def test_each_move_is_made_where_the_table_has_it_and_nowhere_else(secretary, move, state):
    message = MessageFactory(state=state, received_at=NOON - DAY)

    if (move, State(state)) in TABLE:
        OFFICE[move](message.pk, secretary)
        message.refresh_from_db()
        assert message.state == TABLE[move, State(state)]
    else:
        assert not is_allowed(move, message)
        assert refused(InboxRefused, OFFICE[move], message.pk, secretary) == "not_now"


@pytest.mark.parametrize("move", [Move.ANSWER, Move.CLOSE, Move.REOPEN])
def test_only_the_office_acts_for_the_club(message, person, move):
    assert refused(InboxRefused, OFFICE[move], message.pk, person) == "not_allowed"
    assert texts(message) == [("written", "Як вступити до Клубу?")]


def test_numbers_go_on_in_a_year_and_begin_anew(db):
    first = receive()
    second = receive(text="Друге")
    third = receive(text="Третє", at=NOON + timedelta(days=60))

    assert [each.number for each in (first, second, third)] == [
        "В-2026-0001",
        "В-2026-0002",
        "В-2027-0001",
    ]


def test_strangers_are_strangers(message):
    assert STRANGER.email == message.email
    assert message.writer is None
