"""What is closed does not exist for those outside: 404, no request to sign in."""

from typing import Any

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page

from mayorsclub.content import translations


@hooks.register("before_serve_page", order=-1)
def hide_closed_page(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """An English page is not there without its Ukrainian one, nor while that is closed."""
    for version in (page, translations.source_of(page)):
        if version is None or not version.live:
            raise Http404
        restrictions = list(version.get_view_restrictions())
        if not all(rule.accept_request(request) for rule in restrictions):
            raise Http404
        if version is page:
            page.served_restrictions = restrictions


@hooks.register("before_serve_document", order=-1)
def hide_closed_document(document: AbstractDocument, request: HttpRequest) -> None:
    if not all(
        rule.accept_request(request) for rule in document.collection.get_view_restrictions()
    ):
        raise Http404
