import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from mayorsclub.audit.models import Entry
from mayorsclub.files import readers
from mayorsclub.files.models import Scan
from tests.factories.accounts import UserFactory
from tests.factories.files import PDF, PrivateFileFactory


@pytest.fixture(autouse=True)
def _reader(monkeypatch):
    monkeypatch.setattr(readers, "_questions", {})
    readers.register("test", lambda user, file: user == file.added_by)


def address(file) -> str:
    return reverse("files:read", args=[file.token])


def test_its_reader_gets_the_file_and_the_log_a_line(client, db):
    person = UserFactory()
    file = PrivateFileFactory(added_by=person)
    client.force_login(person)

    response = client.get(address(file))

    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(PDF))
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%D0%A0%D1%96%D1%88%D0%B5%D0%BD%D0%BD%D1%8F"
        "%20%D1%80%D0%B0%D0%B4%D0%B8.pdf"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    line = Entry.objects.get()
    assert (line.action, line.actor) == ("file.read", person)
    assert (line.about_type, line.about_id) == ("files.privatefile", str(file.pk))


def test_others_strangers_and_guessers_get_the_same_404_and_leave_no_line(client, db):
    file = PrivateFileFactory(added_by=UserFactory())
    unknown = reverse("files:read", args=["x" * 43])

    anonymous = [client.get(address(file)), client.get(unknown)]
    client.force_login(UserFactory())
    signed_in = [client.get(address(file)), client.get(unknown)]

    assert [response.status_code for response in anonymous + signed_in] == [404] * 4
    assert not Entry.objects.exists()


def test_a_lost_right_works_at_once(client, db):
    person = UserFactory()
    file = PrivateFileFactory(added_by=person)
    client.force_login(person)
    assert client.get(address(file)).status_code == 200

    file.added_by = None
    file.save()

    assert client.get(address(file)).status_code == 404


def test_nobody_reads_a_held_file_or_one_of_an_unknown_purpose(client, db):
    person = UserFactory()
    client.force_login(person)
    held = PrivateFileFactory(added_by=person, scan=Scan.HELD)
    unknown = PrivateFileFactory(added_by=person, purpose="unknown")
    assert client.get(address(held)).status_code == 404
    assert client.get(address(unknown)).status_code == 404


def test_a_reader_may_let_everybody_in(client, db):
    readers.register("open", lambda user, file: True)
    assert client.get(address(PrivateFileFactory(purpose="open"))).status_code == 200
    assert Entry.objects.get().actor is None


def test_reading_changes_nothing_by_post(client, db):
    person = UserFactory()
    client.force_login(person)
    assert client.post(address(PrivateFileFactory(added_by=person))).status_code == 405


def test_a_purpose_has_one_reader(db):
    with pytest.raises(ValueError):
        readers.register("test", lambda user, file: True)


def test_the_component_links_a_file_and_only_names_a_held_one(db):
    file = PrivateFileFactory(original_name="a<b>.pdf")
    shown = render_to_string("files/components/file.html", {"file": file})
    assert f'href="{address(file)}"' in shown
    assert "a&lt;b&gt;.pdf" in shown
    file.scan = Scan.HELD
    shown = render_to_string("files/components/file.html", {"file": file})
    assert "href" not in shown
