"""Exactly once, whoever presses or is killed; pause, stop, fate, sending again."""

from datetime import timedelta
from email.utils import getaddresses

import pytest

from mayorsclub.accounts.domain.people import deactivate
from mayorsclub.mail.domain import queue
from mayorsclub.mail.domain.delivery import mail_of
from mayorsclub.mail.models import Letter, State
from mayorsclub.mailings import queries, tasks
from mayorsclub.mailings.domain import mailings, sending
from mayorsclub.mailings.domain.mailings import draft
from mayorsclub.mailings.domain.news import choose
from mayorsclub.mailings.domain.refusals import MailingRefused
from mayorsclub.mailings.models import Dispatch, Mailing
from mayorsclub.mailings.segments import Segment
from mayorsclub.office.history import SENTENCES
from tests.at_once import at_once
from tests.factories.accounts import AdministratorFactory, SecretariatFactory
from tests.factories.mailings import MailingFactory
from tests.factories.membership import MemberFactory
from tests.moments import DAY, MINUTE, NOON
from tests.outcomes import actions, refused

WORDS = {"purpose": "service", "subject_uk": "Лист", "text_uk": "{salutation}\n\nТекст."}


@pytest.fixture
def secretary(db):
    return SecretariatFactory()


def members(count: int):
    return [MemberFactory(user__email=f"m{n}@example.org") for n in range(count)]


def written(mailing: Mailing) -> None:
    while sending.write_batch(mailing.pk, at=NOON):
        pass


def addresses() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("to_address", flat=True))


def test_a_draft_is_checked(secretary):
    how = {"by": secretary, "at": NOON}
    segment = Segment("members")

    def code(**more: str) -> str:
        return refused(
            MailingRefused, draft, None, name="Лист", segment=segment, **WORDS | more, **how
        )

    assert code(subject_uk=" ") == "no_subject"
    assert code(text_uk=" ") == "no_text"
    assert code(subject_en="Letter") == "half_english"
    assert code(text_uk="{organisation}") == "unknown_names"
    # What is no name would arrive with its braces.
    assert code(text_uk="{звертання}") == code(text_uk="{ name }") == "unknown_names"
    assert (
        refused(MailingRefused, draft, None, name="", segment=Segment("all"), **WORDS, **how)
        == "unknown_segment"
    )
    mailing = draft(None, name="", segment=segment, **WORDS, **how)
    assert (mailing.name, mailing.state) == ("Лист", "draft")
    assert actions(mailing) == ["mailing.saved"]


def test_each_receiver_gets_one_letter_in_their_language(secretary):
    members(2)
    MemberFactory(user__email="en@example.org", user__language="en", register_number="2026-0001")
    mailing = MailingFactory()
    sending.send(mailing.pk, expected=3, by=secretary, at=NOON)
    written(mailing)
    mailing.refresh_from_db()
    assert mailing.state == "sent"
    assert sorted(addresses()) == ["en@example.org", "m0@example.org", "m1@example.org"]
    english = Letter.objects.get(to_address="en@example.org")
    assert (english.subject, english.language) == ("Invitation, 2026-0001", "en")
    assert english.body_text.startswith("Dear Ivan Pryklad,\n\nWe invite you, Ivan Pryklad.")
    ukrainian = Letter.objects.get(to_address="m0@example.org")
    assert ukrainian.body_text.startswith("Шановний Іване Петровичу!")
    assert ukrainian.about_type == "membership.member"
    assert actions(mailing) == ["mailing.started", "mailing.written"]
    assert not Dispatch.objects.exclude(values={}).exists()


def test_without_english_words_everybody_gets_the_ukrainian_letter(secretary):
    MemberFactory(user__language="en")
    mailing = MailingFactory(subject_en="", text_en="")
    sending.send(mailing.pk, by=secretary, at=NOON)
    written(mailing)
    assert Letter.objects.get().language == "uk"


def test_the_second_press_sends_nothing(secretary):
    members(1)
    mailing = MailingFactory()
    tasks.start(mailing.pk, expected=1, by=secretary, at=NOON)
    assert (
        refused(MailingRefused, tasks.start, mailing.pk, expected=1, by=secretary, at=NOON)
        == "not_now"
    )
    tasks.write_letters.func(mailing.pk)
    assert len(addresses()) == 1


def test_who_pressed_with_other_receivers_before_the_eyes_looks_again(secretary):
    members(2)
    mailing = MailingFactory()
    assert (
        refused(MailingRefused, sending.send, mailing.pk, expected=1, by=secretary, at=NOON)
        == "count_changed"
    )
    Dispatch.objects.all().delete()
    assert not Dispatch.objects.exists()


def test_nobody_left_is_refused(secretary):
    mailing = MailingFactory()
    assert refused(MailingRefused, sending.send, mailing.pk, by=secretary, at=NOON) == "nobody"


