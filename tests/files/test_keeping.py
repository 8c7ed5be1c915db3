import hashlib
from pathlib import Path

import pytest
from django import forms
from django.core.files.storage import storages

from mayorsclub.audit.models import Entry
from mayorsclub.files import tasks
from mayorsclub.files.domain import Checked, FileRefused, check, keep
from mayorsclub.files.forms import PrivateUploadField
from mayorsclub.files.models import PrivateFile, Scan
from mayorsclub.worker.schedule import jobs
from tests.factories.accounts import UserFactory
from tests.factories.files import EICAR, PDF, PrivateFileFactory, upload
from tests.files.test_scanning import clamd  # noqa: F401
from tests.moments import NOON


class Form(forms.Form):
    evidence = PrivateUploadField(required=False)


def test_a_file_is_kept_under_a_name_that_says_nothing(db, settings):
    person = UserFactory()

    kept = keep(upload(PDF, "Рішення.pdf"), purpose="test", about=person, by=person, at=NOON)

    assert PrivateFile.objects.get() == kept
    assert (kept.original_name, kept.content_type, kept.size) == (
        "Рішення.pdf",
        "application/pdf",
        len(PDF),
    )
    assert kept.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (kept.about_type, kept.about_id) == ("accounts.user", str(person.pk))
    assert (kept.added_by, kept.added_at, kept.scan) == (person, NOON, Scan.NOT_SCANNED)
    assert kept.content.name.startswith("2026/11/")
    assert "." not in kept.content.name
    assert kept.token not in kept.content.name
    assert len(kept.token) >= 43
    with kept.content.open("rb") as stored:
        assert stored.read() == PDF
    assert not Path(kept.content.path).is_relative_to(settings.MEDIA_ROOT)
    assert not storages["default"].exists(kept.content.name)
    line = Entry.objects.get()
    assert (line.action, line.actor, line.about_id) == ("file.kept", person, str(kept.pk))


def test_a_refused_file_leaves_nothing(db):
    with pytest.raises(FileRefused) as refused:
        keep(upload(b"<html>", "a.pdf"), purpose="test", about=None, by=None, at=NOON)
    assert refused.value.code == "type"
    assert "PDF" in refused.value.message
    assert not PrivateFile.objects.exists()
    assert not Entry.objects.exists()


def test_a_virus_is_kept_and_held(db, clamd):  # noqa: F811
    content = PDF.replace(b"%%EOF", EICAR + b"\n%%EOF")
    kept = keep(upload(content), purpose="test", about=None, by=None, at=NOON)
    assert kept.scan == Scan.HELD
    assert Entry.objects.get().facts == {"purpose": "test", "scan": "held"}


def test_the_scan_comes_later_when_the_scanner_was_away(db, settings, clamd):  # noqa: F811
    settings.CLAMAV_SOCKET = ""
    clean = keep(upload(PDF), purpose="test", about=None, by=None, at=NOON)
    virus = PDF.replace(b"%%EOF", EICAR + b"\n%%EOF")
    infected = keep(upload(virus), purpose="test", about=None, by=None, at=NOON)
    tasks.scan_the_rest()
    assert set(PrivateFile.objects.values_list("scan", flat=True)) == {"none"}

    settings.CLAMAV_SOCKET = clamd.path
    tasks.scan_the_rest()

    states = dict(PrivateFile.objects.values_list("pk", "scan"))
    assert states == {clean.pk: "clean", infected.pk: "held"}
    assert Entry.objects.filter(action="file.scanned").count() == 2
    tasks.scan_the_rest()
    assert Entry.objects.filter(action="file.scanned").count() == 2


def test_the_later_scan_is_a_periodic_job():
    assert "mayorsclub.files.tasks.scan_the_rest" in [job.name for job in jobs()]


def test_the_field_cleans_to_a_checked_file_that_keep_takes(db):
    form = Form({}, {"evidence": upload(PDF, "a.pdf")})
    assert form.is_valid()
    checked = form.cleaned_data["evidence"]
    assert checked == Checked("a.pdf", PDF, "application/pdf", Scan.NOT_SCANNED)
    assert checked == check(upload(PDF, "a.pdf"))
    kept = keep(checked, purpose="test", about=None, by=None, at=NOON)
    assert kept.size == len(PDF)


def test_the_field_says_what_is_wrong_and_how_to_mend_it(db):
    form = Form({}, {"evidence": upload(b"MZ" + b"\0" * 100, "a.exe")})
    assert not form.is_valid()
    assert form.errors["evidence"].as_data()[0].code == "type"


def test_the_field_may_be_empty_and_tells_browsers_what_to_offer(db):
    form = Form({}, {})
    assert form.is_valid()
    assert form.cleaned_data["evidence"] is None
    assert 'accept=".pdf,.jpg,.jpeg,.png' in str(form["evidence"])


def test_the_extension_is_shown_in_capitals(db):
    assert PrivateFileFactory(original_name="a.b.pdf").extension == "PDF"
