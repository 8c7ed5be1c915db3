"""Words of a closed list in the spellings of spreadsheets: posts, kinds, statuses, countries."""

import re
from functools import cache

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils import translation
from stdnum import exceptions
from stdnum.ua import edrpou as edrpou_check

from mayorsclub.accounts.fields import WebAddressField
from mayorsclub.imports.faults import Unreadable
from mayorsclub.membership.models import PostKind
from mayorsclub.membership.models import Status as MemberStatus
from mayorsclub.partners.choices import Sector
from mayorsclub.partners.fields import _names as country_names
from mayorsclub.partners.fields import country_name
from mayorsclub.partners.models import PartnerKind
from mayorsclub.partners.models import Status as PartnerStatus
from mayorsclub.territories.models import Category, Territory
from mayorsclub.ukrainian.alphabet import latin_key, search_key
from mayorsclub.ukrainian.spelling import is_cyrillic, tidy

_POSTS: dict[str, str] = {
    PostKind.MAYOR: "міський голова, мер, мерка, міська голова, голова міста, городской голова, мэр, мер міста, mayor, city mayor",
    PostKind.SETTLEMENT_HEAD: "селищний голова, селищна голова, голова селищної ради, поселковый голова, голова селищної громади, head of settlement",
    PostKind.VILLAGE_HEAD: "сільський голова, сільська голова, голова сільської ради, сельский голова, голова сільської громади, village head",
    PostKind.COMMUNITY_HEAD: "голова громади, голова територіальної громади, голова тг, голова отг, голова об’єднаної територіальної громади, очільник громади, очільниця громади, глава громады, head of community, hromada head",
    PostKind.ACTING: "в. о. голови, в.о. міського голови, в.о. селищного голови, в.о. сільського голови, виконувач обов’язків голови, виконуючий обов’язки голови, виконуюча обов’язки голови, т. в. о. голови, acting mayor, acting head",
    PostKind.MILITARY: "начальник військової адміністрації, начальник ва, начальник мва, начальник свa, начальниця військової адміністрації, начальник міської військової адміністрації, начальник селищної військової адміністрації, начальник сільської військової адміністрації, начальник військово-цивільної адміністрації",
}
_KINDS: dict[str, str] = {
    PartnerKind.ENTERPRISE: "підприємство, українська компанія, українське підприємство, тов, ат, пат, прат, пп, дп, кп, юридична особа, юрособа, компанія, предприятие, ооо, enterprise, company",
    PartnerKind.SOLE_ENTREPRENEUR: "фоп, фізична особа підприємець, підприємець, флп, спд, entrepreneur, sole proprietor",
    PartnerKind.INTERNATIONAL: "міжнародна компанія, іноземна компанія, міжнародна, нерезидент, международная компания, foreign company, international",
    PartnerKind.FUND: "інвестиційний фонд, фонд, инвестиционный фонд, fund",
    PartnerKind.INVESTOR: "інвестор, приватний інвестор, фізична особа, инвестор, investor, private investor",
}
_MEMBER_STATUSES: dict[str, str] = {
    MemberStatus.ACTIVE: "чинний, чинна, активний, активна, дійсний, дійсна, член, так, действующий, active, member, yes",
    MemberStatus.SUSPENDED: "призупинений, призупинена, призупинено, зупинено, suspended",
    MemberStatus.LEFT: "вибув, вибула, вийшов, вийшла, колишній, колишня, вышел, left, former",
    MemberStatus.EXCLUDED: "виключений, виключена, виключено, исключен, excluded",
    MemberStatus.DECEASED: "помер, померла, умер, deceased",
}
_PARTNER_STATUSES: dict[str, str] = {
    PartnerStatus.ACTIVE: "чинний, чинна, активний, активна, діє, партнер, так, действующий, active, yes",
    PartnerStatus.SUSPENDED: "призупинений, призупинена, призупинено, зупинено, suspended",
    PartnerStatus.ENDED: "завершено, завершений, припинено, припинений, колишній, ended, former",
}
_LANGUAGES = {
    "uk": "українська, укр, українською, україномовний, ukrainian, uk, ua",
    "en": "англійська, англ, англійською, english, en, eng",
}
_COUNTRIES = {
    "US": "сша, америка, usa, united states of america",
    "GB": "великобританія, велика британія, англія, uk, england, great britain",
    "AE": "оае, emirates, uae",
    "KR": "корея, південна корея, korea",
    "CZ": "чехія, чеська республіка, czech republic",
    "NL": "голландія, нідерланди, holland",
    "TR": "туреччина, turkey",
}
_ACTING = re.compile(r"(?:т\.?\s*)?в\.?\s*о\.?(?:\s|$)|викону\w+ обов|acting\b", re.IGNORECASE)
_ANY_SEPARATOR = re.compile(r"[,;\n/]")
_WEBSITE = WebAddressField()


def _key(text: str) -> str:
    return search_key(text) if is_cyrillic(text) else latin_key(text)


@cache
def _lookup(name: str) -> dict[str, str]:
    """Folded spellings and what they mean; the labels of the choices are among them."""
    tables: dict[str, tuple[dict[str, str], type[TextChoices] | None]] = {
        "post": (_POSTS, PostKind),
        "kind": (_KINDS, PartnerKind),
        "member_status": (_MEMBER_STATUSES, MemberStatus),
        "partner_status": (_PARTNER_STATUSES, PartnerStatus),
        "language": (_LANGUAGES, None),
        "sector": ({}, Sector),
    }
    spellings, choices = tables[name]
    found = {_key(text): value for value, texts in spellings.items() for text in texts.split(",")}
    for language in ("uk", "en"):
        with translation.override(language):
            for value, label in choices.choices if choices else ():
                found.setdefault(_key(str(label)), value)
    return found


