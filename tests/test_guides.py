"""The secretariat's guide says the same in both languages, and its links lead somewhere."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
HEADING = re.compile(r"^## (\d+)\. (.+)$", re.M)
SHAPE = re.compile(r"^(## |\| |- |   - |\d+\. )", re.M)


def guide(language: str) -> str:
    return (DOCS / f"secretariat.{language}.md").read_text()


def anchor(heading: str) -> str:
    """As GitHub makes it of a heading."""
    return re.sub(r"[^\w\s-]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("language", ["uk", "en"])
def test_the_contents_lead_to_every_section(language):
    text = guide(language)

    headings = [anchor(f"{number}. {title}") for number, title in HEADING.findall(text)]

    assert re.findall(r"^\d+\. \[.+\]\(#(.+)\)$", text, re.M) == headings
    assert len(headings) == 26


def test_both_guides_are_built_alike():
    """The same sections, rows of tables and entries of lists, in the same order."""
    shapes = [SHAPE.findall(guide(language)) for language in ("uk", "en")]

    assert [re.sub(r"\d+", "1", each) for each in shapes[0]] == [
        re.sub(r"\d+", "1", each) for each in shapes[1]
    ]


@pytest.mark.parametrize("language", ["uk", "en"])
def test_sections_that_are_named_exist(language):
    text = guide(language)

    named = re.findall(r"(?:section|розділ\w*) (\d+)", text)

    assert named
    assert {int(number) for number in named} <= set(range(1, 26))
