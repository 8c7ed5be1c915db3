"""CSV as people really have it: any common encoding, separator and quoting."""

import csv
import io
import re
from collections import Counter

from charset_normalizer import from_bytes

from mayorsclub.imports.reading.book import Book, Sheet, lines_of
from mayorsclub.imports.refusals import ImportRefused

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Encodings of one byte in which Ukrainian files come, the usual ones first.
CYRILLIC = ("cp1251", "koi8_u", "mac_cyrillic", "cp1125", "cp866", "iso8859_5")
SEPARATORS = ",;\t|"
LOOKED_AT = 200_000
SAMPLE_ROWS = 60
SEP_LINE = re.compile(r"\A[\"']?sep=(.)[\"']?\r?\n", re.IGNORECASE)
# How often Ukrainian text has its letters, in parts of a thousand.
FREQUENCIES = """
    о94 а83 н68 и61 і57 в55 т54 р48 е46 с42 л38 к36 у33 д32 п28 м30 я22 з22 ь18 г18 б16 ч14 й12
    х11 ж9 ц8 ш8 ю7 є6 щ5 ї6 ф2 ґ1
"""
FREQUENT = {each[0]: int(each[1:]) for each in FREQUENCIES.split()}
STRANGE = re.compile(r"[\u2500-\u259f\x80-\x9f\ufffdЎўЂђЃѓЉЊЋЏљњћџ¤†‡‰]")
WORD = re.compile(r"[^\W\d_]+")


def read(content: bytes) -> Book:
    """The rows of a CSV. Raises ImportRefused: see book.read."""
    text, encoding = decode(content)
    text = text.lstrip("\ufeff")
    named = SEP_LINE.match(text)
    separator = named[1] if named else _separator(text)
    # Excel does not count the line that names the separator either.
    body = text[named.end() :] if named else text
    try:
        rows = list(csv.reader(io.StringIO(body, newline=""), delimiter=separator))
    except csv.Error as fault:
        raise ImportRefused("broken") from fault
    shown = "TAB" if separator == "\t" else separator
    return Book([Sheet("", lines_of(rows))], f"{encoding}, {shown}")


def decode(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Raises ImportRefused: "encoding"."""
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return _strict(content, encoding), encoding.removesuffix("-sig")
    if encoding := _unmarked_utf_16(content[:2000]):
        return _strict(content, encoding), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _of_one_byte(content)


def _unmarked_utf_16(start: bytes) -> str:
    """UTF-16 without a mark: every second byte is 0 (Latin, digits) or 4 (Cyrillic)."""
    half = len(start) // 2
    even, odd = (sum(part.count(high) for high in (0, 4)) for part in (start[::2], start[1::2]))
    if max(even, odd) < 0.7 * half or half < 2:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        raise ImportRefused("encoding") from fault


def _of_one_byte(content: bytes) -> tuple[str, str]:
    """The encoding in which the text reads most like Ukrainian; where it is not Cyrillic at
    all, the one that charset-normalizer finds."""
    best, best_score = "", 0.0
    for encoding in CYRILLIC:
        try:
            text = content[:LOOKED_AT].decode(encoding)
        except UnicodeDecodeError:
            continue
        score = likeness(text)
        if score > best_score:
            best, best_score = encoding, score
    if best:
        return _strict(content, best), best
    found = from_bytes(content[:LOOKED_AT]).best()
    if found is None:
        raise ImportRefused("encoding")
    return _strict(content, found.encoding), found.encoding


def likeness(text: str) -> float:
    """How much a text reads like Ukrainian: frequent letters, no letter from drawings, and
    capitals only where words begin. At most 1; 0 or less where it does not."""
    score, letters = 0.0, 0
    for word in WORD.findall(text):
        if word.isascii():
            continue
        letters += len(word)
        score += sum(FREQUENT.get(sign, -40) for sign in word.lower()) / 60
        # «ПРИКЛАД» and «Приклад» are written so, «пРИКЛАД» by a wrong table.
        if not (word.islower() or word.isupper() or word.istitle() or word[1:].islower()):
            score -= len(word)
    score -= 5 * len(STRANGE.findall(text))
    return score / letters if letters else 0.0


def _separator(text: str) -> str:
    """The separator with which most rows have the same, and the largest, number of cells."""
    best, best_score = ",", (0, 0)
    for separator in SEPARATORS:
        reader = csv.reader(io.StringIO(text[:LOOKED_AT], newline=""), delimiter=separator)
        widths: Counter[int] = Counter()
        try:
            for row, _number in zip(reader, range(SAMPLE_ROWS), strict=False):
                if any(cell.strip() for cell in row):
                    widths[len(row)] += 1
        except csv.Error:
            continue
        wide = [(count * (width - 1), width) for width, count in widths.items() if width > 1]
        if wide and max(wide) > best_score:
            best, best_score = separator, max(wide)
    return best
