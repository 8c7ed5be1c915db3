"""Expert sessions, the experts, what members ask and what they propose."""

from mayorsclub.sessions.models.asking import Answering, Proposal, Question, QuestionVote, Support
from mayorsclub.sessions.models.expert import Availability, Expert, Topic
from mayorsclub.sessions.models.session import (
    ExpertSession,
    Leading,
    Series,
    SessionFile,
    State,
    Transcript,
)

__all__ = [
    "Answering",
    "Availability",
    "Expert",
    "ExpertSession",
    "Leading",
    "Proposal",
    "Question",
    "QuestionVote",
    "Series",
    "SessionFile",
    "State",
    "Support",
    "Topic",
    "Transcript",
]
