"""Who may read a file: each purpose has one question, registered by the app that keeps it."""

from collections.abc import Callable

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest, HttpResponseBase

from mayorsclub.files.models import PrivateFile, Scan

Reader = AbstractBaseUser | AnonymousUser
Gate = Callable[[HttpRequest], HttpResponseBase | None]
_questions: dict[str, Callable[..., bool]] = {}
_gates: list[Gate] = []


def register(purpose: str, may_read: Callable[..., bool]) -> None:
    """Let `may_read(user, file)` decide on files of this purpose; the user may be anonymous."""
    if _questions.get(purpose, may_read) is not may_read:
        raise ValueError(f"files of {purpose!r} have a reader already")
    _questions[purpose] = may_read


def may_read(user: Reader, file: PrivateFile) -> bool:
    """Whether this person may read it now. A held file and an unknown purpose: nobody."""
    if file.scan == Scan.HELD or file.purpose not in _questions:
        return False
    return _questions[file.purpose](user, file)


def register_gate(gate: Gate) -> None:
    """Let `gate(request)` stop a reader who may read a file, but not in this session: it
    gives the page that says what is missing, or None."""
    if gate not in _gates:
        _gates.append(gate)


def stopped(request: HttpRequest) -> HttpResponseBase | None:
    """What the first gate says that does not let this request through."""
    return next((answer for gate in _gates if (answer := gate(request))), None)
