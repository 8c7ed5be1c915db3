"""Tasks, spam, appeals and their deadlines, how long messages are kept."""

from datetime import date

import pytest

from mayorsclub.files.models import PrivateFile
from mayorsclub.inbox import queries, rules
from mayorsclub.inbox.domain import deadlines, handling, messages, retention, saved
from mayorsclub.inbox.domain.states import InboxRefused
from mayorsclub.inbox.models import Line, Message, ReplyLink, SavedAnswer, State
from mayorsclub.mail.models import Letter
from tests.factories.accounts import AdministratorFactory, EditorFactory, SecretariatFactory
from tests.factories.files import PDF, upload
from tests.factories.inbox import MessageFactory
from tests.inbox.conftest import receive
from tests.moments import DAY, NOON
from tests.outcomes import actions, letters_to, refused


def test_whoever_is_given_a_message_hears_of_it(message, secretary):
    colleague = AdministratorFactory()

    handling.assign(message.pk, to=colleague, by=secretary, at=NOON)
    handling.assign(message.pk, to=colleague, by=secretary, at=NOON)

    assert letters_to(colleague) == ["inbox.assigned"]
    assert actions(message) == ["message.received", "message.assigned"]
    handling.assign(message.pk, to=None, by=secretary, at=NOON)
    message.refresh_from_db()
    assert message.assigned_to is None


def test_a_message_is_given_only_to_those_who_answer(message, secretary):
    code = refused(
        InboxRefused, handling.assign, message.pk, to=EditorFactory(), by=secretary, at=NOON
    )

    assert code == "not_staff"
    assert set(queries.staff()) == {secretary}


def test_no_spam_after_all_is_put_into_the_queue_and_confirmed(secretary):
    message = receive(is_trapped=True)

    handling.not_spam(message.pk, by=secretary, at=NOON + DAY)

    message.refresh_from_db()
    assert (message.state, message.suspicions) == (State.NEW, [])
    assert message.waiting_since == NOON + DAY
    assert Letter.objects.get().kind == "inbox.received"


def test_spam_is_out_of_the_queue_and_of_the_writers_sight(person, secretary):
    message = receive(by=person)

    handling.mark_spam(message.pk, by=secretary, at=NOON)

    assert not queries.waiting().exists()
    assert not queries.of_writer(person).exists()


@pytest.mark.parametrize(
    ("days", "due"), [(15, date(2026, 12, 8)), (30, date(2026, 12, 23)), (45, date(2027, 1, 7))]
)
def test_an_appeal_has_the_laws_term_from_the_day_it_came(message, secretary, days, due):
    handling.mark_appeal(message.pk, days=days, by=secretary, at=NOON + 3 * DAY)

    message.refresh_from_db()
    assert (message.is_appeal, message.due_on) == (True, due)
    kinds = set(Letter.objects.values_list("kind", flat=True))
    assert kinds == {"inbox.received"} | ({"inbox.extended"} if days == 45 else set())


def test_no_term_beyond_the_law(message, secretary):
    code = refused(InboxRefused, handling.mark_appeal, message.pk, days=60, by=secretary, at=NOON)

    assert code == "no_such_term"


def test_what_is_no_appeal_has_no_day(message, secretary):
    handling.mark_appeal(message.pk, days=15, by=secretary, at=NOON)
    handling.no_appeal(message.pk, by=secretary, at=NOON)

    message.refresh_from_db()
    assert (message.is_appeal, message.due_on) == (False, None)


def test_the_office_is_reminded_once_before_the_day(message, secretary):
    colleague = SecretariatFactory()
    handling.mark_appeal(message.pk, days=15, by=secretary, at=NOON)

    assert not deadlines.remind(message.pk, at=NOON + 9 * DAY)
    assert deadlines.remind(message.pk, at=NOON + 10 * DAY)
    assert not deadlines.remind(message.pk, at=NOON + 11 * DAY)

    assert letters_to(secretary) == letters_to(colleague) == ["inbox.deadline"]


def test_only_whose_task_it_is_gets_the_reminder(message, secretary):
    colleague = SecretariatFactory()
    handling.assign(message.pk, to=secretary, by=secretary, at=NOON)
    handling.mark_appeal(message.pk, days=15, by=secretary, at=NOON)

    deadlines.remind(message.pk, at=NOON + 12 * DAY)

    assert letters_to(secretary) == ["inbox.deadline"]
    assert letters_to(colleague) == []


