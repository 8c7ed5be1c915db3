"""The W3C's checker on the running site: articles, members and partners too, as they are sent."""

from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

from tests.browser.weighing import addresses
from tests.publicity.test_w3c import faults, pytestmark

__all__ = ["pytestmark"]


def sent(url: str, address: str) -> bytes:
    try:
        with urlopen(url + quote(address, safe="/?=&%"), timeout=60) as answer:
            return answer.read()
    except HTTPError as error:
        if error.code != 404:
            raise
        return error.read()


def test_the_checker_finds_nothing_on_any_page_of_the_site(site, tmp_path):
    found = addresses(site.url)
    for kind in ("/news/", "/members/", "/partners/", "/communities/", "/services/"):
        for prefix in ("", "/en"):
            assert any(each.startswith(prefix + kind) and each != prefix + kind for each in found)
    known = {}
    for number, address in enumerate(found):
        file = tmp_path / f"{number}.html"
        file.write_bytes(sent(site.url, address))
        known[file.name] = address

    said = {
        f"{known[Path(fault['url']).name]}:{fault.get('lastLine')}: {fault['message']}"
        for fault in faults(tmp_path)
    }

    assert said == set()
