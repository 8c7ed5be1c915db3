"""Recordings: told by their content, kept in pieces, played in parts by whoever may now."""

import os
import tracemalloc

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client
from django.urls import reverse

from mayorsclub.audit.models import Entry
from mayorsclub.files import ranges, readers
from mayorsclub.files.domain import videos
from mayorsclub.files.domain.refusal import VideoRefused
from mayorsclub.files.models import Scan
from mayorsclub.files.tasks import delete_strays
from tests.factories.accounts import UserFactory
from tests.factories.files import PDF, PrivateFileFactory
from tests.factories.videos import MP4, WEBM, mp4
from tests.moments import NOON

SIZE = 20_000


@pytest.fixture(autouse=True)
def _reader(monkeypatch):
    monkeypatch.setattr(readers, "_questions", {})
    readers.register("film", lambda user, file: user == file.added_by)


@pytest.fixture
def person(db):
    return UserFactory()


@pytest.fixture
def content() -> bytes:
    return mp4(SIZE)


@pytest.fixture
def film(person, content):
    checked = videos.check_video(SimpleUploadedFile("Запис сесії.mov", content))
    return videos.keep_video(checked, purpose="film", about=None, by=person, at=NOON)


@pytest.fixture
def viewer(client, person) -> Client:
    client.force_login(person)
    return client


def address(file) -> str:
    return reverse("files:read", args=[file.token])


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def ask(client: Client, file, header: str, **more: str):
    return client.get(address(file), headers={"Range": header, **more})


def test_it_is_kept_with_its_own_type_and_name(film, content):
    assert (film.content_type, film.original_name, film.size, film.scan) == (
        "video/mp4",
        "Запис сесії.mp4",
        SIZE,
        Scan.NOT_SCANNED,
    )
    with film.content.open("rb") as stored:
        assert stored.read() == content


