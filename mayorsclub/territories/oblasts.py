"""The addresses of oblasts: /communities/kharkiv/. Fixed, because addresses never change."""

from mayorsclub.territories.models import Territory

# By the first four signs of the code. Romanised (resolution 55) from the usual noun; the
# oblast around Kyiv says that it is one.
SLUGS = {
    "UA01": "crimea",
    "UA05": "vinnytsia",
    "UA07": "volyn",
    "UA12": "dnipropetrovsk",
    "UA14": "donetsk",
    "UA18": "zhytomyr",
    "UA21": "zakarpattia",
    "UA23": "zaporizhzhia",
    "UA26": "ivano-frankivsk",
    "UA32": "kyiv-oblast",
    "UA35": "kirovohrad",
    "UA44": "luhansk",
    "UA46": "lviv",
    "UA48": "mykolaiv",
    "UA51": "odesa",
    "UA53": "poltava",
    "UA56": "rivne",
    "UA59": "sumy",
    "UA61": "ternopil",
    "UA63": "kharkiv",
    "UA65": "kherson",
    "UA68": "khmelnytskyi",
    "UA71": "cherkasy",
    "UA73": "chernivtsi",
    "UA74": "chernihiv",
    "UA80": "kyiv",
    "UA85": "sevastopol",
}
_PLACES = {slug: place for place, slug in SLUGS.items()}


def slug_of(oblast: Territory) -> str:
    """The oblast's, or the special city's, part of an address."""
    return SLUGS[oblast.code[:4]]


def by_slug(slug: str) -> Territory | None:
    """The present oblast or special city with this address, if the codifier has it."""
    place = _PLACES.get(slug)
    if place is None:
        return None
    return Territory.objects.present().oblasts().filter(code__startswith=place).first()
