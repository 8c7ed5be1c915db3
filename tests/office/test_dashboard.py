"""The first screen: every figure is a link, and the list behind it shows exactly as many."""

import re
from datetime import date, datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from mayorsclub.accounts.models import RoleGrant
from mayorsclub.applications.models import Event
from mayorsclub.audit.domain.log import record
from mayorsclub.committees.models import Matter
from mayorsclub.events.models import Feedback
from mayorsclub.office.charts import MONTHS, charts, months
from mayorsclub.office.models import Export, Note
from mayorsclub.office.waiting import waiting
from tests.committees.conftest import hall  # noqa: F401
from tests.factories.accounts import UserFactory
from tests.factories.applications import SentApplicationFactory
from tests.factories.committees import BodyFactory, SeatFactory, put_to_vote
from tests.factories.events import DraftEventFactory, EventFactory, RegistrationFactory
from tests.factories.inbox import MessageFactory
from tests.factories.mail import LetterFactory
from tests.factories.membership import MemberFactory
from tests.factories.sessions import ProposalFactory, QuestionFactory
from tests.moments import DAY, NOON

KYIV = ZoneInfo("Europe/Kyiv")


@pytest.fixture(autouse=True)
def _hall(hall):  # noqa: F811
    pass


def asked(application, *kinds: str) -> None:
    for minute, kind in enumerate(kinds):
        Event.objects.create(
            application=application, kind=kind, at=NOON + timedelta(minutes=minute)
        )


def world(secretary) -> None:
    """Something of everything that may wait, and its neighbours that do not."""
    now = timezone.now()
    for state in ("under_review", "information_requested", "submitted", "approved", "rejected"):
        SentApplicationFactory(state=state)
    asked(SentApplicationFactory(), "asked", "answered")
    asked(SentApplicationFactory(), "asked", "answered", "asked")
    asked(SentApplicationFactory(state="approved"), "asked", "answered")
    for state in ("new", "answered", "closed", "suspected", "spam"):
        MessageFactory(state=state)
    MessageFactory(assigned_to=secretary)
    MessageFactory(received_at=now - 9 * DAY)
    for state in ("held", "failed", "sent", "queued"):
        LetterFactory(state=state)
    matter = put_to_vote(SeatFactory(body=BodyFactory()).body)
    Matter.objects.filter(pk=matter.pk).update(closes_at=now + DAY)
    put_to_vote(SeatFactory(body=BodyFactory()).body)
    today = timezone.localdate()
    SeatFactory(until=today + 10 * DAY)
    SeatFactory(until=today)
    SeatFactory(until=today + 40 * DAY)
    for day, whom in ((-1, secretary), (0, secretary), (1, secretary), (-1, UserFactory())):
        remind(whom, today + day * DAY)
    for state in ("asked", "approved"):
        Export.objects.create(
            list_name="members",
            format="xlsx",
            language="uk",
            rows=200,
            state=state,
            asked_by=secretary,
            asked_at=now,
        )
    DraftEventFactory(starts_at=now + DAY)
    DraftEventFactory(starts_at=now + 40 * DAY)
    DraftEventFactory(starts_at=now + DAY, archived_at=now)
    EventFactory(state="postponed")
    RegistrationFactory(event=EventFactory(starts_at=now + DAY), standing="waiting")
    RegistrationFactory(event=EventFactory(starts_at=now - DAY), standing="waiting")
    for given in (now, now - 40 * DAY):
        came = RegistrationFactory(event=EventFactory(starts_at=now - 50 * DAY))
        Feedback.objects.create(registration=came, overall=5, given_at=given)
    QuestionFactory(session=QuestionFactory(state="withdrawn").session)
    ProposalFactory()
    person = UserFactory()
    for role in ("editor", "secretariat"):
        RoleGrant.objects.create(user=person, role=role, asked_at=now)


def remind(whom, day: date, *, by=None) -> Note:
    return Note.objects.create(
        about_type="membership.member",
        about_id="1",
        text="Зателефонувати",
        remind_on=day,
        remind_whom=whom,
        written_by=by or whom,
        written_at=NOON,
    )


def count_of(client, url: str) -> int:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.context["paginator"].count


def test_each_figure_is_what_its_list_shows(office, secretary):
    world(secretary)

    rows = waiting(secretary, timezone.now())

    lists = {str(row.label): (row.count, count_of(office, row.url)) for row in rows}
    assert {label: pair for label, pair in lists.items() if pair[0] != pair[1]} == {}
    assert {label for label, pair in lists.items() if not pair[0]} <= {
        "Сторінки, що чекають на Ваше погодження",
        "Сторінки із застарілим перекладом",
    }


def test_an_administrator_sees_the_exports_that_wait(administration, administrator, secretary):
    world(secretary)

    rows = {row.url: row.count for row in waiting(administrator, timezone.now())}

    assert rows["/office/exports/?state=asked"] == 1
    assert count_of(administration, "/office/exports/?state=asked") == 1


def test_the_screen_links_every_figure(office, secretary):
    world(secretary)

    page = unescape(office.get("/office/").content.decode())

    for row in waiting(secretary, timezone.now()):
        assert f'href="{row.url}"' in page, row.label


def test_what_is_urgent_comes_first_and_nothing_comes_last(office, secretary):
    LetterFactory(state="failed")
    MessageFactory()

    rows = waiting(secretary, timezone.now())

    urgent = [row.is_urgent for row in rows if row.count]
    assert urgent == sorted(urgent, reverse=True)
    assert urgent[:2] == [True, False]
    assert [bool(row.count) for row in rows] == sorted(
        (bool(row.count) for row in rows), reverse=True
    )


