"""Pages of applications, members and partners: what is done there, refused, not offered."""

from datetime import date

import pytest

from mayorsclub.applications.models import Application, State
from mayorsclub.applications.queries import matter_of
from mayorsclub.audit.models import Entry
from mayorsclub.certificates.queries import in_force
from mayorsclub.committees.models import MatterState
from mayorsclub.mail.models import Letter
from mayorsclub.membership.kind import MEMBERSHIP
from mayorsclub.membership.models import Member, PostKind, Status
from mayorsclub.office import applications as office_applications
from mayorsclub.partners.models import Partner
from tests.committees.conftest import hall  # noqa: F401
from tests.factories.accounts import UserFactory
from tests.factories.files import PDF, upload
from tests.factories.membership import MemberFactory, PostFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.factories.territories import TROSTIANETS, territory
from tests.membership.answers import MAYOR, under_review
from tests.office.doing import do, done, errors, last_actions, offers, refused
from tests.office.records import LISTS, MAKE

RECORDS = [name for name in LISTS if name not in {"log", "notes", "terms"}]


@pytest.fixture
def application(db) -> Application:
    return under_review(MAYOR, kind=MEMBERSHIP, email="ivan@example.org")


@pytest.fixture
def member(db) -> Member:
    return PostFactory(member=MemberFactory()).member


@pytest.fixture
def partner(db) -> Partner:
    return RepresentativeFactory(partner=PartnerFactory()).partner


def page_of(record: Application | Member | Partner) -> str:
    return f"/office/{record._meta.model_name}s/{record.pk}/"


@pytest.mark.parametrize("name", RECORDS)
def test_reading_changes_nothing(administration, hall, name):  # noqa: F811
    page = f"/office/{name}/{MAKE[name]().pk}/"
    before = (Entry.objects.count(), Letter.objects.count())

    for action in offers(administration, page):
        answer = administration.get(page, {"action": action, f"{action}-reason": "Приклад"})
        assert answer.status_code == 200

    assert (Entry.objects.count(), Letter.objects.count()) == before


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("action", ["", "approve", "delete", "\x00", "decide"])
def test_what_is_not_offered_is_not_there(administration, hall, name, action):  # noqa: F811
    page = f"/office/{name}/{MAKE[name]().pk}/"

    assert do(administration, page, action).status_code == 404


@pytest.mark.parametrize("name", RECORDS)
def test_unknown_records_are_not_there(administration, name):
    assert administration.get(f"/office/{name}/999999/").status_code == 404
    assert do(administration, f"/office/{name}/999999/", "status").status_code == 404


@pytest.mark.parametrize(
    ("kind", "action"), [("application", "ask"), ("member", "status"), ("partner", "status")]
)
def test_an_administrator_reads_applications_and_registers_only(
    administration, request, kind, action
):
    page = page_of(request.getfixturevalue(kind))

    assert offers(administration, page) == []
    assert do(administration, page, action, text="Чому?").status_code == 404


# Applications


def test_a_question_goes_to_the_applicant_and_the_vote_waits(office, application):
    done(office, page_of(application), "ask", text="Додайте рішення ради.")

    application.refresh_from_db()
    assert application.state == State.INFORMATION_REQUESTED
    assert matter_of(application).state == MatterState.PAUSED
    letter = Letter.objects.get(kind="applications.question")
    assert letter.to_address == "ivan@example.org"
    assert "Додайте рішення ради." in letter.body_text


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_question_is_refused(office, application, text):
    refused(office, page_of(application), "ask", "поле", text=text)


def test_a_question_that_came_too_late_is_refused_and_stays_typed(office, application, monkeypatch):
    """Between the look at the page and the click the application was closed."""
    monkeypatch.setattr(office_applications, "is_allowed", lambda *_args: True)
    Application.objects.filter(pk=application.pk).update(state=State.REJECTED)

    refused(
        office,
        page_of(application),
        "ask",
        "Розгляд цієї заяви завершено",
        text="Додайте рішення ради.",
    )


def test_a_file_that_came_another_way_is_added(office, application):
    done(office, page_of(application), "file", upload=upload(PDF))

    event = application.events.latest("pk")
    assert event.kind == "file_added"
    assert event.files.count() == 1
    assert str(event.actor.surname) == "Зразок"


def test_a_file_of_a_wrong_kind_is_refused(office, application):
    before = Entry.objects.count()

    answer = do(office, page_of(application), "file", upload=upload(b"MZ\x00", "program.exe"))

    assert answer.status_code == 422
    assert errors(answer) != []
    assert Entry.objects.count() == before


def test_the_applicants_wish_to_withdraw_is_written_down(office, application):
    done(office, page_of(application), "withdraw", reason="Лист заявника від 23 листопада.")

    application.refresh_from_db()
    assert application.state == State.WITHDRAWN
    assert matter_of(application) is None or matter_of(application).state == MatterState.WITHDRAWN
    assert "application.withdrawn" in last_actions(3)
    assert offers(office, page_of(application)) == []
    for action in ("ask", "file", "withdraw"):
        assert do(office, page_of(application), action).status_code == 404


