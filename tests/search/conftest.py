from collections.abc import Callable, Iterator

import pytest

from mayorsclub.search import audiences, kinds, sources, vocabulary
from mayorsclub.search.domain import index
from tests.factories.accounts import UserFactory
from tests.moments import NOON


@pytest.fixture(autouse=True)
def _own_kinds(monkeypatch) -> Iterator[None]:
    """Two kinds and an audience of these tests; no words of another test in memory."""
    monkeypatch.setattr(kinds, "_kinds", {})
    monkeypatch.setattr(audiences, "_predicates", {})
    monkeypatch.setattr(sources, "_sources", {})
    kinds.register("pages", "Сторінки", order=1)
    kinds.register("news", "Новини", order=2)
    audiences.register("members", lambda user: user.email.startswith("member"))
    vocabulary.forget()
    yield
    vocabulary.forget()


@pytest.fixture
def put(db) -> Callable:
    """Puts an entry about a new record: put("Назва", "текст", kind=…, language=…)."""

    def write(title, text="", *, about=None, kind="pages", language="uk", **options):
        about = about or UserFactory()
        return index.put(
            kind=kind,
            about=about,
            language=language,
            title=title,
            text=text,
            url=options.pop("url", f"/{about.pk}/"),
            at=NOON,
            **options,
        )

    return write
