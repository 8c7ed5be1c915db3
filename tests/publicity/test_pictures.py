"""The picture that stands for a page where it is shared."""

import io
from urllib.parse import urlsplit

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from mayorsclub.publicity import pictures

LONG = "Відбудова: ґанок, їжак, єдність і Київ. " * 9


def path(title="Партнерам", **more):
    return urlsplit(pictures.address(title, **{"language": "uk"} | more)).path


@pytest.mark.parametrize(
    ("title", "more"),
    [
        ("Ґанок, єдність, їжак, Київ", {}),
        ("Investment appeal", {"language": "en", "eyebrow": "News"}),
        (LONG, {"eyebrow": LONG}),
        ("Надзвичайнодовгеслово" * 6, {}),
        ('#eval(1) $x$ @y <script> \\ "лапки" [ ]', {}),
        ("", {}),
    ],
)
def test_a_picture_has_the_size_that_networks_ask_for(db, client, title, more):
    answer = client.get(path(title, **more))

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.size == (pictures.WIDTH, pictures.HEIGHT)
    assert len(answer.content) < 300_000


def test_a_picture_is_made_once_and_kept(db, client, monkeypatch):
    first = client.get(path())
    monkeypatch.setattr(pictures, "compile_png", None)

    again = client.get(path())

    assert again.content == first.content
    assert len(default_storage.listdir("pictures")[1]) == 1
    assert again["Cache-Control"] == "public, max-age=31536000, immutable"
    known = client.get(path(), headers={"If-None-Match": again["ETag"]})
    assert (known.status_code, known.content) == (304, b"")
    assert not again.cookies


def test_the_words_are_cut_between_words_and_the_address_stays_short():
    assert pictures._short(LONG, 60) == "Відбудова: ґанок, їжак, єдність і Київ. Відбудова: ґанок…"
    assert len(path(LONG, eyebrow=LONG)) < 600


@pytest.mark.parametrize(
    "change",
    [
        lambda address: address.replace(".png", "a.png"),
        lambda address: address[:-12] + ".png",
        lambda address: "/pictures/..png",
        lambda address: "/pictures/x.png",
    ],
)
def test_nobody_puts_other_words_under_the_club_s_name(db, client, change):
    forged = change(path())
    assert client.get(forged).status_code == 404
    known = {"if-none-match": f'"{forged.split("/")[-1][:-4][-43:]}"'}
    assert client.get(forged, headers=known).status_code == 404


def test_another_version_of_the_picture_has_another_address(db, client, monkeypatch):
    before = path()
    monkeypatch.setattr(pictures, "VERSION", 2)

    assert path() != before
    assert client.get(before).status_code == 404
