"""A draft: begun, saved, found again, expired."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mayorsclub.applications import drafts
from mayorsclub.applications.domain import address, drafting, endings, links, submission
from mayorsclub.applications.domain.states import MoveRefused
from mayorsclub.applications.models import Application, Link, State
from mayorsclub.audit.queries import history
from mayorsclub.files.models import PrivateFile
from mayorsclub.mail.models import Letter
from tests.applications.lives import draft, fill, letters, submitted
from tests.applications.trial import PERSON
from tests.moments import DAY, NOON

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def pdf(name="rishennia.pdf"):
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def test_start_makes_the_draft_its_letter_and_its_audit_entry():
    application = drafting.start("trial", email=" Ivan@Example.org ", language="en", at=NOON)

    assert (application.state, application.email) == (State.DRAFT, "ivan@example.org")
    assert application.expires_at == NOON + 30 * DAY
    assert letters(application) == ["resume"]
    letter = Letter.objects.get()
    assert letter.language == "en"
    assert letter.is_secret
    assert "/en/trial/resume/" in letter.body_text
    assert [entry.action for entry in history(application)] == ["application.started"]


def test_only_the_hash_of_a_link_is_stored():
    application = draft()
    token = links.make(application, Link.Purpose.RESUME, at=NOON)

    assert token not in str(list(Link.objects.values()))
    assert links.find(Link.Purpose.RESUME, "trial", token) == application
    assert links.find(Link.Purpose.CONFIRM, "trial", token) is None
    assert links.find(Link.Purpose.RESUME, "membership", token) is None
    assert links.find(Link.Purpose.RESUME, "trial", token + "x") is None


def test_a_resume_link_dies_when_the_application_is_sent():
    application = draft()
    token = links.make(application, Link.Purpose.RESUME, at=NOON)
    submission.submit(application.pk, has_consented=True, language="uk", by=None, at=NOON)

    assert links.find(Link.Purpose.RESUME, "trial", token) is None


def test_what_is_wrong_is_kept_too():
    application = fill(draft(), {**PERSON, "surname": [""]})

    path = drafts.path(application)
    assert path.unfinished is not None
    assert path.unfinished.slug == "person"
    assert application.drafts["person"]["raw"]["given_name"] == ["Іван"]


def test_saving_lengthens_the_life_of_a_draft():
    application = fill(draft(), at=NOON + 5 * DAY)
    assert application.expires_at == NOON + 35 * DAY


def test_of_two_tabs_the_last_one_stays_and_other_steps_are_untouched():
    application = draft()
    drafting.save_step(
        application.pk, "more", raw={"why": ["a"]}, answers=None, language="uk", at=NOON
    )
    fill(application, {**PERSON, "surname": ["Перша"]})
    fill(application, {**PERSON, "surname": ["Друга"]})

    application.refresh_from_db()
    assert application.drafts["person"]["raw"]["surname"] == ["Друга"]
    assert application.drafts["more"]["raw"] == {"why": ["a"]}


def test_a_sent_application_is_not_saved_any_more():
    application = submitted()
    with pytest.raises(MoveRefused) as refused:
        fill(application)
    assert refused.value.code == "sent"


def test_files_are_kept_at_once_limited_and_can_be_taken_out():
    application = draft()
    file = drafting.keep_file(application.pk, "more", "evidence", pdf(), at=NOON)
    application.refresh_from_db()
    assert drafts.kept_files(application, "more") == {"evidence": [file]}

    for _ in range(drafting.MOST_FILES - 1):
        drafting.keep_file(application.pk, "more", "evidence", pdf(), at=NOON)
    with pytest.raises(MoveRefused) as refused:
        drafting.keep_file(application.pk, "more", "evidence", pdf(), at=NOON)
    assert refused.value.code == "too_many_files"

    drafting.save_step(
        application.pk,
        "more",
        raw={},
        answers={"why": ""},
        removed={file.pk},
        language="uk",
        at=NOON,
    )
    application.refresh_from_db()
    assert file.pk not in application.drafts["more"]["answers"]["evidence"]
    assert len(application.drafts["more"]["answers"]["evidence"]) == drafting.MOST_FILES - 1


def test_another_address_kills_the_links_of_the_former_one():
    application = draft()
    token = links.make(application, Link.Purpose.RESUME, at=NOON)

    address.change_email(application.pk, email="Olha@example.org", at=NOON)

    assert links.find(Link.Purpose.RESUME, "trial", token) is None
    assert Letter.objects.order_by("-pk")[0].to_address == "olha@example.org"


def test_a_link_for_an_unknown_address_is_no_letter():
    draft()
    before = Letter.objects.count()
    drafting.mail_link_to("trial", email="nobody@example.org", at=NOON)
    assert Letter.objects.count() == before
    drafting.mail_link_to("trial", email="IVAN@example.org", at=NOON)
    assert Letter.objects.count() == before + 1


def test_a_draft_expires_after_thirty_days_and_is_wiped():
    application = draft()
    assert endings.expire_due(at=NOON + 29 * DAY) == 0
    assert endings.expire_due(at=NOON + 30 * DAY) == 1
    assert endings.expire_due(at=NOON + 31 * DAY) == 0

    application.refresh_from_db()
    assert (application.state, application.drafts) == (State.EXPIRED, {})
    assert letters(application) == ["resume", "expired"]
    assert "30" in Letter.objects.order_by("-pk")[0].body_text


def test_an_unconfirmed_submission_expires_after_fourteen_days_and_is_wiped():
    application = submitted()
    assert endings.expire_due(at=NOON + 14 * DAY) == 1
    application.refresh_from_db()
    assert (application.state, application.answers, application.name) == (State.EXPIRED, {}, "")
    assert application.number


def test_deleting_nothing():
    """Expiry leaves the row: nothing is deleted in the course of business."""
    draft()
    endings.expire_due(at=NOON + 60 * DAY)
    assert Application.objects.count() == 1
    assert PrivateFile.objects.count() == 0
