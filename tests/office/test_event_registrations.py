"""Those registered: found, let up, cancelled, exported, written to."""

import csv
import io
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from mayorsclub.events.models import Registration
from mayorsclub.mail.models import Letter
from mayorsclub.mailings.models import Mailing
from mayorsclub.office.models import Export
from tests.factories.accounts import AdministratorFactory, UserFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.membership import MemberFactory
from tests.moments import DAY
from tests.office.doing import do, done, last_actions, offers, refused

LIST = "/office/registrations/"
WRITE = "/office/mailings/write/registrations/"
WORDS = {
    "name": "",
    "purpose": "service",
    "subject_uk": "Про подію",
    "text_uk": "{name}, {event}: {date}, {place}.\n\n{link}",
}


def text(answer) -> str:
    return unescape(answer.content.decode())


def ahead(**facts: object) -> object:
    now = timezone.now()
    return EventFactory(**{"starts_at": now + 10 * DAY, "public_from": now - DAY, **facts})


def guest(event, **facts: object) -> Registration:
    """Somebody without an account."""
    return RegistrationFactory(event=event, user=None, **facts)


def waiting(event, **facts: object) -> Registration:
    facts = {"standing": "waiting", "waiting_since": timezone.now(), **facts}
    return RegistrationFactory(event=event, **facts)


def page_of(registration: Registration) -> str:
    return f"{LIST}{registration.pk}/"


def found(client, **filters: object) -> set[Registration]:
    answer = client.get(f"{LIST}results/", filters)
    assert answer.status_code == 200
    return set(answer.context["object_list"])


def test_registrations_are_found_by_what_they_are(office):
    event, other = ahead(), ahead()
    member = RegistrationFactory(event=event, group="members", name="Приклад Іван")
    gone = guest(event, standing="cancelled", email="gone@example.org")
    came = guest(event, checked_in_at=timezone.now(), email="came@example.org")
    elsewhere = guest(other, email="else@example.org")

    assert found(office, event=event.pk) == {member, gone, came}
    assert found(office, event=event.pk, standing="cancelled") == {gone}
    assert found(office, group="members") == {member}
    assert found(office, event=event.pk, came="true") == {came}
    assert found(office, event=event.pk, came="false") == {member, gone}
    assert found(office, q="Приклад") == {member}
    assert found(office, q="else@") == {elsewhere}
    for strange in ("9" * 30, "x", "\x00", "-1"):
        assert found(office, event=strange) == set()
    assert event.title in text(office.get(LIST, {"event": event.pk}))


def test_a_place_is_given_out_of_turn(office, secretary):
    event = ahead(seats=1)
    RegistrationFactory(event=event)
    first, second = waiting(event), waiting(event)
    page = page_of(second)
    refused(office, page, "give", "Вільних місць немає")
    done(office, page, "give", over_seats="on")

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.standing, second.standing) == ("waiting", "registered")
    assert last_actions() == ["registration.given"]
    letter = Letter.objects.get(kind="events.given")
    assert letter.to_user == second.user
    assert "BEGIN:VCALENDAR" in letter.calendar
    assert "give" not in offers(office, page)


def test_a_registration_is_cancelled_with_a_reason_and_the_next_moves_up(office):
    event = ahead(seats=1)
    registration = RegistrationFactory(event=event)
    next_one = waiting(event)
    page = page_of(registration)
    refused(office, page, "cancel", "необхідно", reason="")
    done(office, page, "cancel", reason="Зал менший")

    registration.refresh_from_db()
    next_one.refresh_from_db()
    assert (registration.standing, next_one.standing) == ("cancelled", "offered")
    assert offers(office, page) == []


def test_who_came_is_noted_on_the_day_and_taken_back(office):
    event = ahead()
    registration = RegistrationFactory(event=event)
    page = page_of(registration)
    assert "came" not in offers(office, page)
    event.starts_at = timezone.now() + DAY / 24
    event.save()
    done(office, page, "came")
    registration.refresh_from_db()
    assert registration.checked_in_at is not None
    done(office, page, "undo-came")
    registration.refresh_from_db()
    assert registration.checked_in_at is None
    assert "came" not in offers(office, page_of(waiting(event)))


