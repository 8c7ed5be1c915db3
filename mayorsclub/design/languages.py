"""Records that have their words in both languages."""

from django.utils.translation import get_language


def in_language(uk: str, en: str) -> str:
    """The text in the active language; Ukrainian where there is no English."""
    return (en if get_language() == "en" else "") or uk
