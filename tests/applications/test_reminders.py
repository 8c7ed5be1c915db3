"""An applicant is reminded of what waits for them, at most once a day."""

from mayorsclub.applications.domain.reminders import can_remind, remind
from mayorsclub.applications.domain.review import ask
from mayorsclub.applications.domain.states import MoveRefused
from mayorsclub.applications.models import State
from mayorsclub.mail.models import Letter
from mayorsclub.membership.kind import MEMBERSHIP as KIND
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.applications import ApplicationFactory
from tests.membership.answers import MAYOR, under_review
from tests.moments import DAY, MINUTE, NOON
from tests.outcomes import actions, refused


def kinds_of(application) -> list[str]:
    found = Letter.objects.filter(about_id=str(application.pk)).order_by("pk")
    return list(found.values_list("kind", flat=True))


def test_who_has_not_confirmed_gets_the_link_again(db):
    secretary = SecretariatFactory()
    application = ApplicationFactory(
        state=State.SUBMITTED, number="Ч-2026-0001", submitted_at=NOON, expires_at=NOON + 7 * DAY
    )
    remind(application.pk, by=secretary, at=NOON)
    again = lambda at: remind(application.pk, by=secretary, at=at)  # noqa: E731
    assert refused(MoveRefused, again, NOON + DAY - MINUTE) == "reminded"
    again(NOON + DAY)
    assert kinds_of(application) == ["applications.confirm"] * 2
    assert actions(application) == ["application.reminded"] * 2


def test_who_has_not_answered_gets_the_questions_again(db):
    secretary = SecretariatFactory()
    application = under_review(MAYOR, kind=KIND, email="a@example.org")
    for number in ("Перше?", "Друге?"):
        ask(application.pk, text=number, by=secretary, at=NOON + DAY)
    remind(application.pk, by=secretary, at=NOON + 3 * DAY)
    letter = Letter.objects.filter(kind="applications.question").latest("pk")
    assert "Перше?\n\nДруге?" in letter.body_text
    assert actions(application)[-1] == "application.reminded"


def test_only_the_secretariat_and_only_of_what_waits(db):
    application = under_review(MAYOR, kind=KIND, email="a@example.org")
    assert not can_remind(application)
    how = {"at": NOON + DAY}
    assert refused(MoveRefused, remind, application.pk, by=SecretariatFactory(), **how) == "not_now"
    assert refused(MoveRefused, remind, application.pk, by=UserFactory(), **how) == "not_yours"
