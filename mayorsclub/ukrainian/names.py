"""Names of people in the cases that letters and minutes need.

Forms of address follow the orthography of 2019, § 87: always the vocative. Where
the sex of a person cannot be known, nothing is guessed.
"""

import json
from functools import cache
from importlib import resources
from typing import Literal, get_args

import shevchenko

from mayorsclub.ukrainian.romanise import romanise
from mayorsclub.ukrainian.spelling import is_cyrillic, tidy

Gender = Literal["masculine", "feminine"]
Case = Literal["genitive", "accusative", "vocative"]

FALLBACK_UK = "Вітаємо!"
FALLBACK_EN = "Hello,"
# Given names of today that the dictionary of names does not have.
_ALSO_MASCULINE = """
    арнольд архип броніслав веніамін вячеслав вілен даниїл едуард ельдар еміль ернест євстахій
    зеновій зенон ігнат йосип кирил леонтій марат марк мефодій никита онисим осип прохор ренат
    рустам рінат сава савелій сидір станіслав стефан тихін трохим фелікс філіп хома яким
"""
_ALSO_FEMININE = """
    альона аміна віолета домініка ельміра еліза елізабет еліна іоланта крістіна мілана мілена
    ніколетта параска стефа
"""
# Both women and men are called so; the dictionary knows one of them.
_EITHER = "вір воля зоря лада надій рава рут руф саша слава тава чара"


@cache
def _known_given_names() -> dict[str, Gender]:
    """Given names of which it is sure who bears them."""
    data = resources.files(shevchenko).joinpath("data/given-names.json")
    names = json.loads(data.read_text(encoding="utf-8"))
    known: dict[str, Gender] = {}
    for written in names:
        detected = shevchenko.detect_gender(given_name=written)
        if detected in get_args(Gender):
            known[tidy(written)] = detected
    known.update(dict.fromkeys(_ALSO_MASCULINE.split(), "masculine"))
    known.update(dict.fromkeys(_ALSO_FEMININE.split(), "feminine"))
    return {name: gender for name, gender in known.items() if name not in _EITHER.split()}


def gender_of(given_name: str, patronymic: str = "") -> Gender | None:
    """Masculine or feminine where patronymic or given name says so, else None.

    A double given name («Анна-Марія») counts by its parts; parts or a patronymic
    that contradict each other give None.
    """
    found: set[Gender | None] = set()
    if patronymic.strip():
        of_patronymic = shevchenko.detect_gender(patronymic_name=tidy(patronymic))
        found.add(of_patronymic if of_patronymic in get_args(Gender) else None)
    for part in tidy(given_name).lower().replace("-", " ").split():
        found.add(_known_given_names().get(part))
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def _in_case(field: str, name: str, case: Case, gender: Gender) -> str:
    """One name, each of its words declined; words without a known form stay."""
    words = tidy(name).split(" ")
    return " ".join(
        shevchenko.in_case(case, {field: word}, gender=gender)[field] if word else ""
        for word in words
    )


def _full(case: Case, surname: str, given_name: str, patronymic: str, gender: Gender | None) -> str:
    names = {"family_name": surname, "given_name": given_name, "patronymic_name": patronymic}
    sure = gender or gender_of(given_name, patronymic)
    declined = (
        _in_case(field, name, case, sure) if sure and is_cyrillic(name) else tidy(name)
        for field, name in names.items()
        if name.strip()
    )
    return " ".join(declined)


def genitive(
    surname: str, given_name: str, patronymic: str = "", *, gender: Gender | None = None
) -> str:
    """'Приклада Івана Петровича': surname first. Unchanged where the gender cannot be known."""
    return _full("genitive", surname, given_name, patronymic, gender)


def accusative(
    surname: str, given_name: str, patronymic: str = "", *, gender: Gender | None = None
) -> str:
    """'Зразок Ольгу Іванівну': surname first. Unchanged where the gender cannot be known."""
    return _full("accusative", surname, given_name, patronymic, gender)


def vocative(given_name: str, patronymic: str = "", *, gender: Gender | None = None) -> str:
    """'Іване Петровичу', 'Оксано'; '' where the form cannot be known."""
    gender = gender or gender_of(given_name, patronymic)
    if gender is None or not is_cyrillic(given_name):
        return ""
    parts = [_in_case("given_name", given_name, "vocative", gender)]
    if patronymic.strip():
        parts.append(_in_case("patronymic_name", patronymic, "vocative", gender))
    return " ".join(parts)


def salutation(
    surname: str,
    given_name: str,
    patronymic: str,
    language: str,
    *,
    gender: Gender | None = None,
) -> str:
    """The first line of a letter, with its punctuation.

    language: "uk" or "en". Ukrainian: 'Шановний Іване Петровичу!', without a
    patronymic 'Шановна пані Оксано!', and 'Вітаємо!' where it cannot be known how to
    address the person. English: 'Dear Ivan Pryklad,'; Cyrillic is romanised, a
    person's own Latin spelling stays.
    """
    if language != "uk":
        name = romanise(f"{given_name} {surname}").strip()
        return f"Dear {name}," if name else FALLBACK_EN
    gender = gender or gender_of(given_name, patronymic)
    name = vocative(given_name, patronymic, gender=gender)
    if not name:
        return FALLBACK_UK
    if gender == "feminine":
        return f"Шановна {name}!" if patronymic.strip() else f"Шановна пані {name}!"
    return f"Шановний {name}!" if patronymic.strip() else f"Шановний пане {name}!"


def initials(name: str) -> str:
    """«ІП» of «Іван Петрович Приклад»: the first and the last word's letters."""
    letters = [word.strip("«»\"'(")[:1] for word in name.split()]
    found = [letter for letter in letters if letter]
    return "".join([*found[:1], *found[1:][-1:]]).upper()
