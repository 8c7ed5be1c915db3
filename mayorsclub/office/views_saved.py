"""Saved views of a list, and which columns a person sees."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mayorsclub.accounts.roles import signed_in
from mayorsclub.office.domain import saved_views
from mayorsclub.office.listing import state_of
from mayorsclub.office.models import SavedView
from mayorsclub.office.of_list import OfListPage
from mayorsclub.refusals import Refused


class Columns(OfListPage):
    """Keep which columns the person sees in this list."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The chosen ones, or those of the list by itself."""
        known = [column.name for column in self.listing.all_columns]
        asked = request.POST.getlist("column")
        chosen = [] if "reset" in request.POST else [each for each in known if each in asked]
        saved_views.choose_columns(self.name, chosen, by=signed_in(request))
        query = QueryDict(self.query, mutable=True)
        # The address named columns of its own: now it is the choice that counts.
        query.pop("columns", None)
        if chosen:
            query["columns"] = ",".join(chosen)
        return redirect(f"{reverse(f'office:{self.name}')}?{state_of(query)}")


class Views(OfListPage):
    """Save what is shown now as a view."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Save it and open it; where it is refused, the list says why."""
        user = signed_in(request)
        try:
            view = saved_views.save_view(
                self.name,
                name=request.POST.get("view_name", ""),
                query=self.query,
                is_shared="is_shared" in request.POST,
                by=user,
                at=timezone.now(),
            )
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect(self.list_url)
        if "is_first" in request.POST:
            saved_views.open_first(self.name, view, by=user)
        messages.success(request, _("The view “{name}” is saved.").format(name=view.name))
        return redirect(self.listing.address_of(view))


class OneView(OfListPage):
    """Change, remove or bring back one view; let it open first."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        """What the pressed button is named after."""
        user = signed_in(request)
        seen = SavedView.objects.filter(list_name=self.name)
        view = get_object_or_404(seen.filter(owner=user) | seen.filter(is_shared=True), pk=pk)
        done = {
            "change": self.change,
            "remove": self.remove,
            "restore": self.restore,
            "first": self.open_first,
            "not_first": self.open_none,
        }.get(request.POST.get("action", ""))
        if done is None:
            raise Http404
        try:
            return redirect(done(view))
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect(self.listing.address_of(view))

    def change(self, view: SavedView) -> str:
        """Name, who sees it, and where asked what it shows."""
        changed = saved_views.change_view(
            view.pk,
            name=self.request.POST.get("view_name", ""),
            is_shared="is_shared" in self.request.POST,
            query=self.query if "update" in self.request.POST else view.query,
            by=signed_in(self.request),
        )
        messages.success(self.request, _("The view “{name}” is saved.").format(name=changed.name))
        return self.listing.address_of(changed)

    def remove(self, view: SavedView) -> str:
        """The list then offers to bring it back."""
        saved_views.remove_view(view.pk, by=signed_in(self.request), at=timezone.now())
        return f"{reverse(f'office:{self.name}')}?undo={view.pk}"

    def restore(self, view: SavedView) -> str:
        restored = saved_views.restore_view(view.pk, by=signed_in(self.request))
        return self.listing.address_of(restored)

    def open_first(self, view: SavedView) -> str:
        saved_views.open_first(self.name, view, by=signed_in(self.request))
        messages.success(self.request, _("This view now opens first."))
        return self.listing.address_of(view)

    def open_none(self, view: SavedView) -> str:
        saved_views.open_first(self.name, None, by=signed_in(self.request))
        messages.success(self.request, _("The whole list now opens first."))
        return self.listing.address_of(view)
