"""Dictionary forms of words, so that «громадам» and «громада» are one word to a search."""

import re
import threading
import unicodedata
from functools import cache, lru_cache

from pymorphy3 import MorphAnalyzer

from mayorsclub.ukrainian.alphabet import search_key
from mayorsclub.ukrainian.spelling import APOSTROPHE, is_cyrillic, tidy

WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHE}'][^\W_]+)*")
LONGEST = 40  # letters of a word that count; longer ones are no words
MOST_FORMS = 3  # a form may belong to several words: «мері» to «мер» and «мерія»
_ALWAYS_SO = {"news", "this", "does", "goods", "process"}
_VOWEL = re.compile(r"[aeiouy]")
_SIBILANT_ES = re.compile(r"(?:s|x|z|ch|sh)es$")
_lock = threading.Lock()

# Words that say nothing by themselves: a question is searched for by its other words.
FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        а але без би в від для до є з за зі і із й на над не ні о об по під при про та те то
        у ж же чи що як або
        a an and are as at by for from in into is of on or the to with
        """,
    )
)


def words(text: str) -> list[str]:
    """The words of a text in their order, in small letters, tidied; numbers too."""
    return [word[:LONGEST] for word in WORD.findall(tidy(text).lower())]


def lemmas(text: str) -> list[str]:
    """The dictionary form of each word: 'інвестиційних паспортів' gives 'інвестиційний',
    'паспорт'; 'communities' gives 'communiti', the stem. The likeliest where there are several.
    """
    return [_dictionary_forms(word)[0] for word in words(text)]


@lru_cache(maxsize=100_000)
def terms(word: str) -> tuple[str, ...]:
    """What a word is found by: its own folded spelling, then its folded dictionary forms.

    Two words are the same to a search when they share a term.
    """
    return tuple(dict.fromkeys(filter(None, map(folded, (word, *_dictionary_forms(word))))))


def folded(word: str) -> str:
    """A word without case, accents, apostrophes; letters that are confused are alike."""
    if not is_cyrillic(word):
        parts = unicodedata.normalize("NFKD", word)
        word = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return search_key(word).replace(" ", "")[:LONGEST]


def _dictionary_forms(word: str) -> list[str]:
    if not is_cyrillic(word):
        return [_stem(word)]
    # The dictionary writes the plain apostrophe.
    found = _analyser().normal_forms(word.replace(APOSTROPHE, "'"))[:MOST_FORMS]
    return [form.replace("'", APOSTROPHE) for form in found]


@cache
def _loaded() -> MorphAnalyzer:
    return MorphAnalyzer(lang="uk")


def _analyser() -> MorphAnalyzer:
    with _lock:
        return _loaded()


def _stem(word: str) -> str:
    """An English word without the endings of plural, -ing and -ed: 'cities' and 'city',
    'sharing' and 'shared' give one stem. Short words stay."""
    word = word.removesuffix(f"{APOSTROPHE}s").removesuffix("'s")
    if len(word) < 4 or not word.isalpha() or word in _ALWAYS_SO:
        return word
    if word.endswith("ies"):
        word = f"{word[:-3]}y"
    elif _SIBILANT_ES.search(word):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and _VOWEL.search(rest):
            word = rest
            break
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    return f"{word[:-1]}i" if len(word) > 2 and word.endswith("y") else word
