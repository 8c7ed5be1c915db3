"""What programs ask for: the sitemap, the rules for robots, pictures made from titles."""

from itertools import islice

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from mayorsclub.publicity import pictures, sitemaps

# The standard allows 50,000 addresses a file; ours stay small enough to be made at once.
PART = 10_000
# Screens behind sign-in, what a person does, addresses with a secret, finding.
HIDDEN = (
    "/office/",
    "/me/",
    "/committee/",
    "/directory/",
    "/sign-in/",
    "/sign-out/",
    "/files/",
    "/verify/",
    "/search/",
    "/join/start/",
    "/join/apply/",
    "/join/resume/",
    "/join/confirm/",
    "/partners/start/",
    "/partners/apply/",
    "/partners/resume/",
    "/partners/confirm/",
    "/events/calendar/",
    "/events/registration/",
    "/events/invited/",
)
ONE_ADDRESS = {"/office/", "/files/"}


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public address; beyond 10,000 the list of the parts."""
    found = list(sitemaps.addresses())
    if len(found) <= PART:
        return _xml(request, "publicity/sitemap.xml", {"addresses": found})
    parts = range(1, -(-len(found) // PART) + 1)
    return _xml(request, "publicity/sitemap_index.xml", {"parts": parts})


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def sitemap_part(request: HttpRequest, part: int) -> HttpResponse:
    """One part of a sitemap that is too long for one file."""
    found = list(islice(sitemaps.addresses(), (part - 1) * PART, part * PART)) if part else []
    if not found:
        raise Http404
    return _xml(request, "publicity/sitemap.xml", {"addresses": found})


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """What robots leave alone; a demonstration they leave alone altogether."""
    if settings.DEMONSTRATION:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        english = [f"/en{path}" for path in HIDDEN if path not in ONE_ADDRESS]
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in (*HIDDEN, *english))]
        lines += ["", f"Sitemap: {settings.BASE_URL}{reverse('publicity:sitemap')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _etag(request: HttpRequest, token: str) -> str | None:
    """None for an address that is not ours: it is not there, whatever a cache asks about it."""
    try:
        pictures.words_of(token)
    except BadSignature:
        return None
    return f'"{token[-43:]}"'


@login_not_required
@require_safe
@condition(etag_func=_etag)
@cache_control(public=True, max_age=31_536_000, immutable=True)
def picture(request: HttpRequest, token: str) -> HttpResponse:
    """The picture of a page; its address never shows another one."""
    try:
        content = pictures.picture(token)
    except BadSignature:
        raise Http404 from None
    answer = HttpResponse(content, content_type="image/png")
    # Shown on other sites' pages, which is what it is for.
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _xml(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    return render(request, template, context, content_type="application/xml; charset=utf-8")
