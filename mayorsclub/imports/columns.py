"""Which column holds what: fields of each register, and the headings people give them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from rapidfuzz import fuzz

from mayorsclub.imports.reading import Line
from mayorsclub.ukrainian.alphabet import latin_key, search_key
from mayorsclub.ukrainian.spelling import is_cyrillic

MEMBERS, PARTNERS = "members", "partners"
ALIKE = 84
# A table begins within its first rows, if at all.
LOOKED_AT = 30


@dataclass(frozen=True)
class Field:
    """One thing that a column may hold. headings: what people write over it, one a line or
    after a comma; in_template: whether our own file has such a column."""

    name: str
    label: str | Promise
    headings: str
    in_template: bool = True
    example: str = ""


_FULL = "піб, п.і.б., п і б, прізвище ім’я по батькові, прізвище та ім’я, прізвище ім’я, ф.и.о., фио, фамилия имя отчество, full name, name, ім’я та прізвище, учасник, член клубу"
_SURNAME = "прізвище, призвище, прізв., фамилия, surname, last name, family name"
_GIVEN = "ім’я, имя, імя, власне ім’я, given name, first name"
_PATRONYMIC = "по батькові, побатькові, по-батькові, отчество, patronymic, middle name"
_EMAIL = "e-mail, email, ел. пошта, електронна пошта, ел пошта, ел. адреса, електронна адреса, пошта, імейл, мейл, эл. почта, электронная почта, почта, mail, email address"
_PHONE = "телефон, тел., тел, моб., моб. тел., мобільний, мобільний телефон, контактний телефон, номер телефону, контакти, phone, mobile, tel, phone number"
_NUMBER = "№ у реєстрі, реєстраційний номер члена, номер у реєстрі, номер посвідчення, № посвідчення, реєстровий номер, register number, number in the register"
_ENTERED = "дата вступу, дата прийняття, вступив, вступила, член з, член клубу з, дата внесення, дата внесення до реєстру, дата вступления, member since, entered on, date of entry, партнер з, partner since"
_STATUS = "статус, стан, status, чинний"
_LANGUAGE = "мова, мова листів, мова листування, language"
_EXAMPLE = "зразок, приклад, example"

MEMBER_FIELDS = (
    Field("full_name", _("Surname, given name, patronymic"), _FULL, in_template=False),
    Field("surname", _("Surname"), _SURNAME, example="Приклад"),
    Field("given_name", _("Given name"), _GIVEN, example="Іван"),
    Field("patronymic", _("Patronymic"), _PATRONYMIC, example="Петрович"),
    Field(
        "name_en",
        pgettext_lazy("person", "Name in English"),
        "ім’я англійською, прізвище та ім’я англійською, піб англійською, name in english, english name, latin name",
        example="Ivan Pryklad",
    ),
    Field("email", _("E-mail"), _EMAIL, example="pryklad@example.org"),
    Field("phone", _("Phone"), _PHONE, example="067 123 45 67"),
    Field(
        "post",
        _("Post"),
        "посада, пост, займана посада, должность, post, position, title",
        example="міський голова",
    ),
    Field(
        "community",
        _("Community"),
        "громада, територіальна громада, тг, отг, назва громади, місто, населений пункт, громада (місто), община, город, community, hromada, municipality, city, код катоттг",
        example="Тростянецька",
    ),
    Field("raion", _("Raion"), "район, р-н, raion, district", example="Охтирський"),
    Field("oblast", _("Oblast"), "область, обл., обл, регіон, oblast, region", example="Сумська"),
    Field(
        "former_community",
        _("Name of the former community, if it was merged"),
        "колишня громада, назва колишньої громади, колишня рада, former community",
    ),
    Field(
        "began_on",
        _("Post began on"),
        "з якого часу, з якого року, початок повноважень, дата обрання, обраний, обрана, обрано, на посаді з, дата початку, каденція з, початок каденції, с какого времени, since, began on, in office since, from",
        example="11.2015",
    ),
    Field(
        "ended_on",
        _("Post ended on"),
        "по який час, до якого часу, кінець повноважень, закінчення повноважень, дата завершення, на посаді до, кінець каденції, по какое время, until, ended on, to",
    ),
    Field(
        "how_ended",
        _("How the post ended"),
        "як завершилися повноваження, причина завершення, how it ended",
    ),
    Field("register_number", _("Number in the register"), _NUMBER),
    Field("entered_on", _("Member since"), _ENTERED, example="23.11.2026"),
    Field("status", _("Status"), _STATUS),
    Field("language", _("Language of letters"), _LANGUAGE, example="українська"),
    Field("example", _("Mark of an example row"), _EXAMPLE, example="зразок"),
)
PARTNER_FIELDS = (
    Field(
        "name_uk",
        _("Ukrainian name"),
        "назва, назва партнера, назва організації, назва підприємства, організація, компанія, підприємство, повна назва, назва українською, партнер, название, организация, компания, organisation, organization, company, partner, name",
        example="ТОВ «Приклад»",
    ),
    Field(
        "name_en",
        _("English name"),
        "назва англійською, назва (англ.), англійська назва, name in english, english name, latin name",
        example="Pryklad LLC",
    ),
    Field(
        "kind",
        _("Kind of partner"),
        "вид, вид партнера, тип, тип партнера, форма, категорія, kind, type, kind of partner",
        example="українське підприємство",
    ),
    Field(
        "edrpou",
        _("EDRPOU"),
        "єдрпоу, код єдрпоу, едрпоу, код едрпоу, код, edrpou, edrpou code, код за єдрпоу",
        example="32855961",
    ),
    Field(
        "country",
        _("Country"),
        "країна, держава, країна реєстрації, страна, country",
        example="Україна",
    ),
    Field(
        "registration_number",
        _("Registration number"),
        "реєстраційний номер, номер реєстрації, регистрационный номер, registration number, company number",
    ),
    Field(
        "website",
        _("Website"),
        "сайт, вебсайт, веб-сайт, веб-сторінка, сторінка, website, site, web, url",
        example="https://example.org",
    ),
    Field(
        "sectors",
        _("Sectors"),
        "галузь, галузі, сектор, сектори, сфера, сфера діяльності, sectors, sector, industry",
    ),
    Field(
        "oblasts",
        _("Oblasts of interest"),
        "області, області інтересу, регіони, цікавлять області, oblasts, regions",
    ),
    Field(
        "offer",
        _("What they offer"),
        "пропозиція, що пропонує, що пропонують, опис, про компанію, offer, description",
    ),
    Field(
        "full_name",
        _("Contact: surname, given name, patronymic"),
        "контактна особа, піб контактної особи, представник, піб, керівник, директор, контактное лицо, contact, contact person, representative, full name",
        in_template=False,
    ),
    Field(
        "surname", _("Contact: surname"), f"прізвище контактної особи, {_SURNAME}", example="Зразок"
    ),
    Field(
        "given_name", _("Contact: given name"), f"ім’я контактної особи, {_GIVEN}", example="Ольга"
    ),
    Field("patronymic", _("Contact: patronymic"), _PATRONYMIC, example="Іванівна"),
    Field(
        "position",
        _("Contact: position"),
        "посада, посада контактної особи, должность, position, title",
        example="директорка",
    ),
    Field("email", _("Contact: e-mail"), _EMAIL, example="zrazok@example.org"),
    Field("phone", _("Contact: phone"), _PHONE, example="050 123 45 67"),
    Field("register_number", _("Number in the register"), _NUMBER),
    Field("entered_on", _("Partner since"), _ENTERED, example="23.11.2026"),
    Field("status", _("Status"), _STATUS),
    Field("language", _("Language of letters"), _LANGUAGE, example="українська"),
    Field("example", _("Mark of an example row"), _EXAMPLE, example="зразок"),
)
FIELDS = {MEMBERS: MEMBER_FIELDS, PARTNERS: PARTNER_FIELDS}


def fields_of(register: str) -> dict[str, Field]:
    """The fields of a register by name, in the order of the template."""
    return {field.name: field for field in FIELDS[register]}


def template_heading(field: Field) -> str:
    """The heading of our own file: the first that people write over such a column."""
    return field.headings.split(",")[0].strip()


def key(text: str) -> str:
    """A heading folded for comparing: without marks, brackets, case."""
    return search_key(text) if is_cyrillic(text) else latin_key(text)


@cache
def _known(register: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (key(heading), field.name)
        for field in FIELDS[register]
        for heading in [*field.headings.split(","), *_labels(field)]
    )


def _labels(field: Field) -> list[str]:
    from django.utils import translation

    found = []
    for language in ("uk", "en"):
        with translation.override(language):
            found.append(str(field.label).replace(",", " "))
    return found


@cache
def likeness(register: str, heading: str) -> tuple[tuple[float, str], ...]:
    """How well a heading names each field, 0 to 100, the best first."""
    wanted = key(heading)
    if not wanted or len(wanted) > 80:
        return ()
    best: dict[str, float] = {}
    for known, name in _known(register):
        score = 100.0 if known == wanted else fuzz.ratio(known, wanted, score_cutoff=ALIKE)
        if len(known) > 3 and score < ALIKE and f" {known} " in f" {wanted} ":
            # «Мобільний телефон (для зв’язку)» has it as a word of its own.
            score = ALIKE
        best[name] = max(best.get(name, 0), score)
    return tuple(sorted(((score, name) for name, score in best.items() if score), reverse=True))


def match(register: str, headings: Sequence[str]) -> dict[int, str]:
    """The field of each column whose heading tells it; each field once, the surest first."""
    order = {field.name: place for place, field in enumerate(FIELDS[register])}
    pairs = sorted(
        (-score, column, order[name], name)
        for column, heading in enumerate(headings)
        for score, name in likeness(register, heading)
    )
    found: dict[int, str] = {}
    for _score, column, _order, name in pairs:
        if column not in found and name not in found.values():
            found[column] = name
    fields = set(found.values())
    if {"surname", "full_name"} <= fields and "given_name" not in fields:
        # 'Surname' beside 'Name': the latter is the given name.
        found = {
            column: "given_name" if name == "full_name" else name for column, name in found.items()
        }
    return dict(sorted(found.items()))


def heading_line(register: str, lines: Sequence[Line]) -> int:
    """Which of these lines is the heading: its place among them.

    The one that names most columns, the first where several do; where none names any, the
    first with more than one cell.
    """
    best, best_count = -1, 0
    for place, line in enumerate(lines[:LOOKED_AT]):
        count = len(match(register, line.cells))
        if count > best_count:
            best, best_count = place, count
    if best >= 0:
        return best
    wide = (place for place, line in enumerate(lines[:LOOKED_AT]) if sum(map(bool, line.cells)) > 1)
    return next(wide, 0)
