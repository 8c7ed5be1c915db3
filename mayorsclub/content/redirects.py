"""Old addresses of pages lead to where the pages are now.

Wagtail writes a redirect when a page moves or its slug changes. What is added here: it leads
only to what may be read, in the reader's language; never to itself nor to another site; and
pages that were closed while something above them moved keep their old addresses, too.
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from mayorsclub.content import translations


class PageRedirectMiddleware(RedirectMiddleware):
    """Leads from an address that is not there to the page that was there once."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        found = _find(request)
        target = _target(found, request) if found else ""
        if (
            found is None
            or not target
            or target.split("?")[0].rstrip("/") == request.path.rstrip("/")
        ):
            return response
        kind = HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect
        answer = kind(target)
        # Asked again each time: a page that is renamed back must not be a loop in a browser
        # that remembers the way there.
        answer.headers["Cache-Control"] = "no-cache"
        return answer


def is_ours(link: str) -> bool:
    """Whether an address is of this site; a redirect elsewhere would lend our name to it."""
    return url_has_allowed_host_and_scheme(link, allowed_hosts={urlsplit(settings.BASE_URL).netloc})


def check_link(link: str) -> None:
    """Validator of what people type as the target. Raises ValidationError."""
    if not is_ours(link):
        raise ValidationError(
            _(
                "A redirect leads to a page of this site only: its address begins with {base}/."
            ).format(base=settings.BASE_URL)
        )


def _find(request: HttpRequest) -> Redirect | None:
    """The redirect of this address, with what came behind the question mark or without it. An
    English address that showed a Ukrainian page goes where the Ukrainian one goes."""
    paths = [request.get_full_path(), request.path]
    language = get_language() or translations.SOURCE
    if language != translations.SOURCE:
        paths.append(request.path.removeprefix(f"/{language}"))
    for path in dict.fromkeys(
        Redirect.normalise_path(path, decode_unicode=False) for path in paths
    ):
        if found := get_redirect(request, path):
            return found
    return None


def _target(redirect: Redirect, request: HttpRequest) -> str:
    """Where a redirect leads; '' to a page that may not be read."""
    page = redirect.redirect_page
    if page is None:
        link = redirect.link or ""
        return link if is_ours(link) else ""
    route = (redirect.redirect_page_route_path or "").lstrip("/")
    language = get_language()
    open_page = translations.open_pages(request).filter(pk=page.pk).first()
    if open_page is None or open_page.locale.language_code != language:
        found = translations.best_versions([page.translation_key], request)
        open_page = found.get(page.translation_key)
    return translations.address(open_page, request) + route if open_page else ""


def keep_addresses_below(
    instance: Page, url_path_before: str = "", instance_before: Page | None = None, **signal: Any
) -> None:
    """A page moved or was renamed: redirects for the pages below it that are closed now but
    were open once (Wagtail makes those of the open ones), and none that leads to itself."""
    before = instance_before.url_path if instance_before else url_path_before
    below = instance.get_descendants().filter(live=False, first_published_at__isnull=False)
    for page in below.specific():
        new = _path(page)
        page.url_path = before + page.url_path[len(instance.url_path) :]
        old, site = _path(page), _site_id(page)
        if old and site and old != new:
            Redirect.objects.get_or_create(
                old_path=old,
                site_id=site,
                defaults={"redirect_page_id": page.pk, "automatically_created": True},
            )
    made = Redirect.objects.filter(
        automatically_created=True, redirect_page__path__startswith=instance.path
    )
    for redirect in made.select_related("redirect_page"):
        if redirect.old_path == _path(redirect.redirect_page):
            redirect.delete()


def _path(page: Page) -> str:
    parts = page.get_url_parts()
    return Redirect.normalise_path(parts[2]) if parts and parts[2] else ""


def _site_id(page: Page) -> int | None:
    parts = page.get_url_parts()
    return parts[0] if parts else None
