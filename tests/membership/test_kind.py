"""The application for membership as the engine, the committee and the register see it."""

from datetime import timedelta

import pytest
from django.utils import translation

from mayorsclub.applications import queries as engine
from mayorsclub.applications import subject
from mayorsclub.applications.domain import endings
from mayorsclub.applications.showing import shown_sections
from mayorsclub.certificates.models import Certificate
from mayorsclub.committees.models import Decision, Matter
from mayorsclub.mail.models import Letter
from mayorsclub.membership import kind
from mayorsclub.membership.holder import HANDLER
from mayorsclub.membership.kind import MEMBERSHIP
from mayorsclub.membership.models import Member, Status
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.applications import ApplicationFactory
from tests.factories.membership import MemberFactory, PostFactory
from tests.factories.territories import SLAVUTYCH, TROSTIANETS, territory
from tests.membership.answers import FORMER, MAYOR, under_review
from tests.moments import NOON

EMAIL = "ivan@example.org"


def application(typed=MAYOR, *, email=EMAIL, language="uk"):
    return under_review(typed, kind=MEMBERSHIP, email=email, language=language)


def decide(found) -> Decision:
    """The body's decision in favour of an application."""
    matter = Matter.objects.get(subject_id=found.pk)
    return Decision.objects.create(
        matter=matter,
        number=12,
        year=2026,
        is_adopted=True,
        roll=3,
        quorum=2,
        votes_for=3,
        votes_against=0,
        votes_abstain=0,
        decided_at=NOON,
    )


def codes(found) -> list[str]:
    return [flag.code for flag in kind.flags(found)]


def test_the_engine_learns_who_and_where(db):
    found = application()
    assert (found.name, found.name_en) == ("Приклад Іван Петрович", "Ivan Pryklad")
    assert found.territory == territory(TROSTIANETS)
    assert found.number.startswith("Ч-2026-")
    assert found.phone == "+380671234567"


def test_the_phone_is_for_the_secretariat_not_for_the_committee(db):
    found = application()
    shown = subject.context(found, UserFactory())["sections"]
    labels = [str(row.label) for section in shown for row in section.rows]
    whole = [str(row.label) for part in shown_sections(found) for row in part.rows]
    assert {"Телефон", "Звертання в листах"} == set(whole) - set(labels)
    assert "Прізвище, ім’я" in labels


def test_answers_are_told_in_both_languages(db):
    found = application(FORMER)
    with translation.override("uk"):
        uk = {row.label: row.value for section in engine.sections(found) for row in section.rows}
    with translation.override("en"):
        en = {row.label: row.value for section in engine.sections(found) for row in section.rows}

    assert uk["Посада"] == "голова територіальної громади, раніше"
    assert uk["Громада"] == "Тростянецька територіальна громада, Охтирський район, Сумська область"
    assert uk["Колишня назва громади"] == "Зразківська сільська рада"
    assert uk["Кінець останнього мандата"] == "грудень 2020 року"
    assert en["Post"] == "head of a territorial community, held before"
    assert en["First mandate began"] == "November 2015"
    assert uk["Телефон"].replace("\u00a0", " ") == "+380 67 123 45 67"


def test_the_minutes_ask_and_decide_in_ukrainian(db):
    found = application()
    assert kind.question_uk(found) == (
        f"про прийняття до членів Клубу Мерів за заявою {found.number} (Приклад Іван Петрович; "
        "міський голова, Тростянецька територіальна громада, Сумська область)."
    )
    assert kind.decision_uk(found, True) == (
        "прийняти до членів Клубу Мерів: Приклада Івана Петровича."
    )
    assert kind.decision_uk(found, False) == (
        f"заяву {found.number} (Приклад Іван Петрович) відхилити."
    )


