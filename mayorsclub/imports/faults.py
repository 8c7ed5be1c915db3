"""What is wrong with a cell, and how to mend it, in words of the reader's language.

A fault is kept as a code with values, so that each reader gets it in their language.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Fault(NamedTuple):
    """A cell that cannot be taken, or (`is_remark`) was taken otherwise than written."""

    field: str
    code: str
    values: dict[str, Any] = {}
    is_remark: bool = False


class Unreadable(Exception):
    """A text that cannot be read as what it should be; `code` is one of SENTENCES."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.values = code, values


SENTENCES: dict[str, str | Promise] = {
    # -- People --
    "surname": _("Write the surname."),
    "given_name": _("Write the given name."),
    "initials": _("“{text}” is not the whole name. Write surname and given name in full."),
    "name_parts": _(
        "“{text}” cannot be split into surname, given name and patronymic. Write only these three."
    ),
    "letters": _("“{text}” is not in Ukrainian letters. Write it as in the passport."),
    "person_letters": _("“{text}” is neither in Ukrainian nor in Latin letters only."),
    "latin": _("“{text}” is not in Latin letters. Write it as in the travel passport."),
    "too_long": _("This is too long: at most {most} characters."),
    "email_missing": _("Write the e-mail: a member signs in with it."),
    "email": _("“{text}” is not an e-mail address. Look for a slip."),
    "emails": _("There are several addresses here. Only the first, {text}, will be used."),
    "phone": _(
        "“{text}” is not a phone number. Write it as 067 123 45 67, or with + and the code of the "
        "country."
    ),
    "phones": _("There are several numbers here. Only the first, {text}, will be kept."),
    "order": _("Surname and given name were told apart as {text}. Look whether that is right."),
    "language": _("“{text}” is not a language of letters. Write Ukrainian or English."),
    # -- Posts --
    "post_missing": _("Write the post, such as “mayor”: the community or the dates are there."),
    "place_missing": _("Write the community of this post."),
    "community_unknown": _(
        "We know no community called “{text}”. Check the spelling, or write a city, settlement or "
        "village in it."
    ),
    "community_similar": _(
        "There is no community called “{text}”. Choose it below if it is there."
    ),
    "community_several": _("Several communities are called “{text}”. Choose one below."),
    "began_missing": _("Write when the post began, at least the year."),
    "future": _("This day lies in the future."),
    "too_early": _("A post in local self-government cannot begin before 1990."),
    "ends_before": _("The post cannot end before it began."),
    # -- Days --
    "date": _("“{text}” is not a date. Write it as 23.11.2026."),
    "date_order": _("In “{text}” the month comes before the day. Write it as 23.11.2026."),
    "only_year": _("Only the year is known, so the register gets {text}."),
    "only_month": _("Only the month is known, so the register gets {text}."),
    # -- Registers --
    "number": _("“{text}” is too long for a number in the register: at most 20 characters."),
    "number_taken": _("The number {text} already stands in the register."),
    "number_twice": _("The number {text} stands in row {row} too."),
    "status": _("“{text}” is not a status of the register. Write it as: {known}."),
    # -- Partners --
    "name_missing": _("Write the name of the partner."),
    "kind_missing": _("Write what kind of partner this is: {known}."),
    "kind": _("“{text}” is not a kind of partner. Write it as: {known}."),
    "edrpou_digits": _("“{text}” is not an EDRPOU code: it has 8 digits."),
    "edrpou": _("“{text}” is not an EDRPOU code: look for a slip in the digits."),
    "edrpou_zeros": _("Zeros were put in front of the EDRPOU code: {text}."),
    "country": _("We know no country called “{text}”. Write its name or its two letters."),
    "country_missing": _("Write the country of this partner."),
    "tax_number": _("This is a tax number, which tells birth date and sex: it will not be kept."),
    "website": _("“{text}” is not the address of a page, such as https://example.org."),
    "sectors": _("“{text}” is not a sector. Write sectors as: {known}."),
    "oblast": _("We know no oblast called “{text}”."),
    "contact_email": _("Write the e-mail of the contact, or leave out the contact’s name."),
    # -- Meetings of rows and records --
    "email_twice": _("The e-mail {text} stands in row {row} too."),
    "email_other": _(
        "The e-mail {text} belongs to the account of {name}. Change the e-mail, or the name if it "
        "is the same person."
    ),
    "formula": _("The cell holds an error of a formula: {text}. Write the value."),
}


def sentence(code: str, values: Mapping[str, Any]) -> str:
    """A fault in words of the active language."""
    from mayorsclub.imports.values.words import known

    text = str(SENTENCES[code])
    if "known" in values:
        # Kept by its name only: each reader gets the list in their language.
        values = {**values, "known": known(values["known"])}
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text
