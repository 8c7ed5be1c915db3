"""What a member may tell of: topics and languages."""

from functools import cache

from babel import Locale
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mayorsclub.ukrainian.alphabet import sort_key


class Topic(models.TextChoices):
    """What members advise on and look for: the topics of the expert sessions."""

    INVESTMENT = "investment", _("Investment")
    ENERGY = "energy", _("Energy")
    LAND = "land", _("Land and planning")
    TRADE = "trade", _("Trade and export")
    INTERNATIONAL = "international", _("International cooperation")
    BUSINESS = "business", _("Small and medium-sized business")
    RECOVERY = "recovery", _("Recovery")
    DIGITAL = "digital", _("Digital transformation")
    GRANTS = "grants", _("Grants")
    STRATEGY = "strategy", _("Strategy")
    PPP = "ppp", _("Public-private partnership")
    GOVERNANCE = "governance", _("Local self-government")


# ISO 639: Ukrainian, then the languages of neighbours, partners and donors.
LANGUAGES = (
    *("uk", "en", "de", "fr", "pl", "es", "it", "pt", "nl", "sv", "no", "da", "fi"),
    *("cs", "sk", "hu", "ro", "bg", "el", "tr", "lt", "lv", "et", "ka", "crh"),
    *("he", "ar", "ja", "ko", "zh"),
)


@cache
def _names(language: str) -> dict[str, str]:
    names = Locale.parse(language).languages
    return {code: str(names[code]) for code in LANGUAGES}


def language_name(code: str, language: str | None = None) -> str:
    """The name of a language in this or the active language: 'англійська', 'English'."""
    return _names((language or get_language() or "uk")[:2]).get(code, code)


def languages() -> list[tuple[str, str]]:
    """Codes with names: Ukrainian and English first, the others by alphabet."""
    names = _names((get_language() or "uk")[:2])
    rest = sorted(LANGUAGES[2:], key=lambda code: sort_key(names[code]))
    return [(code, names[code]) for code in (*LANGUAGES[:2], *rest)]
