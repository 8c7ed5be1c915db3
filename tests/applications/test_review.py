"""Questions, answers, files, withdrawal and the decision."""

from datetime import timedelta

import pytest

from mayorsclub.applications import bars, kinds, queries, subject
from mayorsclub.applications.domain import endings, review
from mayorsclub.applications.domain.states import MoveRefused
from mayorsclub.applications.models import Event, State
from mayorsclub.audit.queries import history
from mayorsclub.committees.domain import matters, votes
from mayorsclub.committees.models import Body, Choice, Matter, MatterState, Seat
from mayorsclub.files.readers import may_read
from mayorsclub.mail.models import Letter
from mayorsclub.mail.models import State as LetterState
from mayorsclub.refusals import Refused
from tests.applications import trial
from tests.applications.lives import letters, submitted, under_review
from tests.applications.test_drafting import pdf
from tests.applications.trial import approved
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.moments import DAY, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def members():
    """A committee of three; the first is in the chair."""
    body = Body.objects.get(slug="membership")
    people = UserFactory.create_batch(3)
    for person in people:
        Seat.objects.create(
            body=body, user=person, is_chair=person is people[0], since=NOON.date() - DAY
        )
    return people


@pytest.fixture
def application(members):
    return under_review()


def vote(application, people, choice):
    matter = Matter.objects.get(subject_id=application.pk)
    for person in people:
        votes.cast_vote(matter.pk, voter=person, choice=choice, reason="Чому", at=NOON + DAY)


def test_a_question_pauses_the_vote_and_goes_out_by_letter(application, members):
    matter = Matter.objects.get()
    matters.ask(matter, "Додайте рішення ради", by=members[1], at=NOON)

    application.refresh_from_db()
    matter.refresh_from_db()
    assert application.state == State.INFORMATION_REQUESTED
    assert matter.state == MatterState.PAUSED
    assert application.expires_at == NOON + 30 * DAY
    assert [q.text for q in queries.open_questions(application)] == ["Додайте рішення ради"]
    letter = Letter.objects.get(kind="applications.question")
    assert "Додайте рішення ради" in letter.body_text
    assert letter.to_user == application.applicant
    assert str(members[1]) not in letter.body_text


def test_an_answer_resumes_the_vote(application, members):
    matter = Matter.objects.get()
    closes = matter.closes_at
    review.ask(application.pk, text="Що?", by=members[1], at=NOON)
    event = review.answer(
        application.pk, text="Ось", uploads=[pdf()], by=application.applicant, at=NOON + 2 * DAY
    )

    application.refresh_from_db()
    matter.refresh_from_db()
    assert (application.state, application.expires_at) == (State.UNDER_REVIEW, None)
    assert matter.state == MatterState.OPEN
    assert matter.closes_at == closes + 2 * DAY
    assert event.files.count() == 1
    assert queries.open_questions(application) == []


def test_an_empty_answer_and_one_without_question_are_refused(application, members):
    with pytest.raises(MoveRefused) as refused:
        review.answer(application.pk, text="x", by=application.applicant, at=NOON)
    assert refused.value.code == "not_now"
    review.ask(application.pk, text="Що?", by=members[1], at=NOON)
    with pytest.raises(MoveRefused) as refused:
        review.answer(application.pk, text=" \x00 ", by=application.applicant, at=NOON)
    assert refused.value.code == "empty"


def test_only_members_who_take_part_and_the_secretariat_ask(application, members):
    for stranger in (UserFactory(), application.applicant):
        with pytest.raises(MoveRefused) as refused:
            review.ask(application.pk, text="Що?", by=stranger, at=NOON)
        assert refused.value.code == "not_yours"
    review.ask(application.pk, text="Що?", by=SecretariatFactory(), at=NOON)
    review.ask(application.pk, text="І ще?", by=members[2], at=NOON)
    application.refresh_from_db()
    assert len(queries.open_questions(application)) == 2


def test_only_the_applicant_answers(application, members):
    review.ask(application.pk, text="Що?", by=members[1], at=NOON)
    for stranger in (UserFactory(), members[1], SecretariatFactory()):
        with pytest.raises(MoveRefused) as refused:
            review.answer(application.pk, text="Ось", by=stranger, at=NOON)
        assert refused.value.code == "not_yours"


def test_a_question_about_a_closed_application_is_a_sentence_for_the_committee(
    application, members
):
    endings.withdraw(application.pk, by=application.applicant, at=NOON)
    with pytest.raises(Refused) as refused:
        subject.ask(application, "Що?", members[1], NOON)
    assert refused.value.message


def test_an_unanswered_question_expires_with_its_matter(application, members):
    review.ask(application.pk, text="Що?", by=members[1], at=NOON)
    assert endings.expire_due(at=NOON + 30 * DAY) == 1
    application.refresh_from_db()
    assert application.state == State.EXPIRED
    assert application.answers
    assert Matter.objects.get().state == MatterState.WITHDRAWN


