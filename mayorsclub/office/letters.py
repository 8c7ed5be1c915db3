"""The outbox: every letter, its fate, what can be done with it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.generic import View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from mayorsclub.accounts.models import User
from mayorsclub.mail import faults, kinds
from mayorsclub.mail.domain import batches, letters
from mayorsclub.mail.models import Letter, State
from mayorsclub.office.bulk import BulkAction
from mayorsclub.office.choices import period, several
from mayorsclub.office.columns import MomentColumn
from mayorsclub.office.listing import OfficeList
from mayorsclub.office.records import Action, Panel, RecordPage, Text
from mayorsclub.office.shell import OfficePage
from mayorsclub.office.subjects import kind_title, shown_subject
from mayorsclub.ukrainian.dates import moment


def kind_choices() -> list[tuple[str, str]]:
    return [(kind.kind, str(kind.title)) for kind in kinds.every()]


class LetterFilters(WagtailFilterSet):
    """State, kind, language, when."""

    state = several(gettext_lazy("State"), State.choices)
    kind = several(gettext_lazy("Letter"), kind_choices)
    language = several(gettext_lazy("Language"), settings.LANGUAGES)
    written_at = period(gettext_lazy("Written"))
    sent_at = period(gettext_lazy("Sent"))

    class Meta:
        model = Letter
        fields: list[str] = []


def may_resend(letter: Letter) -> bool:
    """Sent or failed, and with its words: those of a secret letter are wiped then."""
    is_wiped = letter.is_secret and not letter.body_text
    return letter.state in {State.SENT, State.FAILED} and not is_wiped


def _only(*states: str) -> Callable[[Letter, User, dict[str, Any]], str | None]:
    """Why a letter in another state is left out."""

    def why_not(letter: Letter, _user: User, _values: dict[str, Any]) -> str | None:
        if letter.state in states:
            return None
        return _("it is in the state «{state}»").format(state=letter.get_state_display())

    return why_not


def _not_again(letter: Letter, user: User, values: dict[str, Any]) -> str | None:
    # Without a look at the words, which the list does not read.
    if letter.state in {State.SENT, State.FAILED} and letter.is_secret:
        return _("its words held a secret code and are wiped")
    return _only(State.SENT, State.FAILED)(letter, user, values)


BULK = [
    BulkAction(
        "release",
        gettext_lazy("Send now"),
        lambda pk, by, at, _values: letters.release(pk, by=by, at=at),
        why_not=_only(State.HELD),
    ),
    BulkAction(
        "resend",
        gettext_lazy("Send again"),
        lambda pk, by, at, _values: letters.resend(pk, by=by, at=at),
        why_not=_not_again,
        help=gettext_lazy("Whoever got the letter already gets it a second time."),
        is_serious=True,
    ),
    BulkAction(
        "cancel",
        gettext_lazy("Do not send"),
        lambda pk, by, at, _values: letters.cancel(pk, by=by, at=at),
        why_not=_only(State.HELD, State.QUEUED),
        is_serious=True,
    ),
]


class LetterList(OfficeList):
    """Every letter, with its state and fault."""

    name = "letters"
    page_title = gettext_lazy("Letters")
    header_icon = "mail"
    filterset_class = LetterFilters
    default_ordering = "-written_at"
    columns = [
        TitleColumn(
            "subject",
            label=gettext_lazy("Subject"),
            accessor=shown_subject,
            get_url=lambda letter: reverse("office:letter", args=[letter.pk]),
        ),
        Column("to_address", label=pgettext_lazy("letter", "To"), sort_key="to_address"),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        MomentColumn("written_at", label=gettext_lazy("Written"), sort_key="written_at"),
    ]
    more_columns = [
        Column("kind", label=gettext_lazy("Letter"), accessor=kind_title, sort_key="kind"),
        Column("to_name", label=gettext_lazy("Name of the receiver")),
        Column("get_language_display", label=gettext_lazy("Language"), sort_key="language"),
        MomentColumn("sent_at", label=gettext_lazy("Sent"), sort_key="sent_at"),
        Column("attempts", label=gettext_lazy("Attempts"), sort_key="attempts"),
        Column("fault", label=gettext_lazy("Fault"), accessor=faults.shown),
    ]
    bulk_actions = BULK

    def records(self) -> QuerySet[Letter]:
        return Letter.objects.defer("body_text", "body_html")

    def search(self, records: QuerySet[Letter], text: str) -> QuerySet[Letter]:
        """By receiver or subject; the subjects of secret letters hold the codes themselves."""
        subject = Q(subject__icontains=text, is_secret=False)
        return records.filter(Q(to_address__icontains=text) | Q(to_name__icontains=text) | subject)


class HeldForm(forms.Form):
    """The words of one letter that waits for a look."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=250)
    body = forms.CharField(
        label=gettext_lazy("Text"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 14})
    )


