"""Names, e-mails and phones as people write them into spreadsheets."""

import re
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from mayorsclub.accounts.fields import LatinNameField, PersonNameField, UkrainianNameField
from mayorsclub.imports.faults import Unreadable
from mayorsclub.ukrainian import phones
from mayorsclub.ukrainian.names import gender_of
from mayorsclub.ukrainian.spelling import is_cyrillic, tidy

LONGEST_NAME = 80
_PATRONYMIC = re.compile(
    r".{2,}(?:ович|евич|йович|івна|ївна|овна|евна|ічна)|ілліч|лукич|кузьмич|фомич|хомич|яківна|лукінічна",
    re.IGNORECASE,
)
# Parts of a patronymic that stand as words of their own.
_WITH_PATRONYMIC = frozenset(["огли", "оглу", "кизи", "гизи"])
_TITLE = re.compile(r"^(?:пан|пані|п\.|г-н|г-жа|mr|mrs|ms|dr)\.?\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^)]*\)")
_INITIAL = re.compile(r"\b\w\.")
_EMAIL = re.compile(r"[^\s,;<>()\[\]:\"«»]+@[^\s,;<>()\[\]:\"«»]+")
_NUMBERS = re.compile(r"[,;\n/]|\s(?:та|і|або|or|and)\s|(?<=\d)\s{2,}(?=[+0(])|(?<=\d)\s+(?=\+)")
_NOT_NUMBER = re.compile(r"[^\d+() .\-–—]")
_UKRAINIAN, _PERSON, _LATIN = UkrainianNameField(), PersonNameField(), LatinNameField()
_is_email = EmailValidator()


class Name(NamedTuple):
    """A whole name in its parts. is_sure: whether the order of the parts is certain."""

    surname: str
    given_name: str
    patronymic: str
    is_sure: bool = True


def split(text: str, *, given_first: bool | None = None) -> Name:
    """A whole name in parts, whichever comes first; patronymics and given names tell.

    given_first: the order of this column, for names that do not tell it; None: surname
    first in Cyrillic, given name first in Latin. Raises Unreadable: "initials",
    "name_parts".
    """
    plain = _TITLE.sub("", tidy(_BRACKETS.sub(" ", text).replace(",", " ")))
    if _INITIAL.search(plain):
        raise Unreadable("initials", text=text[:100])
    words = plain.split()
    if len(words) > 2 and words[-1].lower() in _WITH_PATRONYMIC:
        words[-2:] = [" ".join(words[-2:])]
    if len(words) not in (2, 3):
        raise Unreadable("name_parts" if words else "surname", text=text[:100])
    if len(words) == 3:
        return _three(words)
    return _two(words, given_first)


def _three(words: list[str]) -> Name:
    first, second, third = words
    if _is_patronymic(third):
        return Name(first, second, third)
    if _is_patronymic(second):
        return Name(third, first, second)
    if not is_cyrillic(" ".join(words)):
        # A middle name is no patronymic: it belongs to the given name.
        return Name(third, f"{first} {second}", "", is_sure=False)
    raise Unreadable("name_parts", text=" ".join(words)[:100])


def _two(words: list[str], given_first: bool | None) -> Name:
    first, second = words
    is_given = [gender_of(word) is not None for word in words]
    if is_given == [True, False]:
        return Name(second, first, "")
    if is_given == [False, True]:
        return Name(first, second, "")
    if given_first is None:
        given_first = not is_cyrillic(first + second)
    return Name(second, first, "", False) if given_first else Name(first, second, "", False)


def _is_patronymic(word: str) -> bool:
    return bool(_PATRONYMIC.fullmatch(word)) or word.split()[-1].lower() in _WITH_PATRONYMIC


def name_part(text: str, *, may_be_latin: bool) -> str:
    """One part of a name, tidied, with capitals. Raises Unreadable: "letters",
    "person_letters", "initials", "too_long"."""
    if len(text) > LONGEST_NAME:
        raise Unreadable("too_long", most=LONGEST_NAME)
    if _INITIAL.search(text):
        raise Unreadable("initials", text=text)
    try:
        return (_PERSON if may_be_latin else _UKRAINIAN).clean(text)
    except ValidationError:
        code = "person_letters" if may_be_latin else "letters"
        raise Unreadable(code, text=text) from None


def latin_name(text: str) -> str:
    """A name in English. Raises Unreadable: "latin", "too_long"."""
    if len(text) > 160:
        raise Unreadable("too_long", most=160)
    try:
        return _LATIN.clean(text)
    except ValidationError:
        raise Unreadable("latin", text=text) from None


def email(text: str) -> tuple[str, bool]:
    """The first address of a cell in lower case, and whether there are more.

    Takes 'mailto:', 'Ivan <ivan@example.org>', Cyrillic look-alikes never: they are slips.
    Raises Unreadable: "email".
    """
    found = _EMAIL.findall(text.replace("mailto:", " "))
    if not found:
        raise Unreadable("email", text=text[:100])
    address = found[0].strip(".'").lower()
    try:
        _is_email(address)
    except ValidationError:
        raise Unreadable("email", text=text[:100]) from None
    if not address.isascii() or len(address) > 254:
        raise Unreadable("email", text=text[:100])
    return address, len({each.lower() for each in found}) > 1


def phone(text: str) -> tuple[str, bool]:
    """The first number of a cell as it is stored, and whether there are more.

    Takes 0XX…, 80XX…, 380…, nine digits of which a spreadsheet ate the zero, words beside
    the number («моб.»). Raises Unreadable: "phone".
    """
    numbers = []
    for part in _NUMBERS.split(text):
        digits = _NOT_NUMBER.sub(" ", part).strip()
        if not digits:
            continue
        try:
            numbers.append(phones.normalise(digits))
        except ValueError:
            numbers += _taken_apart(re.sub(r"\D", "", digits), has_zero=digits[0] in "+0")
    if not numbers:
        raise Unreadable("phone", text=text[:100])
    return numbers[0], len(set(numbers)) > 1


def _taken_apart(digits: str, *, has_zero: bool) -> list[str]:
    """Nine digits without their zero; two numbers with nothing but a space between."""
    if len(digits) == 9 and not has_zero:
        parts = [f"0{digits}"]
    elif len(digits) in (20, 24):
        parts = [digits[: len(digits) // 2], digits[len(digits) // 2 :]]
    else:
        return []
    try:
        return [phones.normalise(part) for part in parts]
    except ValueError:
        return []