def test_the_page_tells_what_was_answered(office):
    event = ahead()
    food = event.questions.create(kind="choice", label_uk="Обід?", choices_uk="Так\nНі")
    consent = event.questions.create(kind="consent", label_uk="Згода на фото")
    why = event.questions.create(kind="text", label_uk="Чому?")
    registration = RegistrationFactory(
        event=event,
        answers={
            str(food.pk): "2",
            str(consent.pk): "2026-11-23T12:00:00+00:00",
            str(why.pk): "<b>=1+1</b>",
        },
    )
    answer = office.get(page_of(registration))

    shown = text(answer)
    assert "Ні" in shown
    assert "так, 23 листопада 2026 року, 14:00" in shown
    assert "&lt;b&gt;=1+1&lt;/b&gt;" in answer.content.decode()


def test_an_administrator_reads_and_an_editor_finds_nothing(administration, editing):
    registration = waiting(ahead())
    page = page_of(registration)
    assert administration.get(page).status_code == 200
    assert administration.get(page).context["offered"] == []
    assert do(administration, page, "give").status_code == 404
    for address in (LIST, f"{LIST}results/", page, "/office/events/"):
        assert editing.get(address).status_code == 404
    shown = administration.get(LIST)
    assert [one.name for one in shown.context["listing"].offered] == ["letter"]


def test_many_are_cancelled_after_a_look_and_the_others_are_named(office):
    event = ahead()
    some = [RegistrationFactory(event=event) for _n in range(3)]
    gone = guest(event, standing="cancelled", email="gone@example.org")
    bulk = "/office/lists/registrations/bulk/"
    picked = ",".join(str(each.pk) for each in (*some, gone))
    sent = {"action": "cancel", "pk": picked, "reason": "Тривога"}
    look = office.post(bulk, {**sent, "step": "preview"})
    assert [row.pk for row in look.context["left_out"]] == [gone.pk]
    assert len(look.context["will"]) == 3

    sent |= {"step": "do", "key": look.context["key"], "will": picked, "confirm": "підтверджую"}
    office.post(bulk, sent)

    assert Registration.objects.filter(standing="registered").count() == 0
    assert Letter.objects.filter(kind="events.cancelled_by_office").count() == 3


# -- Export


def exported(client, event, file_format: str) -> list[list[object]]:
    answer = client.post(
        "/office/lists/registrations/export/",
        {"query": f"event={event.pk}", "format": file_format, "columns": "every", "reason": ""},
    )
    assert answer.status_code == 200, answer
    content = b"".join(answer.streaming_content)
    if file_format == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    return [list(row) for row in load_workbook(io.BytesIO(content)).active.values]


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_an_export_holds_the_answers_and_nothing_that_computes(office, secretary, file_format):
    event = ahead()
    why = event.questions.create(kind="text", label_uk="=Чому?")
    formula = "=HYPERLINK(1)"
    guest(event, name="+Зразок", answers={str(why.pk): formula})
    guest(ahead(), email="else@example.org", name="Інша подія")

    heading, *rows = exported(office, event, file_format)

    mark = "'" if file_format == "csv" else ""
    assert heading[-1] == f"{mark}=Чому?"
    assert [(row[0], row[-1]) for row in rows] == [(f"{mark}+Зразок", f"{mark}{formula}")]
    kept = Export.objects.get()
    assert (kept.asked_by, kept.rows, kept.list_name) == (secretary, 1, "registrations")
    assert last_actions() == ["export.asked"] or "export" in last_actions()[0]


