"""One running site and one browser for all browser tests (they share one test process)."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import site as sites
from tests.browser.chromium import browser as open_browser
from tests.browser.chromium import find_chromium

# What pages look like is looked at on one database; of it, the pages of people are a group.
LOOKING = {
    "test_axe_people.py": "people",
    "test_axe_public.py": "public",
    "test_w3c_whole.py": "public",
    "test_weight.py": "public",
}


def pytest_itemcollected(item: pytest.Item) -> None:
    """Three groups, each on one test process with a site and a browser of its own: looking at
    the public pages, at those of people, and walking the ways. As each item is collected,
    before xdist groups them."""
    item.add_marker(pytest.mark.browser)
    group = LOOKING.get(item.path.name, "ways")
    if group != "ways":
        item.add_marker(pytest.mark.looking)
    item.add_marker(pytest.mark.xdist_group(group))
    if not find_chromium():
        item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """A folder of this run alone that all its test processes know."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def site(tmp_path_factory, django_db_blocker) -> Iterator[sites.Site]:
    made = sites.prepared(shared_folder(tmp_path_factory), django_db_blocker)
    folder = tmp_path_factory.mktemp("site")
    with (
        sites.copied(made, folder, django_db_blocker) as more,
        sites.running(folder, **more) as it,
    ):
        yield it


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    # While the browser lives, its library keeps an event loop in this process, which Django
    # takes for asynchronous code in the tests that follow.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with open_browser() as found:
        yield found
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def person(chromium, site) -> Iterator[object]:
    """Opens browser contexts of people apart from each other: `person("uk").new_page()`."""
    opened = []

    def new(language: str = "uk", **options: object) -> object:
        context = chromium.new_context(base_url=site.url, locale=language, **options)
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield new
    for context in opened:
        context.close()