def test_withdrawing_needs_a_reason(office, application):
    refused(office, page_of(application), "withdraw", "поле", reason="")


# Members


def test_a_post_is_added_by_typing_the_community(office, member):
    territory()
    facts = {
        "kind": PostKind.COMMUNITY_HEAD,
        "territory": "Тростянець",
        "territory_code": TROSTIANETS,
        "began_on": "2005-11-01",
        "ended_on": "2010-11-01",
    }

    done(office, page_of(member), "post", **facts)

    post = member.posts.earliest("began_on")
    assert (post.territory.code, post.ended_on) == (TROSTIANETS, date(2010, 11, 1))
    assert last_actions() == ["member.post_added"]


def test_a_post_that_cannot_be_is_refused_and_stays_typed(office, member):
    facts = {"kind": PostKind.MAYOR, "former_community": "Зразківська", "began_on": "2031-01-01"}

    refused(office, page_of(member), "post", "не може бути в майбутньому", **facts)


def test_a_post_ends_and_the_head_is_a_former_one(office, member):
    post = member.posts.get()

    done(office, page_of(member), f"end-{post.pk}", ended_on="2020-11-01", how_ended="Вибори")

    post.refresh_from_db()
    assert (post.ended_on, post.how_ended) == (date(2020, 11, 1), "Вибори")
    assert do(office, page_of(member), f"end-{post.pk}", ended_on="2021-01-01").status_code == 404


def test_a_post_does_not_end_before_it_began(office, member):
    action = f"end-{member.posts.get().pk}"

    refused(office, page_of(member), action, "раніше", ended_on="2001-11-01", how_ended="Вибори")


def test_the_post_of_another_member_is_not_ended_here(office, member):
    foreign = PostFactory()

    answer = do(office, page_of(member), f"end-{foreign.pk}", ended_on="2020-11-01")

    assert answer.status_code == 404


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.LEFT, Status.EXCLUDED])
def test_a_members_status_changes_with_reason_and_letter(office, member, status):
    done(office, page_of(member), "status", status=status, reason="Власна заява.")

    member.refresh_from_db()
    assert member.status == status
    assert member.status_changes.latest("changed_at").reason == "Власна заява."
    assert Letter.objects.filter(kind=f"membership.status_{status}").count() == 1
    assert do(office, page_of(member), "certificate").status_code == 404


def test_a_status_without_reason_or_out_of_turn_is_refused(office, member):
    refused(office, page_of(member), "status", "поле", status=Status.LEFT, reason="")
    refused(office, page_of(member), "status", "варіант", status=Status.ACTIVE, reason="Так.")


def test_after_death_nothing_follows(office, member):
    done(office, page_of(member), "status", status=Status.DECEASED, reason="Свідоцтво.")

    assert not Letter.objects.exists()
    assert do(office, page_of(member), "status", status=Status.ACTIVE).status_code == 404


@pytest.mark.parametrize("kind", ["member", "partner"])
def test_a_certificate_is_issued_anew(office, kind, request):
    record = request.getfixturevalue(kind)
    done(office, page_of(record), "certificate")
    first = in_force(record)

    done(office, page_of(record), "certificate")

    assert in_force(record) not in {None, first}


# Partners


def test_a_representative_is_added_by_address(office, partner):
    person = UserFactory(email="olha@example.org")

    done(office, page_of(partner), "represent", user=" OLHA@example.org ", position="директорка")

    assert partner.representatives.get(user=person).position == "директорка"
    assert Letter.objects.get(kind="partners.representative_added").to_user == person


def test_an_unknown_or_standing_representative_is_refused(office, partner):
    standing = partner.representatives.get().user
    page = page_of(partner)

    refused(
        office,
        page,
        "represent",
        "Облікового запису з такою адресою немає",
        user="nobody@example.org",
    )
    refused(office, page, "represent", "представ", user=standing.email, position="голова")


def test_a_representative_is_removed_but_not_the_last(office, partner):
    first = partner.representatives.get()
    refused(office, page_of(partner), f"remove-{first.pk}", "хоча б одного представника")
    second = RepresentativeFactory(partner=partner)

    done(office, page_of(partner), f"remove-{second.pk}")

    second.refresh_from_db()
    assert second.removed_at is not None
    assert do(office, page_of(partner), f"remove-{second.pk}").status_code == 404


def test_a_partners_status_changes_with_reason_and_letter(office, partner):
    done(office, page_of(partner), "status", status="suspended", reason="Рішення правління.")

    partner.refresh_from_db()
    assert partner.status == "suspended"
    assert last_actions() == ["partner.status_changed"]
    assert Letter.objects.get().kind == "partners.status_suspended"