def test_an_answered_appeal_reminds_nobody(message, secretary):
    handling.mark_appeal(message.pk, days=15, by=secretary, at=NOON)
    messages.answer(message.pk, text="Так", by=secretary, at=NOON + DAY)

    assert not deadlines.near(NOON + 12 * DAY).exists()


@pytest.mark.parametrize(
    ("how", "is_overdue"),
    [
        ({}, False),
        ({"received_at": NOON - 8 * DAY}, True),
        ({"received_at": NOON - 8 * DAY, "state": "answered"}, False),
        ({"is_appeal": True, "due_on": date(2026, 11, 22)}, True),
        ({"is_appeal": True, "due_on": date(2026, 11, 23)}, False),
        ({"received_at": NOON - 9 * DAY, "is_appeal": True, "due_on": date(2026, 12, 1)}, False),
    ],
)
def test_the_rule_and_the_query_agree_on_what_waits_too_long(db, how, is_overdue):
    message = MessageFactory(**{"received_at": NOON, **how})

    assert rules.is_overdue(message, NOON) is is_overdue
    assert queries.overdue(Message.objects.all(), NOON).exists() is is_overdue


def test_a_thread_is_erased_three_years_after_its_end(person, secretary):
    message = receive(by=person, uploads=[upload(PDF)])
    messages.answer(message.pk, text="Так", by=secretary, at=NOON)

    assert not retention.erase_if_due(message.pk, at=NOON + 3 * 365 * DAY - DAY)
    assert retention.erase_if_due(message.pk, at=NOON + 3 * 365 * DAY)
    assert not retention.erase_if_due(message.pk, at=NOON + 3 * 365 * DAY)

    message.refresh_from_db()
    assert (message.name, message.writer, message.words, message.phone) == ("–", None, "", "")
    assert set(Line.objects.values_list("text", flat=True)) == {"–"}
    assert not PrivateFile.objects.exists()
    assert set(Letter.objects.values_list("subject", "body_text", "to_user")) == {("–", "", None)}
    assert actions(message)[-1] == "message.erased"
    how = {"text": "Так", "by": secretary, "at": NOON}
    assert refused(InboxRefused, messages.answer, message.pk, **how) == "erased"


def test_spam_is_erased_after_a_month_and_what_waits_never(db):
    spam = receive(is_trapped=True)
    waiting = receive(text="Запитання")

    assert list(retention.due(NOON + 29 * DAY)) == []
    assert list(retention.due(NOON + 3000 * DAY)) == [spam]
    assert waiting.state == State.NEW


def test_reply_links_die_with_the_thread(message, secretary):
    messages.answer(message.pk, text="Так", by=secretary, at=NOON)

    retention.erase_if_due(message.pk, at=NOON + 1200 * DAY)

    assert not ReplyLink.objects.exists()


WORDS = saved.Words("Як вступити", "question", "Подайте заяву.", "")


def test_saved_answers_are_written_changed_and_removed(secretary):
    made = saved.save_answer(None, WORDS, by=secretary, at=NOON)
    assert refused(InboxRefused, saved.save_answer, None, WORDS, by=secretary, at=NOON) == (
        "title_taken"
    )

    saved.save_answer(made.pk, saved.Words("Вступ", "", "Так", "Yes"), by=secretary, at=NOON)

    made.refresh_from_db()
    assert (made.title, made.text_uk, made.text_en) == ("Вступ", "Так", "Yes")
    saved.remove_answer(made.pk, by=secretary, at=NOON)
    assert not SavedAnswer.objects.exists()


def test_saved_answers_are_the_offices(person, secretary):
    made = saved.save_answer(None, WORDS, by=secretary, at=NOON)

    assert refused(InboxRefused, saved.save_answer, None, WORDS, by=person, at=NOON) == (
        "not_allowed"
    )
    assert refused(InboxRefused, saved.remove_answer, made.pk, by=person, at=NOON) == (
        "not_allowed"
    )


def test_an_english_message_is_offered_english_answers_its_topic_first(secretary):
    message = MessageFactory(language="en", topic="press")
    saved.save_answer(None, WORDS, by=secretary, at=NOON)
    for title, topic in (("A", ""), ("B", "press")):
        words = saved.Words(title, topic, "Так", "Yes")
        saved.save_answer(None, words, by=secretary, at=NOON)

    assert [each.title for each in queries.saved_answers(message)] == ["B", "A"]
