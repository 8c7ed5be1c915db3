"""What is closed does not exist for those outside: 404, no request to sign in."""

from typing import Any

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page


@hooks.register("before_serve_page", order=-1)
def hide_closed_page(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    if not all(rule.accept_request(request) for rule in page.get_view_restrictions()):
        raise Http404


@hooks.register("before_serve_document", order=-1)
def hide_closed_document(document: AbstractDocument, request: HttpRequest) -> None:
    if not all(
        rule.accept_request(request) for rule in document.collection.get_view_restrictions()
    ):
        raise Http404
