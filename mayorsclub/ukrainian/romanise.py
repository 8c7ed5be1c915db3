"""Official romanisation of Ukrainian: resolution 55 of the Cabinet of Ministers, 27.01.2010."""

from translitua import UkrainianKMU, translit

from mayorsclub.ukrainian.spelling import tidy


def romanise(text: str) -> str:
    """The text in Latin letters, by resolution 55. Letters that are Latin already stay.

    The soft sign and the apostrophe are dropped; a person's own spelling of a
    name always wins over this one.
    """
    return translit(tidy(text), UkrainianKMU)
