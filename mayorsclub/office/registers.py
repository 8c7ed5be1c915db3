"""What the registers of members and partners share: status, certificates, the extract."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mayorsclub.accounts.models import User
from mayorsclub.office.bulk import BulkAction
from mayorsclub.office.printing import extract, handed_out
from mayorsclub.office.records import Action

Text = str | Promise


@dataclass(frozen=True)
class Register:
    """A register as the office works in it.

    statuses, moves: what may follow what. change_status, renew_certificate: the domain's.
    may_keep: who changes the register. renewal_help: when a certificate is issued anew.
    """

    statuses: type[TextChoices]
    moves: dict[str, frozenset[str]]
    change_status: Callable[..., object]
    renew_certificate: Callable[..., object]
    may_keep: Callable[[User], bool]
    renewal_help: Text


class StatusForm(forms.Form):
    """The next status and why; `choices` are those that may follow."""

    status = forms.ChoiceField(label=gettext_lazy("New status"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


def status_form(statuses: type[TextChoices], following: frozenset[str]) -> type[forms.Form]:
    """A StatusForm that offers only what may follow."""
    choices = [(value, statuses(value).label) for value in statuses.values if value in following]
    field = forms.ChoiceField(
        label=gettext_lazy("New status"), widget=forms.RadioSelect, choices=choices
    )
    return type("FollowingStatusForm", (StatusForm,), {"status": field})


def is_active(record: Any, register: Register) -> bool:
    return record.status == register.statuses("active")


def status_actions(record: Any, register: Register, how: dict[str, Any]) -> list[Action]:
    """Change the status, issue the certificate anew: what may be done with an entry now."""
    offered = []
    following = register.moves[record.status]
    if following:
        offered.append(
            Action(
                "status",
                _("Change the status"),
                _("The status was changed."),
                partial(register.change_status, record.pk, **how),
                form=status_form(register.statuses, following),
                is_serious=True,
            )
        )
    if is_active(record, register):
        offered.append(
            Action(
                "certificate",
                _("Issue the certificate anew"),
                _("The new certificate is being made."),
                partial(register.renew_certificate, record.pk, **how),
                help=register.renewal_help,
            )
        )
    return offered


LANGUAGES_OF_EXTRACT = [
    ("uk", gettext_lazy("in Ukrainian")),
    ("uk en", gettext_lazy("in Ukrainian and English")),
    ("en", gettext_lazy("in English")),
]


class ExtractForm(forms.Form):
    """The languages of an extract."""

    languages = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=LANGUAGES_OF_EXTRACT, widget=forms.RadioSelect
    )


def extract_action(record: Any, wording: dict[str, Any], how: dict[str, Any]) -> Action:
    """The way to an extract; wording: what printing.extract asks for."""

    def make(languages: str) -> HttpResponse:
        content = extract(record, languages=languages.split(), at=how["at"], **wording)
        return handed_out(record, content, by=how["actor"], at=how["at"])

    return Action(
        "extract",
        _("Extract from the register (PDF)"),
        "",
        make,
        form=ExtractForm,
        initial={"languages": "uk"},
    )


def bulk_actions(register: Register) -> list[BulkAction]:
    """The same for many entries."""
    every = frozenset(after for following in register.moves.values() for after in following)

    def follows_not(record: Any, _user: User, values: dict[str, Any]) -> str | None:
        if values["status"] in register.moves[record.status]:
            return None
        return _("this status does not follow «{status}»").format(
            status=record.get_status_display()
        )

    def not_active(record: Any, _user: User, _values: dict[str, Any]) -> str | None:
        if is_active(record, register):
            return None
        return _("only active entries have a certificate")

    def change(pk: int, by: User, at: datetime, values: dict[str, Any]) -> object:
        return register.change_status(
            pk, status=values["status"], reason=values["reason"], actor=by, at=at
        )

    def renew(pk: int, by: User, at: datetime, _values: dict[str, Any]) -> object:
        return register.renew_certificate(pk, actor=by, at=at)

    return [
        BulkAction(
            "status",
            gettext_lazy("Change the status"),
            change,
            why_not=follows_not,
            form=status_form(register.statuses, every),
            help=gettext_lazy("Everybody concerned gets a letter with the reason."),
            is_serious=True,
            allowed=register.may_keep,
        ),
        BulkAction(
            "certificate",
            gettext_lazy("Issue the certificate anew"),
            renew,
            why_not=not_active,
            help=register.renewal_help,
            allowed=register.may_keep,
        ),
    ]
