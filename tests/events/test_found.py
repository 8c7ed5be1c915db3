"""What search finds of events, and when."""

import pytest
from django.db import transaction
from freezegun import freeze_time

from mayorsclub.events import findability
from mayorsclub.events.models import Audience, Event, ProgrammeItem, State
from mayorsclub.events.signals import event_changed
from mayorsclub.search.models import Entry
from mayorsclub.search.queries import find
from tests.factories.accounts import UserFactory
from tests.factories.events import DraftEventFactory, EventFactory
from tests.factories.membership import MemberFactory
from tests.moments import DAY, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def entries() -> list[tuple[str, str, str]]:
    """(language, audience, title) of all entries of events."""
    found = Entry.objects.filter(kind="events").order_by("language", "pk")
    return [(entry.language, entry.audience, entry.title) for entry in found]


def changed(event: Event) -> None:
    with transaction.atomic():
        event_changed.send(sender=Event, event=event, at=NOON)


@pytest.mark.parametrize(
    ("audience", "found_by"),
    [(Audience.OPEN, "public"), (Audience.PARTNERS, "partners"), (Audience.MEMBERS, "members")],
)
def test_each_audience_finds_its_events_in_both_languages(audience, found_by):
    changed(EventFactory(audience=audience, title_uk="Форум", title_en="Forum"))

    assert entries() == [("en", found_by, "Forum"), ("uk", found_by, "Форум")]


def test_those_invited_and_nobody_else_know_and_drafts_nobody():
    changed(EventFactory(audience=Audience.INVITED))
    changed(DraftEventFactory())
    changed(EventFactory(archived_at=NOON))
    findability.publish_due(NOON)
    list(findability.rebuild())

    assert entries() == []


def test_a_change_is_found_at_once():
    event = EventFactory(title_uk="Форум", title_en="Forum")
    changed(event)

    event.title_uk, event.title_en, event.state = "Збори", "", State.CANCELLED
    event.save()
    changed(event)
    assert entries() == [("uk", "public", "Скасовано: Збори")]

    event.archived_at = NOON
    event.save()
    changed(event)
    assert entries() == []


def test_what_the_clock_makes_visible_is_put_once_and_not_before():
    event = EventFactory(public_from=NOON + DAY, partners_from=NOON, title_en="")
    changed(event)
    assert findability.publish_due(NOON + DAY - MINUTE) == 0
    assert entries() == []

    assert findability.publish_due(NOON + DAY) == 1
    assert findability.publish_due(NOON + DAY) == 0
    assert len(entries()) == 1


def test_it_is_found_by_its_programme_place_and_kind():
    event = EventFactory(title_uk="Зустріч", title_en="", place_uk="м. Прикладівка")
    ProgrammeItem.objects.create(
        event=event, starts_at=event.starts_at, title_uk="Енергетика", speakers_uk="Взірцевий"
    )
    list(findability.rebuild())

    for text in ("енергетику", "Взірцевий", "Прикладівка", "форуми"):
        results = find(text, language="uk", user=UserFactory(), limit=5)
        assert [group.slug for group in results.groups] == ["events"], text


def test_the_link_is_not_in_the_index():
    changed(EventFactory(is_online=True, online_link="https://meet.example.org/secret"))

    assert not Entry.objects.filter(text__contains="secret").exists()


def test_a_member_finds_what_others_do_not(client, reader):
    changed(EventFactory(audience=Audience.MEMBERS, title_uk="Абракадабра", slug="closed"))

    assert "/events/closed/" not in client.get("/search/?q=Абракадабра").content.decode()
    member = reader(MemberFactory().user)
    assert "/events/closed/" in member.get("/search/?q=Абракадабра").content.decode()


def test_nothing_is_found_that_its_transaction_did_not_keep():
    event = EventFactory()

    with pytest.raises(RuntimeError), transaction.atomic():
        event_changed.send(sender=Event, event=event, at=NOON)
        raise RuntimeError

    assert entries() == []


def test_a_rebuild_takes_out_what_is_no_more(client):
    event = EventFactory(public_from=NOON - DAY)
    changed(event)
    Event.objects.update(archived_at=NOON)

    with freeze_time(NOON + DAY):
        list(findability.rebuild())

    assert entries() == []
