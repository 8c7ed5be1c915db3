"""Public pages go out compressed; pages that hold a secret of the reader do not."""

import gzip
import re
from collections.abc import Callable

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

TYPES = ("text/", "application/xml", "application/json", "application/rss", "application/atom")
# Smaller ones fit into the first packets anyway.
LEAST = 600
SECRET = b"csrfmiddlewaretoken"
BROTLI = re.compile(r"(?:^|,)\s*br\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))|,|$)")
GZIP = re.compile(r"(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))|,|$)")


class CompressionMiddleware:
    """Compresses what everybody gets alike.

    The length of a compressed page tells of its text when an attacker may put words of his own
    beside a secret (BREACH). So an answer is left as it is for whoever sent a cookie of ours,
    when it sets one, and when a token against forged requests stands in it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponse) or not _may_compress(request, response):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        accepted = request.headers.get("Accept-Encoding", "")
        if BROTLI.search(accepted):
            content, coding = brotli.compress(response.content, quality=5), "br"
        elif GZIP.search(accepted):
            content, coding = gzip.compress(response.content, 6, mtime=0), "gzip"
        else:
            return response
        response.content = content
        response.headers["Content-Encoding"] = coding
        response.headers["Content-Length"] = str(len(content))
        tag = response.headers.get("ETag", "")
        if tag and not tag.startswith("W/"):
            # The same text, but no longer the same bytes.
            response.headers["ETag"] = f"W/{tag}"
        return response


def _may_compress(request: HttpRequest, response: HttpResponse) -> bool:
    ours = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    return (
        not ours & request.COOKIES.keys()
        and not response.cookies
        and response.headers.get("Content-Type", "").startswith(TYPES)
        and not response.has_header("Content-Encoding")
        and len(response.content) >= LEAST
        and SECRET not in response.content
    )
