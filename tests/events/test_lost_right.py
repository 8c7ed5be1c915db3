"""Whoever is no member, delegate or partner any more has no place at a closed event either."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from freezegun import freeze_time

from mayorsclub.accounts.models import User
from mayorsclub.events import queries, receivers, showing_door
from mayorsclub.events.domain import door, reminding, tickets, waiting
from mayorsclub.events.domain.tokens import Purpose, token
from mayorsclub.events.models import Audience, Group, Outcome, Registration, Standing
from mayorsclub.mailings.segments import Segment
from mayorsclub.membership.models import Delegate, Member
from mayorsclub.membership.models import Status as MemberStatus
from mayorsclub.partners.models import Partner, Representative
from mayorsclub.partners.models import Status as PartnerStatus
from tests.factories.accounts import UserFactory
from tests.factories.events import DoorPassFactory, EventFactory, RegistrationFactory
from tests.factories.membership import DelegateFactory, MemberFactory
from tests.factories.partners import RepresentativeFactory
from tests.moments import DAY, NOON

pytestmark = pytest.mark.django_db
WHO = ["member", "delegate", "partner"]


def comes_as(who: str, *, audience: str = Audience.PARTNERS, **facts: object) -> Registration:
    """A place at a closed event, had as a member, a delegate or a partner."""
    user = {
        "member": lambda: MemberFactory().user,
        "delegate": lambda: DelegateFactory(user=UserFactory()).user,
        "partner": lambda: RepresentativeFactory().user,
    }[who]()
    group = Group.PARTNERS if who == "partner" else Group.MEMBERS
    event = EventFactory(audience=audience, seats=5)
    return RegistrationFactory(
        event=event,
        user=user,
        name="Зразок Олена",
        email="",
        group=group,
        **{"registered_at": NOON} | facts,
    )


def set_right(who: str, *, holds: bool) -> None:
    """Take from everybody what they come as, or give it back."""
    if who == "member":
        Member.objects.update(status=MemberStatus.ACTIVE if holds else MemberStatus.SUSPENDED)
    elif who == "delegate":
        Delegate.objects.update(removed_at=None if holds else NOON)
    else:
        Partner.objects.update(status=PartnerStatus.ACTIVE if holds else PartnerStatus.SUSPENDED)


def finds(place: Registration) -> tuple[bool, int, bool]:
    """Whether the event exists for them, what their secret link answers, whether it is in
    their own list."""
    user = User.objects.get(pk=place.user_id)
    address = f"/events/registration/{token(Purpose.REGISTRATION, place.nonce)}/"
    return (
        queries.is_visible(place.event, user, NOON),
        Client().get(address).status_code,
        queries.registrations_of(user).exists(),
    )


@pytest.mark.parametrize("who", WHO)
@freeze_time(NOON)
def test_a_lost_right_takes_the_place_along_until_it_is_back(who):
    place = comes_as(who)
    assert finds(place) == (True, 200, True)

    set_right(who, holds=False)
    assert finds(place) == (False, 404, False)

    set_right(who, holds=True)
    assert finds(place) == (True, 200, True)


@freeze_time(NOON)
def test_a_representative_who_left_has_no_place():
    place = comes_as("partner")
    Representative.objects.update(removed_at=NOON)
    assert finds(place) == (False, 404, False)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("audience", [Audience.OPEN, Audience.INVITED])
@freeze_time(NOON)
def test_an_open_event_and_an_invitation_need_no_membership(who, audience):
    place = comes_as(who, audience=audience)
    set_right(who, holds=False)
    assert finds(place) == (True, 200, True)


@freeze_time(NOON)
def test_a_guest_whom_the_secretariat_entered_stays():
    event = EventFactory(audience=Audience.MEMBERS)
    place = RegistrationFactory(event=event, user=UserFactory(), group=Group.GUESTS)
    assert finds(place) == (True, 200, True)


@pytest.mark.parametrize("who", WHO)
def test_nobody_is_offered_a_place_or_reminded_without_the_right(who):
    wait = comes_as(who, standing=Standing.WAITING, waiting_since=NOON)
    event = wait.event
    set_right(who, holds=False)
    assert waiting.move_up(event, at=NOON) == 0
    Registration.objects.update(standing=Standing.REGISTERED, registered_at=NOON - 9 * DAY)
    soon = event.starts_at - timedelta(minutes=max(event.reminders))
    assert reminding.remind(event.pk, at=soon) == 0

    set_right(who, holds=True)
    assert reminding.remind(event.pk, at=soon) == 1
    Registration.objects.update(standing=Standing.WAITING)
    assert waiting.move_up(event, at=NOON) == 1


@pytest.mark.parametrize("who", WHO)
def test_at_the_door_the_ticket_is_known_and_lets_nobody_in(who):
    place = comes_as(who)
    door_pass = DoorPassFactory(event=place.event)
    ticket = tickets.ticket_of(place)

    def knocks() -> tuple[str, list[bool], tuple[int, int]]:
        reading = door.Reading(uuid.uuid4(), ticket, place.event.starts_at, False)
        scan = door.scan(door_pass, reading, at=place.event.starts_at)
        guests = showing_door.guest_list(door_pass)["guests"]
        return scan.outcome, [each["is_good"] for each in guests], door.counts(place.event)

    set_right(who, holds=False)
    assert knocks() == (Outcome.NOT_VALID, [False], (0, 0))
    assert showing_door.found(place.event, place.name) == []
    assert "Запитайте" in showing_door.why_not(place)

    set_right(who, holds=True)
    assert knocks() == (Outcome.ADMITTED, [True], (1, 1))


@pytest.mark.parametrize("who", WHO)
def test_letters_to_those_who_come_pass_over_a_lost_right(who):
    place = comes_as(who)
    everybody = Segment("registrations", {"event": str(place.event_id)})
    chosen = Segment("registrations", ids=(place.pk,))

    set_right(who, holds=False)
    assert [list(receivers.SOURCE.find(each, NOON.date())) for each in (everybody, chosen)] == [
        [],
        [],
    ]

    set_right(who, holds=True)
    assert [
        [found.email for found in receivers.SOURCE.find(each, NOON.date())]
        for each in (everybody, chosen)
    ] == [[place.user.email]] * 2
