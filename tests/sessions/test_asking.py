"""Questions and proposals: who may, how often, what is refused, and what is written."""

import pytest

from mayorsclub.audit.models import Entry
from mayorsclub.mail.models import Letter
from mayorsclub.sessions.domain import asking, proposing
from mayorsclub.sessions.models import (
    Answering,
    Proposal,
    Question,
    QuestionVote,
    State,
    Support,
)
from mayorsclub.sessions.queries import proposals_for, questions_for
from mayorsclub.sessions.refusals import SessionRefused
from tests.at_once import at_once
from tests.factories.accounts import AdministratorFactory, EditorFactory, UserFactory
from tests.factories.membership import DelegateFactory, MemberFactory
from tests.factories.partners import RepresentativeFactory
from tests.factories.sessions import (
    DraftSessionFactory,
    ProposalFactory,
    QuestionFactory,
    SeriesFactory,
    SessionFactory,
    TopicFactory,
    member_user,
)
from tests.moments import DAY, MINUTE, NOON

MARKUP = "<script>alert(1)</script>{{ 1 }} {x}"


def refused(code: str, call, *args, **more):
    with pytest.raises(SessionRefused) as found:
        call(*args, **more)
    assert found.value.code == code
    assert found.value.message


@pytest.fixture
def session(db):
    return SessionFactory()


@pytest.fixture
def question(session):
    return QuestionFactory(session=session, asked_by=member_user())


@pytest.fixture
def proposal(db):
    return ProposalFactory(proposed_by=member_user())


def test_a_member_and_a_delegate_ask(session, member):
    delegate = DelegateFactory().user
    made = [asking.ask(session.pk, text="Як?", by=user, at=NOON) for user in (member, delegate)]
    assert list(session.questions.all()) == made
    assert (made[0].asked_by, made[0].state, made[0].is_unnamed) == (member, "open", False)
    assert Entry.objects.filter(action="question.asked").count() == 2


@pytest.mark.parametrize("who", ["person", "partner", "secretariat", "editor", "administrator"])
def test_others_neither_ask_nor_vote_nor_propose(session, question, proposal, secretary, who):
    user = {
        "person": UserFactory,
        "partner": lambda: RepresentativeFactory().user,
        "secretariat": lambda: secretary,
        "editor": EditorFactory,
        "administrator": AdministratorFactory,
    }[who]()
    how = {"by": user, "at": NOON}
    refused("members_only", asking.ask, session.pk, text="Як?", **how)
    refused("members_only", asking.vote, question.pk, **how)
    refused("members_only", proposing.propose, title="Тема", **how)
    refused("members_only", proposing.support, proposal.pk, **how)
    assert Question.objects.count() == 1
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize("who", ["member", "editor", "administrator"])
def test_only_the_secretariat_answers_and_decides(question, proposal, member, who):
    makers = {"member": lambda: member, "editor": EditorFactory}
    user = makers.get(who, AdministratorFactory)()
    how = {"by": user, "at": NOON}
    refused("not_allowed", asking.answer, question.pk, text="Так", **how)
    refused("not_allowed", asking.hide, question.pk, reason="Так", **how)
    refused("not_allowed", proposing.decline, proposal.pk, reason="Так", **how)
    refused("not_allowed", proposing.plan, proposal.pk, series=SeriesFactory(), **how)


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "no_text"), (" \n\t ", "no_text"), ("\x00", "no_text"), ("а" * 1_001, "too_long")],
)
def test_a_question_needs_words_and_not_too_many(session, member, text, code):
    refused(code, asking.ask, session.pk, text=text, by=member, at=NOON)


def test_hostile_words_stay_words(session, member, members):
    asking.ask(session.pk, text=MARKUP, by=member, at=NOON)
    page = members.get(session.get_absolute_url()).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 1 }} {x}" in page


def test_ten_a_day_and_the_eleventh_tomorrow(session, member):
    for n in range(10):
        asking.ask(session.pk, text=f"Питання {n}", by=member, at=NOON + n * MINUTE)
    other = SessionFactory()
    refused("too_many_questions", asking.ask, other.pk, text="Ще", by=member, at=NOON + 20 * MINUTE)
    made = asking.ask(other.pk, text="Ще", by=member, at=NOON + DAY)
    assert made.session == other


def test_a_second_click_is_the_same_question(session, member):
    first = asking.ask(session.pk, text="Як?", by=member, at=NOON)
    assert asking.ask(session.pk, text="Як?", by=member, at=NOON + MINUTE) == first
    assert asking.ask(session.pk, text="Як?", by=member, at=NOON + 16 * MINUTE) != first


@pytest.mark.parametrize("how", ["draft", "hidden", "closed"])
def test_no_questions_where_none_are_taken(db, member, how):
    session = DraftSessionFactory() if how == "draft" else SessionFactory()
    if how == "hidden":
        session.state = State.HIDDEN
    session.takes_questions = how != "closed"
    session.save()
    refused("no_questions", asking.ask, session.pk, text="Як?", by=member, at=NOON)


