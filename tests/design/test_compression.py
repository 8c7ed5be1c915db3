"""Public pages are compressed; whatever holds a reader's secret is not."""

import gzip

import brotli
import pytest
from django.conf import settings
from django.http import HttpResponse

from mayorsclub.design.compression import CompressionMiddleware

TEXT = ("<p>Клуб Мерів</p>" * 200).encode()


def through(rf, accepted="gzip, deflate, br", *, content=TEXT, cookies=None, **headers):
    request = rf.get("/", headers={"accept-encoding": accepted})
    request.COOKIES.update(cookies or {})
    response = HttpResponse(content, headers=headers)
    return CompressionMiddleware(lambda _request: response)(request)


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br", "br"),
        ("br;q=1.0, gzip;q=0.8", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.000, gzip ;q=0.5", "gzip"),
        ("deflate", None),
        ("", None),
        ("gzip;q=0", None),
        ("xbr, xgzip", None),
    ],
)
def test_in_the_way_the_browser_understands(rf, accepted, coding):
    answer = through(rf, accepted)

    opened = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[coding]
    assert answer.headers.get("Content-Encoding") == coding
    assert opened(answer.content) == TEXT
    assert "Accept-Encoding" in answer.headers["Vary"]
    if coding:
        assert answer.headers["Content-Length"] == str(len(answer.content))
        assert len(answer.content) < len(TEXT) / 10


@pytest.mark.parametrize(
    "how",
    [
        {"cookies": {settings.SESSION_COOKIE_NAME: "x"}},
        {"cookies": {settings.CSRF_COOKIE_NAME: "x"}},
        {"content": TEXT + b'<input name="csrfmiddlewaretoken" value="x">'},
        {"content": b"<p>short</p>"},
        {"Content-Type": "image/png"},
        {"Content-Encoding": "identity"},
    ],
)
def test_what_stays_as_it_is(rf, how):
    answer = through(rf, **how)

    assert answer.headers.get("Content-Encoding") in {None, "identity"}
    assert answer.content == how.get("content", TEXT)


def test_an_answer_that_sets_a_cookie_stays_as_it_is(rf):
    request = rf.get("/", headers={"accept-encoding": "br"})
    response = HttpResponse(TEXT)
    response.set_cookie("any", "x")

    answer = CompressionMiddleware(lambda _request: response)(request)

    assert "Content-Encoding" not in answer.headers


def test_a_form_with_a_token_stays_as_it_is(db, client):
    answer = client.get("/sign-in/", headers={"accept-encoding": "br"})

    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers


def test_a_weak_tag(rf):
    assert through(rf, ETag='"a"').headers["ETag"] == 'W/"a"'
    assert through(rf, ETag='W/"a"').headers["ETag"] == 'W/"a"'
