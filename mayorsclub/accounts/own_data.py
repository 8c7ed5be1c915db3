"""What is known of a person, for one file that the person or the office takes away.

Apps above register what they know. Source: 2297-VI, art. 8 (the person's right to see the
data and to a copy of them).
"""

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mayorsclub.accounts.models import User
from mayorsclub.accounts.queries import corrections_of, letters_to, second_factors
from mayorsclub.ukrainian.dates import long_date, moment


@dataclass(frozen=True)
class Part:
    """One kind of data. rows: (label, value) of each record; values are texts or dates."""

    name: str
    title: str | Promise
    records: Sequence[Sequence[tuple[str | Promise, object]]]


Provider = Callable[[User], list[Part]]
_providers: dict[Provider, int] = {}


def register(provider: Provider, *, order: int) -> None:
    """Ask `provider(user)` for what an app knows; lower `order` comes first. For `ready()`."""
    _providers[provider] = order


def parts_of(user: User) -> list[Part]:
    """All that is known of a person; kinds without a record are left out."""
    providers = sorted(_providers, key=_providers.__getitem__)
    found = [part for each in providers for part in each(user)]
    return [part for part in found if part.records]


def of_account(user: User) -> list[Part]:
    """What accounts itself knows. No secrets: codes, keys and links are nobody's to take."""
    profile: list[tuple[str | Promise, object]] = [
        (_("E-mail"), user.email),
        (_("Surname"), user.surname),
        (_("Given name"), user.given_name),
        (_("Patronymic"), user.patronymic),
        (pgettext_lazy("person", "Name in English"), user.name_en),
        (_("Form of address"), user.salutation),
        (_("Phone"), user.phone),
        (_("Language of letters"), user.get_language_display()),
        (_("Account since"), user.joined_at),
        (_("Last sign-in"), user.last_login),
        (_("Passkeys and apps"), second_factors(user).count()),
    ]
    letters = [
        [
            (_("Subject"), letter.subject),
            (_("Written"), letter.written_at),
            (_("To"), letter.to_address),
        ]
        for letter in letters_to(user)
    ]
    roles = [
        [
            (_("Role"), grant.get_role_display()),
            (_("Since"), grant.granted_at),
            (_("Until"), grant.ended_at),
        ]
        for grant in user.role_grants.exclude(granted_at=None)
    ]
    corrected = [
        [
            (_("What"), each.field),
            (_("It was"), each.before),
            (_("It is now"), each.after),
            (_("Why"), each.reason),
            (_("When"), each.corrected_at),
        ]
        for each in corrections_of(user)
    ]
    return [
        Part("profile", _("Account"), [profile]),
        Part("roles", _("Roles"), roles),
        Part("corrections", _("Corrections"), corrected),
        Part("letters", _("Letters"), letters),
    ]


def as_zip(user: User, *, language: str, at: datetime) -> bytes:
    """The data as a page to read and as JSON for programs, in one archive. at: aware."""
    with translation.override(language):
        parts = parts_of(user)
        page = render_to_string(
            "accounts/own_data.html",
            {
                "person": user,
                "made": moment(at, language),
                "language": language,
                "parts": [
                    (
                        part.title,
                        [
                            [(label, shown(value, language)) for label, value in row]
                            for row in part.records
                        ],
                    )
                    for part in parts
                ],
            },
        )
        plain = {
            part.name: [{str(label): _plain(value) for label, value in row} for row in part.records]
            for part in parts
        }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.html", page)
        archive.writestr("data.json", json.dumps(plain, ensure_ascii=False, indent=2))
    return out.getvalue()


def shown(value: object, language: str) -> str:
    """A value in words; a dash for nothing."""
    if isinstance(value, datetime):
        return moment(value, language)
    if isinstance(value, date):
        return long_date(value, language)
    return "–" if value is None or value == "" else str(value)


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)
