"""Tickets, badges, the attendance list and certificates of attendance."""

import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from mayorsclub.accounts.domain import groups
from mayorsclub.certificates.domain.issuing import make_pdf
from mayorsclub.certificates.models import Certificate
from mayorsclub.certificates.queries import in_force
from mayorsclub.events.domain import attendance, door, tickets
from mayorsclub.events.domain.tokens import Purpose, token
from mayorsclub.events.models import Event, Registration
from mayorsclub.mail.models import Letter
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.moments import DAY, NOON
from tests.sign_in import sign_in

OVER = NOON + timedelta(days=8)
HOSTILE = ['=cmd|"/c calc"!A1', '#eval("1") $x$ @label', "<script>alert(1)</script>", "Ї" * 200]


def secret_of(registration: Registration) -> str:
    return token(Purpose.REGISTRATION, registration.nonce)


def words_in(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(text.split())


# -- The ticket


def test_the_ticket_shows_a_code_that_says_the_tickets_secret_alone(client, db):
    registration = RegistrationFactory(name="Зразок Ольга")
    answer = client.get(reverse("events:ticket", args=[secret_of(registration)]))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store, private"
    for shown in ("Зразок Ольга", registration.event.title, tickets.shown_code(registration)):
        assert shown in text
    assert "QR-код квитка" in text
    assert " style=" not in text


@pytest.mark.parametrize(
    "change", [{"standing": "cancelled"}, {"standing": "waiting"}, {"event__state": "cancelled"}]
)
def test_who_has_no_place_has_no_code(client, db, change):
    registration = RegistrationFactory(**change)
    secret = secret_of(registration)
    text = client.get(reverse("events:ticket", args=[secret])).content.decode()
    assert "ticket__qr" not in text
    assert tickets.shown_code(registration) not in text
    assert client.get(reverse("events:ticket_pdf", args=[secret])).status_code == 404


def test_a_ticket_opens_by_the_registrations_secret_only(client, db):
    registration = RegistrationFactory()
    for wrong in (tickets.ticket_of(registration), registration.nonce, "A" * 43):
        assert client.get(reverse("events:ticket", args=[wrong])).status_code == 404
    Registration.objects.update(erased_at=NOON)
    gone = client.get(reverse("events:ticket", args=[secret_of(registration)]))
    assert gone.status_code == 404


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text_on_paper(client, db, name):
    registration = RegistrationFactory(name=name, organisation=name)
    answer = client.get(reverse("events:ticket_pdf", args=[secret_of(registration)]))
    assert answer["Content-Type"] == "application/pdf"
    text = words_in(answer.content).replace(" ", "")
    assert name.replace(" ", "")[:40] in text
    page = client.get(reverse("events:ticket", args=[secret_of(registration)]))
    assert "<script>alert(1)" not in page.content.decode()


def test_short_codes_tell_neither_the_secret_nor_another_events_code(db):
    one = RegistrationFactory()
    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", tickets.shown_code(one))
    assert tickets.short_code(one) != tickets.short_code(RegistrationFactory())
    assert tickets.short_code(one).lower() not in one.ticket_hash


# -- Badges and the list


def test_badges_are_for_everybody_with_a_place_in_the_order_of_the_alphabet(db):
    event = EventFactory()
    for name in ("Яценко Яна", "Ґудзь Гнат", "Гай Олег"):
        RegistrationFactory(event=event, name=name, organisation="Зразкова громада")
    RegistrationFactory(event=event, name="Немає Місця", standing="waiting")
    text = words_in(attendance.badges(event, "uk"))
    assert [text.index(name) for name in ("Гай Олег", "Ґудзь Гнат", "Яценко Яна")] == sorted(
        text.index(name) for name in ("Гай Олег", "Ґудзь Гнат", "Яценко Яна")
    )
    assert "Немає" not in text


def test_three_hundred_badges_are_made_in_seconds_eight_on_a_sheet(db):
    event = EventFactory()
    RegistrationFactory.create_batch(297, event=event, organisation="Зразкова громада")
    for name in HOSTILE[:3]:
        RegistrationFactory(event=event, name=name, organisation=name)
    made = attendance.badges(event, "en")
    assert len(PdfReader(io.BytesIO(made)).pages) == 38
    assert "#eval" in words_in(made)


def test_badges_of_an_event_without_guests_are_a_sheet_that_says_so(db):
    assert "Ніхто ще не зареєструвався" in words_in(attendance.badges(EventFactory(), "uk"))


@pytest.fixture
def secretary(db, client):
    groups.ensure()
    person = SecretariatFactory()
    groups.sync(person)
    sign_in(client, person, strong=True)
    return person


def test_the_attendance_list_holds_no_formula_and_no_contacts(client, secretary):
    event = EventFactory()
    came = RegistrationFactory(event=event, name=HOSTILE[0], phone="+380671112233")
    RegistrationFactory(event=event, name="Яценко Яна")
    door.check_in(came.pk, by=secretary, at=NOON)
    answer = client.get(reverse("office:event_attendance", args=[event.pk]))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert answer.status_code == 200
    assert [row[1] for row in rows[1:]] == ["Яценко Яна", HOSTILE[0]]
    assert sheet["B3"].data_type == "s"
    assert rows[1][5] is None
    assert rows[2][5].hour == 14  # in Kyiv
    text = str(rows)
    assert came.email not in text
    assert came.phone not in text


@pytest.mark.parametrize("name", ["event_badges", "event_attendance"])
def test_the_papers_of_an_event_are_the_secretariats_alone(client, db, name):
    event = EventFactory()
    sign_in(client, UserFactory())
    assert client.get(reverse(f"office:{name}", args=[event.pk])).status_code == 404


# -- Certificates


@pytest.fixture
def event(db) -> Event:
    return EventFactory(gives_certificates=True)


def test_whoever_was_there_gets_one_certificate_and_one_letter(event):
    there = RegistrationFactory(event=event, name="Зразок Ольга", checked_in_at=NOON)
    RegistrationFactory(event=event)
    no_mail = RegistrationFactory(event=event, user=None, email="", checked_in_at=NOON)
    assert attendance.issue_certificates(event.pk, at=event.ends_at - DAY) == 0
    assert attendance.issue_certificates(event.pk, at=OVER) == 2
    assert attendance.issue_certificates(event.pk, at=OVER + DAY) == 0
    holders = set(Certificate.objects.values_list("holder_id", flat=True))
    assert holders == {there.pk, no_mail.pk}
    letter = Letter.objects.get(kind="events.certificate")
    certificate = in_force(there)
    assert letter.to_address == there.email
    assert secret_of(there) in letter.body_text
    assert certificate.code in letter.body_text


@pytest.mark.parametrize(
    "change", [{"gives_certificates": False}, {"state": "cancelled"}, {"state": "postponed"}]
)
def test_no_certificate_for_what_gave_none(event, change):
    RegistrationFactory(event=event, checked_in_at=NOON)
    Event.objects.update(**change)
    assert attendance.issue_certificates(event.pk, at=OVER) == 0
    assert list(attendance.events_to_certify(OVER)) == []


def test_the_certificate_says_name_event_and_day_and_is_confirmed_in_public(event, client):
    there = RegistrationFactory(event=event, name="Зразок Ольга", user=None, checked_in_at=NOON)
    attendance.issue_certificates(event.pk, at=OVER)
    certificate = make_pdf(in_force(there).pk, at=OVER)
    assert certificate.file is not None
    text = words_in(certificate.file.content.read())
    assert "Зразок Ольга" in text
    assert "Zrazok Olha" in text
    assert event.title_uk in text
    assert "30 листопада 2026 року" in text
    page = client.get(reverse("certificates:verify", args=[certificate.code])).content.decode()
    for shown in ("Зразок Ольга", event.title_uk, "30 листопада 2026 року", "Дата заходу"):
        assert shown in page
    assert there.email not in page


def test_the_certificate_comes_by_the_secret_link(event, client):
    there = RegistrationFactory(event=event, checked_in_at=NOON)
    address = reverse("events:certificate", args=[secret_of(there)])
    assert client.get(address).status_code == 404
    attendance.issue_certificates(event.pk, at=OVER)
    waiting = client.get(address)
    assert waiting["Content-Type"].startswith("text/html")
    make_pdf(in_force(there).pk, at=OVER)
    ready = client.get(address)
    assert ready.content.startswith(b"%PDF")
    assert ready["Cache-Control"] == "no-store, private"


def test_a_check_in_taken_back_takes_the_certificates_force(event, client):
    there = RegistrationFactory(event=event, checked_in_at=NOON)
    attendance.issue_certificates(event.pk, at=OVER)
    code = in_force(there).code
    address = reverse("certificates:verify", args=[code])
    assert "помилково" not in client.get(address).content.decode()
    door.undo_check_in(there.pk, by=SecretariatFactory(), at=OVER)
    assert "помилково" in client.get(address).content.decode()
    assert client.get(reverse("events:certificate", args=[secret_of(there)])).status_code == 404


def test_only_its_holder_and_the_secretariat_may_read_the_file(event):
    from mayorsclub.events.holder import HANDLER

    there = RegistrationFactory(event=event, checked_in_at=NOON)
    assert HANDLER.may_read(there.user, there)
    assert HANDLER.may_read(SecretariatFactory(), there)
    assert not HANDLER.may_read(UserFactory(), there)
    there.user.is_active = False
    assert not HANDLER.may_read(there.user, there)
