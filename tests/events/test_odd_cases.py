"""Events and people as they are not planned for: the clock changes, a date is taken away, an
account is off."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import icalendar
import pytest
from django.test import Client
from freezegun import freeze_time

from mayorsclub.events.domain import copying, events, invitations, registering, seats
from mayorsclub.events.domain.events import facts_of
from mayorsclub.events.domain.invitations import Invited
from mayorsclub.events.domain.registering import GuestFacts
from mayorsclub.events.domain.tokens import Purpose, token
from mayorsclub.events.models import Audience, Group, Standing, State
from mayorsclub.mail.models import Letter
from mayorsclub.ukrainian.dates import KYIV, in_kyiv
from tests.events.asking import code, refusal
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.events import EventFactory, InvitationFactory, RegistrationFactory
from tests.factories.membership import DelegateFactory, MemberFactory
from tests.moments import DAY, MINUTE, NOON
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
WHY = {"reason_uk": "Бо хвороба.", "reason_en": "Illness."}


@pytest.fixture
def office():
    return SecretariatFactory()


def kyiv(*parts):
    return datetime(*parts, tzinfo=KYIV).astimezone(UTC)


def clock(moment):
    return f"{in_kyiv(moment):%d.%m %H:%M}"


def client_of(user):
    client = Client()
    sign_in(client, user)
    return client


def page_of(registration):
    return f"/events/registration/{token(Purpose.REGISTRATION, registration.nonce)}/"


# -- The clock -----------------------------------------------------------------------------


def two_days():
    """Friday and Saturday, 26 and 27 March; the clock goes forward on Sunday the 28th."""
    event = EventFactory(
        starts_at=kyiv(2027, 3, 26, 10),
        ends_at=kyiv(2027, 3, 27, 18),
        registration_until=kyiv(2027, 3, 25, 23, 59),
    )
    begins, ends = kyiv(2027, 3, 27, 9), kyiv(2027, 3, 27, 18)
    event.programme.create(title_uk="Другий день", starts_at=begins, ends_at=ends)
    return event


def hours_of(event):
    point = event.programme.get()
    moments = (event.ends_at, event.registration_until, point.starts_at, point.ends_at)
    return [clock(moment) for moment in moments]


def test_a_moved_event_keeps_its_hours_over_the_change_of_clock(office):
    event = two_days()

    moved = events.redate(
        event.pk,
        starts_at=kyiv(2027, 3, 27, 10),
        ends_at=kyiv(2027, 3, 28, 18),
        place_uk="м. Львів",
        place_en="Lviv",
        by=office,
        at=NOON,
        **WHY,
    )

    assert hours_of(moved) == ["28.03 18:00", "26.03 23:59", "28.03 09:00", "28.03 18:00"]


def test_a_copy_keeps_the_hours_over_the_change_of_clock(office):
    made = copying.copy(two_days().pk, starts_at=kyiv(2027, 3, 27, 10), by=office, at=NOON)

    assert hours_of(made) == ["28.03 18:00", "26.03 23:59", "28.03 09:00", "28.03 18:00"]


def test_a_copy_into_summer_keeps_the_hours(office):
    made = copying.copy(two_days().pk, starts_at=kyiv(2027, 6, 4, 10), by=office, at=NOON)

    assert hours_of(made) == ["05.06 18:00", "03.06 23:59", "05.06 09:00", "05.06 18:00"]


# -- What is over, what has no date --------------------------------------------------------


def test_what_is_over_is_corrected_and_never_comes_back(office):
    event = RegistrationFactory(event__starts_at=NOON - DAY).event
    facts = facts_of(event)
    again = replace(facts, starts_at=NOON + DAY, ends_at=NOON + DAY + HOUR)
    longer = replace(facts, ends_at=NOON + HOUR)

    for change in (again, longer):
        assert refusal(events.change, event.pk, change, by=office, at=NOON) == "over"
    shorter = replace(facts, ends_at=NOON - DAY + HOUR, title_uk="Як було насправді")
    events.change(event.pk, shorter, by=office, at=NOON)

    event.refresh_from_db()
    assert (event.title_uk, event.ends_at) == ("Як було насправді", NOON - DAY + HOUR)
    assert not Letter.objects.exists()


@pytest.mark.parametrize("standing", [Standing.REGISTERED, Standing.WAITING, Standing.OFFERED])
def test_a_postponed_event_stays_among_those_to_come_after_its_old_day(standing):
    registration = RegistrationFactory(
        event__state=State.POSTPONED,
        event__starts_at=NOON - DAY,
        standing=standing,
        offered_until=NOON - 2 * DAY if standing == Standing.OFFERED else None,
    )
    soon = RegistrationFactory(user=registration.user, event__starts_at=NOON + DAY)

    with freeze_time(NOON):
        text = unescape(client_of(registration.user).get("/me/events/").content.decode())

    assert "Минулі" not in text
    assert "Подію відкладено" in text
    assert "Чекає до" not in text
    if standing == Standing.REGISTERED:
        assert text.index(soon.event.title_uk) < text.index(registration.event.title_uk)


def test_people_are_invited_to_what_waits_for_its_date_and_written_to_with_it(office):
    event = EventFactory(
        audience=Audience.INVITED,
        state=State.POSTPONED,
        starts_at=NOON - DAY,
        public_from=NOON - 9 * DAY,
    )
    olha = Invited("olha@example.org", "Зразок Ольга")

    (made,) = invitations.invite(event.pk, [olha], by=office, at=NOON)

    assert not Letter.objects.exists()
    dates = {"starts_at": NOON + DAY, "ends_at": NOON + DAY + HOUR}
    place = {"place_uk": "м. Львів", "place_en": ""}
    events.redate(event.pk, **dates, **place, **WHY, by=office, at=NOON)
    assert [(each.kind, each.about_id) for each in Letter.objects.all()] == [
        ("events.invited", str(made.pk))
    ]


# -- Calendars -----------------------------------------------------------------------------


def test_each_letter_is_newer_to_a_calendar_than_the_one_before():
    """Giving up and coming again change nothing of the event, so its sequence stays: what is
    newer is told by when it was written (RFC 5546, 2.1.5)."""
    event, user = EventFactory(), UserFactory()

    for hours in (0, 2):
        at = NOON + hours * HOUR
        made = registering.register(event.pk, user=user, by=user, at=at)
        registering.cancel(made.pk, by=user, at=at + HOUR)

    found = []
    for letter in Letter.objects.order_by("pk"):
        (entry,) = icalendar.Calendar.from_ical(letter.calendar).walk("VEVENT")
        found.append((letter.calendar_method, entry["SEQUENCE"], entry["DTSTAMP"].dt))
    assert found == [
        ("REQUEST", 0, NOON),
        ("CANCEL", 0, NOON + HOUR),
        ("REQUEST", 0, NOON + 2 * HOUR),
        ("CANCEL", 0, NOON + 3 * HOUR),
    ]


# -- People --------------------------------------------------------------------------------


def test_links_of_an_account_that_is_off_lead_nowhere():
    user = UserFactory()
    registration = RegistrationFactory(
        user=user,
        event__audience=Audience.INVITED,
        event__is_online=True,
        event__online_link="https://meet.example.org/x",
        event__starts_at=NOON + MINUTE,
    )
    invitation = InvitationFactory(event=registration.event, user=user, email=user.email)
    invited = f"/events/invited/{token(Purpose.INVITATION, invitation.nonce)}/"
    secret = token(Purpose.REGISTRATION, registration.nonce)
    own = page_of(registration)
    addresses = [own, f"{own}event.ics", f"/events/ticket/{secret}/", invited]

    def answers():
        with freeze_time(NOON):
            return [Client().get(address).status_code for address in addresses]

    assert answers() == [200] * 4
    user.is_active = False
    user.save()
    assert answers() == [404] * 4
    with freeze_time(NOON):
        assert Client().post(own, {"give-up": "1"}).status_code == 404
    registration.refresh_from_db()
    assert registration.standing == Standing.REGISTERED


def test_a_strangers_registration_with_a_members_address_is_the_members_to_give_up():
    member, event = MemberFactory(), EventFactory(seats=1)
    facts = GuestFacts("Хтось Інший", member.user.email.upper())

    made = registering.register_guest(event.pk, facts, language="uk", at=NOON)

    assert (made.user, made.group, made.standing) == (None, Group.PUBLIC, Standing.REGISTERED)
    user = member.user
    once_more = {"user": user, "by": user, "at": NOON}
    assert code(lambda: registering.register(event.pk, **once_more)) == "already"
    registering.cancel(made.pk, by=user, at=NOON)
    own = registering.register(event.pk, **once_more)
    assert (own.user, own.group, own.standing) == (user, Group.MEMBERS, Standing.REGISTERED)


def test_a_delegate_who_was_removed_keeps_the_own_place_and_loses_the_members():
    delegate = DelegateFactory(may_register=True)
    member, user = delegate.member, delegate.user
    instead = RegistrationFactory(user=user, member=member)
    of_member = RegistrationFactory(user=member.user, member=member)
    delegate.removed_at = NOON
    delegate.save()

    refused = refusal(registering.cancel, of_member.pk, by=user, at=NOON)

    assert refused == "not_allowed"
    assert registering.cancel(instead.pk, by=member.user, at=NOON).standing == Standing.CANCELLED


def test_a_group_that_gets_seats_moves_up_and_the_others_wait_on(office):
    event = EventFactory(seats=1)
    RegistrationFactory(event=event, group=Group.PUBLIC)
    first, second = (
        RegistrationFactory(event=event, group=group, standing="waiting", waiting_since=NOON)
        for group in (Group.PUBLIC, Group.MEMBERS)
    )

    seats.set_seats(event.pk, seats=2, quotas={"members": 1}, by=office, at=NOON)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.standing, second.standing) == (Standing.WAITING, Standing.OFFERED)


@pytest.mark.parametrize("query", ["kind=party", "kind=%00", "kind=&kind=forum%27--", "year=x"])
def test_a_hostile_filter_is_none(query):
    EventFactory(title_uk="Форум громад")

    with freeze_time(NOON):
        for page in ("/events/", "/events/past/", "/events/?view=month&"):
            assert Client().get(f"{page}{'' if '?' in page else '?'}{query}").status_code == 200


# -- Several days --------------------------------------------------------------------------


def test_the_programme_of_two_days_says_which_on_the_pages_of_letters():
    event = two_days()
    event.audience = Audience.INVITED
    event.save()
    event.programme.create(title_uk="Перший день", starts_at=event.starts_at)
    registration = RegistrationFactory(event=event)
    invitation = InvitationFactory(event=event)
    invited = f"/events/invited/{token(Purpose.INVITATION, invitation.nonce)}/"

    for address in (page_of(registration), invited):
        with freeze_time(NOON):
            text = unescape(Client().get(address).content.decode())
        days = [text.index(f"<h3>{day} березня</h3>") for day in (26, 27)]
        assert days[0] < text.index("Перший день") < days[1] < text.index("Другий день")


def test_an_evening_over_midnight_has_two_days_and_one_that_ends_with_its_day_one():
    over = EventFactory(starts_at=kyiv(2026, 11, 28, 22), ends_at=kyiv(2026, 11, 29, 2))
    until = EventFactory(starts_at=kyiv(2026, 11, 28, 22), ends_at=kyiv(2026, 11, 29))

    with freeze_time(NOON):
        month = unescape(Client().get("/events/?view=month&month=2026-11").content.decode())
        own = unescape(Client().get("/events/").content.decode())

    assert (month.count(over.title_uk), month.count(until.title_uk)) == (2, 1)
    assert "28 листопада, 22:00 – 29 листопада 2026 року, 02:00" in own
    assert "субота, 28 листопада 2026 року, 22:00–00:00" in own


def test_the_picture_of_a_postponed_event_names_no_day():
    event = EventFactory(state=State.POSTPONED)

    with freeze_time(NOON):
        postponed = Client().get(event.get_absolute_url()).context["eyebrow"]
        event.state = State.ANNOUNCED
        event.save()
        announced = Client().get(event.get_absolute_url()).context["eyebrow"]

    assert (postponed, announced) == ("Форум", "Форум · понеділок, 30 листопада 2026 року")
