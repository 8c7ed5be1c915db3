"""Which languages a page can be read in, and what is shown where a translation is missing.

The Ukrainian page is the source. Its English version is read only while the Ukrainian one may
be read by everybody, too. Where there is no English version, the English address shows the
Ukrainian text and says so.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.views import serve

SOURCE = settings.LANGUAGE_CODE


def open_pages(request: HttpRequest | None = None) -> QuerySet[Page]:
    """Pages that everybody may read, with their locale. An alias in another language is not
    one of them: it holds no text of its own.

    request: where one is given, what is closed is looked up once for all of it.
    """
    # As Page.objects.public() does, which asks for the restrictions each time.
    closed = Q()
    for path in _closed_paths(request):
        closed |= Q(path__startswith=path)
    public = Page.objects.live().filter(~closed, depth__gt=1)
    sources = public.filter(
        locale__language_code=SOURCE, translation_key=OuterRef("translation_key")
    )
    return (
        public.filter(Exists(sources.order_by()))
        .exclude(alias_of__isnull=False, locale__language_code__in=_others())
        .select_related("locale")
    )


def _closed_paths(request: HttpRequest | None) -> list[str]:
    """Where in the tree are the pages that are closed with all below them."""
    kept = request.__dict__ if request else {}
    if "_closed_paths" not in kept:
        restrictions = PageViewRestriction.objects.values_list("page__path", flat=True)
        kept["_closed_paths"] = list(restrictions)
    return kept["_closed_paths"]


def versions(page: Page, request: HttpRequest) -> dict[str, str]:
    """language -> path of each version that everybody may read, the Ukrainian one first."""
    found = open_pages(request).filter(translation_key=page.translation_key)
    paths = {version.locale.language_code: version.get_url(request) for version in found}
    return {code: paths[code] for code, _name in settings.LANGUAGES if paths.get(code)}


def best_versions(keys: Iterable[object], request: HttpRequest | None = None) -> dict:
    """translation key -> its page in the active language, else the Ukrainian one; one query,
    and another for what is closed."""
    found: dict = {}
    for page in open_pages(request).filter(translation_key__in=list(keys)):
        if page.locale.language_code == get_language() or page.translation_key not in found:
            found[page.translation_key] = page
    return found


def address(page: Page, request: HttpRequest | None = None) -> str:
    """The path at which the active language shows this page: for a Ukrainian page in English
    the one that shows its Ukrainian text with a word about it."""
    path = page.get_url(request) or "/"
    language = get_language() or SOURCE
    if language == page.locale.language_code or page.locale.language_code != SOURCE:
        return path
    return f"/{language}{path}"


def source_of(page: Page) -> Page | None:
    """The Ukrainian page that this one is a version of; itself, when it is Ukrainian."""
    if page.locale.language_code == SOURCE:
        return page
    return Page.objects.filter(
        translation_key=page.translation_key, locale__language_code=SOURCE
    ).first()


def text_language(page: Page) -> str:
    """The language that a page's text is in."""
    source = page.alias_of if page.alias_of_id else page
    return source.locale.language_code


def answer(request: HttpRequest, path: str) -> HttpResponse:
    """The page at an address; in English, where it has none, the Ukrainian text.

    Raises Http404 when there is neither.
    """
    try:
        return serve(request, path)
    except Http404:
        if (get_language() or SOURCE) == SOURCE:
            raise
        found = _serve_source(request, path)
        if found is None:
            raise
        return found


def _serve_source(request: HttpRequest, path: str) -> HttpResponse | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    parts = [part for part in path.split("/") if part]
    page, args, kwargs = site.root_page.specific.route(request, parts)
    translated = open_pages(request).filter(
        translation_key=page.translation_key, locale__language_code=get_language()
    )
    if page.locale.language_code == SOURCE and (own := translated.first()):
        return HttpResponseRedirect(own.get_url(request))
    for hook in hooks.get_hooks("before_serve_page"):
        result = hook(page, request, args, kwargs)
        if isinstance(result, HttpResponse):
            return result
    return page.serve(request, *args, **kwargs)


def _others() -> list[str]:
    return [code for code, _name in settings.LANGUAGES if code != SOURCE]
