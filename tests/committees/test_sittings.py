"""A sitting from the plan to the approved minutes, with every refusal on the way."""

import io
from datetime import timedelta

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from mayorsclub.accounts import home as my_page
from mayorsclub.committees.domain import agenda, sitting_minutes, sittings
from mayorsclub.committees.domain.bodies import end_seat, update_body
from mayorsclub.committees.domain.matters import pause
from mayorsclub.committees.domain.reminders import remind, remind_now, tell_end_of_term
from mayorsclub.committees.domain.votes import cast_vote
from mayorsclub.committees.models import Seat, Sitting, SittingMinutes
from mayorsclub.committees.queries import terms_that_end
from mayorsclub.committees.refusals import MatterRefused, SittingRefused
from mayorsclub.committees.sitting_papers import extract_data, minutes_data
from mayorsclub.files.models import PrivateFile
from mayorsclub.mail.models import Letter
from tests.at_once import at_once
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.committees import BodyFactory, SeatFactory, put_to_vote, seat_members
from tests.moments import DAY, MINUTE, NOON
from tests.outcomes import actions, letters_to, refused
from tests.sign_in import sign_in

AHEAD = NOON + 7 * DAY


@pytest.fixture
def members(body):
    return [
        SeatFactory(body=body, is_chair=n == 0, user__surname=name, user__given_name="Ольга").user
        for n, name in enumerate(["Зразок", "Приклад", "Умовна"])
    ]


@pytest.fixture
def secretary(db):
    return SecretariatFactory(surname="Секретар", given_name="Олена")


@pytest.fixture
def how(secretary):
    return {"actor": secretary, "at": NOON}


@pytest.fixture
def planned(body, members, secretary, how) -> Sitting:
    return sittings.plan(
        body,
        starts_at=AHEAD,
        place="м. Київ",
        link="https://meet.example/1",
        chair=members[0],
        secretary=secretary,
        **how,
    )


@pytest.fixture
def called(planned, how) -> Sitting:
    agenda.add_item(planned.pk, kind="report", title_uk="Звіт", speaker="Приклад П.", **how)
    return sittings.call(planned.pk, **how)


@pytest.fixture
def held(called, secretary) -> Sitting:
    return sittings.hold(called.pk, actor=secretary, at=AHEAD)


@pytest.fixture
def later(secretary):
    return {"actor": secretary, "at": AHEAD + MINUTE}


def no(call, *args, **how) -> str:
    return refused(SittingRefused, lambda: call(*args, **how))


def everybody(members, value: str = "present") -> dict[int, str]:
    return {member.pk: value for member in members}


def test_a_plan_is_checked_and_told_to_nobody(body, members, how):
    def code(**more) -> str:
        facts = {"starts_at": AHEAD, "place": "Київ", "link": "", "chair": None, "secretary": None}
        return no(sittings.plan, body, **facts | more, **how)

    assert code(starts_at=NOON) == "in_the_past"
    assert code(place=" ") == "no_place"
    assert code(chair=UserFactory()) == "chair_not_member"
    assert not Letter.objects.filter(kind__startswith="committees.sitting").exists()


def test_a_call_invites_each_member_with_the_agenda(planned, members, how):
    assert no(sittings.call, planned.pk, **how) == "no_agenda"
    members[1].language = "en"
    members[1].save()
    agenda.add_item(planned.pk, kind="report", title_uk="Звіт", title_en="Report", **how)
    agenda.add_item(planned.pk, kind="other", title_uk="Різне", **how)
    sittings.call(planned.pk, **how)
    for member in members:
        assert letters_to(member)[-1] == "committees.sitting_called"
    letter = Letter.objects.get(to_user=members[0], kind="committees.sitting_called")
    assert "1. Звіт\n2. Різне" in letter.body_text
    assert "30 листопада 2026 року, 14:00" in letter.body_text
    assert "/committee/sittings/" in letter.body_text
    english = Letter.objects.get(to_user=members[1], kind="committees.sitting_called")
    assert "1. Report\n2. Різне" in english.body_text
    assert no(sittings.call, planned.pk, **how) == "not_now"
    assert (
        no(
            sittings.change,
            planned.pk,
            starts_at=AHEAD,
            place="Київ",
            link="",
            chair=None,
            secretary=None,
            **how,
        )
        == "not_now"
    )
    assert actions(planned)[-1] == "sitting.called"


