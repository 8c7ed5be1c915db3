"""Wagtail's pages, pictures, documents and the news feeds for everyone, with headers that let them be cached."""

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve as serve_document

from mayorsclub.content import feeds, queries, translations
from mayorsclub.design import caching


@login_not_required
@require_safe
def page(request: HttpRequest, path: str) -> HttpResponse:
    """A page of the site, kept by caches as design.caching says."""
    return caching.answer(request, translations.answer(request, path))


@login_not_required
@require_safe
def news_feed(request: HttpRequest, kind: str) -> HttpResponse:
    """The news of the address's language as RSS or Atom."""
    index = queries.news_index()
    if index is None:
        raise Http404
    content_type, text = feeds.build(index, kind, request.path)
    return caching.kept(request, HttpResponse(text, content_type=content_type))


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
