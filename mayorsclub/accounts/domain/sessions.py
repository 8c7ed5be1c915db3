"""Ending sessions: one's own from the security page, all of a person by a change of account."""

from allauth.usersessions.models import UserSession
from django.db import transaction

from mayorsclub.accounts.models import User


@transaction.atomic
def end_session(user: User, session_id: int) -> bool:
    """End one session of this person; False where it is not theirs or already gone."""
    session = UserSession.objects.filter(user=user, pk=session_id).first()
    if session is None:
        return False
    session.end()
    return True


@transaction.atomic
def end_sessions(user: User, *, but: str | None = None) -> int:
    """End all sessions of this person except the one with key `but`; returns how many."""
    sessions = list(UserSession.objects.filter(user=user).exclude(session_key=but or ""))
    for session in sessions:
        session.end()
    return len(sessions)