class LetterPage(RecordPage):
    """One letter as the receiver sees it, and what can still be done."""

    header_icon = "mail"
    parent = (gettext_lazy("Letters"), lambda: reverse("office:letters"))

    def find(self, pk: int) -> Letter:
        return get_object_or_404(Letter.objects.select_related("to_user"), pk=pk)

    def get_page_title(self) -> str:
        return shown_subject(self.record)

    def facts(self, record: Letter) -> list[tuple[Text, object]]:
        return [
            (_("State"), record.get_state_display()),
            (pgettext("letter", "To"), f"{record.to_name} <{record.to_address}>".strip()),
            (_("Letter"), kind_title(record)),
            (_("Language"), record.get_language_display()),
            (_("Written"), moment(record.written_at, self.language)),
            self._when(record),
            (_("Attempts"), record.attempts),
            (_("Fault"), faults.shown(record)),
            ("Message-ID", record.message_id),
        ]

    def _when(self, record: Letter) -> tuple[Text, object]:
        """When it left, or when it will."""
        if batches.is_without_end(record, timezone.now()):
            return _("Leaves"), _("when its mailing goes on")
        if record.state in {State.HELD, State.QUEUED}:
            return _("Leaves"), moment(record.send_after, self.language)
        return _("Sent"), moment(record.sent_at, self.language) if record.sent_at else ""

    def panels(self, record: Letter) -> list[Panel]:
        return [Panel(_("The letter"), "office/parts/letter_preview.html", {"letter": record})]

    def actions(self, record: Letter) -> list[Action]:
        how = self.acting("by")
        if record.state == State.HELD:
            release = Action(
                "release",
                _("Send now"),
                _("The letter is in the queue."),
                partial(letters.release, record.pk, **how),
                help=_("Without this it leaves by itself when its waiting time is over."),
            )
            edit = Action(
                "edit",
                _("Change the words"),
                _("The letter was changed."),
                partial(letters.edit_held, record.pk, **how),
                form=HeldForm,
                initial={"subject": record.subject, "body": record.body_text},
            )
            # The words of a secret letter are shown to nobody, so nobody changes them.
            changes = [] if record.is_secret else [edit]
            return [release, *changes, self._cancel(record)]
        if record.state == State.QUEUED:
            return [self._cancel(record)]
        if may_resend(record):
            return [
                Action(
                    "resend",
                    _("Send again"),
                    _("The letter is in the queue again."),
                    partial(letters.resend, record.pk, **how),
                )
            ]
        return []

    def _cancel(self, record: Letter) -> Action:
        return Action(
            "cancel",
            _("Do not send"),
            _("The letter will not be sent."),
            partial(letters.cancel, record.pk, **self.acting("by")),
            is_serious=True,
        )


class LetterBody(OfficePage, View):
    """The HTML of one letter for the frame on its page: no script, nothing fetched."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        letter = get_object_or_404(Letter, pk=pk)
        if letter.is_secret:
            raise Http404
        return framed(letter.body_html)


def framed(html: str) -> HttpResponse:
    """An answer with a letter's HTML, with a policy that lets it only be looked at."""
    response = HttpResponse(html)
    response._csp_config = {  # type: ignore[attr-defined]
        "default-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": ["'self'"],
        "sandbox": True,
    }
    # The office's own policy would come on top of it.
    response._csp_replace = {}  # type: ignore[attr-defined]
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Cache-Control"] = "no-store"
    return response
