"""The pages of faults."""

import logging
import re

import pytest
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.utils import translation

from mayorsclub.design import views


@pytest.mark.parametrize(
    ("language", "words"),
    [("uk", "Помилка сталася на нашому боці"), ("en", "Something went wrong on our side")],
)
def test_a_fault_shows_the_number_that_the_log_has(rf, caplog, language, words):
    with translation.override(language), caplog.at_level(logging.ERROR):
        answer = views.server_error(rf.get("/some/where/"))

    text = answer.content.decode()
    number = re.search(r"incident ([0-9A-F]{8}) at /some/where/", caplog.text).group(1)
    assert answer.status_code == 500
    assert words in text
    assert number in text


def test_a_fault_s_page_needs_no_database(rf):
    """Without the fixture `db` a query would fail this test."""
    assert views.server_error(rf.get("/")).status_code == 500


def test_a_form_that_came_too_late_says_what_to_do(rf, db):
    request = rf.post("/me/")
    with translation.override("uk"):
        answer = views.csrf_failure(request, reason=REASON_NO_CSRF_COOKIE)

    assert answer.status_code == 403
    assert "оновіть сторінку" in answer.content.decode()