def test_a_move_and_a_cancellation_are_told_and_answers_are_asked_anew(called, members, how):
    sittings.answer(called.pk, "coming", by=members[0], at=NOON)
    facts = {"starts_at": AHEAD + DAY, "place": "Київ", "link": ""}
    assert no(sittings.move, called.pk, reason=" ", **facts, **how) == "reason_required"
    moved = sittings.move(called.pk, reason="тривога", **facts, **how)
    assert not moved.attendances.exclude(answer="").exists()
    assert letters_to(members[2])[-1] == "committees.sitting_moved"
    sittings.cancel(called.pk, reason="немає світла", **how)
    assert "немає світла" in Letter.objects.filter(kind="committees.sitting_cancelled")[0].body_text
    for move in (sittings.call, sittings.hold):
        assert no(move, called.pk, **how) == "not_now"


def test_cancelling_a_plan_writes_to_nobody(planned, how):
    sittings.cancel(planned.pk, reason="рано", **how)
    assert not Letter.objects.filter(kind="committees.sitting_cancelled").exists()


def test_only_the_called_answer_and_until_it_begins(called, members):
    assert sittings.answer(called.pk, "online", by=members[1], at=NOON).answer == "online"
    assert sittings.answer(called.pk, "not", by=members[1], at=NOON).answer == "not"
    assert no(sittings.answer, called.pk, "coming", by=UserFactory(), at=NOON) == "not_member"
    assert no(sittings.answer, called.pk, "perhaps", by=members[1], at=NOON) == "not_member"
    assert no(sittings.answer, called.pk, "coming", by=members[1], at=AHEAD) == "not_now"


def test_the_agenda_is_put_together_and_ordered(planned, body, members, how):
    matter, other = put_to_vote(body), put_to_vote(BodyFactory())
    first = agenda.add_item(planned.pk, kind="report", title_uk="Звіт", **how)
    (second,) = agenda.add_matters(planned.pk, matters=[matter.pk], **how)
    assert no(agenda.add_matters, planned.pk, matters=[matter.pk], **how) == "not_open"
    assert no(agenda.add_matters, planned.pk, matters=[other.pk], **how) == "not_open"
    assert no(agenda.add_matters, planned.pk, matters=[], **how) == "not_open"
    assert no(agenda.add_item, planned.pk, kind="matter", title_uk="Х", **how) == "no_item"
    assert no(agenda.add_item, planned.pk, kind="other", title_uk=" ", **how) == "no_title"
    agenda.shift(planned.pk, second.pk, up=True, **how)
    agenda.shift(planned.pk, second.pk, up=True, **how)
    assert list(planned.items.values_list("pk", flat=True)) == [second.pk, first.pk]
    agenda.shift(planned.pk, second.pk, up=False, **how)
    assert list(planned.items.values_list("pk", flat=True)) == [first.pk, second.pk]
    agenda.take_off(planned.pk, first.pk, **how)
    assert list(planned.items.values_list("pk", "position")) == [(second.pk, 1)]
    assert no(agenda.shift, planned.pk, first.pk, up=True, **how) == "no_item"


def test_holding_settles_number_members_and_rules(called, body, members, secretary, how):
    assert no(sittings.hold, called.pk, **how) == "too_early"
    end_seat(Seat.objects.get(user=members[2]), until=NOON.date() + DAY, **how)
    newcomer = SeatFactory(body=body).user
    held = sittings.hold(called.pk, actor=secretary, at=AHEAD)
    assert (held.number, held.year) == (1, 2026)
    assert {row.user for row in held.attendances.all()} == {members[0], members[1], newcomer}
    update_body(body, actor=secretary, at=AHEAD, quorum_percent=100)
    held.refresh_from_db()
    assert held.quorum_percent == 51


def test_hands_are_counted_against_those_who_were_there(held, members, later):
    item = held.items.get()

    def write(*votes, **more):
        return agenda.write_down(held.pk, item.pk, votes=votes, **more, **later)

    assert no(write, 1, 0, 0) == "too_many_votes"
    assert no(write, 0, 0, 0) == "no_quorum"
    agenda.note_attendance(held.pk, {members[0].pk: "present", members[1].pk: "online"}, **later)
    assert no(write, 3, 0, 0) == "too_many_votes"
    assert no(write, 1, None, None) == "votes_whole"
    assert write(1, 0, 1, heard="Звіт").votes_for == 1
    assert (
        no(agenda.note_attendance, held.pk, {UserFactory().pk: "present"}, **later) == "not_member"
    )
    assert no(agenda.note_attendance, held.pk, {members[0].pk: "asleep"}, **later) == "not_member"


