"""The secretariat plans an event, announces it, moves it, fills it, ends it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mayorsclub.events.models import Event, Registration
from mayorsclub.mail.models import Letter
from mayorsclub.office.demonstration.covers import cover
from tests.factories.events import (
    InvitationFactory,
    RegistrationFactory,
)
from tests.factories.files import PDF, upload
from tests.factories.membership import MemberFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.moments import DAY
from tests.office.doing import do, done, last_actions, offers, refused
from tests.office.event_steps import LIST, NEW, ahead, draft, in_days, page_of, planned, text, typed
from tests.outcomes import actions

# -- Planning and changing


def test_an_event_is_planned_and_its_page_tells_what_stands(office, secretary):
    answer = office.post(NEW, planned())

    event = Event.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, page_of(event))
    assert (event.state, event.audience, event.created_by) == ("draft", "members", secretary)
    assert (event.languages, event.reminders) == (["uk", "en"], [10080, 60])
    assert event.slug == "zustrich-pro-vidnovlennia"
    assert last_actions() == ["event.planned"]
    shown = text(office.get(page_of(event)))
    assert "Зустріч про відновлення" in shown
    assert "чернетка" in shown


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(office):
    for wrong, field, sentence in (
        ({"title_uk": ""}, "title_uk", "необхідно"),
        ({"ends_at": in_days(9)}, "ends_at", "пізніше за початок"),
        ({"starts_at": in_days(-3)}, "starts_at", "в майбутньому"),
        ({"starts_at": "0001-01-01 00:00"}, "starts_at", "рік"),
        ({"online_link": "https://meet.example"}, "online_link", "онлайн"),
        ({"online_link": "javascript:alert(1)"}, "online_link", ""),
        ({"accept_hours": "999999999999999999999"}, "accept_hours", ""),
        ({"oblast": "999999999999999999999"}, "oblast", ""),
        ({"kind": "party"}, "kind", ""),
        ({"title_uk": "\x00"}, "title_uk", ""),
        ({"title_uk": "я" * 201}, "title_uk", ""),
    ):
        answer = office.post(NEW, planned(summary_uk="<b>Про це</b>", **wrong))

        assert answer.status_code == 422, wrong
        errors = answer.context["form"].errors
        assert list(errors) == [field], (wrong, errors)
        assert sentence in str(errors[field]), (wrong, errors)
        assert "&lt;b&gt;Про це&lt;/b&gt;" in answer.content.decode()
    assert not Event.objects.exists()


def test_an_event_is_changed_with_everything_it_had(office):
    event = draft(reminders=[20], languages=["uk", "de"])
    address = f"{page_of(event)}edit/"
    form = office.get(address).context["form"]
    sent = {
        name: typed(value) if hasattr(value, "tzinfo") else value
        for name in form.fields
        if (value := form[name].value()) not in (None, False, "")
    }
    assert sent["reminders"] == [20]

    answer = office.post(address, {**sent, "title_uk": "Інша назва"})

    assert answer.status_code == 302, answer.context["form"].errors
    event.refresh_from_db()
    assert (event.title_uk, event.reminders, event.languages) == ("Інша назва", [20], ["uk", "de"])
    assert event.slug.startswith("forum-")


def test_a_cancelled_event_is_not_changed(office):
    event = ahead(state="cancelled")
    assert office.get(f"{page_of(event)}edit/").status_code == 404
    assert office.get(f"{page_of(event)}invite/").status_code == 404
    assert office.get(f"{page_of(event)}programme/new/").status_code == 404
    assert offers(office, page_of(event)) == ["copy", "archive"]


# -- Its life


def test_it_is_announced_later_and_the_page_says_who_sees_it_when(office):
    RepresentativeFactory()
    event = draft()
    page = page_of(event)
    assert "партнери на 3" in text(office.get(page))
    refused(office, page, "announce", "день і годину", when="later", public_from="")
    slip = in_days(-300)
    refused(office, page, "announce", "у майбутньому", when="later", public_from=slip)
    done(office, page, "announce", when="later", public_from=in_days(5))

    event.refresh_from_db()
    assert (event.state, event.public_from - event.partners_from) == ("announced", 3 * DAY)
    shown = text(office.get(page))
    assert "Партнери бачать з" in shown
    assert "Усі бачать з" in shown
    done(office, page, "reschedule", when="now")
    assert "reschedule" not in offers(office, page)


def test_what_lacks_words_is_not_announced(office):
    refused(office, page_of(draft(summary_uk="")), "announce", "кількома словами", when="now")


def test_everyone_registered_is_told_of_another_date(office):
    event = ahead()
    RegistrationFactory(event=event)
    page = page_of(event)
    facts = {
        "starts_at": in_days(20),
        "ends_at": in_days(20.1),
        "place_uk": "м. Львів",
        "place_en": "Lviv",
    }
    refused(office, page, "redate", "необхідно", **facts, reason_uk="")
    done(office, page, "redate", **facts, reason_uk="Тривога", reason_en="")

    event.refresh_from_db()
    assert event.place_uk == "м. Львів"
    assert Letter.objects.filter(kind__startswith="events.moved").count() == 1


def test_postponed_then_dated_again_then_cancelled_then_put_away(office):
    event = ahead()
    page = page_of(event)
    done(office, page, "postpone", reason_uk="Немає світла", reason_en="")
    shown = text(office.get(page))
    assert "Немає світла" in shown
    assert "postpone" not in offers(office, page)
    facts = {"starts_at": in_days(20), "ends_at": in_days(20.1), "place_uk": "м. Київ"}
    done(office, page, "redate", **facts, reason_uk="Є світло", reason_en="")
    done(office, page, "cancel", reason_uk="Немає доповідачів", reason_en="No speakers")
    done(office, page, "archive")
    assert offers(office, page) == ["unarchive"]
    done(office, page, "unarchive")
    assert actions(event) == [
        *("event.postponed", "event.moved", "event.cancelled"),
        *("event.archived", "event.unarchived"),
    ]


def test_a_copy_is_a_draft_of_its_own(office):
    event = ahead()
    RegistrationFactory(event=event)
    answer = do(office, page_of(event), "copy", starts_at=in_days(40))

    copy = Event.objects.exclude(pk=event.pk).get()
    assert answer["Location"] == page_of(copy)
    assert (copy.state, copy.title_uk) == ("draft", event.title_uk)
    assert not copy.registrations.exists()


# -- What it is made of


def test_the_programme_is_written_point_by_point(office):
    event = ahead()
    page = page_of(event)
    address = f"{page}programme/new/"
    first = office.get(address).context["form"]["starts_at"].value()
    assert typed(first) == typed(event.starts_at)
    point = {
        "starts_at": typed(event.starts_at),
        "ends_at": typed(event.starts_at + timedelta(hours=1)),
        "title_uk": "Відкриття",
        "speakers_uk": "Зразок Ольга, голова\nПриклад Іван",
    }
    outside = office.post(address, {**point, "starts_at": in_days(1), "ends_at": ""})
    assert outside.status_code == 422
    assert "starts_at" in outside.context["form"].errors
    assert "Відкриття" in text(outside)

    assert office.post(address, point)["Location"] == page
    item = event.programme.get()
    assert item.speakers == ["Зразок Ольга, голова", "Приклад Іван"]
    own = f"{page}programme/{item.pk}/"
    assert "Відкриття" in text(office.get(own))
    assert office.post(own, {**point, "title_uk": "Вітання"})["Location"] == page
    assert "Вітання" in text(office.get(page))
    assert office.post(page, {"action": f"item-off-{item.pk}"})["Location"] == page
    assert not event.programme.exists()


def test_a_point_of_another_event_is_not_there(office):
    event, other = ahead(), ahead()
    item = other.programme.create(starts_at=other.starts_at, title_uk="Чужа")
    assert office.get(f"{page_of(event)}programme/{item.pk}/").status_code == 404
    assert office.post(page_of(event), {"action": f"item-off-{item.pk}"}).status_code == 404
    assert office.post(page_of(event), {"action": "item-off-x"}).status_code == 404
    assert office.post(page_of(event), {"action": f"item-off-{'9' * 30}"}).status_code == 404
    assert other.programme.exists()


def test_questions_are_added_and_taken_off(office):
    event = ahead()
    page = page_of(event)
    question = {"kind": "choice", "label_uk": "Обід?", "label_en": "Lunch?"}
    refused(office, page, "question", "щонайменше два", **question, choices_uk="Так")
    done(office, page, "question", **question, choices_uk="Так\nНі", is_required="on")
    asked = event.questions.get()
    assert (asked.options, asked.is_required) == ([("1", "Так"), ("2", "Ні")], True)
    office.post(page, {"action": f"question-off-{asked.pk}"})
    asked = event.questions.filter(removed_at=None)
    assert not asked.exists()


def test_a_question_is_corrected_and_what_was_chosen_stays(office):
    event, other = ahead(), ahead()
    asked = event.questions.create(kind="choice", label_uk="Обід?", choices_uk="Так\nНі")
    RegistrationFactory(event=event, answers={str(asked.pk): "2"})
    own = f"{page_of(event)}questions/{asked.pk}/"
    assert f'href="{own}"' in text(office.get(page_of(event)))
    facts = {"kind": "choice", "label_uk": "Обідаєте?", "choices_uk": "Так\nНі\nЩе не знаю"}

    answer = office.post(own, facts | {"choices_uk": "Так\nНіколи"})
    assert answer.status_code == 422
    assert "Ніколи</textarea>" in text(answer)
    assert "Вибрані варіанти лишаються" in str(answer.context["form"].errors["choices_uk"])

    assert office.post(own, facts)["Location"] == page_of(event)
    asked.refresh_from_db()
    assert (asked.label_uk, len(asked.options)) == ("Обідаєте?", 3)
    assert office.get(f"{page_of(other)}questions/{asked.pk}/").status_code == 404
    asked.removed_at = timezone.now()
    asked.save()
    assert office.get(own).status_code == 404
    assert own not in text(office.get(page_of(event)))


def test_seats_are_set_for_all_and_for_groups(office):
    event = ahead()
    for _n in range(2):
        RegistrationFactory(event=event, group="members")
    RegistrationFactory(event=event, standing="waiting", waiting_since=timezone.now())
    page = page_of(event)
    refused(office, page, "seats", "менше", seats="1")
    done(office, page, "seats", seats="3", seats_members="2")

    event.refresh_from_db()
    assert event.seats == 3
    assert list(event.quotas.values_list("group", "seats")) == [("members", 2)]
    shown = office.get(page).context["panels"]
    panel = next(each for each in shown if each.template.endswith("event_seats.html"))
    rows = {row.group: row for row in panel.context["figures"].groups}
    assert (rows["members"].taken, rows["members"].left) == (2, 0)


def test_a_file_and_a_picture_are_added_and_taken_away(office):
    event = ahead()
    page = page_of(event)
    program = SimpleUploadedFile("evil.exe", b"MZ\x90", content_type="application/pdf")
    answer = do(office, page, "paper", upload=program, title_uk="Програма", is_for="audience")
    assert answer.status_code == 422
    assert "Програма" in text(answer)
    done(office, page, "paper", upload=upload(PDF), title_uk="Програма", is_for="registered")
    paper = event.files.get()
    assert (paper.title_uk, paper.is_for) == ("Програма", "registered")
    assert paper.file.token in text(office.get(page))
    office.post(page, {"action": f"paper-off-{paper.pk}"})
    assert not event.files.exists()

    refused(office, page, "cover", "", alt_uk="Плитки")
    picture = SimpleUploadedFile("cover.jpg", cover(1), content_type="image/jpeg")
    done(office, page, "cover", picture=picture, alt_uk="Плитки")
    event.refresh_from_db()
    assert event.cover.token in text(office.get(page))
    assert office.get(f"/events/covers/{event.cover.token}/480.webp").status_code == 200
    office.post(page, {"action": f"cover-off-{event.pk}"})
    event.refresh_from_db()
    assert event.cover is None


def test_partner_organisations_are_chosen(office):
    partner, other = PartnerFactory(), PartnerFactory(edrpou="00032129", status="ended")
    event = ahead()
    page = page_of(event)
    assert do(office, page, "partners", partners=[other.pk]).status_code == 422
    done(office, page, "partners", partners=[partner.pk])
    assert [row.partner for row in event.partners.all()] == [partner]
    assert partner.name_uk in text(office.get(page))


# -- Registering somebody


def test_somebody_who_called_is_registered_with_their_account(office):
    person = MemberFactory(user__email="a@example.org").user
    event = ahead()
    who = {"name": "Приклад Іван", "group": "members", "language": "uk"}
    page = page_of(event)
    refused(office, page, "register", "", **who, email="no address")
    done(office, page, "register", **who, email="A@example.org")
    refused(office, page, "register", "вже зареєстрован", **who, email="a@example.org")

    found = Registration.objects.get()
    assert (found.user, found.group, found.standing) == (person, "members", "registered")


# -- Who sees it


def test_an_administrator_reads_and_changes_nothing(administration):
    event = ahead(audience="invited", online_link="https://meet.example/1", is_online=True)
    invitation = InvitationFactory(event=event)
    page = page_of(event)
    answer = administration.get(page)
    assert answer.status_code == 200
    assert "адміністратор" in text(answer)
    assert answer.context["offered"] == []
    assert f"invitation-off-{invitation.pk}" not in text(answer)
    assert (
        administration.post(page, {"action": f"invitation-off-{invitation.pk}"}).status_code == 404
    )
    assert do(administration, page, "cancel", reason_uk="Так").status_code == 404
    for part in ("edit/", "invite/", "invite/members/", "programme/new/"):
        assert administration.get(page + part).status_code == 404
    assert administration.get(NEW).status_code == 404
    assert "Запланувати подію" not in text(administration.get(LIST))


# -- The list


def test_events_are_found_by_what_they_are(office):
    now = timezone.now()
    forum = ahead(title_uk="Форум мостів")
    closed = ahead(kind="session", audience="members", starts_at=now + 40 * DAY)
    postponed = ahead(state="postponed")
    near = draft(starts_at=now + 2 * DAY)
    full = ahead(seats=1)
    RegistrationFactory(event=full)
    RegistrationFactory(event=full, standing="waiting", waiting_since=now)

    def found(**filters: str) -> set[Event]:
        answer = office.get(f"{LIST}results/", filters)
        assert answer.status_code == 200
        return set(answer.context["object_list"])

    assert found(kind="session") == {closed}
    assert found(audience="members") == {closed}
    assert found(state="postponed") == {postponed}
    assert found(near="true") == {near}
    assert found(waited_for="true") == {full}
    assert found(q="мостів") == {forum}
    assert found(starts_at_from=f"{now + 30 * DAY:%Y-%m-%d}") == {closed}
    assert found(oblast="9" * 30) == set()
    assert found(q="\x00'") == {forum, closed, postponed, near, full}
    assert "1 / 1" in text(office.get(LIST))


@pytest.mark.parametrize("what", ["list", "page", "edit"])
def test_events_cost_the_same_for_many(office, what):
    event = ahead(audience="invited", seats=100)
    address = {"list": LIST, "page": page_of(event), "edit": f"{page_of(event)}edit/"}[what]

    def add(count: int) -> None:
        for n in range(count):
            RegistrationFactory(event=event)
            InvitationFactory(event=event)
            event.programme.create(starts_at=event.starts_at, title_uk=f"Точка {n}")
            event.questions.create(kind="text", label_uk="Що?")
            event.partners.create(partner=PartnerFactory(edrpou=f"{n:08}"))
            ahead()

    def cost() -> int:
        office.get(address)
        with CaptureQueriesContext(connection) as found:
            assert office.get(address).status_code == 200
        return len(found)

    add(1)
    one = cost()
    add(29)
    assert cost() == one
