"""`manage.py check`: every registered letter has both texts, with names it knows."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register

from mayorsclub.mail import kinds, markup


@register()
def letters_have_texts(**kwargs: Any) -> list[CheckMessage]:
    """Errors mail.E001 (text missing), E002 (empty), E003 (unknown names)."""
    return list(_faults())


def _faults() -> Iterator[CheckMessage]:
    for kind in kinds.worded():
        for language in kinds.LANGUAGES:
            path = kinds.default_path(kind.kind, language)
            if not path.exists():
                yield Error(f"{kind.kind} has no text {path.name}", id="mail.E001")
                continue
            words = kinds.default_wording(kind.kind, language)
            if not words.subject or not words.body:
                yield Error(f"{path.name} has no subject or no text", id="mail.E002")
            unknown = markup.names_in(f"{words.subject}\n{words.body}") - kind.names
            if unknown:
                yield Error(f"{path.name} uses unknown {sorted(unknown)}", id="mail.E003")
