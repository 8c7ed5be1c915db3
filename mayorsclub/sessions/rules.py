"""Who keeps the expert sessions, and to whom what came of them is shown."""

from django.contrib.auth.models import AnonymousUser
from rules import add_perm, predicate

from mayorsclub.accounts.models import Role, User
from mayorsclub.accounts.roles import has_role
from mayorsclub.directory.rules import is_reading_member
from mayorsclub.sessions.models import Answering, ExpertSession, Proposal, Question, State

Person = User | AnonymousUser

MOST_QUESTIONS_A_DAY = 10
MOST_OPEN_PROPOSALS = 5


@predicate
def may_keep(user: Person) -> bool:
    """The secretariat keeps sessions, experts, questions and proposals."""
    return isinstance(user, User) and user.is_active and has_role(user, Role.SECRETARIAT)


@predicate
def is_member(user: Person) -> bool:
    """Members and their delegates: they ask, vote and propose. Never partners."""
    return isinstance(user, User) and user.is_active and bool(is_reading_member(user))


@predicate
def is_reader(user: Person) -> bool:
    """Who opens recordings, papers, transcripts and questions: members, their delegates and
    the secretariat. Asked at each request, so a lost right is lost at once."""
    return bool(is_member(user)) or bool(may_keep(user))


def takes_questions(session: ExpertSession) -> bool:
    """Whether members may ask now, before or after it."""
    return session.state == State.SHOWN and session.takes_questions


def may_vote_up(user: Person, question: Question) -> bool:
    """A question of somebody else that still waits for its answer."""
    return question.state == Answering.OPEN and question.asked_by_id != user.pk


def may_support(user: Person, proposal: Proposal) -> bool:
    """An open proposal of somebody else."""
    return proposal.state == Proposal.State.OPEN and proposal.proposed_by_id != user.pk


add_perm("expert_sessions.keep", may_keep)
