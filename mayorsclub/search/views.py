"""The page of the search, and what is proposed while somebody types."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from mayorsclub.search import kinds, queries
from mayorsclub.search.asking import MAX_LENGTH
from mayorsclub.search.audiences import Reader

OF_EACH_KIND = 5
ON_A_PAGE = 20
SUGGESTED = 3
SUGGESTIONS_SECONDS = 60


@login_not_required
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """What answers to ?q=…, in groups; with ?kind=… one group, page by page."""
    text = _text(request)
    slug = request.GET.get("kind", "")
    if slug and not kinds.is_known(slug):
        raise Http404
    number = _number(request) if slug else 1
    limit = ON_A_PAGE if slug else OF_EACH_KIND
    results = queries.find(
        text,
        language=_language(),
        user=_reader(request),
        limit=limit,
        kind=slug,
        offset=(number - 1) * ON_A_PAGE,
    )
    page = _page(results, number) if slug else None
    context = {
        "addresses": _addresses(),
        "elsewhere": _elsewhere(text, request) if text and not results.groups else [],
        "text": text,
        "results": results,
        "only": slug,
        "page": page,
        "most": MAX_LENGTH,
        "most_counted": queries.MOST_OF_KIND,
    }
    response = render(request, "search/find.html", context)
    if _has_session(request):
        response.headers["Cache-Control"] = "private, no-store"
        return response
    response.headers["Cache-Control"] = "public, no-cache"
    set_response_etag(response)
    return get_conditional_response(request, response.headers["ETag"], None, response) or response


@login_not_required
@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """The best of each group for ?q=…, as a piece of a page; nothing for less than a word."""
    text = _text(request)
    results = queries.find(
        text, language=_language(), user=_reader(request), limit=SUGGESTED, is_typing=True
    )
    is_lost = results.has_words and not results.is_too_long and not results.groups
    elsewhere = _elsewhere(text, request, is_typing=True) if is_lost else []
    context = {"text": text, "results": results, "elsewhere": elsewhere}
    response = render(request, "search/suggestions.html", context)
    response.headers["Cache-Control"] = (
        "private, no-store" if _has_session(request) else f"public, max-age={SUGGESTIONS_SECONDS}"
    )
    return response


def _text(request: HttpRequest) -> str:
    return " ".join(request.GET.get("q", "").replace("\x00", " ").split())


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _has_session(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _addresses() -> dict[str, str]:
    """language -> path of the page of the search."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = reverse("search:find")
    return found


def _elsewhere(
    text: str, request: HttpRequest, *, is_typing: bool = False
) -> list[tuple[str, str]]:
    """(language, address) of the other language in which something answers to the question."""
    return [
        (language, f"{address}?{urlencode({'q': text})}")
        for language, address in _addresses().items()
        if language != _language()
        and queries.find(
            text, language=language, user=_reader(request), limit=1, is_typing=is_typing
        ).groups
    ]


def _reader(request: HttpRequest) -> Reader:
    """Who asks; without a session nobody is looked up, and no answer varies by cookie."""
    return request.user if _has_session(request) else AnonymousUser()


def _number(request: HttpRequest) -> int:
    given = request.GET.get("page", "1")
    if not given.isascii() or not given.isdigit() or not 0 < int(given[:4]) <= 1000:
        raise Http404
    return int(given[:4])


def _page(results: queries.Results, number: int) -> Page:
    """The place among the pages of a group. Raises Http404 behind the last one."""
    page = Paginator(range(results.count), ON_A_PAGE).get_page(number)
    if page.number != number:
        raise Http404
    return page
