"""What of the directory search engines are told: only what everyone sees."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from mayorsclub.directory import queries
from mayorsclub.directory.rules import Viewer
from mayorsclub.publicity.sitemaps import Listed
from mayorsclub.territories.models import Territory
from mayorsclub.territories.oblasts import slug_of

LISTS = ("members", "partners", "people", "communities")


def listed() -> Iterator[Listed]:
    """Lists, oblasts, and the pages of members and partners who show themselves to everyone."""
    yield from (_at(name) for name in LISTS)
    for oblast in Territory.objects.present().oblasts():
        yield _at("oblast", slug_of(oblast))
    members = queries.members_shown_to(Viewer.EVERYONE).prefetch_related(None)
    for slug, changed_at in members.values_list("slug", "changed_at"):
        yield _at("member", slug, changed_at=changed_at)
    partners = queries.partners_shown_to(Viewer.EVERYONE).prefetch_related(None)
    for slug, changed_at in partners.values_list("slug", "changed_at"):
        yield _at("partner", slug, changed_at=changed_at)


def _at(name: str, *args: str, changed_at: datetime | None = None) -> Listed:
    addresses = {}
    for code, _language in settings.LANGUAGES:
        with override(code):
            addresses[code] = reverse(f"directory:{name}", args=args)
    return Listed(addresses, changed_at)
