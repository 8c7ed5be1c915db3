"""What search engines are told: the form."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from mayorsclub.publicity.sitemaps import Listed


def form_addresses() -> dict[str, str]:
    """language -> path of the form."""
    addresses = {}
    for code, _language in settings.LANGUAGES:
        with override(code):
            addresses[code] = reverse("inbox:contact")
    return addresses


def listed() -> Iterator[Listed]:
    yield Listed(form_addresses())
