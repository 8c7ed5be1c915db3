"""Pages of bodies and matters: seats and rules; votes stay secret until the decision."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mayorsclub.committees.domain.votes import cast_vote
from mayorsclub.committees.models import Body, Choice, MatterState
from mayorsclub.mail.models import Letter
from mayorsclub.office.committees import BodyForm
from tests.committees.conftest import hall  # noqa: F401
from tests.factories.accounts import UserFactory
from tests.factories.committees import BodyFactory, SeatFactory, put_to_vote, seat_members
from tests.office.doing import do, done, last_actions, offers, refused

TODAY = timezone.localdate


@pytest.fixture
def body(db) -> Body:
    body = BodyFactory()
    SeatFactory(body=body, is_chair=True)
    return body


def page_of(body: Body) -> str:
    return f"/office/committees/{body.pk}/"


def rules_of(body: Body, **changes: object) -> dict[str, object]:
    return {name: getattr(body, name) for name in BodyForm.Meta.fields} | changes


def test_somebody_is_appointed_and_told(office, body):
    person = UserFactory(email="olha@example.org")

    done(office, page_of(body), "appoint", user="olha@example.org", since=str(TODAY()))

    seat = body.seats.get(user=person)
    assert (seat.since, seat.until, seat.is_chair) == (TODAY(), None, False)
    assert Letter.objects.get().to_user == person
    assert last_actions() == ["seat.appointed"]


def test_a_wrong_appointment_is_refused_and_stays_typed(office, body):
    sitting = body.seats.get().user.email
    page, since = page_of(body), str(TODAY())
    someone = UserFactory().email

    refused(office, page, "appoint", "вже входить", user=sitting, since=since)
    refused(office, page, "appoint", "Облікового запису", user="x@example.org", since=since)
    refused(office, page, "appoint", "раніше", user=someone, since="2026-11-02", until="2026-11-01")
    refused(office, page, "appoint", "Головою", user=someone, since="2031-01-01", is_chair="on")


def test_the_chair_passes_to_another_member(office, body):
    former, seat = body.seats.get(), SeatFactory(body=body)

    done(office, page_of(body), f"chair-{seat.pk}")

    former.refresh_from_db()
    seat.refresh_from_db()
    assert (former.is_chair, seat.is_chair) == (False, True)
    assert do(office, page_of(body), f"chair-{seat.pk}").status_code == 404


def test_a_term_ends(office, body):
    seat = SeatFactory(body=body)

    done(office, page_of(body), f"end-{seat.pk}", until=str(TODAY()))

    seat.refresh_from_db()
    assert seat.until == TODAY()
    for action in ("end", "chair"):
        assert do(office, page_of(body), f"{action}-{seat.pk}").status_code == 404


def test_a_term_does_not_end_before_it_began(office, body):
    seat = SeatFactory(body=body, since=date(2026, 6, 1))

    refused(office, page_of(body), f"end-{seat.pk}", "раніше", until="2026-05-31")


def test_seats_of_another_body_are_not_touched_here(office, body):
    foreign = SeatFactory()

    for action in ("end", "chair"):
        assert do(office, page_of(body), f"{action}-{foreign.pk}").status_code == 404


def test_the_rules_of_a_body_change(office, body):
    done(office, page_of(body), "rules", **rules_of(body, quorum_percent=67, days_to_vote=10))

    body.refresh_from_db()
    assert (body.quorum_percent, body.days_to_vote) == (67, 10)
    assert last_actions() == ["body.changed"]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("quorum_percent", 0, "1"),
        ("quorum_percent", 101, "100"),
        ("days_to_vote", "багато", "число"),
    ],
)
def test_impossible_rules_are_refused_and_stay_typed(office, body, name, value, sentence):
    refused(office, page_of(body), "rules", sentence, **rules_of(body, **{name: value}))

    before = getattr(body, name)
    body.refresh_from_db()
    assert getattr(body, name) == before


def test_the_office_cannot_vote_or_decide(office, hall):  # noqa: F811
    body = BodyFactory()
    seat_members(body, 3)
    matter = put_to_vote(body, at=timezone.now())
    page = f"/office/votes/{matter.pk}/"

    assert offers(office, page) == ["remind"]
    for action in ("vote", "close", "withdraw", "extend"):
        assert do(office, page, action, choice="for").status_code == 404


def test_who_voted_how_is_shown_only_after_the_decision(office, hall):  # noqa: F811
    body = BodyFactory()
    electors = seat_members(body, 3)
    now = timezone.now()
    matter = put_to_vote(body, at=now)
    page = f"/office/votes/{matter.pk}/"

    cast_vote(matter.pk, voter=electors[0], choice=Choice.AGAINST, reason="Моя думка.", at=now)
    open_page = office.get(page).content.decode()
    for elector in electors[1:]:
        later = now + timedelta(minutes=1)
        cast_vote(matter.pk, voter=elector, choice=Choice.FOR, reason="Їхня думка.", at=later)
    matter.refresh_from_db()

    assert "Моя думка." not in open_page
    assert "1 / 3" in open_page
    assert matter.state == MatterState.DECIDED
    assert "Моя думка." in office.get(page).content.decode()


BOARD = {
    "name_uk": "Правління",
    "name_uk_genitive": "правління",
    "name_en": "Board",
    "quorum_percent": "60",
    "majority": "absolute",
    "days_to_vote": "7",
    "extension_days": "7",
    "remind_days_before": "2",
    "letter_hold_hours": "24",
    "is_shown": "on",
}


def test_the_office_adds_the_board_and_the_site_names_its_members(office, client):
    form = office.get("/office/committees/new/").context["form"]
    assert form["quorum_percent"].value() == 51
    assert "/office/committees/new/" in office.get("/office/committees/").content.decode()

    answer = office.post("/office/committees/new/", BOARD)

    board = Body.objects.get(name_uk="Правління")
    assert answer["Location"] == page_of(board)
    assert (board.slug, board.quorum_percent, board.majority) == ("board", 60, "absolute")
    assert last_actions() == ["body.created"]
    assert office.get(page_of(board)).status_code == 200
    # A body in which nobody sits is not named yet.
    assert "Правління" not in client.get("/people/").content.decode()
    person = UserFactory(surname="Показова")
    done(office, page_of(board), "appoint", user=person.email, since=str(TODAY()), is_chair="on")
    page = client.get("/people/").content.decode()
    assert "Правління" in page
    assert "Показова" in page


def test_a_body_is_not_added_twice_nor_without_names(office):
    office.post("/office/committees/new/", BOARD)

    again = office.post("/office/committees/new/", {**BOARD, "name_en": "Executive"})
    nameless = office.post("/office/committees/new/", {**BOARD, "name_en": "", "majority": "x"})

    assert again.status_code == nameless.status_code == 422
    assert "вже є" in again.content.decode()
    assert again.context["form"]["name_en"].value() == "Executive"
    assert set(nameless.context["form"].errors) == {"name_en", "majority"}
    assert Body.objects.filter(name_uk="Правління").count() == 1


def test_bodies_of_one_english_name_have_addresses_of_their_own(office):
    for name in ("Рада", "Інша рада", "Третя рада"):
        office.post("/office/committees/new/", {**BOARD, "name_uk": name, "name_en": "Council"})

    slugs = Body.objects.filter(name_en="Council").order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["council", "council-2", "council-3"]
