"""English names of units: official romanisation, with the seat's name for a hromada.

A proposal only: an editor's wording wins (see `names.set_english_name`).
"""

import re
from collections.abc import Sequence

from mayorsclub.territories.models import Category
from mayorsclub.ukrainian.alphabet import search_key
from mayorsclub.ukrainian.romanise import romanise

# The codifier has oblasts as adjectives («Львівська»); English names them by the noun.
_OBLASTS = {
    "Автономна Республіка Крим": "Autonomous Republic of Crimea",
    "Вінницька": "Vinnytsia Oblast",
    "Волинська": "Volyn Oblast",
    "Дніпропетровська": "Dnipropetrovsk Oblast",
    "Донецька": "Donetsk Oblast",
    "Житомирська": "Zhytomyr Oblast",
    "Закарпатська": "Zakarpattia Oblast",
    "Запорізька": "Zaporizhzhia Oblast",
    "Івано-Франківська": "Ivano-Frankivsk Oblast",
    "Київська": "Kyiv Oblast",
    "Кіровоградська": "Kirovohrad Oblast",
    "Луганська": "Luhansk Oblast",
    "Львівська": "Lviv Oblast",
    "Миколаївська": "Mykolaiv Oblast",
    "Одеська": "Odesa Oblast",
    "Полтавська": "Poltava Oblast",
    "Рівненська": "Rivne Oblast",
    "Сумська": "Sumy Oblast",
    "Тернопільська": "Ternopil Oblast",
    "Харківська": "Kharkiv Oblast",
    "Херсонська": "Kherson Oblast",
    "Хмельницька": "Khmelnytskyi Oblast",
    "Черкаська": "Cherkasy Oblast",
    "Чернівецька": "Chernivtsi Oblast",
    "Чернігівська": "Chernihiv Oblast",
}
_KINDS = {Category.OBLAST: "Oblast", Category.RAION: "raion", Category.HROMADA: "hromada"}
_ADJECTIVE = re.compile(r"(с|ц|з)к(а|ий|и)$")
# Ріг, різький; Вараш, вараська; Олика, олицька.
_ALTERNATING = str.maketrans("гжкчхш", "ззццсс")
_VOWELS = re.compile(r"[аеиоуюяй]")


def english_name(name: str, category: Category, seats: Sequence[str] = ()) -> str:
    """'Lviv Oblast', 'Slavutych hromada', 'Ivanivka'.

    seats: settlements that may have given the adjective its name: for a hromada the
    first settlement in the codifier, for a raion the cities. Where none is surely
    the namesake, the adjective itself is romanised ('Prystolychna hromada').
    """
    if category == Category.OBLAST and name in _OBLASTS:
        return _OBLASTS[name]
    if category not in _KINDS:
        return romanise(name)
    namesakes = [seat for seat in seats if is_namesake(name, seat)]
    noun = namesakes[0] if len(namesakes) == 1 else name
    return f"{romanise(noun)} {_KINDS[category]}"


def is_namesake(adjective: str, noun: str) -> bool:
    """Whether «Білоцерківська» comes from «Біла Церква»: by the consonants each word begins
    with, because vowels alternate. Careful: rather no than wrongly yes.
    """
    if adjective[0] != noun[0]:
        return False
    words = [_consonants(word) for word in search_key(noun).split()]
    folded = search_key(adjective)
    # «Луцька» keeps the ц of «Луцьк», «Стрийська» adds its own с.
    stems = [_consonants(folded), _consonants(_ADJECTIVE.sub(r"\1", folded))]
    return any(_begin_in_turn(words, stem) for stem in stems)


def _begin_in_turn(words: list[str], stem: str) -> bool:
    kept = min(3, len(stem)) if len(words) == 1 else 2
    position = 0
    for place, word in enumerate(words):
        position = stem.find(word[:kept], position)
        if not word or position < 0 or (place == 0 and position > 0):
            return False
        position += 1
    return True


def _consonants(word: str) -> str:
    return _VOWELS.sub("", word).translate(_ALTERNATING)
