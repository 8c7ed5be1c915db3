"""One line of time on each record's page."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from mayorsclub.applications.queries import matter_of
from mayorsclub.committees.domain.votes import cast_vote
from mayorsclub.committees.models import Body, Choice, Elector
from mayorsclub.files.domain import keep
from mayorsclub.membership.kind import MEMBERSHIP
from mayorsclub.membership.models import Member
from mayorsclub.office import timeline
from tests.committees.conftest import hall  # noqa: F401
from tests.factories.accounts import UserFactory
from tests.factories.committees import SeatFactory
from tests.factories.files import PDF, upload
from tests.factories.mail import LetterFactory
from tests.factories.membership import MemberFactory
from tests.membership.answers import MAYOR, under_review
from tests.moments import NOON
from tests.office.doing import do

LATER = NOON + timedelta(hours=2)


def line(client, page: str, **asked: object) -> list[timeline.Line]:
    return list(client.get(page, asked).context["line"]["page"])


def sorts(client, page: str) -> dict[str, int]:
    return {sort.value: count for sort, count in client.get(page).context["line"]["sorts"]}


def test_an_application_has_all_on_one_line(office, db):
    application = under_review(MAYOR, kind=MEMBERSHIP, email="ivan@example.org")
    page = f"/office/applications/{application.pk}/"
    do(office, page, "note", text="Перевірити рішення ради")
    do(office, page, "ask", text="Додайте рішення.")

    found = sorts(office, page)

    assert {"steps", "letters", "votes", "changes", "notes"} <= set(found)
    every = line(office, page)
    assert [each.at for each in every] == sorted((each.at for each in every), reverse=True)
    assert [each.body for each in line(office, page, line="notes")] == ["Перевірити рішення ради"]
    assert {each.label for each in line(office, page, line="letters")} == {"Листи"}
    assert line(office, page, line="bogus") == every


def test_a_change_says_from_what_to_what(office):
    member = MemberFactory()
    page = f"/office/members/{member.pk}/"
    do(office, page, "status", status="suspended", reason="Прохання члена")

    changes = line(office, page, line="changes")

    assert changes[0].details == ("Дійсний → Призупинено",) or "→" in changes[0].details[0]
    assert changes[0].who


def test_votes_only_as_far_as_one_may_see(office, db):
    for _n in range(2):
        SeatFactory(body=Body.objects.get(slug="membership"))
    application = under_review(MAYOR, kind=MEMBERSHIP, email="ivan@example.org")
    page = f"/office/applications/{application.pk}/"
    matter = matter_of(application)
    electors = list(Elector.objects.filter(matter=matter))
    cast_vote(
        matter.pk, voter=electors[0].user, choice=Choice.AGAINST, reason="Таємна думка", at=LATER
    )
    before = office.get(page).content.decode()
    assert "Таємна думка" not in before
    for elector in electors[1:]:
        cast_vote(matter.pk, voter=elector.user, choice=Choice.FOR, reason="", at=LATER)

    matter.refresh_from_db()
    votes = line(office, page, line="votes")
    assert matter.state == "decided"
    assert [each.at for each in votes] == sorted((each.at for each in votes), reverse=True)
    assert len(votes) == 2
    assert votes[0].body == "«за» — 1, «проти» — 1, «утрималися» — 0"


def test_files_are_shown_to_those_who_may_read_them(office, administration, db):
    application = under_review(MAYOR, kind=MEMBERSHIP, email="ivan@example.org")
    keep(upload(PDF), purpose="nobody", about=application, by=None, at=NOON)

    assert sorts(office, f"/office/applications/{application.pk}/").get("files", 0) == 0


def test_a_person_gathers_entry_letters_and_applications(administration):
    member = MemberFactory()
    person = member.user
    LetterFactory(to_user=person, subject="Запрошення")
    page = f"/office/people/{person.pk}/"

    answer = administration.get(page)

    assert "Запрошення" in answer.content.decode()
    assert f"/office/members/{member.pk}/" in answer.content.decode()
    assert Member.objects.get() == member


def test_a_long_line_has_pages(office):
    person = UserFactory()
    page = f"/office/people/{person.pk}/"
    for number in range(timeline.PER_PAGE + 3):
        LetterFactory(to_user=person, subject=f"Лист {number}")

    assert len(line(office, page)) == timeline.PER_PAGE
    assert len(line(office, page, line_page=2)) == 3
    assert len(line(office, page, line_page="x")) == timeline.PER_PAGE


def test_a_record_costs_the_same_with_many_letters(office):
    member = MemberFactory()
    page = f"/office/members/{member.pk}/"
    counts = []
    for _n in range(2):
        office.get(page)
        with CaptureQueriesContext(connection) as found:
            office.get(page)
        counts.append(len(found))
        for _m in range(10):
            LetterFactory(about_type="membership.member", about_id=str(member.pk))

    assert counts[0] == counts[1]


def test_an_administrator_reads_why_nothing_is_offered(administration):
    page = administration.get(f"/office/members/{MemberFactory().pk}/")

    assert "як адміністратор" in page.content.decode()
