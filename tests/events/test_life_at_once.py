"""Several hands on one event at the same instant, on real connections."""

from collections import Counter
from dataclasses import replace

from mayorsclub.events.domain import early, events, invitations
from mayorsclub.events.domain.invitations import Invited
from mayorsclub.events.models import Event, Invitation, State
from mayorsclub.mail.models import Letter
from tests.at_once import at_once
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.events import DraftEventFactory, EventFactory, RegistrationFactory
from tests.factories.partners import RepresentativeFactory
from tests.moments import DAY, NOON

WHY = {"reason_uk": "Тривога", "reason_en": ""}


def test_an_event_is_cancelled_once_and_changed_before_or_not_at_all(real_database):
    """Whatever comes first, the last word to everyone registered is that it is cancelled."""
    office, event = SecretariatFactory(), EventFactory()
    registration = RegistrationFactory(event=event)
    facts = events.facts_of(event)

    def change(n: int) -> object:
        moved = replace(facts, place_uk=f"Зала {n}")
        return events.change(event.pk, moved, by=office, at=NOON).state

    def cancel() -> object:
        return events.cancel(event.pk, **WHY, by=office, at=NOON).state

    calls = [lambda n=n: change(n) for n in range(4)] + [cancel] * 4

    outcomes = Counter(at_once(calls))

    event.refresh_from_db()
    assert event.state == State.CANCELLED
    assert outcomes[State.CANCELLED] == 1
    assert outcomes[State.CANCELLED] + outcomes[State.ANNOUNCED] + outcomes["not_now"] == 8
    assert event.sequence == outcomes[State.ANNOUNCED] + 1
    rows = list(Letter.objects.order_by("pk"))
    assert [row.kind for row in rows[:-1]] == ["events.changed"] * outcomes[State.ANNOUNCED]
    assert (rows[-1].kind, rows[-1].to_address) == ("events.cancelled", registration.email)


def test_the_same_title_planned_at_once_gets_an_address_each(real_database):
    office = SecretariatFactory()
    facts = replace(events.facts_of(EventFactory.build()), slug="", title_uk="Форум")

    slugs = at_once([lambda: events.plan(facts, by=office, at=NOON).slug] * 4)

    assert sorted(map(str, slugs)) == sorted(Event.objects.values_list("slug", flat=True))
    assert len(set(slugs)) == 4


def test_an_event_announced_twice_at_once_tells_its_guests_once(real_database):
    office, event = SecretariatFactory(), DraftEventFactory(audience="invited")
    invitations.invite(event.pk, [Invited("a@example.org", "А")], by=office, at=NOON)

    outcomes = at_once([lambda: events.announce(event.pk, by=office, at=NOON).state] * 4)

    assert Counter(outcomes) == {State.ANNOUNCED: 1, "not_now": 3}
    assert Letter.objects.count() == 1


def test_a_guest_invited_many_times_at_once_is_invited_once(real_database):
    office, event = SecretariatFactory(), EventFactory(audience="invited")
    people = [Invited("a@example.org", "А"), Invited("b@example.org", "Б")]

    counts = at_once([lambda: len(invitations.invite(event.pk, people, by=office, at=NOON))] * 4)

    assert sorted(map(str, counts)) == ["0", "0", "0", "2"]
    assert (Invitation.objects.count(), Letter.objects.count()) == (2, 2)


def test_partners_told_by_many_workers_at_once_are_told_once(real_database):
    RepresentativeFactory(user=UserFactory())
    EventFactory(public_from=NOON + DAY, partners_from=NOON)

    counts = at_once([lambda: early.tell_partners_due(NOON)] * 4)

    assert sorted(map(str, counts)) == ["0", "0", "0", "1"]
    assert Letter.objects.count() == 1
