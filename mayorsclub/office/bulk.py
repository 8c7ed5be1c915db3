"""What is done with many rows of a list at once: chosen, looked at, then done one by one."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.cache import cache
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mayorsclub.accounts.models import User
from mayorsclub.accounts.roles import signed_in
from mayorsclub.office.of_list import OfListPage
from mayorsclub.office.words import with_word
from mayorsclub.refusals import Refused

Text = str | Promise
# One go ends within a web server's patience; the rest is the next go.
MOST = 500
KEPT_SECONDS = 24 * 3600
NUMBER_DIGITS = 18


def everyone(user: User) -> bool:
    """Whoever sees the list."""
    return True


def nothing_against(record: Any, user: User, values: dict[str, Any]) -> str | None:
    """No reason to leave a row out."""
    return None


@dataclass(frozen=True)
class BulkAction:
    """Something that can be done with many rows.

    run(pk, by, at, values): the domain function for one row, in its own transaction; may
    raise Refused. why_not(record, user, values): why a row is left out, or None; `values`
    are the cleaned ones of `form`. is_serious: the word is asked for. goes_to: for what
    has screens of its own, the address that takes the chosen rows: goes_to(pks, query,
    user) -> address; then nothing else is needed.
    """

    name: str
    label: Text
    run: Callable[[int, User, Any, dict[str, Any]], object] | None = None
    why_not: Callable[[Any, User, dict[str, Any]], Text | None] = nothing_against
    form: type[forms.Form] = forms.Form
    help: Text = ""
    is_serious: bool = False
    allowed: Callable[[User], bool] = everyone
    goes_to: Callable[[list[int], User], str] | None = None


@dataclass(frozen=True)
class Row:
    """One row in the preview or the report."""

    pk: int
    title: str
    reason: str = ""


def numbers(texts: Iterable[str]) -> list[int]:
    """Keys of records in what a browser sent."""
    plain = [text for text in texts if text.isascii() and text.isdigit()]
    return [int(text) for text in plain if len(text) <= NUMBER_DIGITS]


class BulkPage(OfListPage):
    """Choose, look, do: the form, exactly which rows and why not others, then the report."""

    template_name = "office/bulk.html"
    header_icon = "tasks"

    def get_page_title(self) -> str:
        return str(self.action.label)

    @property
    def action(self) -> BulkAction:
        """The action that was asked for, if this person may."""
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        for action in self.listing.offered:
            if action.name == sent.get("action"):
                return action
        raise Http404

    def chosen(self) -> tuple[QuerySet, int]:
        """The rows in question, at most MOST of them, and how many there are in all."""
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        if "all" in sent:
            found = self.listing.get_queryset()
        else:
            picked = numbers(",".join(sent.getlist("pk")).split(","))
            found = self.listing.order_queryset(self.listing.records().filter(pk__in=picked))
        return found[:MOST], found.count()

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Which rows, and the form; without a form the preview at once."""
        action = self.action
        if action.goes_to is not None:
            rows, _count = self.chosen()
            return redirect(action.goes_to([row.pk for row in rows], signed_in(request)))
        if action.form.base_fields:
            return self.page(form=action.form(), step="form")
        return self.preview(action, {})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The preview, or the deed."""
        action = self.action
        if action.goes_to is not None:
            raise Http404
        form = action.form(request.POST)
        if not form.is_valid():
            return self.page(form=form, step="form", status=422)
        if request.POST.get("step") != "do":
            return self.preview(action, form.cleaned_data, form=form)
        key = request.POST.get("key", "")[:64]
        if action.is_serious:
            asked = with_word(forms.Form)(request.POST)
            if not asked.is_valid():
                return self.preview(action, form.cleaned_data, form=form, word=asked, status=422)
        return redirect(self.carry_out(action, form.cleaned_data, key))

    def preview(
        self,
        action: BulkAction,
        values: dict[str, Any],
        *,
        form: forms.BaseForm | None = None,
        word: forms.BaseForm | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """For how many and which it would happen, which are left out and why."""
        rows, _count = self.chosen()
        user = signed_in(self.request)
        will: list[Row] = []
        left_out: list[Row] = []
        for record in rows:
            reason = action.why_not(record, user, values)
            (left_out if reason else will).append(
                Row(record.pk, self.title_of(record), str(reason or ""))
            )
        asked = word or (with_word(forms.Form)() if action.is_serious else None)
        return self.page(
            form=form or action.form(),
            step="preview",
            will=will,
            left_out=left_out,
            word=asked,
            key=secrets.token_urlsafe(16),
            status=status,
        )

    def title_of(self, record: Any) -> str:
        """The row in one line, as the list shows its first columns."""
        shown = self.listing.all_columns[:2]
        return " · ".join(str(column.get_value(record)) for column in shown)

    def carry_out(self, action: BulkAction, values: dict[str, Any], key: str) -> str:
        """Do it row by row; the address of the report. The second press of the same button
        finds the report of the first."""
        user = signed_in(self.request)
        address = reverse("office:list_bulk_done", args=[self.name, key or "none"])
        if not key or not cache.add(f"office-bulk-{key}", user.pk, KEPT_SECONDS):
            return f"{address}?{self.back}"
        picked = numbers(self.request.POST.get("will", "").split(","))[:MOST]
        rows = self.listing.order_queryset(self.listing.records().filter(pk__in=picked))
        done, refused = [], []
        assert action.run is not None  # noqa: S101 - only actions with screens have none
        for record in list(rows):
            title = self.title_of(record)
            try:
                action.run(record.pk, user, timezone.now(), values)
            except Refused as refusal:
                refused.append([record.pk, title, refusal.message])
            else:
                done.append([record.pk, title, ""])
        report = {"action": str(action.label), "done": done, "refused": refused, "user": user.pk}
        cache.set(f"office-bulk-report-{key}", report, KEPT_SECONDS)
        return f"{address}?{self.back}"

    @property
    def back(self) -> str:
        """The state of the list, so that the report leads back to it."""
        return urlencode({"query": self.query})

    def page(
        self, *, form: forms.BaseForm, step: str, status: int = 200, **more: Any
    ) -> HttpResponse:
        rows, count = self.chosen()
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        context = {
            **self.get_context_data(),
            "action": self.action,
            "form": form,
            "step": step,
            "count": count,
            "most": MOST,
            "is_cut": count > MOST,
            "pks": ",".join(str(row.pk) for row in rows) if "all" not in sent else "",
            "is_all": "all" in sent,
            "query": self.query,
            "list_url": self.list_url,
            **more,
        }
        return self.render_to_response(context, status=status)


class BulkDone(OfListPage):
    """The report: for which rows it happened, and why not for others."""

    template_name = "office/bulk_done.html"
    page_title = gettext_lazy("Report")
    header_icon = "tasks"

    def get(self, request: HttpRequest, key: str, **kwargs: Any) -> HttpResponse:
        """Only whoever did it reads it, for a day."""
        report = cache.get(f"office-bulk-report-{key}")
        if report is None or report["user"] != signed_in(request).pk:
            raise Http404
        context = {
            **self.get_context_data(),
            "report": report,
            "list_url": self.list_url,
            "title": _("{action}: done").format(action=report["action"]),
        }
        return self.render_to_response(context)
