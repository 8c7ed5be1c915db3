import io
import threading
from datetime import timedelta

import pytest
import segno
from django.db import connections
from django.urls import reverse
from freezegun import freeze_time
from pypdf import PdfReader

from mayorsclub.accounts.models import User
from mayorsclub.audit.models import Entry
from mayorsclub.certificates import holders, queries, tasks
from mayorsclub.certificates.domain import issue
from mayorsclub.certificates.domain.issuing import make_pdf, pdf, qr_code
from mayorsclub.certificates.models import LETTERS, Certificate
from mayorsclub.files.models import PrivateFile
from mayorsclub.worker.schedule import jobs
from tests.factories.accounts import UserFactory
from tests.factories.certificates import NOON, CertificateFactory, PersonHandler


def test_a_certificate_is_issued_and_its_pdf_made_after_the_transaction(
    db, django_capture_on_commit_callbacks
):
    person = UserFactory()
    with django_capture_on_commit_callbacks() as callbacks:
        certificate = issue(person, at=NOON)
    assert (certificate.holder, certificate.issued_at, certificate.file) == (person, NOON, None)
    assert queries.in_force(person) == certificate
    assert [line.action for line in Entry.objects.all()] == ["certificate.issued"]
    assert not PrivateFile.objects.exists()

    for callback in callbacks:
        callback()

    certificate.refresh_from_db()
    assert certificate.file.original_name == "mayors-club-2026-0147.pdf"
    assert certificate.file.purpose == "certificate"
    assert [line.action for line in Entry.objects.all()] == [
        "certificate.issued",
        "file.kept",
        "certificate.made",
    ]


def test_a_new_one_replaces_the_old_one(db):
    person, other = UserFactory(), UserFactory()
    first, others = issue(person, at=NOON), issue(other, at=NOON)

    second = issue(person, at=NOON + timedelta(days=1))

    first.refresh_from_db()
    assert first.replaced_at == NOON + timedelta(days=1)
    assert queries.in_force(person) == second
    assert queries.in_force(other) == others
    assert list(queries.of_holder(person)) == [second, first]
    assert first.code != second.code
    assert Entry.objects.get(action="certificate.replaced").about_id == str(first.pk)


def test_two_that_issue_at_once_leave_one_in_force(real_database):
    person = UserFactory()
    start = threading.Barrier(4)
    failed = []

    def run() -> None:
        try:
            start.wait(timeout=20)
            issue(User.objects.get(pk=person.pk), at=NOON)
        except Exception as fault:  # noqa: BLE001 - told to the test below
            failed.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert Certificate.objects.count() == 4
    assert Certificate.objects.filter(replaced_at=None).count() == 1


def test_making_the_pdf_twice_makes_one_file(db):
    certificate = CertificateFactory()
    made = make_pdf(certificate.pk, at=NOON)
    assert make_pdf(certificate.pk, at=NOON).file == made.file
    assert PrivateFile.objects.count() == 1


def test_the_pdf_is_accessible_and_says_what_the_holder_says(db, settings):
    settings.BASE_URL = "https://club.example"
    certificate = CertificateFactory()
    document = PdfReader(io.BytesIO(pdf(certificate)))
    text = "".join(document.pages[0].extract_text().split())
    assert len(document.pages) == 1
    assert document.metadata.title == "Посвідчення члена Клубу Мерів"
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    for words in (
        "ПОСВІДЧЕННЯ ЧЛЕНА КЛУБУ МЕРІВ · CERTIFICATE OF MEMBERSHIP",
        "Іван Петрович Приклад",
        "Ivan Pryklad",
        "2026-0147",
        "5 грудня 2026 року",
        "рішення комітету № 12",
        "https://club.example/verify/",
        certificate.shown_code,
    ):
        assert words.replace(" ", "") in text


@pytest.mark.parametrize(
    "name",
    [
        "Товариство з обмеженою відповідальністю «Зразкове підприємство з дуже довгою назвою "
        "для перевірки посвідчень»",
        '#eval("1+1") $x$ @label <b>*',
    ],
)
def test_long_and_hostile_names_stay_text_on_one_page(db, monkeypatch, name):
    class Partner(PersonHandler):
        def data(self, holder: User) -> holders.Wording:
            return {**super().data(holder), "name": name, "decision": ""}

    monkeypatch.setattr(holders, "_handlers", {User: Partner()})
    document = PdfReader(io.BytesIO(pdf(CertificateFactory())))
    text = " ".join(document.pages[0].extract_text().split())
    assert len(document.pages) == 1
    assert name in text
    assert "рішення комітету" not in text


def test_the_qr_code_leads_to_the_public_page(db, settings):
    settings.BASE_URL = "https://club.example"
    certificate = CertificateFactory()
    expected = io.BytesIO()
    address = "https://club.example" + reverse("certificates:verify", args=[certificate.code])
    segno.make(address, error="m").save(expected, kind="svg", scale=4, border=0, dark="#0a2458")
    assert qr_code(certificate) == expected.getvalue()


def test_a_lost_task_is_made_up_for(db):
    assert "mayorsclub.certificates.tasks.make_missing" in [job.name for job in jobs()]
    certificate = CertificateFactory()
    with freeze_time(NOON + timedelta(minutes=4)):
        tasks.make_missing()
    certificate.refresh_from_db()
    assert certificate.file is None
    with freeze_time(NOON + timedelta(minutes=6)):
        tasks.make_missing()
    certificate.refresh_from_db()
    assert certificate.file is not None


def test_only_whom_the_holders_app_lets_in_reads_the_pdf(client, db):
    certificate = CertificateFactory()
    made = make_pdf(certificate.pk, at=NOON)
    address = reverse("files:read", args=[made.file.token])
    assert client.get(address).status_code == 404
    client.force_login(UserFactory())
    assert client.get(address).status_code == 404
    client.force_login(certificate.holder)
    response = client.get(address)
    assert b"".join(response.streaming_content).startswith(b"%PDF")


def test_codes_are_long_and_without_look_alikes(db):
    codes = {issue(UserFactory(), at=NOON).code for _n in range(5)}
    assert len(codes) == 5
    assert all(len(code) == 20 and set(code) <= set(LETTERS) for code in codes)


def test_who_nobody_answers_for_is_told(db, monkeypatch):
    monkeypatch.setattr(holders, "_handlers", {})
    with pytest.raises(LookupError):
        holders.handler_of(CertificateFactory())