def test_a_matters_result_is_never_typed(planned, body, members, secretary, how, later):
    matter = put_to_vote(body)
    (item,) = agenda.add_matters(planned.pk, matters=[matter.pk], **how)
    sittings.call(planned.pk, **how)
    sittings.hold(planned.pk, actor=secretary, at=AHEAD)
    agenda.note_attendance(planned.pk, everybody(members), **later)
    assert no(agenda.write_down, planned.pk, item.pk, votes=(1, 0, 0), **later) == "by_hand"
    planned.refresh_from_db()
    assert "триває" in minutes_data(planned)["items"][0]["outcome"]
    for member in members:
        cast_vote(matter.pk, voter=member, choice="for", at=NOON)
    (point,) = minutes_data(planned)["items"]
    assert point["votes"] == (
        "за — 3, проти — 0, утрималися — 0 (голосування в системі, "
        "рішення № 1/2026 від 23 листопада 2026 року)"
    )
    assert point["outcome"] == "обрати."
    assert point["heard"] == ["про обрання (Зразок Ольга)."]


@pytest.fixture
def written(held, members, later) -> Sitting:
    agenda.note_attendance(
        held.pk,
        {members[0].pk: "present", members[1].pk: "online", members[2].pk: "excused"},
        **later,
    )
    agenda.write_down(
        held.pk,
        held.items.get().pk,
        heard="#eval(1) про *роботу* за рік",
        spoke="Приклад Ольга",
        resolved="Звіт узяти до відома.",
        votes=(2, 0, 0),
        **later,
    )
    return held


def test_minutes_say_all_of_it_in_ukrainian(written):
    data = minutes_data(Sitting.objects.get(pk=written.pk))
    assert data == {
        "title": "Протокол № 1 засідання комітету з перевірки",
        "heading": "ПРОТОКОЛ № 1",
        "body": "засідання комітету з перевірки",
        "date": "30 листопада 2026 року",
        "time": "14:00",
        "place": "м. Київ",
        "members": 3,
        "present": 2,
        "needed": 2,
        "has_quorum": True,
        "people": [
            {"label": "присутні", "names": ["Зразок Ольга Петрович, голова"]},
            {"label": "беруть участь дистанційно", "names": ["Приклад Ольга Петрович"]},
            {"label": "відсутні з поважної причини", "names": ["Умовна Ольга Петрович"]},
        ],
        "chair": "Зразок Ольга Петрович",
        "secretary": "Секретар Олена Петрович",
        "items": [
            {
                "number": 1,
                "title": "Звіт",
                "speaker": "Приклад П.",
                "heard": ["#eval(1) про *роботу* за рік"],
                "spoke": ["Приклад Ольга"],
                "votes": "за — 2, проти — 0, утрималися — 0",
                "outcome": "Рішення ухвалено.",
                "resolved": ["Звіт узяти до відома."],
            }
        ],
        "chair_signs": "О. Зразок",
        "secretary_signs": "О. Секретар",
    }


def test_approved_minutes_are_one_tagged_pdf_and_frozen(written, members, later):
    minutes = sitting_minutes.approve(written.pk, **later)
    with minutes.file.content.open("rb") as stored:
        reader = PdfReader(io.BytesIO(stored.read()))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "Протокол № 1 засідання комітету з перевірки"
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    for words in (
        "ПРОТОКОЛ № 1",
        "Порядок денний",
        "СЛУХАЛИ:",
        "ВИСТУПИЛИ:",
        "ГОЛОСУВАЛИ:",
        "УХВАЛИЛИ:",
        "#eval(1) про *роботу*",
        "Секретар засідання",
        "О. Секретар",
    ):
        assert words in text
    assert "ПРОЄКТ" not in text
    item = written.items.get()
    assert no(agenda.write_down, written.pk, item.pk, **later) == "not_now"
    assert no(agenda.note_attendance, written.pk, {}, **later) == "not_now"
    assert no(agenda.take_off, written.pk, item.pk, **later) == "not_now"
    assert no(sitting_minutes.approve, written.pk, **later) == "not_now"


def test_a_correction_is_a_new_version_with_its_reason(written, later):
    first = sitting_minutes.approve(written.pk, **later)
    assert no(sitting_minutes.correct, written.pk, reason=" ", **later) == "reason_required"
    sitting_minutes.correct(written.pk, reason="описка", **later)
    agenda.write_down(written.pk, written.items.get().pk, heard="Виправлено", **later)
    second = sitting_minutes.approve(written.pk, **later)
    assert (second.version, second.reason) == (2, "описка")
    assert second.file.original_name.endswith("-2026-1-v2.pdf")
    first.refresh_from_db()
    assert first.data["items"][0]["heard"] == ["#eval(1) про *роботу* за рік"]
    assert PrivateFile.objects.filter(purpose="sitting_minutes").count() == 2
    assert actions(written)[-3:] == [
        "sitting.correction_begun",
        "sitting.item_written",
        "sitting.minutes_approved",
    ]


