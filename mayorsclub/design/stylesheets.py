"""One style sheet for the site, joined from a file per component.

`design/styles.css` holds the design's own sheets and every app's
`static/<app>/components/*.css`; browsers ask once. Addresses inside a
component are relative to `static/design/`.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

NAME = "design/styles.css"
LAYERS = "@layer tokens, base, layout, components, utilities;\n"
BEFORE = ("fonts", "tokens", "base", "layout")
AFTER = ("utilities",)


def sheets() -> Iterator[Path]:
    """The files of the joined sheet, in order; the apps of the upper floors come last."""
    own = Path(__file__).parent / "static" / "design"
    yield from (own / f"{name}.css" for name in BEFORE)
    for app in reversed(list(apps.get_app_configs())):
        if app.name.startswith("mayorsclub."):
            yield from sorted((Path(app.path) / "static" / app.label / "components").glob("*.css"))
    yield from (own / f"{name}.css" for name in AFTER)


def joined() -> str:
    """The text of the joined sheet."""
    return LAYERS + "".join(path.read_text(encoding="utf-8") for path in sheets())


class JoinedSheetFinder(BaseFinder):
    """Offers the joined sheet to collectstatic and to development servers as a file."""

    def __init__(self, app_names: object = None, *args: object, **kwargs: object) -> None:
        self.storage = FileSystemStorage(location=settings.DATA_DIR / "joined")

    def check(self, **kwargs: object) -> list:
        return []

    def _write(self) -> str:
        path = Path(self.storage.path(NAME))
        text = joined()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Moved into place whole: another process may be reading it.
            fresh = path.with_suffix(f".{id(text)}")
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(path)
        return str(path)

    def find(self, path: str, find_all: bool = False) -> Any:
        if path != NAME:
            return []
        found = self._write()
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        self._write()
        yield NAME, self.storage
