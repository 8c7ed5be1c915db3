"""The secretariat plans a sitting, calls it, holds it and writes its minutes."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mayorsclub.committees.domain.votes import cast_vote
from mayorsclub.committees.models import AgendaItem, Sitting
from mayorsclub.mail.models import Letter
from tests.committees.conftest import hall  # noqa: F401
from tests.factories.committees import BodyFactory, SittingFactory, put_to_vote, seat_members
from tests.office.doing import do, done, offers, refused
from tests.outcomes import actions


@pytest.fixture
def body(db, hall):  # noqa: F811
    return BodyFactory()


@pytest.fixture
def members(body):
    return seat_members(body, 3)


def text(answer) -> str:
    return unescape(answer.content.decode())


def in_days(days: int) -> str:
    return f"{timezone.localtime() + timedelta(days=days):%Y-%m-%d %H:%M}"


def page_of(sitting: Sitting) -> str:
    return f"/office/sittings/{sitting.pk}/"


def test_from_the_plan_to_an_extract(office, secretary, body, members):
    answer = do(
        office,
        f"/office/committees/{body.pk}/",
        "sitting",
        starts_at=in_days(3),
        place="м. Київ",
        chair=members[0].pk,
        secretary=secretary.pk,
    )
    assert answer["Location"] == f"/office/sittings/{Sitting.objects.get().pk}/"
    sitting = Sitting.objects.get()
    page = page_of(sitting)
    matter = put_to_vote(body, at=timezone.now())
    refused(office, page, "call", "Спершу складіть порядок денний")
    done(office, page, "item", kind="report", title_uk="Звіт", speaker="Зразок О.")
    done(office, page, "matters", matters=[matter.pk])
    report, question = AgendaItem.objects.order_by("position")
    office.post(page, {"action": f"up-{question.pk}"})
    assert list(sitting.items.values_list("pk", flat=True)) == [question.pk, report.pk]
    office.post(page, {"action": f"down-{question.pk}"})
    done(office, page, "call")
    assert Letter.objects.filter(kind="committees.sitting_called").count() == 3
    assert "hold" not in offers(office, page)
    done(office, page, "move", starts_at=in_days(4), place="Київ", reason="тривога")
    Sitting.objects.update(starts_at=timezone.now() - timedelta(hours=1))
    done(office, page, "hold")

    done(
        office,
        page,
        "attendance",
        **{
            f"member_{member.pk}": value
            for member, value in zip(members, ["present", "online", "absent"], strict=True)
        },
    )
    item = f"{page}items/{report.pk}/"
    refused(
        office,
        item,
        "write",
        "Голосів більше",
        heard="Звіт",
        votes_for="3",
        votes_against="0",
        votes_abstain="0",
    )
    answer = do(
        office,
        item,
        "write",
        heard="Звіт",
        resolved="Узяти до відома.",
        votes_for="2",
        votes_against="0",
        votes_abstain="0",
    )
    assert answer["Location"] == page
    matter_page = text(office.get(f"{page}items/{question.pk}/"))
    assert "write-votes_for" not in matter_page
    assert office.get(f"{page}draft.pdf").content.startswith(b"%PDF")
    done(office, page, "approve")
    shown = text(office.get(page))
    assert "Редакція 1" in shown
    assert office.get(f"{page}draft.pdf").status_code == 404
    assert office.get(item).status_code == 404
    extract = office.get(f"{page}extract/2.pdf")
    assert extract["Content-Type"] == "application/pdf"
    assert office.get(f"{page}extract/9.pdf").status_code == 404
    assert offers(office, page) == ["correct"]
    done(office, page, "correct", reason="описка")
    done(office, page, "approve")
    assert "Редакція 2" in text(office.get(page))
    assert actions(sitting)[-1] == "sitting.minutes_approved"


def test_a_sitting_is_cancelled_with_a_reason(office):
    page = page_of(SittingFactory())
    refused(office, page, "cancel", "необхідно", reason="")
    done(office, page, "cancel", reason="немає світла")
    assert offers(office, page) == []
    item = AgendaItem.objects.get()
    office.post(page, {"action": f"off-{item.pk}"})
    assert AgendaItem.objects.exists()


def test_an_item_is_taken_off_and_strange_buttons_do_nothing(office):
    sitting = SittingFactory()
    page = page_of(sitting)
    assert office.post(page, {"action": "up-x"}).status_code == 404
    assert office.post(page, {"action": "up-999999"}).status_code == 302
    office.post(page, {"action": f"off-{sitting.items.get().pk}"})
    assert not sitting.items.exists()


def test_the_office_reminds_voters_once_a_day_without_seeing_who(office, body, members):
    matter = put_to_vote(body, at=timezone.now())
    cast_vote(matter.pk, voter=members[0], choice="for", at=timezone.now())
    page = f"/office/votes/{matter.pk}/"
    done(office, page, "remind")
    assert Letter.objects.filter(kind="committees.reminder").count() == 2
    refused(office, page, "remind", "менш ніж добу тому")


def test_whether_members_are_named_on_the_site_is_a_rule_of_the_body(office, body):
    page = f"/office/committees/{body.pk}/"
    form = next(f for a, f in office.get(page).context["offered"] if a.name == "rules")
    done(office, page, "rules", **(form.initial | {"is_shown": "on"}))
    body.refresh_from_db()
    assert body.is_shown


@pytest.mark.parametrize("what", ["list", "page"])
def test_sittings_cost_the_same_for_many(office, body, members, what):
    sitting = SittingFactory(body=body)
    address = "/office/sittings/" if what == "list" else page_of(sitting)

    def cost() -> int:
        office.get(address)
        with CaptureQueriesContext(connection) as found:
            assert office.get(address).status_code == 200
        return len(found)

    one = cost()
    for n in range(5):
        SittingFactory(body=body)
        sitting.items.create(position=n + 2, kind="other", title_uk="Ще")
    assert cost() == one


def test_sittings_are_found_by_what_their_agenda_says(office):
    sitting, other = SittingFactory(), SittingFactory(item=False)
    sitting.items.update(title_uk="Звіт про роботу")
    answer = office.get("/office/sittings/results/", {"q": "роботу"})
    assert list(answer.context["object_list"]) == [sitting]
    assert other not in answer.context["object_list"]
    assert office.get("/office/sittings/results/", {"q": "\x00'"}).status_code == 200