def test_minutes_are_not_approved_unfinished(held, members, later):
    assert no(sitting_minutes.approve, held.pk, **later) == "no_attendance"
    agenda.note_attendance(held.pk, everybody(members), **later)
    assert no(sitting_minutes.approve, held.pk, **later) == "item_empty"
    item = held.items.get()
    agenda.write_down(held.pk, item.pk, heard="Звіт", votes=(3, 0, 0), **later)
    agenda.note_attendance(held.pk, {members[0].pk: "absent"}, **later)
    assert no(sitting_minutes.approve, held.pk, **later) == "too_many_votes"
    agenda.write_down(held.pk, item.pk, heard="Звіт", votes=(2, 0, 0), **later)
    Sitting.objects.update(secretary=None)
    assert no(sitting_minutes.approve, held.pk, **later) == "no_signers"


def test_without_a_quorum_the_minutes_say_so_and_decide_nothing(held, members, later):
    agenda.note_attendance(held.pk, everybody(members, "absent"), **later)
    agenda.write_down(held.pk, held.items.get().pk, heard="Не розглядали", **later)
    minutes = sitting_minutes.approve(held.pk, **later)
    assert minutes.data["has_quorum"] is False


def test_an_extract_holds_one_item(written, later):
    agenda.add_item(written.pk, kind="other", title_uk="Таємне", **later)
    agenda.write_down(written.pk, written.items.last().pk, heard="Таємне", **later)
    minutes = sitting_minutes.approve(written.pk, **later)
    data = extract_data(minutes, 0)
    assert data["title"] == "Витяг з протоколу № 1 засідання комітету з перевірки"
    assert [item["title"] for item in data["items"]] == ["Звіт"]
    assert extract_data(minutes, 2) is None
    assert sitting_minutes.compile_pdf("committees/sitting.typ", data).startswith(b"%PDF")


def test_the_draft_says_that_it_is_one(written):
    pdf = sitting_minutes.draft_pdf(Sitting.objects.get(pk=written.pk))
    assert "ПРОЄКТ" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


def test_approved_at_once_there_is_one_version(real_database):
    body = BodyFactory()
    members = seat_members(body, 2)
    by = {"actor": SecretariatFactory(), "at": AHEAD + MINUTE}
    early = {**by, "at": NOON}
    sitting = sittings.plan(
        body,
        starts_at=AHEAD,
        place="Київ",
        link="",
        chair=members[0],
        secretary=members[1],
        **early,
    )
    agenda.add_item(sitting.pk, kind="other", title_uk="Різне", **early)
    sittings.call(sitting.pk, **early)
    sittings.hold(sitting.pk, **by)
    agenda.note_attendance(sitting.pk, everybody(members), **by)
    agenda.write_down(sitting.pk, sitting.items.get().pk, heard="Так", **by)
    made = at_once([lambda: sitting_minutes.approve(sitting.pk, **by).version] * 2)
    assert sorted(map(str, made)) == ["1", "not_now"]
    assert SittingMinutes.objects.count() == 1


def test_minutes_are_read_by_members_not_barred_and_by_the_secretariat(
    client, body, members, hall, secretary, how, later, planned
):
    hall.barred = {members[2].pk: "та сама громада"}
    matter = put_to_vote(body)
    agenda.add_matters(planned.pk, matters=[matter.pk], **how)
    sittings.call(planned.pk, **how)
    sittings.hold(planned.pk, actor=secretary, at=AHEAD)
    agenda.note_attendance(planned.pk, everybody(members), **later)
    minutes = sitting_minutes.approve(planned.pk, **later)
    address = reverse("files:read", args=[minutes.file.token])
    readers = {
        members[0]: 200,
        SeatFactory(body=body).user: 200,
        secretary: 200,
        members[2]: 404,
        SeatFactory().user: 404,
        UserFactory(): 404,
    }
    for user, status in readers.items():
        sign_in(client, user, strong=True)
        assert client.get(address).status_code == status, user
    page = planned.get_absolute_url()
    sign_in(client, members[2], strong=True)
    assert str(minutes.file.token) not in client.get(page).content.decode()
    sign_in(client, members[0], strong=True)
    assert str(minutes.file.token) in client.get(page).content.decode()


@pytest.fixture
def real(body, members, secretary) -> Sitting:
    """A called sitting that lies ahead of the clock on the wall."""
    now = timezone.now()
    by = {"actor": secretary, "at": now}
    sitting = sittings.plan(
        body,
        starts_at=now + 2 * DAY,
        place="Київ; вул. Перша, 1",
        link="https://meet.example/1",
        chair=None,
        secretary=None,
        **by,
    )
    agenda.add_item(sitting.pk, kind="report", title_uk="Звіт", **by)
    return sittings.call(sitting.pk, **by)


