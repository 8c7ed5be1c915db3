"""Files that an application does not need go for good."""

from pathlib import Path

import pytest

from mayorsclub.applications.domain import drafting, endings, submission
from mayorsclub.files.models import PrivateFile
from tests.applications.lives import draft, fill
from tests.applications.trial import PERSON
from tests.factories.files import PDF, PrivateFileFactory, upload
from tests.moments import DAY, NOON

MORE = {"why": ["Досвід"]}


def with_files(count: int = 2):
    """A draft whose second step has so many files."""
    application = fill(draft(), {**PERSON, "has_more": ["yes"]})
    files = [
        drafting.keep_file(application.pk, "more", "evidence", upload(PDF), at=NOON)
        for _number in range(count)
    ]
    return application, files


def save_more(application, *, removed=()):
    answers = {"why": "Досвід", "evidence": []}
    return drafting.save_step(
        application.pk, "more", raw=MORE, answers=answers, removed=removed, language="uk", at=NOON
    )


def submit(application):
    return submission.submit(application.pk, has_consented=True, language="uk", by=None, at=NOON)


def test_a_file_taken_out_of_a_draft_is_erased(db, django_capture_on_commit_callbacks):
    application, (first, second) = with_files()
    with django_capture_on_commit_callbacks(execute=True):
        save_more(application, removed={first.pk})
    assert list(PrivateFile.objects.all()) == [second]
    assert not Path(first.content.path).exists()


def test_nobody_erases_a_file_of_another_draft(db):
    application, _files = with_files(1)
    foreign = PrivateFileFactory(purpose="application", about_type="applications.application")
    save_more(application, removed={foreign.pk})
    assert PrivateFile.objects.filter(pk=foreign.pk).exists()


def test_files_of_a_step_that_is_not_asked_any_more_are_not_sent(db):
    application, files = with_files()
    save_more(application)
    fill(application)  # now without the second step
    submit(application)
    assert not PrivateFile.objects.filter(pk__in=[file.pk for file in files]).exists()


def test_what_was_sent_keeps_its_files(db):
    application, files = with_files()
    save_more(application)
    submit(application)
    assert list(PrivateFile.objects.all()) == files


@pytest.mark.parametrize("is_sent", [False, True])
def test_what_expires_unconfirmed_is_wiped_with_its_files(
    db, is_sent, django_capture_on_commit_callbacks
):
    application, files = with_files()
    save_more(application)
    if is_sent:
        submit(application)
    with django_capture_on_commit_callbacks(execute=True):
        assert endings.expire(application.pk, at=NOON + 31 * DAY)
    assert not PrivateFile.objects.exists()
    assert not any(Path(file.content.path).exists() for file in files)
