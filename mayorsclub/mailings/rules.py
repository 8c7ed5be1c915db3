"""What may be done with a mailing in which state. Pages and the domain ask the same."""

from enum import Enum

from mayorsclub.mailings.models import Mailing, MailingState

# From so many receivers on, the sender types the word.
MANY = 20


class Move(Enum):
    EDIT = "edit"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    SEND = "send"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    RESEND = "resend"
    ARCHIVE = "archive"


_GOING = {MailingState.SENDING, MailingState.SENT}
TABLE: dict[Move, set[MailingState]] = {
    Move.EDIT: {MailingState.DRAFT},
    Move.SCHEDULE: {MailingState.DRAFT},
    Move.UNSCHEDULE: {MailingState.SCHEDULED},
    Move.SEND: {MailingState.DRAFT, MailingState.SCHEDULED},
    Move.PAUSE: _GOING,
    Move.RESUME: {MailingState.PAUSED},
    Move.STOP: {*_GOING, MailingState.PAUSED},
    Move.RESEND: {MailingState.SENT, MailingState.STOPPED},
    Move.ARCHIVE: {MailingState.DRAFT, MailingState.SENT, MailingState.STOPPED},
}


def is_allowed(move: Move, mailing: Mailing) -> bool:
    """Whether the state of the mailing lets it; an archived one stays as it is."""
    return mailing.archived_at is None and mailing.state in TABLE[move]
