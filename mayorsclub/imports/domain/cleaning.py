"""The texts of one row into values, with what is wrong in words that help."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from mayorsclub.imports.columns import MEMBERS
from mayorsclub.imports.faults import Fault, Unreadable
from mayorsclub.imports.values import days, people, words
from mayorsclub.imports.values.places import Finder, Place
from mayorsclub.membership.domain.mandates import FIRST_POSSIBLE
from mayorsclub.membership.models import PostKind
from mayorsclub.partners.models import PartnerKind
from mayorsclub.ukrainian.dates import long_date
from mayorsclub.ukrainian.romanise import romanise
from mayorsclub.ukrainian.spelling import is_cyrillic, tidy

ERRORS = frozenset(["#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#Н/Д"])
# What stands in a cell instead of nothing.
NOTHING = frozenset(
    ["-", "–", "—", "немає", "нема", "відсутній", "відсутня", "н/д", "n/a", "?", "0"]
)
HOME_KINDS = frozenset([PartnerKind.ENTERPRISE, PartnerKind.SOLE_ENTREPRENEUR])
LONGEST = {"name_uk": 250, "name_en": 250, "position": 160, "registration_number": 60}
LONGEST_OFFER = 2000


class Cleaner:
    """Reads rows of one import. given_first: the order of names in its column, if known."""

    def __init__(self, register: str, *, today: date, given_first: bool | None = None) -> None:
        self.register, self.today, self.given_first = register, today, given_first
        self.finder = Finder()
        self.oblasts: dict[str, list[int]] = {}

    def clean(self, texts: Mapping[str, str]) -> tuple[dict[str, Any], list[Fault]]:
        """The values of a row by field (JSON), and its faults and remarks."""
        row = _Row(self, texts)
        row.person()
        if self.register == MEMBERS:
            row.member()
        else:
            row.partner()
        row.entry()
        return row.values, row.faults


def given_comes_first(names: list[str]) -> bool | None:
    """Whether most names of a column that tell their order begin with the given name."""
    count = 0
    for text in names:
        try:
            name = people.split(text)
        except Unreadable:
            continue
        if name.is_sure:
            count += 1 if tidy(text).lower().startswith(name.given_name.lower()) else -1
    return count > 0 if count else None


class _Row:
    def __init__(self, cleaner: Cleaner, texts: Mapping[str, str]) -> None:
        self.cleaner, self.today = cleaner, cleaner.today
        self.values: dict[str, Any] = {}
        self.faults: list[Fault] = []
        self.texts: dict[str, str] = {}
        for field, text in texts.items():
            plain = text.strip()
            if plain.upper() in ERRORS:
                self.fault(field, "formula", text=plain)
            elif plain and plain.lower() not in NOTHING:
                self.texts[field] = plain

    def fault(self, field: str, code: str, **values: Any) -> None:
        self.faults.append(Fault(field, code, values))

    def remark(self, field: str, code: str, **values: Any) -> None:
        self.faults.append(Fault(field, code, values, is_remark=True))

    def is_faulty(self, field: str) -> bool:
        return any(fault.field == field and not fault.is_remark for fault in self.faults)

    def take(self, field: str, reader: Callable[[str], Any], *, into: str = "") -> Any:
        """The value of a field where it has a text that can be read; else None."""
        text = self.texts.get(field)
        if text is None:
            return None
        try:
            value = reader(text)
        except Unreadable as unreadable:
            self.fault(field, unreadable.code, **unreadable.values)
            return None
        self.values[into or field] = value
        return value

    def take_first(
        self, field: str, reader: Callable[[str], tuple[str, bool]], remark: str
    ) -> None:
        """As take, for readers that also say whether there was something to remark."""
        found = self.take(field, reader)
        if found:
            self.values[field] = found[0]
            if found[1]:
                self.remark(field, remark, text=found[0])

    # -- Whoever it is ---------------------------------------------------------------------
    def person(self) -> None:
        may_be_latin = self.cleaner.register != MEMBERS
        parts = {name: self.texts.get(name, "") for name in ("surname", "given_name", "patronymic")}
        if not parts["surname"] and "full_name" in self.texts:
            parts = self._split(parts)
        for name, text in parts.items():
            if text:
                self.texts[name] = text
                self.take(name, lambda text: people.name_part(text, may_be_latin=may_be_latin))
        self.take("name_en_person" if may_be_latin else "name_en", people.latin_name)
        self.take_first("email", people.email, "emails")
        self.take_first("phone", people.phone, "phones")
        self.take("language", words.language)

    def _split(self, parts: dict[str, str]) -> dict[str, str]:
        try:
            name = people.split(self.texts["full_name"], given_first=self.cleaner.given_first)
        except Unreadable as unreadable:
            self.fault("full_name", unreadable.code, **unreadable.values)
            return {}
        if not name.is_sure:
            self.remark("full_name", "order", text=f"{name.surname} | {name.given_name}")
        return {
            "surname": name.surname,
            "given_name": parts["given_name"] or name.given_name,
            "patronymic": parts["patronymic"] or name.patronymic,
        }

    # -- Members ---------------------------------------------------------------------------
    def member(self) -> None:
        for name in ("surname", "given_name"):
            if (
                not self.values.get(name)
                and not self.is_faulty(name)
                and not self.is_faulty("full_name")
            ):
                self.fault(name, name)
        if "email" not in self.values and not self.is_faulty("email"):
            self.fault("email", "email_missing")
        self.take("status", words.member_status)
        if any(
            self.texts.get(name)
            for name in ("post", "community", "began_on", "ended_on", "former_community")
        ):
            self._post()

    def _post(self) -> None:
        found = self.take("post", words.post)
        if found:
            self.values["post"], self.values["title"] = found
        elif not self.is_faulty("post"):
            self.fault("post", "post_missing")
        self._community()
        former = self.texts.get("former_community", "")[:160]
        if former:
            self.values["former_community"] = tidy(former)
        needs_place = found and found[0] != PostKind.OTHER
        if (
            needs_place
            and not former
            and "territory" not in self.values
            and not self.is_faulty("community")
        ):
            self.fault("community", "place_missing")
        if "how_ended" in self.texts:
            self.values["how_ended"] = tidy(self.texts["how_ended"])[:250]
        self._days()

    def _community(self) -> None:
        if "community" not in self.texts:
            return
        place = Place(*(self.texts.get(name, "") for name in ("community", "raion", "oblast")))
        try:
            found = self.cleaner.finder.find(place)
        except Unreadable as unreadable:
            self.fault("community", unreadable.code, **unreadable.values)
            return
        if found.territory_id is None:
            choices = {"choices": list(found.choices)} if found.choices else {}
            self.fault("community", found.code, text=place.community, **choices)
        else:
            self.values["territory"] = found.territory_id
            self.values["community"] = found.title

    def _days(self) -> None:
        began = self.day("began_on")
        ended = self.day("ended_on", is_end=True)
        if began is None and not self.is_faulty("began_on"):
            self.fault("began_on", "began_missing")
        if began and began > self.today:
            self.fault("began_on", "future")
        if began and began < FIRST_POSSIBLE:
            self.fault("began_on", "too_early")
        if began and ended and ended < began:
            self.fault("ended_on", "ends_before")

    def day(self, field: str, *, is_end: bool = False) -> date | None:
        """A date, kept as ISO; a remark tells where only month or year were written."""
        if field == "ended_on" and self.texts.get(field, "").lower() in {
            "дотепер",
            "зараз",
            "по сьогодні",
            "now",
            "present",
            "по теперішній час",
            "до сьогодні",
        }:
            return None
        found = self.take(field, lambda text: days.read(text, today=self.today, is_end=is_end))
        if found is None:
            return None
        self.values[field] = found.date.isoformat()
        if found.known != "day":
            self.remark(field, f"only_{found.known}", text=f"{found.date:%d.%m.%Y}")
        return found.date

    # -- Partners --------------------------------------------------------------------------
    def partner(self) -> None:
        for name, most in LONGEST.items():
            self.take(name, partial(_short, most=most))
        self._kind()
        kind = self.values.get("kind")
        self._names(kind)
        self.take("country", words.country)
        if "country" not in self.values and not self.is_faulty("country"):
            if kind in HOME_KINDS:
                self.values["country"] = "UA"
            elif kind:
                self.fault("country", "country_missing")
        self._edrpou(kind)
        self.take("website", words.website)
        self.take("sectors", words.sectors)
        self.take("oblasts", self._oblasts)
        self.take("offer", lambda text: _short(text, LONGEST_OFFER))
        self.take("status", words.partner_status)
        has_name = self.values.get("surname") or self.values.get("given_name")
        if has_name and "email" not in self.values and not self.is_faulty("email"):
            self.fault("email", "contact_email")
        if "email" in self.values and not self.is_faulty("full_name"):
            for name in ("surname", "given_name"):
                if not self.values.get(name) and not self.is_faulty(name):
                    self.fault(name, name)

    def _kind(self) -> None:
        self.take("kind", words.partner_kind)
        if "kind" in self.values or self.is_faulty("kind"):
            return
        told = words.kind_in_name(self.values.get("name_uk", ""))
        if told:
            self.values["kind"] = told
        else:
            self.fault("kind", "kind_missing", known="kind")

    def _names(self, kind: str | None) -> None:
        values = self.values
        if not values.get("name_uk") and not values.get("name_en") and kind == PartnerKind.INVESTOR:
            parts = (values.get("given_name"), values.get("surname"))
            values["name_uk"] = " ".join(filter(None, parts))
        name = values.get("name_uk") or values.get("name_en")
        if not name:
            if not self.is_faulty("name_uk") and not self.is_faulty("name_en"):
                self.fault("name_uk", "name_missing")
            return
        values["name_uk"] = name
        if not values.get("name_en"):
            values["name_en"] = romanise(name)[:250] if is_cyrillic(name) else name

    def _edrpou(self, kind: str | None) -> None:
        text = self.texts.get("edrpou", "")
        has_tax_number = sum(sign.isdigit() for sign in text) == 10
        if has_tax_number and kind in {PartnerKind.SOLE_ENTREPRENEUR, PartnerKind.INVESTOR}:
            self.remark("edrpou", "tax_number")
            return
        self.take_first("edrpou", words.edrpou, "edrpou_zeros")

    def _oblasts(self, text: str) -> list[int]:
        known = self.cleaner.oblasts
        if text not in known:
            known[text] = words.oblasts(text)
        return known[text]

    # -- The entry -------------------------------------------------------------------------
    def entry(self) -> None:
        number = self.texts.get("register_number")
        if number:
            number = number.removeprefix("№").strip()
            if len(number) > 20:
                self.fault("register_number", "number", text=number[:60])
            else:
                self.values["register_number"] = number
        entered = self.day("entered_on")
        if entered and entered > self.today:
            self.fault("entered_on", "future")


def _short(text: str, most: int) -> str:
    plain = tidy(text)
    if len(plain) > most:
        raise Unreadable("too_long", most=most)
    return plain


def shown_day(iso: str, language: str) -> str:
    """A kept date in words."""
    return long_date(date.fromisoformat(iso), language)
