"""What of the sessions search engines are told: only what everyone sees."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from mayorsclub.publicity.sitemaps import Listed
from mayorsclub.sessions import queries


def listed() -> Iterator[Listed]:
    """The archive and its topics, the sessions, the experts; English where there are words."""
    yield _at("archive")
    yield _at("experts")
    for topic in queries.topics_in_use():
        yield _at("topic", topic.slug)
    for session in queries.visible():
        yield _at(
            "session",
            session.slug,
            changed_at=session.changed_at,
            languages=("uk", "en") if session.has_english else ("uk",),
        )
    for slug, changed_at in queries.experts_shown().values_list("slug", "changed_at"):
        yield _at("expert", slug, changed_at=changed_at)


def _at(
    name: str,
    *args: str,
    changed_at: datetime | None = None,
    languages: tuple[str, ...] = tuple(dict(settings.LANGUAGES)),
) -> Listed:
    addresses = {}
    for code in languages:
        with override(code):
            addresses[code] = reverse(f"expert_sessions:{name}", args=args)
    return Listed(addresses, changed_at)