def test_members_see_the_sitting_and_answer(client, real, members):
    sign_in(client, members[1], strong=True)
    page = real.get_absolute_url()
    assert page in client.get("/committee/").content.decode()
    assert page in client.get("/committee/sittings/").content.decode()
    assert [item.url for item in my_page.items_for(members[1], timezone.now())] == [page]
    assert client.post(page, {"answer": "online"}).status_code == 302
    assert real.attendances.get(user=members[1]).answer == "online"
    assert "візьму участь онлайн" in client.get(page).content.decode()
    assert my_page.items_for(members[1], timezone.now()) == []
    client.post(page, {"answer": "nonsense"})
    assert real.attendances.get(user=members[1]).answer == "online"


def test_the_calendar_entry_is_well_formed(client, real, members):
    sign_in(client, members[1], strong=True)
    answer = client.get(f"{real.get_absolute_url()}sitting.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    (entry,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert entry["LOCATION"] == "Київ; вул. Перша, 1, https://meet.example/1"
    assert entry["STATUS"] == "CONFIRMED"
    assert entry.start == real.starts_at.replace(microsecond=0)


def test_a_plan_and_a_foreign_sitting_do_not_exist(client, real, planned, members):
    sign_in(client, members[0], strong=True)
    assert client.get(planned.get_absolute_url()).status_code == 404
    sign_in(client, SeatFactory(body=BodyFactory()).user, strong=True)
    for address in (real.get_absolute_url(), f"{real.get_absolute_url()}sitting.ics"):
        assert client.get(address).status_code == 404
    assert real.get_absolute_url() not in client.get("/committee/sittings/").content.decode()


def test_pages_cost_the_same_for_many(client, body, real, members, secretary):
    sign_in(client, members[0], strong=True)

    def cost(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    addresses = ["/committee/sittings/", "/committee/", real.get_absolute_url()]
    one = [cost(address) for address in addresses]
    by = {"actor": secretary, "at": timezone.now()}
    for n in range(5):
        other = sittings.plan(
            body,
            starts_at=timezone.now() + (n + 3) * DAY,
            place="Київ",
            link="",
            chair=None,
            secretary=None,
            **by,
        )
        agenda.add_item(other.pk, kind="other", title_uk="Різне", **by)
        sittings.call(other.pk, **by)
        agenda.add_item(real.pk, kind="other", title_uk="Ще", **by)
    assert [cost(address) for address in addresses] == one


def test_the_office_reminds_all_who_have_not_voted_once_a_day(body, members, how):
    matter = put_to_vote(body)
    cast_vote(matter.pk, voter=members[0], choice="for", at=NOON)
    assert remind_now(matter.pk, **how) == 2
    assert "committees.reminder" not in letters_to(members[0])
    assert letters_to(members[1])[-1] == "committees.reminder"
    assert refused(MatterRefused, remind_now, matter.pk, **how) == "reminded"
    assert remind_now(matter.pk, actor=how["actor"], at=NOON + DAY) == 2
    pause(matter, actor=None, at=NOON + DAY)
    assert (
        refused(MatterRefused, remind_now, matter.pk, actor=how["actor"], at=NOON + 3 * DAY)
        == "not_open"
    )


def test_the_clock_does_not_repeat_what_the_office_has_just_done(body, members, how):
    matter = put_to_vote(body)
    soon = matter.closes_at - DAY
    remind_now(matter.pk, actor=how["actor"], at=soon)
    assert remind(matter.pk, at=soon + MINUTE) == 0
    assert letters_to(members[1]).count("committees.reminder") == 1


def test_the_secretariat_hears_once_of_a_term_that_ends(body, members, secretary):
    seat = Seat.objects.get(user=members[1])
    seat.until = NOON.date() + timedelta(days=30)
    seat.save()
    month = timedelta(days=30)
    assert list(terms_that_end(NOON - DAY, month)) == []
    assert list(terms_that_end(NOON, month)) == [seat]
    assert tell_end_of_term(seat.pk, at=NOON)
    assert not tell_end_of_term(seat.pk, at=NOON)
    assert letters_to(secretary) == ["committees.term_ends"]
    assert list(terms_that_end(NOON, month)) == []
    end_seat(seat, until=NOON.date() + timedelta(days=20), actor=None, at=NOON)
    assert tell_end_of_term(seat.pk, at=NOON)
