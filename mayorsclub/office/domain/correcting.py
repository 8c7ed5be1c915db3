"""A correction and the new certificate that it calls for, in one transaction."""

from collections.abc import Callable
from typing import Any

from django.db import transaction


def with_renewal(
    correct: Callable[..., object], renew: Callable[..., object] | None
) -> Callable[..., None]:
    """A function that corrects and, where `renews` is among its values, issues the
    certificate anew with `renew()`. Raises what both raise; then neither is done."""

    @transaction.atomic
    def both(*, renews: bool = False, **values: Any) -> None:
        correct(**values)
        if renews and renew is not None:
            renew()

    return both
