"""Gettext catalogues in Python: no xgettext, no msgfmt on the machine.

Each app has its own catalogue, locale/uk/LC_MESSAGES/django.po. Message ids are
English, so Ukrainian is the only catalogue there is.
"""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGE = settings.BASE_DIR / "mayorsclub"
KEYWORDS: dict = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLURALS = (
    "nplurals=4; plural=(n % 1 == 0 && n % 10 == 1 && n % 100 != 11 ? 0 : n % 1 == 0 && n % 10 >= 2 "
    "&& n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : n % 1 == 0 && (n % 10 ==0 || (n % 10 >=5 "
    "&& n % 10 <=9) || (n % 100 >=11 && n % 100 <=14 )) ? 2: 3);"
)


def apps() -> list[Path]:
    """The folders of our apps, in order of name."""
    return sorted(path.parent for path in PACKAGE.glob("*/apps.py"))


def catalogue(app: Path) -> Path:
    """Where an app's Ukrainian catalogue is."""
    return app / "locale" / "uk" / "LC_MESSAGES" / "django.po"


def used_in(app: Path) -> Iterator[tuple[tuple[str | None, str, str | None], str]]:
    """Each (context, id, plural id) that an app's code and templates use, with its place."""
    sources = [
        *app.rglob("*.py"),
        *app.rglob("templates/**/*.html"),
        *app.rglob("templates/**/*.txt"),
    ]
    for path in sorted(sources):
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # What is left is read as Python, to which the indentation of HTML means nothing.
            lines = templatize(text, origin=str(path)).splitlines()
            text = "\n".join(line.lstrip() for line in lines)
        place = str(path.relative_to(settings.BASE_DIR))
        source = io.BytesIO(text.encode())
        for _line, message, _comments, context in extract("python", source, keywords=KEYWORDS):
            single, plural = message if isinstance(message, tuple) else (message, None)
            yield (context, single, plural), place


def merge(app: Path) -> polib.POFile:
    """An app's catalogue brought up to date with its code: new messages empty, unused gone."""
    path = catalogue(app)
    known = polib.pofile(str(path)) if path.exists() else polib.POFile(wrapwidth=99)
    kept = {(entry.msgctxt, entry.msgid): entry for entry in known}
    fresh = polib.POFile(wrapwidth=99)
    fresh.metadata = {
        "Project-Id-Version": "mayorsclub",
        "Language": "uk",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS,
    }
    places: dict[tuple, set[str]] = {}
    for key, place in used_in(app):
        places.setdefault(key, set()).add(place)
    for (context, single, plural), found in sorted(places.items(), key=lambda item: item[0][1]):
        if not single:
            continue
        old = kept.get((context, single))
        entry = polib.POEntry(
            msgid=single, msgctxt=context, occurrences=[(place, "") for place in sorted(found)]
        )
        if plural:
            entry.msgid_plural = plural
            entry.msgstr_plural = (old and old.msgstr_plural) or dict.fromkeys(range(4), "")
        else:
            entry.msgstr = old.msgstr if old else ""
        fresh.append(entry)
    return fresh


def write(app: Path) -> polib.POFile | None:
    """Write an app's merged catalogue; nothing where the app has no text."""
    merged = merge(app)
    if len(merged):
        catalogue(app).parent.mkdir(parents=True, exist_ok=True)
        merged.save(str(catalogue(app)))
        return merged
    return None


def compile_all() -> None:
    """Write the .mo file beside each catalogue that is newer than it."""
    for app in apps():
        source = catalogue(app)
        target = source.with_suffix(".mo")
        if source.exists() and (
            not target.exists() or target.stat().st_mtime <= source.stat().st_mtime
        ):
            # Renamed when whole: a start that is cut off leaves no half-written catalogue.
            fresh = target.with_suffix(f".{os.getpid()}")
            polib.pofile(str(source)).save_as_mofile(str(fresh))
            fresh.replace(target)
