"""Letters to many: the list, and the page of one mailing with its receivers and their fate."""

from functools import partial
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.views.generic import View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.admin.widgets.button import HeaderButton

from mayorsclub.mail.models import State
from mayorsclub.mailings import queries, tasks
from mayorsclub.mailings.domain import mailings, sending, words
from mayorsclub.mailings.models import Dispatch, Mailing, MailingState
from mayorsclub.mailings.receiving import receivers
from mayorsclub.mailings.rules import MANY, Move, is_allowed
from mayorsclub.mailings.segments import SOURCES, Receiver, Segment
from mayorsclub.office.choices import several
from mayorsclub.office.columns import MomentColumn
from mayorsclub.office.letters import framed
from mayorsclub.office.listing import OfficeList
from mayorsclub.office.records import Action, Panel, RecordPage, Text
from mayorsclub.office.shell import OfficePage
from mayorsclub.ukrainian.dates import moment

RECEIVERS_ON_A_PAGE = 50
# Where the record of a receiver stands in the office, by the register of the segment.
PAGES = {
    "members": "office:member",
    "partners": "office:partner",
    "applications": "office:application",
    "people": "office:person",
    "registrations": "office:registration",
}


class MailingFilters(WagtailFilterSet):
    """State; in the archive or not."""

    state = several(gettext_lazy("State"), MailingState.choices)
    archived = django_filters.BooleanFilter(
        label=gettext_lazy("In the archive"),
        method=lambda found, _name, value: found.filter(archived_at__isnull=not value),
    )

    class Meta:
        model = Mailing
        fields: list[str] = []


class MailingList(OfficeList):
    """Every mailing, the newest first."""

    name = "mailings"
    page_title = gettext_lazy("Mailings")
    header_icon = "mail"
    filterset_class = MailingFilters
    default_ordering = "-changed_at"
    columns = [
        TitleColumn(
            "name",
            label=gettext_lazy("Mailing"),
            get_url=lambda mailing: reverse("office:mailing", args=[mailing.pk]),
        ),
        Column(
            "segment",
            label=pgettext_lazy("letter", "To"),
            accessor=lambda mailing: SOURCES[mailing.segment["register"]].label,
        ),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column(
            "chosen",
            label=gettext_lazy("Receivers"),
            sort_key="chosen",
            accessor=lambda mailing: mailing.chosen if mailing.started_at else "–",
        ),
        Column("arrived", label=pgettext_lazy("letters", "Sent"), sort_key="arrived"),
        Column("failed", label=pgettext_lazy("letters", "Failed"), sort_key="failed"),
        MomentColumn("changed_at", label=gettext_lazy("Changed"), sort_key="changed_at"),
    ]

    def get_header_buttons(self) -> list[HeaderButton]:
        """The way to a new one and to the templates."""
        return [
            HeaderButton(_("New mailing"), url=reverse("office:write_mailing"), icon_name="plus"),
            HeaderButton(
                _("Templates"), url=reverse("office:letter_templates"), icon_name="doc-full"
            ),
        ]

    def records(self) -> QuerySet[Mailing]:
        return queries.with_counts()

    def search(self, records: QuerySet[Mailing], text: str) -> QuerySet[Mailing]:
        return records.filter(name__icontains=text)


