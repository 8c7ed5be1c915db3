"""Records that have their words in both languages."""

from typing import Any, overload

from django.utils.translation import get_language


def in_language(uk: str, en: str) -> str:
    """The text in the active language; Ukrainian where there is no English."""
    return (en if get_language() == "en" else "") or uk


class InLanguage:
    """An attribute of a record that reads <name>_uk or <name>_en: `title = InLanguage()`.

    name: of the two fields, where it is not the attribute's own.
    """

    def __init__(self, name: str = "") -> None:
        self.name = name

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = self.name or name

    @overload
    def __get__(self, record: None, owner: type) -> "InLanguage": ...
    @overload
    def __get__(self, record: object, owner: type) -> str: ...
    def __get__(self, record: Any, owner: type) -> "InLanguage | str":
        if record is None:
            return self
        return in_language(getattr(record, f"{self.name}_uk"), getattr(record, f"{self.name}_en"))