_CHOICES: dict[str, type[TextChoices]] = {
    "kind": PartnerKind,
    "member_status": MemberStatus,
    "partner_status": PartnerStatus,
    "sector": Sector,
}


def known(name: str) -> str:
    """The words of a closed list, in the active language."""
    return ", ".join(str(label) for label in _CHOICES[name].labels)


def post(text: str) -> tuple[str, str]:
    """Kind and own title of a post: known words give a kind without a title, all others
    «another post» called so."""
    text = tidy(text)
    # «міський голова м. Суми», «міський голова (з 2015)»: what is before says it.
    for part in (text, re.split(r"[,(]| м\.| с\.| смт| міста | громади ", text)[0]):
        if found := _lookup("post").get(_key(part)):
            return found, ""
    if _ACTING.match(text) and "голов" in text.lower():
        return PostKind.ACTING, ""
    if len(text) > 160:
        raise Unreadable("too_long", most=160)
    return PostKind.OTHER, text


def partner_kind(text: str) -> str:
    """A kind of partner. Raises Unreadable: "kind"."""
    return _chosen("kind", "kind", text)


def kind_in_name(name: str) -> str:
    """The kind that a name begins with («ТОВ …», «ФОП …»), or ''."""
    first = _key(name.split()[0]) if name.split() else ""
    legal = {_key(word) for word in ("тов", "ат", "пат", "прат", "пп", "дп", "кп")}
    if first in legal:
        return PartnerKind.ENTERPRISE
    return PartnerKind.SOLE_ENTREPRENEUR if first == _key("фоп") else ""


def member_status(text: str) -> str:
    """A status of the register of members. Raises Unreadable: "status"."""
    return _chosen("member_status", "status", text)


def partner_status(text: str) -> str:
    """A status of the register of partners. Raises Unreadable: "status"."""
    return _chosen("partner_status", "status", text)


def _chosen(table: str, code: str, text: str) -> str:
    found = _lookup(table).get(_key(text))
    if found is None:
        raise Unreadable(code, text=text[:100], known=table)
    return found


def language(text: str) -> str:
    """'uk' or 'en'. Raises Unreadable: "language"."""
    found = _lookup("language").get(_key(text))
    if found is None:
        raise Unreadable("language", text=text[:100])
    return found


def sectors(text: str) -> tuple[str, ...]:
    """Sectors, told by commas. Raises Unreadable: "sectors"."""
    whole = _lookup("sector")
    if found := whole.get(_key(text)):
        return (found,)
    chosen = []
    for part in filter(str.strip, re.split(r"[;\n,]", text)):
        value = whole.get(_key(part))
        if value is None:
            raise Unreadable("sectors", text=part.strip()[:100], known="sector")
        chosen.append(value)
    return tuple(dict.fromkeys(chosen))


@cache
def _countries() -> dict[str, str]:
    found = {
        _key(name): code
        for language in ("en", "uk")
        for code, name in country_names(language).items()
    }
    for code, texts in _COUNTRIES.items():
        found |= {_key(text): code for text in texts.split(",")}
    return found


def country(text: str) -> str:
    """A country by its name in Ukrainian or English, or by two letters. Raises Unreadable."""
    code = text.strip().upper()
    if len(code) == 2 and code.isascii() and country_name(code, "en") != code:
        return code
    found = _countries().get(_key(text))
    if found is None:
        raise Unreadable("country", text=text[:100])
    return found


def edrpou(text: str) -> tuple[str, bool]:
    """An EDRPOU code, and whether zeros that a spreadsheet ate were put back.

    Raises Unreadable: "edrpou_digits", "edrpou".
    """
    digits = re.sub(r"\s", "", text)
    if not (digits.isascii() and digits.isdigit() and 5 <= len(digits) <= 8):
        raise Unreadable("edrpou_digits", text=text[:60])
    try:
        return edrpou_check.validate(digits.zfill(8)), len(digits) < 8
    except exceptions.ValidationError:
        raise Unreadable("edrpou", text=text[:60]) from None


def website(text: str) -> str:
    """The address of a page, with https where no scheme is written. Raises Unreadable."""
    try:
        return _WEBSITE.clean(text.split()[0].strip(",;")) or ""
    except ValidationError:
        raise Unreadable("website", text=text[:100]) from None


def oblasts(text: str) -> list[int]:
    """Primary keys of the oblasts named; none for «всі». Raises Unreadable: "oblast"."""
    known = _oblasts()
    found = []
    for part in filter(str.strip, _ANY_SEPARATOR.split(text)):
        name = _key(
            re.sub(r"\b(?:обл(?:асть|\.)?|місто|м\.|oblast|region)", " ", part, flags=re.IGNORECASE)
        )
        if name in {_key("всі"), _key("уся україна"), _key("вся україна"), _key("all")}:
            return []
        if name not in known:
            raise Unreadable("oblast", text=part.strip()[:100])
        found.append(known[name])
    return list(dict.fromkeys(found))


def _oblasts() -> dict[str, int]:
    from mayorsclub.territories.typed import without_kind

    rows = Territory.objects.present().filter(category__in=[Category.OBLAST, Category.SPECIAL_CITY])
    found = {}
    for row in rows:
        for name in (row.name, without_kind(row.name_en)):
            found[_key(name)] = row.pk
    return found
