"""Two records of one person: found, looked at side by side, merged."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import TemplateView

from mayorsclub.accounts.models import User
from mayorsclub.accounts.roles import signed_in
from mayorsclub.office.corrections import LABELS
from mayorsclub.office.domain import merging
from mayorsclub.office.same_people import pairs
from mayorsclub.office.shell import OfficePage
from mayorsclub.office.words import WordField

WHY = {
    "name": gettext_lazy("the name"),
    "phone": gettext_lazy("the phone"),
    "address": gettext_lazy("nearly the same e-mail"),
}


class SamePeople(OfficePage, TemplateView):
    """Pairs that may be one person; with ?of= those of one, and anybody else to choose."""

    rule = "accounts.manage_people"
    template_name = "office/same_people.html"
    page_title = gettext_lazy("People who may be the same")
    header_icon = "group"
    parent = (gettext_lazy("People"), lambda: reverse("office:people"))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The pairs; an address typed in the form leads to the page of that pair."""
        asked = request.GET.get("of", "")
        of = get_object_or_404(User, pk=asked) if asked.isdecimal() and len(asked) < 19 else None
        typed = request.GET.get("email", "").replace("\x00", "").strip().lower()[:254]
        other = User.objects.filter(email=typed, merged_into=None).first() if typed else None
        if of is not None and other is not None and other != of:
            return redirect("office:merge", of.pk, other.pk)
        rows = [(pair, ", ".join(str(WHY[why]) for why in pair.why)) for pair in pairs(of)]
        context = {"rows": rows, "of": of, "typed": typed, "is_unknown": bool(typed)}
        return self.render_to_response({**self.get_context_data(), **context})


class MergePage(OfficePage, TemplateView):
    """Both side by side: which value stays, what moves, and the word."""

    rule = "accounts.manage_people"
    template_name = "office/merge.html"
    page_title = pgettext_lazy("two records", "Merge")
    header_icon = "group"
    parent = (gettext_lazy("People"), lambda: reverse("office:people"))

    def get(self, request: HttpRequest, pk: int, other: int) -> HttpResponse:
        """What merging would do; nothing is changed."""
        found = self._preview(pk, other)
        return self._answer(found, form_of(found)())

    def post(self, request: HttpRequest, pk: int, other: int) -> HttpResponse:
        """Merge, or say why not."""
        found = self._preview(pk, other)
        form = form_of(found)(request.POST)
        if form.is_valid():
            take = {name: form.cleaned_data[name] for name, _mine, _theirs in found.fields}
            try:
                merging.merge(pk, other, take=take, by=signed_in(request), at=timezone.now())
            except merging.MergeRefused as refusal:
                form.add_error(None, refusal.message)
            else:
                messages.success(request, _("The two records are one now."))
                return redirect("office:person", pk)
        return self._answer(found, form, status=422)

    def _preview(self, pk: int, other: int) -> merging.Preview:
        for each in (pk, other):
            get_object_or_404(User, pk=each)
        return merging.preview(pk, other, by=signed_in(self.request))

    def _answer(self, found: merging.Preview, form: forms.Form, status: int = 200) -> HttpResponse:
        context = {
            **self.get_context_data(),
            "found": found,
            "form": form,
            "refusal": found.refusal.message if found.refusal else "",
        }
        return self.render_to_response(context, status=status)


def form_of(found: merging.Preview) -> type[forms.Form]:
    """For each field that differs which value stays; then the word."""
    inputs: dict[str, Any] = {
        name: forms.ChoiceField(
            label=str(LABELS.get(name, name)),
            choices=[("keep", mine or _("nothing")), ("other", theirs or _("nothing"))],
            initial="keep" if mine else "other",
            widget=forms.RadioSelect,
        )
        for name, mine, theirs in found.fields
    }
    return type("MergeForm", (forms.Form,), {**inputs, "word": WordField()})
