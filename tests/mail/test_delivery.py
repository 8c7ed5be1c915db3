import socket
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail

from mayorsclub.mail import faults
from mayorsclub.mail.domain import queue
from mayorsclub.mail.domain.delivery import Courier, mail_of, mailbox
from mayorsclub.mail.models import Letter, State
from tests.factories.mail import WRITTEN_AT, LetterFactory
from tests.mail.servers import free_port, mail_server

NOW = WRITTEN_AT + timedelta(hours=1)


def drain(courier=None, stop=lambda: False, at=NOW):
    courier = courier or Courier(clock=lambda: at)
    count = courier.drain(stop)
    courier.close()
    return count


def states():
    return list(Letter.objects.order_by("pk").values_list("state", flat=True))


def test_letters_arrive_over_one_connection(db, server):
    letters = LetterFactory.create_batch(60)
    assert drain() == 60
    assert server.box.connections == 1
    assert server.box.ids == [letter.message_id for letter in letters]
    assert set(states()) == {State.SENT}


def test_a_letter_arrives_in_both_forms_with_its_headers(db, server, settings):
    settings.BASE_URL = "https://club.example"
    letter = LetterFactory(
        to_address="zrazok@example.org",
        subject="Тема «листа»",
        body_text="Текст\n\n[[Далі]](https://club.example/me/)",
        body_html="<p>Текст</p>",
    )
    drain()
    [arrived] = server.box.letters
    assert server.box.receivers == [["zrazok@example.org"]]
    assert arrived["Subject"] == "Тема «листа»"
    assert arrived["Message-ID"] == letter.message_id
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived["Content-Language"] == "uk"
    assert arrived["From"].addresses[0].display_name == "Клуб Мерів"
    assert arrived["To"].addresses[0].display_name == "Приклад Іван Петрович"
    text, html = arrived.iter_parts()
    assert "Далі:\nhttps://club.example/me/\n" in text.get_content().replace("\r\n", "\n")
    assert html.get_content().strip() == "<p>Текст</p>"


@pytest.mark.parametrize(
    "name",
    [
        "Іван Bcc: e@x.example",
        "Ivan <e@x.example>",
        "Ivan, e@x.example",
        'Ivan "e@x.example" <e@x.example>,',
        "Іван, <e@x.example>",
        "Ivan\r\nBcc: e@x.example",
        "Іван\nBcc: e@x.example",
        "(e@x.example)",
        "=?utf-8?q?e=40x.example?=, e@x.example",
        "я" * 160,
    ],
)
def test_a_hostile_name_adds_no_receiver_and_stops_no_queue(db, server, name):
    LetterFactory(to_name=name, to_address="a@example.org")
    LetterFactory(to_address="b@example.org")
    drain()
    assert ["b@example.org"] in server.box.receivers
    assert all(len(to) == 1 and "x.example" not in to[0] for to in server.box.receivers)
    for arrived in server.box.letters:
        assert arrived["Bcc"] is None
        assert len(arrived["To"].addresses) == 1
    if "\n" not in name:
        assert states() == [State.SENT, State.SENT]


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b@example.org", "a b@example.org", "a@x\n.org"]
)
def test_an_address_that_cannot_be_right_fails_alone(db, server, address):
    LetterFactory(to_address=address)
    LetterFactory()
    drain()
    bad, good = Letter.objects.order_by("pk")
    assert (bad.state, bad.last_error) == (State.FAILED, faults.BAD_ADDRESS)
    assert good.state == State.SENT


def test_a_ukrainian_domain_is_written_in_ascii(db):
    mail_message = mail_of(LetterFactory(to_address="a@приклад.укр"))
    assert mail_message.to[0].endswith("<a@xn--80aikifvh.xn--j1amh>")


def test_a_refused_receiver_fails_and_the_rest_go_on(db, server):
    LetterFactory(to_address="no@example.org")
    LetterFactory(to_address="later@example.org")
    LetterFactory(to_address="yes@example.org")
    server.box.answers = {
        "no@example.org": "550 5.1.1 no such user",
        "later@example.org": "450 4.2.1 greylisted",
    }
    assert drain() == 1
    no, later, yes = Letter.objects.order_by("pk")
    assert (no.state, no.last_error) == (State.FAILED, "550 5.1.1 no such user")
    assert (later.state, later.attempts, later.send_after) == (
        State.QUEUED,
        1,
        NOW + queue.PAUSES[0],
    )
    assert later.last_error == "450 4.2.1 greylisted"
    assert yes.state == State.SENT
    assert server.box.connections == 1