def test_approval_creates_everything_in_one_go(db):
    found = application()

    endings.approve(found.pk, decide(found), at=NOON)

    member = Member.objects.get()
    assert member.user.email == EMAIL
    assert member.user.salutation == "Шановний Іване Петровичу!"
    assert (member.application, member.decision.number) == (found, 12)
    assert member.interests == ["projects", "missions"]
    post = member.posts.get()
    assert (post.kind, post.territory, post.ended_on) == ("mayor", found.territory, None)
    welcome = Letter.objects.get(kind="membership.welcome")
    decision = Letter.objects.get(kind="applications.approved")
    assert welcome.send_after == decision.send_after + timedelta(minutes=5)
    assert Certificate.objects.get().holder == member
    assert HANDLER.data(member) == {
        "title": "Посвідчення члена Клубу Мерів",
        "title_en": "Certificate of membership",
        "name": "Іван Петрович Приклад",
        "name_en": "Ivan Pryklad",
        "position": "міський голова, Тростянецька територіальна громада, Сумська область",
        "position_en": "mayor, Trostianets hromada, Sumy Oblast",
        "number": "2026-0001",
        "date": "23 листопада 2026 року",
        "decision": "12/2026",
    }


def test_a_failure_in_between_leaves_nothing(db, monkeypatch):
    found = application()

    def fail(*_args, **_kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("mayorsclub.membership.domain.members.issue", fail)
    with pytest.raises(ZeroDivisionError):
        endings.approve(found.pk, decide(found), at=NOON)
    found.refresh_from_db()
    assert found.state == "under_review"
    assert not Member.objects.exists()


def test_an_english_applicant_is_written_to_in_english(db):
    found = application(language="en")
    endings.approve(found.pk, decide(found), at=NOON)
    letter = Letter.objects.get(kind="membership.welcome")
    assert letter.subject == "Next steps: your membership of the Mayors’ Club"
    assert "Dear Ivan Pryklad," in letter.body_text


def test_an_ordinary_candidate_has_no_flag(db):
    assert codes(application()) == []


def test_a_post_that_is_not_elected_is_marked_and_not_refused(db):
    typed = {**MAYOR, "post": {"kind": ["military"], "when": ["now"]}}
    assert codes(application(typed)) == ["not_elected"]


def test_a_person_in_the_register_is_marked_by_name_or_address(db):
    MemberFactory(
        user=UserFactory(
            surname="Приклад", given_name="Іван", patronymic="Петрович", sort_key=_key()
        )
    )
    assert codes(application()) == ["same_person"]
    MemberFactory(user=UserFactory(email="two@example.org"))
    assert codes(application(email="TWO@example.org")) == ["same_person"]


def _key() -> str:
    from mayorsclub.ukrainian.alphabet import sort_key

    return sort_key("Приклад Іван Петрович")


@pytest.mark.parametrize(
    ("other", "status", "found"),
    [
        ({}, Status.ACTIVE, ["community_has_member"]),
        ({}, Status.LEFT, []),
        ({"ended_on": NOON.date()}, Status.ACTIVE, []),
        ({"kind": "military"}, Status.ACTIVE, []),
    ],
)
def test_a_community_whose_current_head_is_a_member_is_marked(db, other, status, found):
    post = PostFactory(member=MemberFactory(status=status), **other)
    assert codes(application()) == found
    assert post.territory == territory(TROSTIANETS)


def test_a_former_head_beside_the_current_one_is_not_marked(db):
    PostFactory()
    assert codes(application(FORMER)) == []


def test_an_application_without_answers_has_neither_flags_nor_sections(db):
    assert kind.flags(ApplicationFactory(answers={})) == []
    assert kind.describe({}) == []


def test_electors_of_the_same_community_may_not_vote(db):
    found = application()
    own = PostFactory(ended_on=NOON.date())
    other = PostFactory(territory=territory(SLAVUTYCH))
    assert kind.own_community(own.member.user, found) == "заява з власної громади"
    assert kind.own_community(other.member.user, found) is None
    assert kind.own_community(SecretariatFactory(), found) is None
    found.kind = "partnership"
    assert kind.own_community(own.member.user, found) is None
