"""Screens that belong to a list and are the same for all: found by the list's name."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from mayorsclub.accounts.roles import signed_in
from mayorsclub.office.listing import OfficeList, lists, state_of
from mayorsclub.office.shell import OfficePage


class OfListPage(OfficePage, View):
    """A screen of the list `name`; whoever may not see the list does not find it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask the rule of the list."""
        found = lists().get(kwargs["name"])
        if found is None or not request.user.has_perm(found.rule):
            raise Http404
        self.list_class = found
        return super().dispatch(request, *args, **kwargs)

    @property
    def name(self) -> str:
        return self.list_class.name

    @cached_property
    def query(self) -> str:
        """The state of the list that this is about, as it was sent along."""
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        return state_of(QueryDict(sent.get("query", "")[:5000]))

    @cached_property
    def listing(self) -> OfficeList:
        """The list in that state, as this person sees it."""
        return self.list_class.asked(self.query, signed_in(self.request))

    @property
    def list_url(self) -> str:
        """Back to the list as it was."""
        address = reverse(f"office:{self.name}")
        return f"{address}?{self.query}" if self.query else address

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        """The office, the list, this page."""
        crumbs: list[dict[str, object]] = [*self.breadcrumbs_items]
        crumbs.append({"url": self.list_url, "label": self.list_class.page_title})
        return [*crumbs, {"url": "", "label": self.get_page_title()}]
