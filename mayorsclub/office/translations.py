"""Every page by language: what is translated, out of date, missing; one tap to mend."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Page

from mayorsclub.accounts.roles import signed_in
from mayorsclub.content import queries
from mayorsclub.content.domain import translating
from mayorsclub.content.queries import LanguageState
from mayorsclub.office.choices import several
from mayorsclub.office.columns import MomentColumn
from mayorsclub.office.listing import OfficeList
from mayorsclub.office.shell import OfficePage
from mayorsclub.ukrainian.alphabet import search_key

LANGUAGE = "en"
RULE = "office.write_pages"
# What the button of a row says; a page that stands right has only a link. One that is not
# published yet is translated in time: both versions go live together.
TO_DO = {
    LanguageState.CLOSED: gettext_lazy("Translate"),
    LanguageState.MISSING: gettext_lazy("Translate"),
    LanguageState.OUTDATED: gettext_lazy("Update"),
    LanguageState.DRAFT: gettext_lazy("Go on translating"),
}


class StateColumn(Column):
    """The state in words, with a colour beside them."""

    cell_template_name = "office/parts/language_state.html"

    def get_value(self, instance: Any) -> dict[str, object]:
        state = LanguageState(instance.state)
        return {"state": state.value, "label": state.label}


class MendColumn(Column):
    """One tap: begins or updates the translation and opens its editor."""

    cell_template_name = "office/parts/language_mend.html"

    def get_value(self, instance: Any) -> dict[str, object]:
        state = LanguageState(instance.state)
        is_begun = instance.version_pk and state == LanguageState.CLOSED
        return {
            "action": TO_DO[LanguageState.DRAFT] if is_begun else TO_DO.get(state),
            "url": reverse("office:translate_page", args=[instance.pk]),
            "open_url": reverse("wagtailadmin_pages:edit", args=[instance.version_pk])
            if instance.version_pk and state == LanguageState.TRANSLATED
            else "",
            "title": instance.title,
        }

    def render_cell_html(self, instance: Any, parent_context: Any) -> str:
        # Wagtail draws a cell without the request; its form would have no token.
        context = self.get_cell_context_data(instance, parent_context)
        return str(self.cell_template.render(context, context["request"]))


class TranslationFilters(WagtailFilterSet):
    """How the page stands in English."""

    state = several(gettext_lazy("In English"), LanguageState.choices)

    class Meta:
        model = Page
        fields: list[str] = []


class TranslationList(OfficeList):
    """Every Ukrainian page, in the order of the site."""

    name = "translations"
    rule = RULE
    page_title = gettext_lazy("Pages by language")
    header_icon = "globe"
    template_name = "office/translations.html"
    filterset_class = TranslationFilters
    default_ordering = "path"
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Page"),
            accessor=lambda page: page.title,
            get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        ),
        Column("address", label=gettext_lazy("Address"), accessor=lambda page: address(page)),
        StateColumn("state", label=gettext_lazy("In English")),
        MomentColumn(
            "last_published_at",
            label=gettext_lazy("Ukrainian page published"),
            sort_key="last_published_at",
        ),
        MomentColumn("version_at", label=gettext_lazy("Translation published")),
        MendColumn("mend", label=gettext_lazy("What to do")),
    ]

    def records(self) -> QuerySet[Page]:
        return queries.by_language(LANGUAGE)

    def search(self, records: QuerySet[Page], text: str) -> QuerySet[Page]:
        # SQLite knows capitals of Latin letters only; a site has hundreds of pages, not more.
        wanted = search_key(text)
        titles = records.order_by().values_list("pk", "title")
        return records.filter(pk__in=[pk for pk, title in titles if wanted in search_key(title)])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = queries.counts_by_language(LANGUAGE)
        counted = [
            {
                "label": state.label,
                "state": state.value,
                "count": counts[state],
                "url": f"{self.get_index_url()}?state={state.value}",
            }
            for state in LanguageState
        ]
        return {**super().get_context_data(**kwargs), "counted": counted}


def address(page: Page) -> str:
    """The path of a page without its language, from the tree: '/about/board/'."""
    return "/" + "/".join(page.url_path.split("/")[2:])


class TranslatePage(OfficePage, View):
    """Begin or update the translation of a page, then its editor, side by side."""

    rule = RULE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = get_object_or_404(queries.by_language(LANGUAGE), pk=pk)
        made = translating.begin(source, LANGUAGE, by=signed_in(request))
        return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[made.pk]))
