"""Numbers as they are written in Ukrainian and English."""

from decimal import Decimal


def show(value: float | Decimal, language: str) -> str:
    """'1 469' with a no-break space and '1,2'; in English '1,469' and '1.2'."""
    text = f"{value:,}"
    if language != "uk":
        return text
    return text.replace(",", "\u00a0").replace(".", ",")