def test_a_vote_counts_once_and_can_be_taken_back(question, member):
    for _n in range(2):
        asking.vote(question.pk, by=member, at=NOON)
    assert QuestionVote.objects.count() == 1
    asking.take_vote_back(question.pk, by=member, at=NOON)
    assert QuestionVote.objects.count() == 0


def test_ones_own_question_counts_already(session, member):
    own = QuestionFactory(session=session, asked_by=member)
    refused("own", asking.vote, own.pk, by=member, at=NOON)


@pytest.mark.parametrize("state", ["withdrawn", "hidden", "answered"])
def test_only_what_waits_is_voted_up(session, member, state):
    question = QuestionFactory(session=session, state=state, answered_at=NOON)
    refused("not_now", asking.vote, question.pk, by=member, at=NOON)


def test_only_the_asker_takes_it_back_and_only_while_it_waits(question, member, secretary):
    asker = question.asked_by
    refused("not_yours", asking.withdraw, question.pk, by=member, at=NOON)
    asking.withdraw(question.pk, by=asker, at=NOON)
    refused("not_now", asking.withdraw, question.pk, by=asker, at=NOON)
    refused("not_now", asking.answer, question.pk, text="Так", by=secretary, at=NOON)
    assert list(questions_for(question.session, member)) == []


def test_an_answer_is_read_on_the_page_and_its_letter_has_none_of_it(question, secretary):
    asking.answer(question.pk, text="Сто гривень.\n\nЗа гектар.", by=secretary, at=NOON)
    question.refresh_from_db()
    assert (question.state, question.answer) == ("answered", "Сто гривень.\n\nЗа гектар.")
    letter = Letter.objects.get(kind="expert_sessions.question_answered")
    assert letter.to_user == question.asked_by
    assert f"/sessions/{question.session.slug}/#question-{question.pk}" in letter.body_text
    for secret in ("Сто гривень", question.text):
        assert secret not in letter.body_text
    asking.answer(question.pk, text="Двісті.", by=secretary, at=NOON)
    assert Letter.objects.count() == 1


def test_whoever_left_the_club_gets_no_letter(question, proposal, secretary):
    for user in (question.asked_by, proposal.proposed_by):
        user.member.status = "left"
        user.member.save()
    asking.answer(question.pk, text="Так", by=secretary, at=NOON)
    proposing.decline(proposal.pk, reason="Ні", by=secretary, at=NOON)
    assert not Letter.objects.exists()


def test_a_letter_speaks_the_askers_language(session, secretary):
    asker = MemberFactory(user=UserFactory(language="en")).user
    question = QuestionFactory(session=session, asked_by=asker)
    asking.answer(question.pk, text="Yes", by=secretary, at=NOON)
    letter = Letter.objects.get()
    assert letter.subject == "Your question is answered"
    assert f"/en/sessions/{session.slug}/" in letter.body_text
    assert session.title_en in letter.body_text


def test_a_hidden_question_is_seen_by_its_asker_with_the_reason(question, member, secretary):
    refused("no_reason", asking.hide, question.pk, reason=" ", by=secretary, at=NOON)
    asking.hide(question.pk, reason="Не про тему.", by=secretary, at=NOON)
    assert list(questions_for(question.session, member)) == []
    (seen,) = questions_for(question.session, question.asked_by)
    assert (seen.state, seen.hidden_reason) == (Answering.HIDDEN, "Не про тему.")
    asking.show_again(question.pk, by=secretary, at=NOON)
    assert [each.state for each in questions_for(question.session, member)] == ["open"]


def test_answered_ones_stand_first_then_those_most_wished_for(session, member, secretary):
    few, most, done = (QuestionFactory(session=session) for _n in range(3))
    asking.answer(done.pk, text="Так", by=secretary, at=NOON)
    for _n in range(2):
        asking.vote(most.pk, by=member_user(), at=NOON)
    assert list(questions_for(session, member)) == [done, most, few]


def test_an_unnamed_question_names_nobody_to_members(session, members):
    asker = UserFactory(given_name="Зореслава", name_en="Zoreslava")
    QuestionFactory(session=session, asked_by=asker, is_unnamed=True)
    address = session.get_absolute_url()
    assert "Зореслав" not in members.get(address).content.decode()
    assert "Zoreslava" not in members.get(f"/en{address}").content.decode()
    Question.objects.update(is_unnamed=False)
    assert "Зореслав" in members.get(address).content.decode()


def test_what_is_typed_stays_and_the_fault_is_said(session, members):
    answer = members.post(f"{session.get_absolute_url()}questions/", {"text": "а" * 1_001})
    assert answer.status_code == 422
    assert "а" * 1_001 in answer.content.decode()
    assert "1" in answer.content.decode()


