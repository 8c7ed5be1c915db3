"""What a test looks at after a domain function: refusals, the log, the outbox."""

from collections.abc import Callable

import pytest
from django.db.models import Model

from mayorsclub.accounts.models import User
from mayorsclub.audit.queries import history
from mayorsclub.mail.models import Letter
from mayorsclub.refusals import Refused


def refused(kind: type[Refused], call: Callable[..., object], *args: object, **how: object) -> str:
    """The code with which the call is refused; there must be a sentence for people too."""
    with pytest.raises(kind) as error:
        call(*args, **how)
    assert error.value.message
    return error.value.code


def actions(about: Model) -> list[str]:
    """The audit log of this record, the first line first."""
    return [entry.action for entry in history(about)]


def letters_to(user: User) -> list[str]:
    """The kinds of the letters to this person, the first one first."""
    return list(Letter.objects.filter(to_user=user).order_by("pk").values_list("kind", flat=True))
