"""What tests of events ask again and again."""

from collections.abc import Callable

import pytest

from mayorsclub.audit.queries import history
from mayorsclub.events.models import Event
from mayorsclub.mail.models import Letter
from mayorsclub.refusals import Refused


def refusal(call: Callable[..., object], *args: object, **kwargs: object) -> str:
    """The code of the refusal that this call must meet; it has a sentence without gaps."""
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    assert "{" not in refused.value.message
    return refused.value.code


def code(call: Callable[[], object]) -> str:
    """The code of a refusal, or nothing."""
    try:
        call()
    except Refused as refused:
        return refused.code
    return ""


def actions(event: Event) -> list[str]:
    """What the log says of the event, the first line first."""
    return [entry.action for entry in history(event)]


def letters() -> list[tuple[str, str, str]]:
    """Every letter: kind, address, and what it asks of a calendar."""
    rows = Letter.objects.order_by("pk")
    return [(letter.kind, letter.to_address, letter.calendar_method) for letter in rows]