def test_a_killed_worker_leaves_nobody_out_and_nobody_twice(secretary, monkeypatch):
    members(5)
    mailing = MailingFactory()
    monkeypatch.setattr(sending, "BATCH", 2)
    sending.send(mailing.pk, by=secretary, at=NOON)
    assert sending.write_batch(mailing.pk, at=NOON)
    real, calls = sending.queue_letter, []

    def dies(*args, **how):
        calls.append(1)
        if len(calls) == 2:
            raise SystemExit
        return real(*args, **how)

    monkeypatch.setattr(sending, "queue_letter", dies)
    with pytest.raises(SystemExit):
        sending.write_batch(mailing.pk, at=NOON)
    assert len(addresses()) == 2
    monkeypatch.setattr(sending, "queue_letter", real)

    tasks.send_what_is_due()

    assert sorted(addresses()) == [f"m{n}@example.org" for n in range(5)]


def test_pressed_and_written_at_once_each_gets_one(real_database):
    by = SecretariatFactory()
    members(7)
    mailing = MailingFactory()
    presses = [lambda: sending.send(mailing.pk, expected=7, by=by, at=NOON).pk] * 4
    assert sorted(map(str, at_once(presses))) == sorted([str(mailing.pk), *["not_now"] * 3])
    at_once([lambda: sending.write_batch(mailing.pk, at=NOON)] * 4)
    assert sorted(addresses()) == [f"m{n}@example.org" for n in range(7)]


def test_pause_holds_what_has_not_left_and_resume_lets_it_go(secretary, monkeypatch):
    members(4)
    mailing = MailingFactory()
    monkeypatch.setattr(sending, "BATCH", 3)
    sending.send(mailing.pk, by=secretary, at=NOON)
    sending.write_batch(mailing.pk, at=NOON)
    first = Letter.objects.order_by("pk")[0]
    Letter.objects.filter(pk=first.pk).update(state=State.SENT, sent_at=NOON)

    sending.pause(mailing.pk, by=secretary, at=NOON)

    assert queries.fates(mailing) == {"sent": 1, "held": 2, "": 1}
    assert not sending.write_batch(mailing.pk, at=NOON)
    queue.sweep(NOON + 300 * DAY)
    assert queries.fates(mailing)["held"] == 2
    sending.resume(mailing.pk, by=secretary, at=NOON + DAY)
    written(mailing)
    assert queries.fates(mailing) == {"sent": 1, "queued": 3}
    assert actions(mailing)[-3:] == ["mailing.paused", "mailing.resumed", "mailing.written"]


def test_whoever_stops_news_in_the_pause_gets_none_and_others_do(secretary, monkeypatch):
    one, two, three, four = members(4)
    mailing = MailingFactory(purpose="news")
    monkeypatch.setattr(sending, "BATCH", 2)
    sending.send(mailing.pk, by=secretary, at=NOON)
    sending.write_batch(mailing.pk, at=NOON)
    sending.pause(mailing.pk, by=secretary, at=NOON)

    for each in (one, three):
        choose(each.user.email, wants_news=False, by=None, at=NOON)
    deactivate(four.user.pk, by=AdministratorFactory(), at=NOON)
    sending.resume(mailing.pk, by=secretary, at=NOON + DAY)
    written(mailing)

    left = Letter.objects.filter(kind="mailings.news", state=State.QUEUED)
    assert [letter.to_address for letter in left] == [two.user.email]
    assert queries.fates(mailing) == {"cancelled": 1, "queued": 1}
    why = dict(mailing.dispatches.exclude(left_out="").values_list("email", "left_out"))
    assert why == {three.user.email: "refused", four.user.email: "disabled"}
    assert not Dispatch.objects.exclude(values={}).exists()


def test_a_service_letter_is_not_stopped_by_a_choice_about_news(secretary):
    (one,) = members(1)
    mailing = MailingFactory()
    sending.send(mailing.pk, by=secretary, at=NOON)
    written(mailing)

    choose(one.user.email, wants_news=False, by=None, at=NOON)

    assert queries.fates(mailing) == {"queued": 1}


def test_stop_cancels_the_rest_for_good(secretary, monkeypatch):
    members(3)
    mailing = MailingFactory()
    monkeypatch.setattr(sending, "BATCH", 2)
    sending.send(mailing.pk, by=secretary, at=NOON)
    sending.write_batch(mailing.pk, at=NOON)
    sending.stop(mailing.pk, by=secretary, at=NOON)
    assert queries.fates(mailing) == {"cancelled": 2, "": 1}
    assert not sending.write_batch(mailing.pk, at=NOON)
    for move in (sending.resume, sending.pause, sending.stop, sending.send):
        assert refused(MailingRefused, move, mailing.pk, by=secretary, at=NOON) == "not_now"