def test_withdrawing_ends_the_vote(application):
    endings.withdraw(application.pk, by=application.applicant, at=NOON)
    application.refresh_from_db()
    assert (application.state, application.closed_at) == (State.WITHDRAWN, NOON)
    assert Matter.objects.get().state == MatterState.WITHDRAWN
    assert letters(application)[-1] == "withdrawn"
    with pytest.raises(MoveRefused) as refused:
        endings.withdraw(application.pk, by=application.applicant, at=NOON)
    assert refused.value.code == "closed"


def test_others_do_not_withdraw(application, members):
    with pytest.raises(MoveRefused):
        endings.withdraw(application.pk, by=UserFactory(), at=NOON)
    with pytest.raises(MoveRefused):
        endings.withdraw(application.pk, by=members[0], at=NOON)
    assert endings.withdraw(application.pk, by=SecretariatFactory(), at=NOON, reason="Прохання")


def test_adding_files(application):
    event = review.add_file(application.pk, uploads=[pdf()], by=application.applicant, at=NOON)
    assert event.kind == Event.Kind.FILE_ADDED
    with pytest.raises(MoveRefused) as refused:
        review.add_file(application.pk, uploads=[], by=application.applicant, at=NOON)
    assert refused.value.code == "empty"
    with pytest.raises(MoveRefused) as refused:
        review.add_file(application.pk, uploads=[pdf()] * 6, by=application.applicant, at=NOON)
    assert refused.value.code == "too_many_files"


def test_files_are_read_by_applicant_members_and_secretariat_only(application, members):
    review.add_file(application.pk, uploads=[pdf()], by=application.applicant, at=NOON)
    file = application.events.get(kind=Event.Kind.FILE_ADDED).files.get()

    assert may_read(application.applicant, file)
    assert may_read(members[2], file)
    assert may_read(SecretariatFactory(), file)
    assert not may_read(UserFactory(), file)
    partnership = UserFactory()
    Seat.objects.create(
        body=Body.objects.get(slug="partnership"), user=partnership, since=NOON.date() - DAY
    )
    assert not may_read(partnership, file)


def test_a_majority_approves_and_the_kind_writes_its_register(application, members):
    vote(application, members, Choice.FOR)
    application.refresh_from_db()
    decision = Matter.objects.get().decision

    assert application.state == State.APPROVED
    assert approved == [(application.pk, decision.pk)]
    letter = Letter.objects.get(kind="applications.approved")
    assert letter.state == LetterState.HELD
    assert letter.send_after == NOON + DAY + timedelta(hours=24)
    assert f"№ {decision.number}/2026" in letter.body_text
    assert "application.approved" in [entry.action for entry in history(application)]


def test_a_refusal_says_when_to_apply_again_and_how_to_appeal(application, members):
    Body.objects.filter(slug="membership").update(letter_hold_hours=0)
    vote(application, members, Choice.AGAINST)
    application.refresh_from_db()

    assert application.state == State.REJECTED
    assert approved == []
    letter = Letter.objects.get(kind="applications.rejected")
    assert letter.state == LetterState.QUEUED
    assert "22 лютого 2027 року" in letter.body_text
    assert "club@example.org" in letter.body_text
    assert "оскаржити" in letter.body_text


def test_a_kind_that_fails_to_approve_leaves_everything_undecided(application, members):
    def broken(*args, **kwargs):
        raise RuntimeError("register")

    vote(application, members[:2], Choice.FOR)
    kinds.unregister("trial")
    kinds.register(trial.make(approve=broken))
    with pytest.raises(RuntimeError):
        vote(application, members[2:], Choice.FOR)
    application.refresh_from_db()
    assert application.state == State.UNDER_REVIEW
    assert Matter.objects.get().state == MatterState.OPEN
    assert not Letter.objects.filter(kind="applications.approved").exists()


def test_nobody_votes_on_the_own_application(members):
    Seat.objects.create(
        body=Body.objects.get(slug="membership"),
        user=(own := UserFactory(email="ivan@example.org")),
        since=NOON.date() - DAY,
    )
    application = under_review()
    assert application.applicant == own
    assert Matter.objects.get().electors.get(user=own).absence == "barred"
    assert queries.may_read(own, application, NOON)


def test_registered_bars_are_asked(application, monkeypatch):
    monkeypatch.setattr(bars, "_bars", [])
    bars.register(lambda user, application: "own community" if user.given_name == "Олег" else None)
    assert subject.bar(UserFactory(given_name="Олег"), application) == "own community"
    assert subject.bar(UserFactory(), application) is None


def test_the_committee_sees_the_answers_the_flags_and_the_past(application, members, client):
    context = subject.context(application, members[0])
    assert [section.title for section in context["sections"]] == ["Who"]
    assert [flag.code for flag in context["flags"]] == ["trial"]
    assert subject.may_read(members[0], application)
    assert not subject.may_read(UserFactory(), application)


def test_the_office_finds_by_number_name_and_mail(application):
    submitted("olha@example.org")
    found = lambda **filters: list(queries.for_office(**filters))  # noqa: E731
    assert application in found(text="т-2026-0001")
    assert application in found(text="ПРИКЛАД")
    assert application in found(text="ivan@")
    assert found(state=State.UNDER_REVIEW, kind="trial") == [application]
    assert found(text="nobody") == []