def test_where_nothing_waits_the_screen_says_so(office):
    for page in Page.objects.filter(depth=2):
        page.delete()

    assert "Нічого не чекає" in office.get("/office/").content.decode()


def test_an_editor_sees_pages_and_no_records(editing):
    LetterFactory(state="failed")
    person = UserFactory(surname="Таємна")
    record("account.created", actor=person, about=person, at=NOON)

    page = editing.get("/office/").content.decode()

    assert "/office/letters/" not in page
    assert "Таємна" not in page
    assert "<figure" not in page


def test_a_page_sent_for_approval_waits(office, secretary):
    from wagtail.models import Workflow

    from mayorsclub.content.domain.loading import load_content

    load_content()
    page = Page.objects.filter(depth=3).specific().first()
    author = UserFactory()
    page.save_revision(user=author)
    workflow = Workflow.objects.filter(active=True).first()
    if workflow is None:
        pytest.skip("this site has no workflow")
    workflow.start(page, author)

    row = next(row for row in waiting(secretary, timezone.now()) if "погодження" in str(row.label))

    assert row.count == count_of(office, row.url)


@pytest.mark.parametrize("name", ["applications", "members", "messages", "letters"])
def test_each_column_is_what_its_list_shows(office, name):
    first, last = months(timezone.now())[0], months(timezone.now())[-1]
    moments = [
        first.begins,
        first.begins - timedelta(seconds=1),
        first.ends - timedelta(seconds=1),
        first.ends,
        last.begins - timedelta(seconds=1),
        last.begins,
        timezone.now(),
    ]
    for at in moments:
        SentApplicationFactory(submitted_at=at)
        MemberFactory(entered_on=at.astimezone(KYIV).date())
        MessageFactory(received_at=at)
        MessageFactory(received_at=at, state="spam")
        LetterFactory(sent_at=at, state="sent")
        LetterFactory(sent_at=None, state="queued")

    chart = next(each for each in charts(timezone.now()) if each.slug == name)

    assert len(chart.columns) == MONTHS
    shown = [count_of(office, column.url) for column in chart.columns]
    assert [column.count for column in chart.columns] == shown
    assert chart.total == count_of(office, chart.total_url)
    assert chart.total == (7 if name == "members" else 6)


def test_months_begin_at_midnight_in_kyiv():
    year = months(datetime(2026, 3, 31, 22, 30, tzinfo=ZoneInfo("UTC")))

    assert year[-1].first == date(2026, 4, 1)
    assert (year[0].first, year[0].last) == (date(2025, 5, 1), date(2025, 5, 31))
    assert [each.begins.tzinfo.key for each in year[:1]] == ["Europe/Kyiv"]
    assert year[-2].ends == year[-1].begins


def test_a_chart_can_be_read_without_its_picture(office):
    MessageFactory()

    page = unescape(office.get("/office/").content.decode())

    titles = re.findall(r'<svg[^>]*role="group" aria-labelledby="([^"]+)"', page)
    assert len(titles) == 4
    for names in titles:
        for name in names.split():
            assert f'id="{name}"' in page
    assert page.count("<table") >= 4
    assert "style=" not in page.split('class="charts')[1].split("</section>")[0]


def test_drawings_are_numbers_of_the_drawing_in_every_language(office, administration):
    for _n in range(3):
        MessageFactory()

    for name in ("uk", "en"):
        page = office.get("/office/", headers={"accept-language": name}).content.decode()
        for value in re.findall(r'\b(?:x|y|cx|cy|width|height|points)="([^"]*)"', page):
            assert re.fullmatch(r"[\d., -]*", value), value
            assert not re.search(r"\d,\d+,", value), value


def test_what_happened_names_the_record_and_leads_there(office, secretary):
    application = SentApplicationFactory(number="Ч-2026-0042")
    message = MessageFactory(number="В-2026-0042")
    person = UserFactory(surname="Приклад", given_name="Іван")
    record("application.submitted", actor=None, about=application, at=NOON)
    record("message.received", actor=None, about=message, at=NOON)
    record("account.changed", actor=secretary, about=person, at=NOON)
    record("account.signed_in", actor=person, about=person, at=NOON)

    page = unescape(office.get("/office/").content.decode())
    happened = page.split('class="happened')[1]

    assert f'href="/office/applications/{application.pk}/">Ч-2026-0042' in happened
    assert f'href="/office/messages/{message.pk}/">В-2026-0042' in happened
    assert "Приклад Іван" in happened
    assert happened.count("<li>") == 3
    assert "/office/log/" not in happened


def test_administrators_find_the_whole_log(administration):
    assert (
        'href="/office/log/"'
        in administration.get("/office/").content.decode().split('class="happened')[1]
    )


def queries(client) -> int:
    with CaptureQueriesContext(connection) as found:
        client.get("/office/")
    return len(found)


def test_the_screen_costs_the_same_however_much_there_is(office, secretary):
    world(secretary)
    record("account.changed", actor=secretary, about=secretary, at=NOON)
    office.get("/office/")
    before = queries(office)
    world(secretary)
    for made in (SentApplicationFactory(), MessageFactory(), MemberFactory(), UserFactory()):
        record("application.submitted", actor=secretary, about=made, at=NOON)

    assert queries(office) == before
    assert before <= 55