@pytest.mark.parametrize(
    ("answer", "state"),
    [("554 5.6.0 refused", State.FAILED), ("451 4.3.0 busy", State.QUEUED)],
)
def test_a_refused_text_fails_or_waits_by_the_servers_word(db, server, answer, state):
    LetterFactory()
    LetterFactory()
    server.box.data_answers = [answer]
    drain()
    assert states() == [state, State.SENT]
    assert Letter.objects.order_by("pk")[0].last_error == answer


def test_a_server_that_closes_between_letters_costs_nothing(db, server):
    LetterFactory.create_batch(3)
    server.box.data_answers = ["421 4.7.0 too many letters, come again"]
    courier = Courier(clock=lambda: NOW)
    courier.drain(lambda: False)
    assert sorted(states()) == [State.QUEUED, State.SENT, State.SENT]
    assert server.box.connections == 2
    courier.close()


def test_a_line_that_fell_while_idle_is_opened_again_at_once(db, server):
    courier = Courier(clock=lambda: NOW)
    LetterFactory()
    courier.drain(lambda: False)
    courier._line.connection.sock.shutdown(socket.SHUT_RDWR)
    LetterFactory()
    assert courier.drain(lambda: False) == 1
    assert states() == [State.SENT, State.SENT]
    assert server.box.connections == 2
    courier.close()


def test_a_line_that_falls_after_the_text_leaves_the_letter_in_doubt(db, server):
    letter = LetterFactory()
    server.box.on_data = lambda number: "hang up"
    drain()
    letter.refresh_from_db()
    assert (letter.state, letter.interruptions, letter.attempts) == (State.QUEUED, 1, 0)
    drain(at=NOW + timedelta(minutes=5))
    letter.refresh_from_db()
    assert (letter.state, letter.last_error) == (State.FAILED, faults.IN_DOUBT)
    drain(at=NOW + timedelta(days=5))
    assert server.box.ids == [letter.message_id] * 2


def test_while_the_server_is_away_letters_wait_and_lose_no_attempt(db, settings):
    port = free_port()
    settings.EMAIL_BACKEND = "mayorsclub.mail.backends.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    LetterFactory.create_batch(2)
    courier = Courier(clock=lambda: NOW)
    assert courier.drain(lambda: False) == 0
    assert courier._rest == 5
    letter = Letter.objects.order_by("pk")[0]
    assert (letter.state, letter.attempts, letter.leased_until) == (State.QUEUED, 0, None)
    assert "ConnectionRefusedError" in letter.last_error
    with mail_server(port) as back:
        assert courier.drain(lambda: False) == 0  # it rests
        courier._resting_until = 0
        assert courier.drain(lambda: False) == 2
        assert len(back.box.letters) == 2
        courier.close()
    assert Letter.objects.order_by("pk")[0].last_error == ""


def test_told_to_stop_it_ends_the_letter_in_hand_and_puts_the_rest_back(db, server):
    LetterFactory.create_batch(5)
    drain(stop=lambda: len(server.box.letters) >= 2)
    assert states() == [State.SENT] * 2 + [State.QUEUED] * 3
    assert Letter.objects.filter(leased_until=None, interruptions=0).count() == 5


def test_a_letter_is_not_begun_late_in_its_lease(db, server):
    LetterFactory.create_batch(2)
    clock = SimpleNamespace(at=NOW)
    courier = Courier(clock=lambda: clock.at, lease=timedelta(0))
    stops = iter([False, False, True])
    assert courier.drain(lambda: next(stops)) == 0
    assert states() == [State.QUEUED] * 2
    courier.close()


def test_a_letter_nobody_can_make_a_mail_of_fails_alone(db, settings):
    LetterFactory(subject="Тема\r\nBcc: e@x.example")
    LetterFactory()
    drain()
    bad, good = Letter.objects.order_by("pk")
    assert bad.state == State.FAILED
    assert bad.last_error.startswith(faults.BROKEN)
    assert good.state == State.SENT
    assert len(mail.outbox) == 1


def test_an_error_is_shown_in_the_readers_language(db):
    from django.utils import translation

    letter = LetterFactory(last_error=faults.BAD_ADDRESS)
    with translation.override("uk"):
        assert faults.shown(letter) == "Така адреса неможлива."
        assert faults.shown(LetterFactory(last_error="550 no")) == "550 no"
        assert faults.shown(LetterFactory()) == ""


def test_a_long_name_stays_on_one_line():
    assert "\n" not in mailbox("я" * 160, "a@example.org")
