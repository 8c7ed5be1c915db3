"""The one address under which a page is known."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest

# What makes another page of it; everything else (marks of advertisers) does not.
KEPT = ("tag", "page")


def canonical(request: HttpRequest, path: str | None = None) -> str:
    """The absolute address of a page, with the number of its sheet and its tag and without
    anything else that came behind the question mark. path: where it is not the request's own."""
    values = [
        (name, value)
        for name in KEPT
        if (value := request.GET.get(name, "")[:100]) and (name, value) != ("page", "1")
    ]
    query = f"?{urlencode(values)}" if values else ""
    return settings.BASE_URL + (path or request.path) + query
