"""Rows of an import as the secretary sees them: faults in words, look-alikes side by side,
cells to mend."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from mayorsclub.accounts.roles import signed_in
from mayorsclub.imports import queries
from mayorsclub.imports.columns import Field, fields_of
from mayorsclub.imports.domain import checking
from mayorsclub.imports.domain.meeting import MEMBER, PARTNER, ROW
from mayorsclub.imports.domain.reporting import told
from mayorsclub.imports.faults import Fault, sentence
from mayorsclub.imports.models import Decision, Import, Register, Row, State, Verdict
from mayorsclub.imports.refusals import ImportRefused
from mayorsclub.imports.rules import may_import
from mayorsclub.imports.values.places import choices
from mayorsclub.membership.domain.mandates import position_text
from mayorsclub.membership.models import Member
from mayorsclub.membership.queries import POSTS
from mayorsclub.office.shell import OfficePage
from mayorsclub.partners.fields import country_name
from mayorsclub.partners.models import Partner
from mayorsclub.partners.queries import SPEAKERS
from mayorsclub.territories.forms import shown
from mayorsclub.ukrainian.phones import show

WHY = {
    "email": gettext_lazy("the e-mail"),
    "name": gettext_lazy("the name"),
    "community": gettext_lazy("the community"),
    "patronymic": gettext_lazy("the patronymic"),
    "phone": gettext_lazy("the phone"),
    "edrpou": gettext_lazy("the EDRPOU code"),
    "registration": gettext_lazy("the registration number"),
}
# Compared side by side, by the names of the fields of the row.
COMPARED = {
    Register.MEMBERS: ("full_name", "email", "phone", "post", "register_number", "entered_on"),
    Register.PARTNERS: (
        "name_uk",
        "edrpou",
        "country",
        "registration_number",
        "website",
        "email",
        "register_number",
    ),
}


@dataclass
class Shown:
    """One row for the screen. pairs: (label, in the file, in the register)."""

    row: Row
    who: str
    told: list[tuple[str, str, bool]]
    address: str
    why: str = ""
    other: str = ""
    other_address: str = ""
    pairs: list[tuple[str, str, str]] = field(default_factory=list)


def came_from(record: Member | Partner) -> list[tuple[str, str]]:
    """A link to the import that a record of a register came with, where it did."""
    row = queries.import_of(record)
    if row is None:
        return []
    label = _("Imported from {file}, row {number}").format(file=row.parent, number=row.number)
    return [(label, reverse("office:import", args=[row.parent_id]))]


def rows_to_show(found: Import, rows: Sequence[Row], language: str) -> list[Shown]:
    """These rows with what they look like, in a fixed number of queries."""
    others = _others(found, rows)
    return [
        _shown(found, row, others.get((row.match_kind, row.match_id or 0)), language)
        for row in rows
    ]


def _others(found: Import, rows: Sequence[Row]) -> dict[tuple[str, int], Any]:
    ids = {
        kind: {row.match_id for row in rows if row.match_kind == kind and row.match_id}
        for kind in (MEMBER, PARTNER, ROW)
    }
    members = (
        Member.objects.filter(pk__in=ids[MEMBER]).select_related("user").prefetch_related(POSTS)
    )
    partners = Partner.objects.filter(pk__in=ids[PARTNER]).prefetch_related(SPEAKERS)
    earlier = found.rows.filter(number__in=ids[ROW])
    kinds = ((MEMBER, members), (PARTNER, partners))
    known = {(kind, each.pk): each for kind, records in kinds for each in records if ids[kind]}
    return known | {(ROW, each.number): each for each in earlier if ids[ROW]}


def _shown(found: Import, row: Row, other: Any, language: str) -> Shown:
    shown_row = Shown(
        row=row,
        who=who(found, row),
        told=told(found, row),
        address=reverse("office:import_row", args=[found.pk, row.pk]),
        why=", ".join(str(WHY[each]) for each in row.match_why),
    )
    if other is None:
        return shown_row
    here = _of_row(found, row, language)
    if isinstance(other, Row):
        there, shown_row.other = (
            _of_row(found, other, language),
            _("Row {number} of this file").format(number=other.number),
        )
    elif isinstance(other, Member):
        there, shown_row.other = (
            _of_member(other, language),
            _("In the register: {who}").format(who=other.user),
        )
        shown_row.other_address = reverse("office:member", args=[other.pk])
    else:
        there, shown_row.other = (
            _of_partner(other, language),
            _("In the register: {who}").format(who=other.name_uk),
        )
        shown_row.other_address = reverse("office:partner", args=[other.pk])
    labels = fields_of(found.register)
    shown_row.pairs = [
        (str(labels[name].label), here.get(name, ""), there.get(name, ""))
        for name in COMPARED[Register(found.register)]
        if here.get(name) or there.get(name)
    ]
    return shown_row


def who(found: Import, row: Row) -> str:
    """The row in a few words: a name, else its first cells."""
    values = row.values
    if found.register == Register.PARTNERS and values.get("name_uk"):
        return values["name_uk"]
    name = " ".join(
        filter(None, (values.get(part) for part in ("surname", "given_name", "patronymic")))
    )
    return name or ", ".join(cell for cell in row.cells if cell)[:80]


def _of_row(found: Import, row: Row, language: str) -> dict[str, str]:
    texts = checking.texts_of(found, row)
    values = row.values
    here = {name: str(text) for name, text in texts.items()}
    here["full_name"] = who(found, row)
    here["post"] = ", ".join(
        filter(
            None,
            [
                texts.get("post"),
                values.get("community") or texts.get("community"),
                texts.get("began_on"),
            ],
        )
    )
    here["phone"] = show(values["phone"]) if values.get("phone") else here.get("phone", "")
    if values.get("country"):
        here["country"] = country_name(values["country"], language)
    return here


def _of_member(member: Member, language: str) -> dict[str, str]:
    today = timezone.localdate()
    return {
        "full_name": str(member.user),
        "email": member.user.email,
        "phone": show(member.user.phone) if member.user.phone else "",
        "post": "; ".join(
            position_text(post, language, today=today) for post in member.posts.all()
        ),
        "register_number": member.register_number,
        "entered_on": f"{member.entered_on:%d.%m.%Y}",
    }


def _of_partner(partner: Any, language: str) -> dict[str, str]:
    return {
        "name_uk": partner.name_uk,
        "edrpou": partner.edrpou,
        "country": country_name(partner.country, language),
        "registration_number": partner.registration_number,
        "website": partner.website,
        "email": ", ".join(each.user.email for each in partner.speakers),
        "register_number": partner.register_number,
    }


def row_form(found: Import, row: Row, data: Any = None) -> forms.Form:
    """One input for each field; those with faults first, each with its sentences."""
    texts = checking.texts_of(found, row)
    faults: dict[str, list[Fault]] = {}
    for fault in (Fault(*each) for each in [*row.faults, *row.meetings]):
        faults.setdefault(fault.field, []).append(fault)
    known = [each for each in fields_of(found.register).values() if _is_offered(each, texts)]
    ordered = sorted(known, key=lambda each: each.name not in faults)
    inputs = {each.name: _input(each, faults.get(each.name, []), texts) for each in ordered}
    return type("RowForm", (forms.Form,), inputs)(data, initial=texts)


def _is_offered(each: Field, texts: dict[str, str]) -> bool:
    """The whole name only where the file has it so; the mark of an example never."""
    return each.name != "example" and (each.name != "full_name" or "full_name" in texts)


def _input(each: Field, faults: list[Fault], texts: dict[str, str]) -> forms.Field:
    help_text = " ".join(sentence(fault.code, fault.values) for fault in faults)
    codes: list[str] = next(
        (fault.values["choices"] for fault in faults if "choices" in fault.values), []
    )
    if codes:
        written = texts.get(each.name, "")
        offered = [shown(hit) for hit in choices(codes)]
        options = [(one["code"], f"{one['title']}, {one['place']}") for one in offered]
        return forms.ChoiceField(
            label=str(each.label),
            choices=[(written, _("As written: {text}").format(text=written)), *options],
            help_text=help_text,
            required=False,
            widget=forms.RadioSelect,
        )
    return forms.CharField(
        label=str(each.label),
        help_text=help_text,
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class RowPage(OfficePage, TemplateView):
    """Mend the cells of one row, or say what is done with it."""

    template_name = "office/import_row.html"
    header_icon = "edit"
    parent = (gettext_lazy("Imports"), lambda: reverse("office:imports"))

    def get_page_title(self) -> str:
        return _("Row {number}").format(number=self.row.number)

    def get(self, request: HttpRequest, pk: int, row_pk: int) -> HttpResponse:
        """The cells, what is wrong beside each of them."""
        self._find(pk, row_pk)
        return self._answer(row_form(self.found, self.row))

    def post(self, request: HttpRequest, pk: int, row_pk: int) -> HttpResponse:
        """Mend or decide; then the row again while it has faults, else the import."""
        self._find(pk, row_pk)
        how: dict[str, Any] = {"by": signed_in(request), "at": timezone.now()}
        form = row_form(self.found, self.row, request.POST)
        try:
            if "decision" in request.POST:
                decision = request.POST["decision"]
                if decision in {"", *Decision.values}:
                    checking.decide(row_pk, decision, **how)
                return redirect(self._back())
            if form.is_valid():
                row = checking.mend(row_pk, form.cleaned_data, **how)
                if row.verdict == Verdict.FAULTY:
                    return redirect(request.path)
                messages.success(request, _("Row {number} is mended.").format(number=row.number))
                return redirect(self._back())
        except ImportRefused as refusal:
            form.add_error(None, refusal.message)
        return self._answer(form, status=422)

    def _find(self, pk: int, row_pk: int) -> None:
        self.found = get_object_or_404(Import, pk=pk)
        self.row = get_object_or_404(self.found.rows, pk=row_pk)

    def _back(self) -> str:
        show = self.request.POST.get("show", "")
        query = f"?show={show}" if show in Verdict.values else ""
        return reverse("office:import", args=[self.found.pk]) + query

    def _answer(self, form: forms.Form, status: int = 200) -> HttpResponse:
        one = rows_to_show(self.found, [self.row], self.language)[0]
        may = may_import(self.request.user, self.found.register)
        context = {
            **self.get_context_data(),
            "form": form,
            "one": one,
            "found": self.found,
            "is_open": self.found.state == State.CHECKED and may,
            "cells": list(zip(self.found.headings, self.row.cells, strict=False)),
            "faulty": {
                fault[0] for fault in [*self.row.faults, *self.row.meetings] if not fault[3]
            },
            "decisions": Decision.choices,
        }
        return self.render_to_response(context, status=status)
