"""Every text of ours has its Ukrainian translation, and the catalogues follow the code."""

import re

import polib
import pytest

from mayorsclub.design import messages

APPS = {app.name: app for app in messages.apps()}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
CYRILLIC = re.compile(r"[а-яґєії]", re.I)


def catalogue(app: str) -> polib.POFile:
    path = messages.catalogue(APPS[app])
    return polib.pofile(str(path)) if path.exists() else polib.POFile()


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("app", APPS)
def test_the_catalogue_has_what_the_code_uses_and_nothing_else(app):
    wanted = {
        (entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in messages.merge(APPS[app])
    }
    kept = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue(app)}

    assert kept == wanted


@pytest.mark.parametrize("app", APPS)
def test_no_translation_is_missing_or_fuzzy(app):
    faulty = [
        entry.msgid
        for entry in catalogue(app)
        if entry.fuzzy or not all(translations(entry)) or len(translations(entry)) not in {1, 4}
    ]

    assert faulty == []


@pytest.mark.parametrize("app", APPS)
def test_placeholders_are_the_same_in_the_translation(app):
    for entry in catalogue(app):
        wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        for translation in translations(entry):
            assert set(PLACEHOLDER.findall(translation)) == wanted, entry.msgid


@pytest.mark.parametrize("app", APPS)
def test_message_ids_are_english_and_apostrophes_typographic(app):
    for entry in catalogue(app):
        quoted = re.sub(r"«[^»]*»|[А-ЯҐЄІЇа-яґєії’.]+@|\bUA\b", "", entry.msgid)
        assert not CYRILLIC.search(quoted), entry.msgid
        for translation in translations(entry):
            assert not re.search(r"[а-яґєії]['`][яюєї]", translation), translation


def test_one_message_is_translated_in_one_way_everywhere():
    found: dict[tuple[str | None, str], dict[str, str]] = {}
    for app in APPS:
        for entry in catalogue(app):
            ways = found.setdefault((entry.msgctxt, entry.msgid), {})
            ways.setdefault(" | ".join(translations(entry)), app)

    assert {key: ways for key, ways in found.items() if len(ways) > 1} == {}


# «Ви» to the reader has a capital letter; the others are calques from Russian.
IMPOLITE = re.compile(r"\b(?:ви|вас|вам|вами|ваш|ваш(?:а|е|і|ого|ої|ому|ій|у|им|ою|их|ими))\b")
CALQUES = re.compile(
    r"(?<!’)\bявля(?:є|ю)ться|прийма\w+ участь|на протязі|слідуюч|на рахунок|у якості|по пошті",
    re.I,
)


@pytest.mark.parametrize("app", APPS)
def test_ukrainian_is_polite_and_has_no_calques(app):
    texts = [text for entry in catalogue(app) for text in translations(entry)]
    texts += [path.read_text() for path in sorted(APPS[app].glob("letters/*.uk.txt"))]

    for text in texts:
        assert not IMPOLITE.search(text), text
        assert not CALQUES.search(text), text
