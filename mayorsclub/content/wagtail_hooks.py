"""What is closed does not exist for those outside: 404, no request to sign in. And pages are
made and moved in Ukrainian; their translations follow."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.documents.models import AbstractDocument
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from mayorsclub.content import translations
from mayorsclub.content.domain.following import CLOSED
from mayorsclub.content.models import NewsTag


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


@hooks.register("register_log_actions")
def name_actions(actions: LogActionRegistry) -> None:
    actions.register_action(
        CLOSED,
        gettext_lazy("Close with the Ukrainian page"),
        gettext_lazy("Closed with the Ukrainian page"),
    )


@hooks.register("before_create_page")
def only_below_ukrainian_pages(
    request: HttpRequest, parent: Page, page_class: type[Page]
) -> HttpResponse | None:
    """A page begins in Ukrainian: an English one of its own would be read by nobody."""
    if parent.depth == 1 or parent.locale.language_code == translations.SOURCE:
        return None
    messages.error(
        request,
        _(
            "A page is made in Ukrainian first and then translated. Choose a place among the Ukrainian pages."
        ),
    )
    source = translations.source_of(parent) or Page.get_first_root_node()
    return redirect("wagtailadmin_explore", source.pk)


@hooks.register("before_move_page")
def only_ukrainian_pages(request: HttpRequest, page: Page, target: Page) -> HttpResponse | None:
    """A translation is where its Ukrainian page is, and moves with it."""
    source = translations.source_of(page)
    if source is None or source.pk == page.pk:
        return None
    messages.error(
        request,
        _("A translation moves with its Ukrainian page: move that one, and this one follows."),
    )
    return redirect("wagtailadmin_explore", source.get_parent().pk)


class NewsTagViewSet(SnippetViewSet):
    """Tags of news, a short list; nobody may delete one, as addresses name it."""

    model = NewsTag
    icon = "tag"
    menu_label = gettext_lazy("Tags of news")
    menu_order = 190
    add_to_admin_menu = True
    list_display = ["name_uk", "name_en", "slug"]
    search_fields = ["name_uk", "name_en"]


register_snippet(NewsTagViewSet)
