"""What the office may read of a letter in a list."""

from mayorsclub.mail import kinds
from mayorsclub.mail.models import Letter


def kind_title(letter: Letter) -> str:
    """The kind of a letter in words; its name where a newer version wrote it."""
    try:
        return str(kinds.get(letter.kind).title)
    except kinds.UnknownKind:
        return letter.kind


def shown_subject(letter: Letter) -> str:
    """The subject; for a secret letter its kind, as the subject holds the code itself."""
    return kind_title(letter) if letter.is_secret else letter.subject
