"""The office's policy, its language, and widgets that need no inline script."""

import re

import pytest
from wagtail.admin.widgets import (
    AdminDateInput,
    AdminDateTimeInput,
    AdminPageChooser,
    AdminTimeInput,
)

from tests.office.records import MAKE

INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)(?![^>]*\bnonce=)[^>]*>", re.I)


def policy(answer) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";"))
    return {name: value for name, _space, value in parts}


def test_the_office_has_a_policy_of_its_own(office, client):
    own, public = policy(office.get("/office/")), policy(client.get("/sign-in/"))

    assert (own["script-src"], own["frame-src"], own["frame-ancestors"]) == ("'self'",) * 3
    assert "'unsafe-inline'" in own["style-src"]
    assert (public["style-src"], public["frame-ancestors"]) == ("'self'", "'none'")


@pytest.mark.parametrize("name", ["committees", "members", "people"])
def test_no_screen_needs_an_inline_script(administration, office, name, db):
    page = f"/office/{name}/{MAKE[name]().pk}/"
    texts = [
        each.get(address).content.decode()
        for each in (administration, office)
        for address in ("/office/", "/office/pages/", page)
    ]

    assert [INLINE.findall(text) for text in texts] == [[]] * len(texts)


@pytest.mark.parametrize(
    ("widget", "starts"),
    [
        (AdminDateInput, "initDateChooser"),
        (AdminTimeInput, "initTimeChooser"),
        (AdminDateTimeInput, "initDateTimeChooser"),
        (AdminPageChooser, "PageChooser"),
    ],
)
def test_widgets_say_what_starts_them(db, widget, starts):
    html = widget().render("day", None, {"id": "id_day"})

    assert "<script" not in html
    assert f'data-office-start-name-value="{starts}"' in html
    assert "[&quot;id_day&quot;, {" in html


@pytest.mark.parametrize(("language", "word"), [("uk", "Заяви"), ("en", "Applications")])
def test_the_office_speaks_the_persons_language(office, secretary, language, word):
    secretary.language = language
    secretary.save()

    answer = office.get("/office/applications/")

    assert (answer["Content-Language"], word in answer.content.decode()) == (language, True)
