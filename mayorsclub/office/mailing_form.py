"""Writing a letter to many or to one: whom, what about, in which words."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.widgets.button import HeaderButton

from mayorsclub.accounts.models import User
from mayorsclub.accounts.roles import signed_in
from mayorsclub.mailings import queries
from mayorsclub.mailings.domain import mailings
from mayorsclub.mailings.domain.words import FIELDS
from mayorsclub.mailings.models import Mailing, Purpose
from mayorsclub.mailings.receiving import receivers
from mayorsclub.mailings.rules import Move, is_allowed
from mayorsclub.mailings.segments import SOURCES, Filter, Segment
from mayorsclub.office.bulk import BulkAction
from mayorsclub.office.shell import OfficePage
from mayorsclub.refusals import Refused

MOST_BY_HAND = 5000


class WordsForm(forms.Form):
    """The words of a letter in both languages."""

    purpose = forms.ChoiceField(
        label=pgettext_lazy("letter", "Kind"),
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        initial=Purpose.SERVICE,
    )
    subject_uk = forms.CharField(label=gettext_lazy("Subject in Ukrainian"), max_length=200)
    text_uk = forms.CharField(
        label=gettext_lazy("Text in Ukrainian"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    subject_en = forms.CharField(
        label=gettext_lazy("Subject in English"), max_length=200, required=False
    )
    text_en = forms.CharField(
        label=gettext_lazy("Text in English"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("Without it those who read English get the Ukrainian letter."),
    )


class MailingForm(WordsForm):
    """Words, and the name by which the office finds the mailing."""

    name = forms.CharField(
        label=gettext_lazy("Name in the office"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Receivers do not see it. Empty: the subject."),
    )
    field_order = ["name", *FIELDS]


def segment_form(register: str) -> type[forms.Form]:
    """One choice for each filter of a register."""

    def choices(one: Filter) -> list[tuple[str, Any]]:
        first = gettext_lazy("choose") if one.is_needed else one.everyone
        return [("", first), *one.choices()]

    fields = {
        one.name: forms.ChoiceField(label=one.label, required=one.is_needed, choices=choices(one))
        for one in SOURCES[register].filters
    }
    return type("SegmentForm", (forms.Form,), fields)


def ids_in(typed: str) -> tuple[int, ...]:
    """'3,7' as numbers. Raises Http404 for anything else."""
    parts = [part for part in typed.split(",") if part]
    if len(parts) > MOST_BY_HAND or not all(
        p.isascii() and p.isdigit() and len(p) < 19 for p in parts
    ):
        raise Http404
    return tuple(dict.fromkeys(map(int, parts)))


class ChooseRegister(OfficePage, TemplateView):
    """The first step: to whom."""

    template_name = "office/choose_register.html"
    page_title = gettext_lazy("New mailing")
    header_icon = "mail"
    parent = (gettext_lazy("Mailings"), lambda: reverse("office:mailings"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sources = [source for source in SOURCES.values() if source.filters]
        return {**super().get_context_data(**kwargs), "sources": sources}


class WriteMailing(OfficePage, TemplateView):
    """A new mailing to a register; `ids` in the address: to these only."""

    template_name = "office/mailing_form.html"
    header_icon = "mail"
    page_title: str | Promise = gettext_lazy("New mailing")
    parent = (gettext_lazy("Mailings"), lambda: reverse("office:mailings"))
    mailing: Mailing | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.register: str = kwargs.get("register", "")
        self.ids: tuple[int, ...] = ()

    def prepare(self) -> None:
        """What is written to whom. Raises Http404."""
        if self.register not in SOURCES:
            raise Http404
        self.ids = ids_in(self.request.GET.get("ids", ""))
        if not self.ids and not SOURCES[self.register].filters:
            raise Http404

    def initial(self) -> dict[str, Any]:
        """The words of the template that was chosen, if one was."""
        pk = self.request.GET.get("template", "")
        found = queries.templates().filter(pk=pk).first() if pk.isdigit() and len(pk) < 19 else None
        values = {field: getattr(found, field) for field in FIELDS} if found else {}
        return {**values, "name": found.name if found else ""}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.prepare()
        initial = self.initial()
        return self.render_to_response(
            self.get_context_data(
                form=MailingForm(initial=initial),
                whom=segment_form(self.register)(initial=self.filters(initial)),
            )
        )

    def filters(self, initial: dict[str, Any]) -> dict[str, Any]:
        """Filters that stand in the address, as lists lead here with theirs."""
        return {
            one.name: self.request.GET.get(one.name, "") for one in SOURCES[self.register].filters
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.prepare()
        form = MailingForm(request.POST)
        whom = segment_form(self.register)(request.POST)
        if form.is_valid() and (self.ids or whom.is_valid()):
            chosen = {} if self.ids else {k: v for k, v in whom.cleaned_data.items() if v}
            segment = Segment(self.register, chosen, self.ids)
            try:
                saved = mailings.draft(
                    self.mailing.pk if self.mailing else None,
                    segment=segment,
                    by=signed_in(request),
                    at=timezone.now(),
                    **form.cleaned_data,
                )
            except Refused as refusal:
                form.add_error(None, refusal.message)
            else:
                messages.success(request, _("Saved. Look at the letter before it goes."))
                return redirect("office:mailing", saved.pk)
        return self.render_to_response(self.get_context_data(form=form, whom=whom), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        source = SOURCES[self.register]
        return {
            **super().get_context_data(**kwargs),
            "source": source,
            "ids": self.ids,
            "templates": queries.templates() if self.mailing is None else [],
            "by_hand": _people(len(self.ids)) if self.ids else "",
            "count_address": reverse("office:count_receivers", args=[self.register]),
        }


class EditMailing(WriteMailing):
    """The words and receivers of a draft."""

    page_title = gettext_lazy("Change the mailing")

    def prepare(self) -> None:
        self.mailing = get_object_or_404(Mailing, pk=self.kwargs["pk"])
        if not is_allowed(Move.EDIT, self.mailing):
            raise Http404
        segment = Segment.of(self.mailing.segment)
        self.register, self.ids = segment.register, segment.ids

    def initial(self) -> dict[str, Any]:
        assert self.mailing is not None  # noqa: S101 (prepare() found it)
        return {name: getattr(self.mailing, name) for name in ("name", *FIELDS)}

    def filters(self, initial: dict[str, Any]) -> dict[str, Any]:
        assert self.mailing is not None  # noqa: S101
        return dict(Segment.of(self.mailing.segment).filters)


class CountReceivers(OfficePage, View):
    """How many a segment finds now; shown beside its form as one chooses."""

    def get(self, request: HttpRequest, register: str) -> HttpResponse:
        if register not in SOURCES:
            raise Http404
        whom = segment_form(register)(request.GET)
        purpose = request.GET.get("purpose", "")
        if not whom.is_valid() or purpose not in ("", *Purpose.values):
            raise Http404
        segment = Segment(register, {k: v for k, v in whom.cleaned_data.items() if v})
        found = receivers(segment, purpose=purpose or Purpose.SERVICE, at=timezone.now())
        gets = sum(not one.left_out for one in found)
        response = HttpResponse(
            count_in_words(gets, len(found) - gets), content_type="text/plain; charset=utf-8"
        )
        response["Cache-Control"] = "no-store"
        return response


def count_in_words(gets: int, left_out: int) -> str:
    """'12 people get the letter, 2 are left out.'"""
    text = ngettext(
        "%(count)d person gets the letter.", "%(count)d people get the letter.", gets
    ) % {"count": gets}
    if not left_out:
        return text
    more = ngettext("%(count)d is left out.", "%(count)d are left out.", left_out)
    return f"{text} {more % {'count': left_out}}"


def _people(count: int) -> str:
    return ngettext(
        "Chosen by hand: %(count)d record.", "Chosen by hand: %(count)d records.", count
    ) % {"count": count}


def letter_button(register: str, pk: int) -> HeaderButton:
    """The way from a record to a letter to this person alone."""
    address = reverse("office:write_to", args=[register])
    return HeaderButton(_("Write a letter"), url=f"{address}?ids={pk}", icon_name="mail")


def letters_to_chosen(register: str) -> BulkAction:
    """The way from chosen rows of a list to a mailing to them."""

    def write(pks: list[int], _user: User) -> str:
        ids = ",".join(str(pk) for pk in pks)
        return f"{reverse('office:write_to', args=[register])}?ids={ids}"

    return BulkAction("letter", gettext_lazy("Write a letter to these"), goes_to=write)
