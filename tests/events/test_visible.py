"""For whom an event exists."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from mayorsclub.events.models import Audience, Standing, State
from mayorsclub.events.queries import public, visible_to
from mayorsclub.membership.models import Status
from tests.factories.accounts import EditorFactory, SecretariatFactory, UserFactory
from tests.factories.events import (
    DraftEventFactory,
    EventFactory,
    InvitationFactory,
    RegistrationFactory,
)
from tests.factories.membership import DelegateFactory, MemberFactory
from tests.factories.partners import RepresentativeFactory
from tests.moments import DAY, NOON

pytestmark = pytest.mark.django_db


def people() -> dict[str, object]:
    return {
        "visitor": AnonymousUser(),
        "applicant": UserFactory(),
        "member": MemberFactory().user,
        "suspended": MemberFactory(status=Status.SUSPENDED).user,
        "delegate": DelegateFactory(user=UserFactory()).user,
        "partner": RepresentativeFactory().user,
        "editor": EditorFactory(),
        "secretariat": SecretariatFactory(),
    }


def those_who_see(event: object, at: object = NOON) -> set[str]:
    return {
        role
        for role, user in people().items()
        if visible_to(user, at).filter(pk=event.pk).exists()  # type: ignore[attr-defined,arg-type]
    }


EVERYBODY = {
    *("visitor", "applicant", "member", "suspended", "delegate", "partner"),
    *("editor", "secretariat"),
}


@pytest.mark.parametrize(
    ("audience", "roles"),
    [
        (Audience.OPEN, EVERYBODY),
        (Audience.PARTNERS, {"member", "delegate", "partner", "secretariat"}),
        (Audience.MEMBERS, {"member", "delegate", "secretariat"}),
        (Audience.INVITED, {"secretariat"}),
    ],
)
def test_an_audience_sees_its_events(audience, roles):
    assert those_who_see(EventFactory(audience=audience)) == roles


@pytest.mark.parametrize("audience", Audience.values)
def test_nobody_sees_a_draft(audience):
    assert those_who_see(DraftEventFactory(audience=audience)) == set()


def test_partners_see_an_open_event_before_the_public_does():
    event = EventFactory(public_from=NOON + 3 * DAY, partners_from=NOON)

    assert those_who_see(event) == {"partner", "secretariat"}
    assert those_who_see(event, NOON + 3 * DAY) == EVERYBODY


def test_nobody_sees_an_open_event_before_its_early_notice():
    event = EventFactory(public_from=NOON + 3 * DAY, partners_from=NOON + timedelta(seconds=1))

    assert those_who_see(event) == {"secretariat"}


@pytest.mark.parametrize("state", [State.CANCELLED, State.POSTPONED])
def test_what_is_off_is_still_seen_by_those_who_knew_of_it(state):
    assert "member" in those_who_see(EventFactory(state=state, audience=Audience.MEMBERS))
    assert "visitor" not in those_who_see(EventFactory(state=state, audience=Audience.MEMBERS))


def test_an_archived_event_is_gone():
    assert those_who_see(EventFactory(archived_at=NOON)) == set()


def test_an_invited_person_sees_it_until_the_invitation_is_taken_back():
    guest = UserFactory()
    invitation = InvitationFactory(user=guest, email=guest.email)

    assert list(visible_to(guest, NOON)) == [invitation.event]

    invitation.revoked_at = NOON
    invitation.save()
    assert list(visible_to(guest, NOON)) == []


def test_whoever_has_a_place_sees_the_event_until_giving_it_up():
    closed = EventFactory(audience=Audience.INVITED)
    own = RegistrationFactory(event=closed, standing=Standing.WAITING)

    assert list(visible_to(own.user, NOON)) == [closed]

    own.standing = Standing.CANCELLED
    own.save()
    assert list(visible_to(own.user, NOON)) == []


def test_a_disabled_account_is_a_visitor():
    member = MemberFactory()
    event = EventFactory(audience=Audience.MEMBERS)
    assert list(visible_to(member.user, NOON)) == [event]

    member.user.is_active = False
    assert list(visible_to(member.user, NOON)) == []


def test_public_is_what_a_visitor_sees():
    shown = EventFactory()
    EventFactory(audience=Audience.MEMBERS)
    EventFactory(public_from=NOON + DAY, partners_from=NOON)

    assert list(public(NOON)) == [shown]
    assert list(visible_to(AnonymousUser(), NOON)) == [shown]
