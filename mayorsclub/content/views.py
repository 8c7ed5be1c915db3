"""Wagtail's pages, pictures, documents and the news feeds for everyone, with headers that let them be cached."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, set_response_etag
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve as serve_document

from mayorsclub.content import feeds, queries, translations


@login_not_required
@require_safe
def page(request: HttpRequest, path: str) -> HttpResponse:
    """A page of the site. An anonymous reader's copy may be kept by any cache, which asks
    again by its ETag; a signed-in person's copy by none."""
    response = translations.answer(request, path)
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        response.headers["Cache-Control"] = "private, no-store"
        return response
    if hasattr(response, "render"):
        response = response.render()
    if response.status_code != 200 or response.streaming:
        return response
    return _kept(request, response)


@login_not_required
@require_safe
def news_feed(request: HttpRequest, kind: str) -> HttpResponse:
    """The news of the address's language as RSS or Atom."""
    index = queries.news_index()
    if index is None:
        raise Http404
    content_type, text = feeds.build(index, kind, request.path)
    return _kept(request, HttpResponse(text, content_type=content_type))


def _kept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """For any cache, which asks again by the ETag."""
    response.headers.setdefault("Cache-Control", "public, no-cache")
    set_response_etag(response)
    return get_conditional_response(request, response.headers["ETag"], None, response) or response


@login_not_required
@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture as Wagtail made it for a page, from the disk or the bucket, which stays private.

    What editors uploaded (the original, a document) is not under this address.
    """
    if not default_storage.exists(name):
        raise Http404
    response = FileResponse(default_storage.open(name))
    response["Cache-Control"] = "public, max-age=86400"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@login_not_required
@require_safe
def document(request: HttpRequest, document_id: str, filename: str) -> HttpResponse:
    """A document that editors uploaded; the rules of its collection are Wagtail's to check."""
    return serve_document(request, document_id, filename)