def test_questions_go_through_their_page(session, members, member):
    address = session.get_absolute_url()
    answer = members.post(f"{address}questions/", {"text": "Як?", "is_unnamed": "on"})
    made = Question.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{address}#question-{made.pk}")
    assert (made.text, made.is_unnamed) == ("Як?", True)
    other = QuestionFactory(session=session)
    members.post(f"{address}questions/{other.pk}/vote/", {"up": "1"})
    assert other.votes.get().user == member
    members.post(f"{address}questions/{other.pk}/vote/", {"back": "1"})
    assert not other.votes.exists()
    members.post(f"{address}questions/{made.pk}/withdraw/")
    made.refresh_from_db()
    assert made.state == "withdrawn"
    foreign = QuestionFactory()
    assert members.post(f"{address}questions/{foreign.pk}/vote/").status_code == 404
    assert members.get(f"{address}questions/{other.pk}/vote/").status_code == 405


def test_a_topic_is_proposed_supported_and_taken_back(member, members):
    topic = TopicFactory()
    answer = members.post(
        "/sessions/proposals/", {"title": "Вода", "text": MARKUP, "topics": [topic.pk]}
    )
    made = Proposal.objects.get()
    assert answer["Location"] == f"/sessions/proposals/#proposal-{made.pk}"
    assert (made.title, list(made.topics.all()), made.proposed_by) == ("Вода", [topic], member)
    assert "<script>alert(1)" not in members.get("/sessions/proposals/").content.decode()
    refused("own", proposing.support, made.pk, by=member, at=NOON)
    other = member_user()
    for _n in range(2):
        proposing.support(made.pk, by=other, at=NOON)
    assert Support.objects.count() == 1
    proposing.take_support_back(made.pk, by=other, at=NOON)
    assert Support.objects.count() == 0
    refused("not_yours", proposing.withdraw, made.pk, by=other, at=NOON)
    members.post(f"/sessions/proposals/{made.pk}/withdraw/")
    made.refresh_from_db()
    assert made.state == "withdrawn"
    refused("not_now", proposing.support, made.pk, by=other, at=NOON)


def test_a_proposal_that_is_not_taken_stays_typed(members):
    answer = members.post("/sessions/proposals/", {"title": "", "text": "Бо вода."})
    assert answer.status_code == 422
    assert "Бо вода." in answer.content.decode()
    topics = [TopicFactory(slug=f"t{n}").pk for n in range(4)]
    answer = members.post("/sessions/proposals/", {"title": "Вода", "topics": topics})
    assert answer.status_code == 422
    assert not Proposal.objects.exists()


def test_five_open_proposals_and_a_second_click(member):
    for n in range(5):
        proposing.propose(title=f"Тема {n}", by=member, at=NOON)
    proposing.propose(title="Тема 0", by=member, at=NOON)
    refused("too_many_proposals", proposing.propose, title="Ще", by=member, at=NOON)
    assert Proposal.objects.count() == 5


def test_a_session_is_planned_from_a_proposal(proposal, secretary):
    topic = TopicFactory()
    proposal.topics.add(topic)
    series = SeriesFactory()
    SessionFactory(series=series, number=7)
    session = proposing.plan(proposal.pk, series=series, by=secretary, at=NOON)
    proposal.refresh_from_db()
    assert (session.state, session.title_uk, session.number, list(session.topics.all())) == (
        State.DRAFT,
        proposal.title,
        8,
        [topic],
    )
    assert (proposal.state, proposal.session) == ("planned", session)
    letter = Letter.objects.get()
    assert (letter.kind, letter.to_user) == (
        "expert_sessions.proposal_planned",
        proposal.proposed_by,
    )
    refused("not_now", proposing.plan, proposal.pk, series=series, by=secretary, at=NOON)


def test_whoever_proposed_hears_why_not(proposal, member, secretary):
    refused("no_reason", proposing.decline, proposal.pk, reason="", by=secretary, at=NOON)
    proposing.decline(proposal.pk, reason="Була торік.", by=secretary, at=NOON)
    assert "Була торік." in Letter.objects.get().body_text
    assert list(proposals_for(member)) == []
    assert [each.reason for each in proposals_for(proposal.proposed_by)] == ["Була торік."]


def test_proposals_stand_by_support_and_cost_the_same(member, members, proposal):
    best = ProposalFactory()
    proposing.support(best.pk, by=member, at=NOON)
    assert list(proposals_for(member)) == [best, proposal]


def test_ten_votes_and_ten_questions_at_once_are_what_the_rules_allow(real_database):
    session = SessionFactory()
    question = QuestionFactory(session=session)
    proposal = ProposalFactory()
    user = member_user()
    how = {"by": user, "at": NOON}

    at_once([lambda: asking.vote(question.pk, **how)] * 8)
    at_once([lambda: proposing.support(proposal.pk, **how)] * 8)
    asked = at_once(
        [lambda n=n: asking.ask(session.pk, text=f"Питання {n}", **how) for n in range(14)]
    )
    clicked = at_once([lambda: proposing.propose(title="Одна", **how)] * 8)

    assert QuestionVote.objects.count() == 1
    assert Support.objects.count() == 1
    assert asked.count("too_many_questions") == 4
    assert Question.objects.filter(asked_by=user).count() == 10
    assert len({each.pk for each in clicked}) == 1