def test_many_people_leave_with_a_second_persons_word_only(office):
    AdministratorFactory()
    AdministratorFactory()
    event = ahead()
    for n in range(101):
        guest(event, email=f"{n}@example.org")
    answer = office.post(
        "/office/lists/registrations/export/",
        {"query": f"event={event.pk}", "format": "csv", "columns": "shown", "reason": "Бейджі"},
    )
    kept = Export.objects.get()
    assert (kept.rows, kept.state) == (101, "asked")
    assert answer["Location"] == f"/office/exports/{kept.pk}/"


# -- Letters to those registered


def receivers_of(client, **filters: str) -> set[str]:
    saved = client.post(WRITE, {**WORDS, **filters})
    assert saved.status_code == 302, saved.context["form"].errors
    mailing = Mailing.objects.latest("pk")
    shown = client.get(f"/office/mailings/{mailing.pk}/")
    panel = next(p for p in shown.context["panels"] if "receivers" in p.template)
    return {receiver.email for _n, receiver, _url in panel.context["rows"]}


def test_a_mailing_reaches_exactly_those(office):
    event = ahead()
    now = timezone.now()
    member = MemberFactory(user__email="member@example.org").user
    RegistrationFactory(event=event, user=member, group="members", email="former@example.org")
    guest(event, email="guest@example.org", checked_in_at=now)
    guest(event, email="waiting@example.org", standing="waiting", waiting_since=now)
    guest(event, email="gone@example.org", standing="cancelled")
    guest(event, email="", name="Біля дверей")
    guest(ahead(), email="else@example.org")

    pk = str(event.pk)
    everybody = {"member@example.org", "guest@example.org", "waiting@example.org"}
    assert receivers_of(office, event=pk) == everybody
    assert receivers_of(office, event=pk, standing="registered") == everybody - {
        "waiting@example.org"
    }
    assert receivers_of(office, event=pk, standing="cancelled") == {"gone@example.org"}
    assert receivers_of(office, event=pk, group="members") == {"member@example.org"}
    assert receivers_of(office, event=pk, came="yes") == {"guest@example.org"}
    without = office.post(WRITE, WORDS)
    assert without.status_code == 422
    assert "event" in without.context["whom"].errors
    assert office.get(f"{WRITE}count/", {"event": pk}).content.decode().startswith("Лист отрима")


def test_the_letter_names_the_event_and_keeps_no_secret(office):
    event = ahead(title_uk="Форум мостів", place_uk="м. Київ")
    own = RegistrationFactory(event=event, user=UserFactory(email="a@example.org"))
    other = guest(event, email="b@example.org", language="en")
    office.post(f"{WRITE}?ids={own.pk},{other.pk}", WORDS)
    mailing = Mailing.objects.get()
    assert "Форум мостів" in text(office.get(f"/office/mailings/{mailing.pk}/preview/?as=0"))
    done(office, f"/office/mailings/{mailing.pk}/", "send", expected="2")

    to_own = Letter.objects.get(to_address="a@example.org")
    assert "/me/events/" in to_own.body_text
    assert (to_own.about_type, to_own.about_id) == ("events.registration", str(own.pk))
    to_other = Letter.objects.get(to_address="b@example.org")
    assert f"/events/{event.slug}/" in to_other.body_text
    assert "registration/" not in to_own.body_text + to_other.body_text
    assert "Про подію" in text(office.get(page_of(own)))


@pytest.mark.parametrize("what", ["list", "one event", "page"])
def test_registrations_cost_the_same_for_many(office, what):
    event = ahead()
    registration = RegistrationFactory(event=event)
    address = {
        "list": LIST,
        "one event": f"{LIST}?event={event.pk}",
        "page": page_of(registration),
    }[what]

    def add(count: int) -> None:
        for n in range(count):
            event.questions.create(kind="text", label_uk=f"Що {n}?")
            RegistrationFactory(event=ahead())
            RegistrationFactory(event=event, member=MemberFactory())

    def cost() -> int:
        office.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert office.get(address).status_code == 200
        return len(queries)

    add(1)
    one = cost()
    add(29)
    assert cost() == one
