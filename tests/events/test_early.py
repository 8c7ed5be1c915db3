"""Partners hear of an open event before the public does, once."""

from datetime import timedelta

import pytest

from mayorsclub.events.domain import early, events
from mayorsclub.events.models import Audience, State
from mayorsclub.mail.models import Letter
from mayorsclub.mailings.domain.news import choose
from mayorsclub.mailings.news import email_of
from mayorsclub.partners.models import Status
from tests.events.asking import actions, letters
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.events import DraftEventFactory, EventFactory
from tests.factories.membership import MemberFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.moments import DAY, MINUTE, NOON

pytestmark = pytest.mark.django_db
TOLD_FROM = NOON + DAY
PUBLIC_FROM = NOON + 4 * DAY


def planned(**changes: object):
    """An open event that partners see in a day and everyone in four."""
    return EventFactory(
        **{
            "title_uk": "Форум",
            "title_en": "Forum",
            "public_from": PUBLIC_FROM,
            "partners_from": TOLD_FROM,
            **changes,
        }
    )


def test_partners_are_told_when_they_may_see_it_and_once():
    event = planned()
    uk, en = (RepresentativeFactory(user=UserFactory(language=each)).user for each in ("uk", "en"))
    MemberFactory()

    assert early.tell_partners_due(TOLD_FROM - MINUTE) == 0
    assert early.tell_partners_due(TOLD_FROM) == 2
    assert early.tell_partners_due(TOLD_FROM + MINUTE) == 0

    event.refresh_from_db()
    assert event.partners_told_at == TOLD_FROM
    assert sorted(letters()) == sorted(("events.early_notice", user.email, "") for user in (uk, en))
    ours, theirs = (Letter.objects.get(to_user=user) for user in (uk, en))
    assert ours.subject == "Ви дізнаєтеся першими: Форум"
    assert theirs.subject == "You are the first to hear: Forum"
    assert "усі побачать її 27 листопада 2026 року, 14:00" in ours.body_text
    assert "everyone will see it on 27 November 2026, 14:00" in theirs.body_text
    assert f"/sign-in/?next=%2Fevents%2F{event.slug}%2F" in ours.body_text
    assert f"/en/sign-in/?next=%2Fen%2Fevents%2F{event.slug}%2F" in theirs.body_text
    assert email_of(ours.unsubscribe.split("/")[-2]) == uk.email
    assert actions(event) == ["event.partners_told"]


def test_a_person_who_speaks_for_two_partners_gets_one_letter():
    planned()
    user = UserFactory()
    RepresentativeFactory(user=user)
    RepresentativeFactory(user=user)

    assert early.tell_partners_due(TOLD_FROM) == 1


def test_who_hears_nothing():
    """Neither who speaks for a partner no more, nor who wants no news, nor who is off."""
    planned()
    RepresentativeFactory(removed_at=NOON)
    RepresentativeFactory(partner=PartnerFactory(status=Status.SUSPENDED))
    RepresentativeFactory(user=UserFactory(is_active=False))
    silent = RepresentativeFactory().user
    choose(silent.email, wants_news=False, by=silent, at=NOON)

    assert early.tell_partners_due(TOLD_FROM) == 0
    assert letters() == []


@pytest.mark.parametrize(
    "change",
    [
        {"audience": Audience.PARTNERS},
        {"audience": Audience.MEMBERS},
        {"state": State.CANCELLED},
        {"state": State.POSTPONED},
        {"archived_at": NOON},
        {"early_days": 0},
        {"partners_from": None},
        {"starts_at": TOLD_FROM, "ends_at": PUBLIC_FROM},
        {"public_from": TOLD_FROM - DAY},
    ],
)
def test_of_what_nobody_is_told(change):
    planned(**change)
    RepresentativeFactory()

    assert early.tell_partners_due(TOLD_FROM) == 0


def test_what_has_just_become_public_is_told_as_such():
    office, partner = SecretariatFactory(), RepresentativeFactory().user
    event = DraftEventFactory(title_uk="Форум")
    events.announce(event.pk, by=office, at=NOON)

    assert early.tell_partners_due(NOON + 5 * MINUTE) == 1

    assert letters() == [("events.partners_notice", partner.email, "")]
    letter = Letter.objects.get()
    assert letter.subject == "Відкрита подія: Форум"
    assert "раніше" not in letter.body_text


def test_what_was_cancelled_in_time_is_told_to_nobody():
    office = SecretariatFactory()
    RepresentativeFactory()
    event = planned()

    events.cancel(event.pk, reason_uk="Тривога", reason_en="", by=office, at=NOON)

    assert early.tell_partners_due(TOLD_FROM) == 0
    assert list(early.due(TOLD_FROM + timedelta(days=9))) == []