class SendForm(forms.Form):
    """The count that the sender saw; from MANY on the word too."""

    expected = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Compare the word, whatever the case."""
        cleaned = super().clean() or {}
        word = cleaned.pop("word", None)
        if word is not None and word.strip().casefold() != send_word().casefold():
            self.add_error("word", _("Type the word {word}.").format(word=send_word()))
        return cleaned


def send_word() -> str:
    """What one types before a letter goes to many."""
    return pgettext("typed before a letter goes to many", "SEND")


def send_form(count: int) -> type[forms.Form]:
    """SendForm, with the word where the letter goes to many."""
    if count <= MANY:
        return SendForm
    label = _("Type {word} to send {count} letters").format(word=send_word(), count=count)
    return type("SendManyForm", (SendForm,), {"word": forms.CharField(label=label, max_length=20)})


class ScheduleForm(forms.Form):
    """When, by the clock of Kyiv."""

    send_at = forms.DateTimeField(
        label=gettext_lazy("Date and time, Kyiv"), widget=AdminDateTimeInput
    )

    def clean_send_at(self) -> Any:
        """A moment that lies ahead."""
        value = self.cleaned_data["send_at"]
        if value <= timezone.now():
            raise ValidationError(_("Choose a moment that lies ahead."))
        return value


class MailingPage(RecordPage):
    """One mailing: before it is sent the letter as any receiver would get it; then its fate."""

    header_icon = "mail"
    parent = (gettext_lazy("Mailings"), lambda: reverse("office:mailings"))

    def find(self, pk: int) -> Mailing:
        found = get_object_or_404(queries.with_counts(), pk=pk)
        self.settled = [] if found.started_at else everybody(found)
        self.chosen = [receiver for receiver in self.settled if not receiver.left_out]
        return found

    def get_header_buttons(self) -> list[HeaderButton]:
        """The way to the words, as long as they can be changed; a copy at any time."""
        if not is_allowed(Move.EDIT, self.record):
            return []
        address = reverse("office:edit_mailing", args=[self.record.pk])
        return [HeaderButton(_("Change"), url=address, icon_name="edit")]

    def facts(self, record: Mailing) -> list[tuple[Text, object]]:
        rows: list[tuple[Text, object]] = [
            (_("State"), record.get_state_display()),
            (_("Kind"), record.get_purpose_display()),
            (pgettext("letter", "To"), in_words(Segment.of(record.segment))),
            (_("Receivers"), self.counted(record)),
            (pgettext("letter", "Written by"), record.written_by),
        ]
        if record.send_at:
            rows.append((_("Scheduled for"), moment(record.send_at, self.language)))
        if record.started_at:
            rows.append((pgettext("mailing", "Begun"), moment(record.started_at, self.language)))
        return rows

    def counted(self, record: Any) -> int:
        """How many get the letter: settled when it is sent, before that as it is now."""
        return record.chosen if record.started_at else len(self.chosen)

    def panels(self, record: Mailing) -> list[Panel]:
        if record.started_at:
            return [
                Panel(
                    _("What became of it"), "office/parts/fates.html", {"fates": fates_of(record)}
                ),
                Panel(_("Receivers"), "office/parts/dispatches.html", self._dispatches(record)),
            ]
        return [
            Panel(_("Preview"), "office/parts/mailing_preview.html", self._preview(record)),
            Panel(_("Receivers"), "office/parts/receivers.html", self._receivers(record)),
        ]

    def _preview(self, record: Mailing) -> dict[str, Any]:
        if not self.chosen:
            return {"shown": None}
        number = number_in(self.request.GET.get("as", ""), len(self.chosen))
        lacking: dict[str, int] = {}
        for receiver in self.chosen:
            for name in words.lacking(record, receiver):
                lacking[name] = lacking.get(name, 0) + 1
        return {
            "shown": words.preview(record, self.chosen[number]),
            "number": number,
            "before": number - 1 if number else None,
            "after": number + 1 if number + 1 < len(self.chosen) else None,
            "count": len(self.chosen),
            "lacking": sorted(lacking.items()),
            "address": reverse("office:mailing_preview", args=[record.pk]),
        }

    def _receivers(self, record: Mailing) -> dict[str, Any]:
        page = Paginator(self.chosen, RECEIVERS_ON_A_PAGE).get_page(self.request.GET.get("p"))
        register = record.segment["register"]
        start = page.start_index() - 1
        return {
            "page": page,
            "rows": [
                (start + place, one, url_of(register, one.about)) for place, one in enumerate(page)
            ],
            "left_out": [
                (one.name or one.email, one.email, Dispatch.LeftOut(one.left_out).label)
                for one in self.settled
                if one.left_out
            ],
        }

    def _dispatches(self, record: Mailing) -> dict[str, Any]:
        rows = queries.dispatches(record)
        page = Paginator(rows.filter(left_out=""), RECEIVERS_ON_A_PAGE)
        left_out = [
            (one.name or one.email, one.email, one.get_left_out_display())
            for one in rows.exclude(left_out="")
        ]
        return {"page": page.get_page(self.request.GET.get("p")), "left_out": left_out}

    def actions(self, record: Mailing) -> list[Action]:
        how = self.acting("by")
        offered = []
        if is_allowed(Move.SEND, record) and self.chosen:
            offered.append(self._send(record))
        if is_allowed(Move.SCHEDULE, record) and self.chosen:
            offered.append(
                Action(
                    "schedule",
                    _("Send later"),
                    _("The date is set. Until then it can be taken back."),
                    partial(mailings.schedule, record.pk, **how),
                    form=ScheduleForm,
                    help=_("Who gets the letter is settled at that moment."),
                )
            )
        if self.chosen and record.started_at is None:
            offered.append(
                Action(
                    "try",
                    _("Trial letter to me"),
                    _("The trial letter is on its way to you."),
                    partial(mailings.try_out, record.pk, **how),
                    help=_("As the first receiver would get it."),
                )
            )
        offered.append(
            Action(
                "copy",
                _("Write a copy"),
                _("The copy is a draft in the list of mailings."),
                partial(mailings.copy, record.pk, **how),
            )
        )
        return [*offered, *self._moves(record)]

    def _send(self, record: Mailing) -> Action:
        count = len(self.chosen)
        return Action(
            "send",
            _("Send now"),
            _("The letters are being written. This page shows what becomes of them."),
            partial(tasks.start, record.pk, **self.acting("by")),
            form=send_form(count),
            initial={"expected": count},
            help=ngettext(
                "%(count)d person gets the letter.", "%(count)d people get the letter.", count
            )
            % {"count": count},
        )

    def _moves(self, record: Mailing) -> list[Action]:
        how = self.acting("by")
        table: list[tuple[Move, Any, Text, Text, Text]] = [
            (
                Move.UNSCHEDULE,
                mailings.unschedule,
                _("Take back the date"),
                _("It is a draft again."),
                "",
            ),
            (
                Move.PAUSE,
                sending.pause,
                pgettext("mailing", "Pause"),
                _("Paused: what has not left waits."),
                _("Letters that have not left yet wait until you go on."),
            ),
            (Move.RESUME, tasks.go_on, _("Go on"), _("The letters leave again."), ""),
            (
                Move.RESEND,
                sending.resend_failed,
                _("Send the failed ones again"),
                _("The letters are in the queue again."),
                "",
            ),
            (
                Move.STOP,
                sending.stop,
                pgettext("mailing", "Stop"),
                _("Stopped: what has not left will not be sent."),
                _("Letters that have not left yet are cancelled for good."),
            ),
            (
                Move.ARCHIVE,
                mailings.archive,
                _("Put into the archive"),
                _("It is in the archive."),
                "",
            ),
        ]
        found = queries.fates(record) if record.started_at else {}
        idle = set()
        if not found.get(State.FAILED):
            idle.add(Move.RESEND)
        if not any(found.get(state) for state in (State.QUEUED, State.HELD, "")):
            idle |= {Move.PAUSE, Move.STOP}
        return [
            Action(
                move.value,
                label,
                done,
                partial(run, record.pk, **how),
                help=help_text,
                is_serious=move is Move.STOP,
            )
            for move, run, label, done, help_text in table
            if is_allowed(move, record) and move not in idle
        ]


class MailingPreview(OfficePage, View):
    """The HTML of one receiver's letter, for the frame on the mailing's page."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        mailing = get_object_or_404(Mailing, pk=pk)
        chosen = [receiver for receiver in everybody(mailing) if not receiver.left_out]
        if not chosen:
            raise Http404
        number = number_in(request.GET.get("as", ""), len(chosen))
        return framed(words.preview(mailing, chosen[number]).letter.html)


