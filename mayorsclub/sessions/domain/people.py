"""What becomes of a person's words when the person is erased, or two records are one person."""

from datetime import datetime

from django.db.models import F, Model

from mayorsclub.accounts.models import User
from mayorsclub.search.domain.index import forget as forget_words
from mayorsclub.sessions.domain.finding import refresh_expert
from mayorsclub.sessions.models import (
    Answering,
    Availability,
    Expert,
    Proposal,
    Question,
    QuestionVote,
    Support,
)

NOTHING = "–"


def written_by(user: User) -> list[Model]:
    """The records that hold this person's words."""
    return [
        *Question.objects.filter(asked_by=user),
        *Proposal.objects.filter(proposed_by=user),
        *Expert.objects.filter(user=user),
    ]


def forget(user: User, *, at: datetime) -> None:
    """Erase what the person asked, proposed and wished for, and their entry as an expert; in
    the caller's transaction. That something stood there stays, not what.

    Source: 2297-VI, art. 8 and 15.
    """
    QuestionVote.objects.filter(user=user).delete()
    Support.objects.filter(user=user).delete()
    Question.objects.filter(asked_by=user).update(
        text=NOTHING, answer="", hidden_reason="", is_unnamed=True, state=Answering.WITHDRAWN
    )
    own = Proposal.objects.filter(proposed_by=user)
    own.filter(state=Proposal.State.OPEN).update(state=Proposal.State.WITHDRAWN, decided_at=at)
    own.update(title=NOTHING, text="", reason="")
    for expert in Expert.objects.filter(user=user):
        _forget_expert(expert, at=at)


def _forget_expert(expert: Expert, *, at: datetime) -> None:
    forget_words(f"{expert.name_uk} {expert.name_en}")
    for field in ("position", "about", "availability_note"):
        for language in ("uk", "en"):
            setattr(expert, f"{field}_{language}", "")
    expert.slug = f"erased-{expert.pk}"
    expert.user, expert.email, expert.phone, expert.languages = None, "", "", []
    expert.name_uk = expert.name_en = expert.name_key = NOTHING
    expert.availability, expert.is_shown, expert.changed_at = Availability.NO, False, at
    expert.save()
    refresh_expert(expert)


def no_votes_for_oneself(user: User) -> None:
    """After two records became one: nobody wishes for what is their own."""
    QuestionVote.objects.filter(user=user, question__asked_by=F("user")).delete()
    Support.objects.filter(user=user, proposal__proposed_by=F("user")).delete()