def test_what_has_all_left_cannot_be_stopped(secretary):
    members(1)
    mailing = MailingFactory()
    sending.send(mailing.pk, by=secretary, at=NOON)
    written(mailing)
    Letter.objects.update(state=State.SENT, sent_at=NOON)
    for move in (sending.pause, sending.stop):
        assert refused(MailingRefused, move, mailing.pk, by=secretary, at=NOON) == "none_wait"
    assert (
        refused(MailingRefused, sending.resend_failed, mailing.pk, by=secretary, at=NOON)
        == "none_failed"
    )


def test_failed_letters_are_sent_again(secretary):
    members(2)
    mailing = MailingFactory()
    sending.send(mailing.pk, by=secretary, at=NOON)
    written(mailing)
    Letter.objects.update(state=State.FAILED)
    Letter.objects.filter(to_address="m1@example.org").update(interruptions=2)
    assert sending.resend_failed(mailing.pk, by=secretary, at=NOON + DAY) == 2
    assert queries.fates(mailing) == {"queued": 2}
    # What may have arrived was written anew, under another Message-ID.
    assert Letter.objects.count() == 3


def test_a_scheduled_mailing_goes_by_itself_to_those_of_that_moment(secretary):
    members(1)
    mailing = MailingFactory()
    how = {"by": secretary, "at": NOON}
    assert (
        refused(MailingRefused, mailings.schedule, mailing.pk, send_at=NOON, **how) == "in_the_past"
    )
    mailings.schedule(mailing.pk, send_at=NOON + DAY, **how)
    assert not sending.send_scheduled(mailing.pk, at=NOON + DAY - MINUTE)
    MemberFactory(user__email="later@example.org")
    assert sending.send_scheduled(mailing.pk, at=NOON + DAY)
    assert not sending.send_scheduled(mailing.pk, at=NOON + DAY)
    assert Dispatch.objects.filter(left_out="").count() == 2


def test_a_scheduled_mailing_can_be_taken_back_and_one_to_nobody_becomes_a_draft(secretary):
    entry = members(1)[0]
    mailing = MailingFactory()
    mailings.schedule(mailing.pk, send_at=NOON + DAY, by=secretary, at=NOON)
    mailings.unschedule(mailing.pk, by=secretary, at=NOON)
    mailings.schedule(mailing.pk, send_at=NOON + DAY, by=secretary, at=NOON)
    entry.user.is_active = False
    entry.user.save()
    assert not sending.send_scheduled(mailing.pk, at=NOON + timedelta(days=2))
    mailing.refresh_from_db()
    assert mailing.state == "draft"


def test_a_trial_goes_to_oneself_with_the_values_of_the_first_receiver(secretary):
    MemberFactory(register_number="2026-0007")
    mailing = MailingFactory()
    letter = mailings.try_out(mailing.pk, by=secretary, at=NOON)
    assert (letter.to_address, letter.subject) == (secretary.email, "Запрошення, 2026-0007")
    assert not Dispatch.objects.exists()


def test_a_copy_is_a_draft_of_the_same(secretary):
    first = MailingFactory(state="sent")
    second = mailings.copy(first.pk, by=secretary, at=NOON)
    assert (second.state, second.text_uk, second.segment) == ("draft", first.text_uk, first.segment)
    assert mailings.archive(first.pk, by=secretary, at=NOON).archived_at == NOON
    assert refused(MailingRefused, mailings.archive, first.pk, by=secretary, at=NOON) == "not_now"


def test_the_log_has_words_for_all_of_it():
    assert {name for name in SENTENCES if name.startswith(("mailing.", "news."))}


def test_what_walks_objects_in_a_letter_stays_text(secretary):
    MemberFactory(user__surname="{base_url}", user__given_name="{name.__class__}")
    text = "{salutation.__class__} {0} {name!r} {{name}} {name} %(name)s"
    mailing = MailingFactory(text_uk=text, text_en="", subject_en="", subject_uk="Лист")
    sending.send(mailing.pk, by=secretary, at=NOON)
    written(mailing)

    body = Letter.objects.get().body_text

    assert body.startswith("{salutation.__class__} {0} {name!r} {")
    assert body.endswith("%(name)s")
    assert "{base_url}" in body
    assert "{name.__class__}" in body


def test_a_hostile_name_puts_nobody_into_a_mailing(secretary):
    MemberFactory(
        user__surname="Bcc: evil@example.net", user__given_name="Іван\r\nBcc: a@b.example"
    )
    mailing = MailingFactory()
    sending.send(mailing.pk, by=secretary, at=NOON)
    written(mailing)

    letter = Letter.objects.get()
    message = mail_of(letter)

    assert message.recipients() == [letter.to_address]
    sent = message.message()
    assert sent["Bcc"] is None
    assert [address for _name, address in getaddresses([sent["To"]])] == [letter.to_address]