def everybody(mailing: Mailing) -> list[Receiver]:
    """The receivers of a mailing as its segment finds them now, with those left out."""
    return receivers(Segment.of(mailing.segment), purpose=mailing.purpose, at=timezone.now())


def fates_of(mailing: Mailing) -> list[tuple[str, int]]:
    """How many letters are where, in words; states without a letter left out."""
    found = queries.fates(mailing)
    labels = {**dict(State.choices), "": _("Not written")}
    return [(str(label), found[state]) for state, label in labels.items() if found.get(state)]


def number_in(typed: str, count: int) -> int:
    """A place in a list of so many; the first one for what is none."""
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 0
    return number if number < count else 0


def url_of(register: str, about: Model) -> str:
    """The page of the record that a receiver comes from; '' where the office has none."""
    name = PAGES.get(register)
    return reverse(name, args=[about.pk]) if name else ""


def in_words(segment: Segment) -> str:
    """'Members: Active, Sumy Oblast', for people."""
    source = SOURCES[segment.register]
    if segment.ids:
        by_hand = pgettext("receivers", "chosen by hand")
        return f"{source.label}: {by_hand}"
    chosen = [
        str(dict(one.choices()).get(segment.filters[one.name], ""))
        for one in source.filters
        if segment.filters.get(one.name)
    ]
    return f"{source.label}: {', '.join(filter(None, chosen))}" if chosen else str(source.label)