def test_the_whole_is_played_inline_and_nothing_runs(viewer, film, content):
    response = viewer.get(address(film))
    assert response.status_code == 200
    assert body(response) == content
    assert response["Content-Type"] == "video/mp4"
    assert response["Content-Disposition"].startswith("inline;")
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Length"] == str(SIZE)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=100-199", 100, 199),
        ("bytes=100-", 100, SIZE - 1),
        ("bytes=-100", SIZE - 100, SIZE - 1),
        ("bytes=-999999", 0, SIZE - 1),
        ("bytes=19990-99999", 19_990, SIZE - 1),
        ("bytes = 5-6", 5, 6),
    ],
)
def test_a_part_is_exactly_what_was_asked_for(viewer, film, content, header, first, last):
    response = ask(viewer, film, header)
    assert response.status_code == 206
    assert body(response) == content[first : last + 1]
    assert response["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert response["Content-Length"] == str(last - first + 1)


@pytest.mark.parametrize(
    "header",
    ["bytes=0-1,5-6", "bytes=0-,0-,0-", "lines=1-2", "bytes=9-2", "bytes=-", "bytes=x-y", "0-5"],
)
def test_several_parts_and_nonsense_get_the_whole(viewer, film, content, header):
    response = ask(viewer, film, header)
    assert response.status_code == 200
    assert body(response) == content
    assert "Content-Range" not in response


@pytest.mark.parametrize("header", [f"bytes={SIZE}-", "bytes=999999-", "bytes=-0"])
def test_what_lies_outside_is_416(viewer, film, header):
    response = ask(viewer, film, header)
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{SIZE}"
    assert response.content == b""


def test_a_part_only_of_the_same_content(viewer, film):
    tag = viewer.get(address(film))["ETag"]
    assert tag == f'"{film.sha256}"'
    same = ask(viewer, film, "bytes=1-2", **{"If-Range": tag})
    other = ask(viewer, film, "bytes=1-2", **{"If-Range": '"other"'})
    weak = ask(viewer, film, "bytes=1-2", **{"If-Range": f"W/{tag}"})
    dated = ask(viewer, film, "bytes=1-2", **{"If-Range": "Mon, 23 Nov 2026 12:00:00 GMT"})
    assert [each.status_code for each in (same, other, weak, dated)] == [206, 200, 200, 200]


def test_head_has_no_part(viewer, film):
    response = viewer.head(address(film), headers={"Range": "bytes=1-2"})
    assert (response.status_code, response["Content-Length"]) == (200, str(SIZE))


def test_an_open_end_is_given_in_pieces_of_a_few_megabytes():
    assert ranges.asked("bytes=0-", 10**9) == (0, ranges.MOST - 1)
    assert ranges.asked("bytes=5-", 10**9) == (5, ranges.MOST + 4)
    assert ranges.asked("bytes=0-9999999", 10**9) == (0, 9_999_999)


def test_the_right_is_asked_at_each_part(viewer, film):
    assert ask(viewer, film, "bytes=0-9").status_code == 206
    film.added_by = None
    film.save()
    assert ask(viewer, film, "bytes=10-19").status_code == 404
    assert ask(Client(), film, "bytes=10-19").status_code == 404
    assert ask(viewer, film, "bytes=999999-").status_code == 404


def test_an_hour_of_watching_is_one_line_of_the_log(viewer, film):
    for start in (5, 10, 15):
        ask(viewer, film, f"bytes={start}-")
    assert Entry.objects.filter(action="file.read").count() == 1


def test_everything_else_is_saved_and_has_no_parts(viewer, person):
    paper = PrivateFileFactory(purpose="film", added_by=person)
    response = ask(viewer, paper, "bytes=0-3")
    assert response.status_code == 200
    assert body(response) == PDF
    assert response["Content-Disposition"].startswith("attachment;")
    html = PrivateFileFactory(purpose="film", added_by=person, content_type="text/html")
    assert viewer.get(address(html))["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize(
    "content",
    [
        PDF,
        b"<html><video>",
        b"\x00\x00\x00\x18ftypqt  \x00\x00\x00\x00isommp42",
        b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1",
        b"\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska",
        b"\x00" * 64,
        b"MZ" + MP4,
    ],
)
def test_other_contents_are_refused_whatever_they_are_called(content):
    with pytest.raises(VideoRefused) as refused:
        videos.check_video(SimpleUploadedFile("film.mp4", content, "video/mp4"))
    assert refused.value.code == "type"


def test_webm_is_told_by_its_content():
    checked = videos.check_video(SimpleUploadedFile("x.mp4", WEBM))
    assert (checked.content_type, checked.name) == ("video/webm", "x.webm")


def test_an_empty_one_and_one_too_large_are_refused(monkeypatch):
    with pytest.raises(VideoRefused) as refused:
        videos.check_video(SimpleUploadedFile("x.mp4", b""))
    assert refused.value.code == "empty"
    monkeypatch.setattr(videos, "LARGEST_VIDEO", 100)
    with pytest.raises(VideoRefused) as refused:
        videos.check_video(SimpleUploadedFile("x.mp4", mp4(101)))
    assert refused.value.code == "too_large"


def test_a_large_one_is_never_in_memory_at_once(person):
    size = 64 * 1024 * 1024
    upload = TemporaryUploadedFile("film.mp4", "video/mp4", size, None)
    upload.write(mp4(1024))
    upload.truncate(size)
    tracemalloc.start()
    checked = videos.check_video(upload)
    kept = videos.keep_video(checked, purpose="film", about=None, by=person, at=NOON)
    sent = sum(len(piece) for piece in ranges.part(kept, 0, size - 1))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    upload.close()
    assert (kept.size, sent) == (size, size)
    assert most < 8 * 1024 * 1024


def test_uploads_that_were_left_behind_go_after_a_day(db, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    old, fresh = tmp_path / "a.upload.mp4", tmp_path / "b.upload.mp4"
    for path in (old, fresh):
        path.write_bytes(MP4)
    os.utime(old, (0, 0))

    delete_strays()

    assert (old.exists(), fresh.exists()) == (False, True)
