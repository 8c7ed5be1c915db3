"""What of the events search engines are told: only what everyone may know of."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from mayorsclub.events.queries import public
from mayorsclub.publicity.sitemaps import Listed


def listed() -> Iterator[Listed]:
    """The calendar, the archive, and each public event in the languages it has."""
    yield _at("calendar")
    yield _at("archive")
    facts = ("slug", "changed_at", "title_en", "summary_en")
    for slug, changed_at, title_en, summary_en in public(timezone.now()).values_list(*facts):
        is_translated = bool(title_en and summary_en)
        yield _at("event", slug, changed_at=changed_at, is_translated=is_translated)


def _at(
    name: str, *args: str, changed_at: datetime | None = None, is_translated: bool = True
) -> Listed:
    addresses = {}
    for code, _language in settings.LANGUAGES:
        if is_translated or code == settings.LANGUAGE_CODE:
            with override(code):
                addresses[code] = reverse(f"events:{name}", args=args)
    return Listed(addresses, changed_at)
