"""The life of an event: exact states, what is refused, and who is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import icalendar
import pytest
from django.utils import translation

from mayorsclub.events.domain import events
from mayorsclub.events.domain.events import EventFacts, facts_of
from mayorsclub.events.models import Audience, Event, Kind, Standing, State
from mayorsclub.events.queries import public, visible_to
from mayorsclub.events.refusals import EventRefused
from mayorsclub.mail.models import Letter
from tests.events.asking import actions, code, letters, refusal
from tests.factories.accounts import EditorFactory, SecretariatFactory, UserFactory
from tests.factories.events import DraftEventFactory, EventFactory, RegistrationFactory
from tests.factories.partners import RepresentativeFactory
from tests.moments import DAY, MINUTE, NOON

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
WEEK = 7 * DAY
WHY = {"reason_uk": "Хворіє доповідач.", "reason_en": "A speaker is ill."}


@pytest.fixture
def office():
    return SecretariatFactory()


def facts(**changes: object) -> EventFacts:
    return EventFacts(
        **{
            "kind": Kind.FORUM,
            "title_uk": "Форум громад",
            "title_en": "Forum of communities",
            "summary_uk": "Про відновлення.",
            "starts_at": NOON + WEEK,
            "ends_at": NOON + WEEK + 2 * HOUR,
            "place_uk": "м. Київ",
            "place_en": "Kyiv",
            "audience": Audience.OPEN,
            **changes,
        }  # type: ignore[arg-type]
    )


def entry_of(letter: Letter) -> icalendar.Event:
    (entry,) = icalendar.Calendar.from_ical(letter.calendar).walk("VEVENT")
    return entry


# Planned


def test_a_plan_is_a_draft_that_nobody_sees(office):
    event = events.plan(facts(), by=office, at=NOON)

    stored = Event.objects.get()
    assert stored == event
    assert facts_of(stored) == replace(facts(), slug="forum-hromad")
    assert (stored.state, stored.sequence, stored.public_from) == (State.DRAFT, 0, None)
    assert (stored.created_by, stored.created_at, stored.changed_at) == (office, NOON, NOON)
    assert list(visible_to(office, NOON)) == []
    assert actions(event) == ["event.planned"]
    assert letters() == []


def test_addresses_come_from_the_title_and_never_meet(office):
    slugs = [events.plan(facts(), by=office, at=NOON).slug for _ in range(3)]

    assert slugs == ["forum-hromad", "forum-hromad-2026-11-30", "forum-hromad-2026-11-30-2"]


@pytest.mark.parametrize("title", ["«…»", "Past", "2026!"])
def test_an_address_is_found_for_any_title(office, title):
    slug = events.plan(facts(title_uk=title), by=office, at=NOON).slug

    assert slug in {"event", "past-2026-11-30", "2026"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"starts_at": NOON, "ends_at": NOON + HOUR}, "in_the_past"),
        ({"ends_at": NOON + WEEK}, "ends_before"),
        ({"title_uk": " \n\x00 "}, "no_title"),
        ({"title_uk": "я" * 201}, "too_long"),
        ({"summary_uk": "я" * 601}, "too_long"),
        ({"text_en": "x" * 20_001}, "too_long"),
        ({"kind": "party"}, "choice"),
        ({"audience": "all"}, "choice"),
        ({"languages": []}, "choice"),
        ({"languages": ["uk", "xx"]}, "choice"),
        ({"online_link": "https://meet.example.org/1"}, "not_online"),
        ({"is_online": True, "online_link": "javascript:alert(1)"}, "bad_link"),
        ({"is_online": True, "online_link": "https://x.example.org/" + "a" * 400}, "too_long"),
        ({"registration_until": NOON + WEEK + MINUTE}, "until_late"),
        ({"early_days": 61}, "number"),
        ({"early_days": -1}, "number"),
        ({"accept_hours": 0}, "number"),
        ({"reminders": [0]}, "number"),
        ({"reminders": [1, 2, 3, 4, 5, 6]}, "too_many"),
        ({"slug": "past"}, "slug_taken"),
        ({"slug": "«»"}, "slug_taken"),
    ],
)
def test_what_cannot_be_is_not_planned(office, change, code):
    assert refusal(events.plan, facts(**change), by=office, at=NOON) == code
    assert not Event.objects.exists()


def test_an_address_that_is_taken_is_refused(office):
    EventFactory(slug="forum")

    assert refusal(events.plan, facts(slug="forum"), by=office, at=NOON) == "slug_taken"


def test_hostile_words_stay_words(office):
    title = "=2+2 <script>alert(1)</script> {base_url}\r\nBcc: spy@example.org\x00\u202e"

    event = events.plan(facts(title_uk=title), by=office, at=NOON)

    event.refresh_from_db()
    assert event.title_uk == ("=2+2 <script>alert(1)</script> {base_url} Bcc: spy@example.org")


def test_only_the_secretariat_keeps_events():
    editor, event = EditorFactory(), EventFactory()

    assert refusal(events.plan, facts(), by=editor, at=NOON) == "not_allowed"
    for call in (events.announce, events.archive, events.unarchive):
        assert refusal(call, event.pk, by=editor, at=NOON) == "not_allowed"
    for call in (events.cancel, events.postpone):
        assert refusal(call, event.pk, **WHY, by=editor, at=NOON) == "not_allowed"
    assert refusal(events.change, event.pk, facts(), by=editor, at=NOON) == "not_allowed"


# Announced


def test_an_announced_event_is_seen_at_once(office):
    event = events.plan(facts(), by=office, at=NOON)

    events.announce(event.pk, by=office, at=NOON + HOUR)

    event.refresh_from_db()
    assert (event.state, event.public_from) == (State.ANNOUNCED, NOON + HOUR)
    assert event.partners_from == NOON + HOUR
    assert list(public(NOON + HOUR)) == [event]
    assert actions(event) == ["event.planned", "event.announced"]
    assert letters() == []


@pytest.mark.parametrize(
    ("audience", "public_from", "partners_from"),
    [
        (Audience.OPEN, NOON + 5 * DAY, NOON + 2 * DAY),
        (Audience.OPEN, NOON + DAY, NOON),
        (Audience.OPEN, NOON - DAY, NOON),
        (Audience.PARTNERS, NOON + DAY, NOON + DAY),
        (Audience.MEMBERS, NOON + DAY, None),
        (Audience.INVITED, NOON + DAY, None),
    ],
)
def test_partners_see_an_open_event_before_the_public_but_not_before_now(
    office, audience, public_from, partners_from
):
    event = DraftEventFactory(audience=audience)

    events.announce(event.pk, public_from=public_from, by=office, at=NOON)

    event.refresh_from_db()
    assert event.public_from == max(public_from, NOON)
    assert event.partners_from == partners_from


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"starts_at": NOON}, "in_the_past"),
        ({"summary_uk": ""}, "no_summary"),
        ({"place_uk": "", "place_en": "Kyiv"}, "no_place"),
        ({"archived_at": NOON}, "archived"),
    ],
)
def test_what_lacks_something_is_not_announced(office, change, code):
    event = DraftEventFactory(**change)

    assert refusal(events.announce, event.pk, by=office, at=NOON) == code
    assert Event.objects.get().state == State.DRAFT


def test_a_link_will_do_for_a_place(office):
    event = DraftEventFactory(place_uk="", place_en="", is_online=True)

    assert events.announce(event.pk, by=office, at=NOON).state == State.ANNOUNCED


def test_nothing_is_announced_when_it_begins(office):
    event = DraftEventFactory()
    late = event.starts_at

    assert refusal(events.announce, event.pk, public_from=late, by=office, at=NOON) == "public_late"


def test_a_publication_ahead_may_be_moved(office):
    event = DraftEventFactory()
    events.announce(event.pk, public_from=NOON + 4 * DAY, by=office, at=NOON)

    events.reschedule(event.pk, public_from=NOON + 6 * DAY, by=office, at=NOON)
    event.refresh_from_db()
    assert (event.public_from, event.partners_from) == (NOON + 6 * DAY, NOON + 3 * DAY)

    events.reschedule(event.pk, public_from=NOON + 5 * DAY, by=office, at=NOON + 4 * DAY)
    event.refresh_from_db()
    assert (event.public_from, event.partners_from) == (NOON + 5 * DAY, NOON + 3 * DAY)

    events.reschedule(event.pk, public_from=None, by=office, at=NOON + 4 * DAY)
    event.refresh_from_db()
    assert event.public_from == NOON + 4 * DAY
    again = refusal(events.reschedule, event.pk, public_from=None, by=office, at=NOON + 4 * DAY)
    assert again == "public_already"


def test_other_days_of_early_notice_count_while_partners_do_not_see_it(office):
    event = DraftEventFactory()
    events.announce(event.pk, public_from=NOON + 5 * DAY, by=office, at=NOON)
    event.refresh_from_db()

    events.change(event.pk, replace(facts_of(event), early_days=4), by=office, at=NOON)
    event.refresh_from_db()
    assert event.partners_from == NOON + DAY

    events.change(event.pk, replace(facts_of(event), early_days=1), by=office, at=NOON + DAY)
    event.refresh_from_db()
    assert event.partners_from == NOON + DAY


# Changed


def test_a_draft_takes_any_change(office):
    event = events.plan(facts(), by=office, at=NOON)
    new = facts(
        slug="zustrich",
        title_uk="Зустріч",
        kind=Kind.MEETING,
        audience=Audience.MEMBERS,
        starts_at=NOON + DAY,
        ends_at=NOON + 2 * DAY,
        languages=["en", "uk"],
        reminders=[60, 1440],
        registration_until=NOON + HOUR,
    )

    events.change(event.pk, new, by=office, at=NOON + MINUTE)

    event.refresh_from_db()
    assert facts_of(event) == replace(new, reminders=[1440, 60])
    assert (event.sequence, event.changed_at) == (0, NOON + MINUTE)
    assert letters() == []


def test_words_of_an_announced_event_change_without_a_letter_and_in_calendars(office):
    registration = RegistrationFactory()
    event = registration.event
    new = replace(facts_of(event), title_uk="Інша назва", text_uk="Довгий текст", slug="other")

    events.change(event.pk, new, by=office, at=NOON)

    stored = Event.objects.get()
    assert (stored.title_uk, stored.slug, stored.sequence) == ("Інша назва", event.slug, 1)
    assert stored.revised_at == NOON
    assert letters() == []
    hours = replace(facts_of(stored), text_uk="Інше", accept_hours=5)
    assert events.change(event.pk, hours, by=office, at=NOON).sequence == 1


@pytest.mark.parametrize(
    ("change", "line_uk", "line_en"),
    [
        (
            {"starts_at": NOON + WEEK + HOUR},
            "Час: 30 листопада 2026 року, 15:00–16:00; було: 30 листопада 2026 року, 14:00–16:00",
            "Time: 30 November 2026, 15:00–16:00; it was 30 November 2026, 14:00–16:00",
        ),
        (
            {"place_uk": "м. Львів", "place_en": "Lviv"},
            "Місце: м. Львів; було: м. Київ, Зразкова вулиця, 1",
            "Place: Lviv; it was 1 Zrazkova Street, Kyiv",
        ),
        (
            {"is_online": True, "online_link": "https://meet.example.org/secret"},
            "Посилання для участі онлайн нове; його вчасно покаже Ваша сторінка",
            "The link for those online is a new one; your page shows it in time",
        ),
    ],
)
def test_a_change_of_time_place_or_link_is_told(office, change, line_uk, line_en):
    event = EventFactory(title_uk="Форум", title_en="Forum")
    first = RegistrationFactory(event=event)
    english = UserFactory(language="en")
    RegistrationFactory(event=event, user=english)

    events.change(event.pk, replace(facts_of(event), **change), by=office, at=NOON)

    event.refresh_from_db()
    assert (event.sequence, event.revised_at) == (1, NOON)
    assert letters() == [
        ("events.changed", first.email, "REQUEST"),
        ("events.changed", english.email, "REQUEST"),
    ]
    uk, en = Letter.objects.order_by("pk")
    assert (uk.subject, en.subject) == ("Зміни: Форум", "Changes: Forum")
    assert line_uk in uk.body_text
    assert line_en in en.body_text
    assert "secret" not in uk.body_text + uk.calendar + en.body_text
    assert entry_of(uk)["SEQUENCE"] == 1
    assert entry_of(uk).start == event.starts_at


def test_everyone_active_is_told_and_nobody_else(office):
    """Whoever only waits has no entry in a calendar, so none is sent."""
    event = EventFactory()
    rows = {
        standing: RegistrationFactory(
            event=event,
            standing=standing,
            offered_until=NOON + DAY if standing == Standing.OFFERED else None,
        )
        for standing in Standing.values
    }
    guest = RegistrationFactory(event=event, user=None, email="guest@example.org", language="en")
    RegistrationFactory(event=event, user=None, email="", is_walk_in=True)
    RegistrationFactory(event=event, user=UserFactory(is_active=False))

    new = replace(facts_of(event), place_uk="Львів", place_en="Lviv")
    events.change(event.pk, new, by=office, at=NOON)

    assert letters() == [
        ("events.changed", rows["registered"].email, "REQUEST"),
        ("events.changed", rows["waiting"].email, ""),
        ("events.changed", rows["offered"].email, ""),
        ("events.changed_guest", guest.email, "REQUEST"),
    ]
    own, *_, of_guest = Letter.objects.order_by("pk")
    assert (own.is_secret, of_guest.is_secret) == (False, True)
    # Forgetting a guest finds the letters by what they are about.
    assert (of_guest.about_type, of_guest.about_id) == ("events.registration", str(guest.pk))
    assert "http://localhost:8000/me/events/" in own.body_text
    assert "/en/events/registration/" in of_guest.body_text


@pytest.mark.parametrize(
    ("before", "after", "is_refused"),
    [
        (Audience.MEMBERS, Audience.PARTNERS, False),
        (Audience.INVITED, Audience.OPEN, False),
        (Audience.OPEN, Audience.OPEN, False),
        (Audience.OPEN, Audience.PARTNERS, True),
        (Audience.PARTNERS, Audience.MEMBERS, True),
        (Audience.MEMBERS, Audience.INVITED, True),
    ],
)
def test_an_audience_only_grows(office, before, after, is_refused):
    event = EventFactory(audience=before)
    new = replace(facts_of(event), audience=after)

    if is_refused:
        assert refusal(events.change, event.pk, new, by=office, at=NOON) == "audience_known"
    else:
        events.change(event.pk, new, by=office, at=NOON)
    assert Event.objects.get().audience == (before if is_refused else after)


def test_partners_see_what_was_opened_to_them(office):
    partner = RepresentativeFactory().user
    event = DraftEventFactory(audience=Audience.MEMBERS)
    events.announce(event.pk, by=office, at=NOON)
    assert list(visible_to(partner, NOON)) == []

    new = replace(facts_of(Event.objects.get()), audience=Audience.PARTNERS)
    events.change(event.pk, new, by=office, at=NOON)

    assert list(visible_to(partner, NOON)) == [event]


def test_what_happened_may_be_told_of_but_not_moved(office):
    event = EventFactory(starts_at=NOON - 3 * HOUR, ends_at=NOON - HOUR)
    RegistrationFactory(event=event)

    events.change(event.pk, replace(facts_of(event), text_uk="Як це було"), by=office, at=NOON)
    events.change(event.pk, replace(facts_of(event), place_uk="Львів"), by=office, at=NOON)

    assert letters() == []
    moved = replace(facts_of(event), starts_at=NOON - 2 * HOUR)
    assert refusal(events.change, event.pk, moved, by=office, at=NOON) == "in_the_past"


# Moved, postponed, cancelled


def redate(event: Event, office: object, starts_at: datetime, **changes: object) -> Event:
    return events.redate(
        event.pk,
        **{
            "starts_at": starts_at,
            "ends_at": starts_at + HOUR,
            "place_uk": event.place_uk,
            "place_en": event.place_en,
            **WHY,
            "by": office,
            "at": NOON,
            **changes,
        },  # type: ignore[arg-type]
    )


def test_a_new_date_is_told_with_its_reason(office):
    event = EventFactory(title_uk="Форум", title_en="Forum", registration_until=NOON + 6 * DAY)
    uk = RegistrationFactory(event=event).user
    en = RegistrationFactory(event=event, user=UserFactory(language="en")).user

    redate(event, office, NOON + 2 * WEEK, place_uk="м. Львів", place_en="Lviv")

    event.refresh_from_db()
    assert (event.starts_at, event.ends_at) == (NOON + 2 * WEEK, NOON + 2 * WEEK + HOUR)
    assert (event.place_uk, event.place_en) == ("м. Львів", "Lviv")
    assert (event.reason_uk, event.reason_en) == (WHY["reason_uk"], WHY["reason_en"])
    assert event.registration_until == NOON + 13 * DAY
    assert event.sequence == 1
    assert actions(event) == ["event.moved"]
    ours, theirs = Letter.objects.order_by("pk")
    assert (ours.to_address, theirs.to_address) == (uk.email, en.email)
    assert ours.subject == "Новий час – 7 грудня 2026 року, 14:00: Форум"
    assert theirs.subject == "New time, 7 December 2026, 14:00: Forum"
    assert "Причина: Хворіє доповідач." in ours.body_text
    assert "Reason: A speaker is ill." in theirs.body_text
    assert ours.calendar_method == "REQUEST"
    assert entry_of(ours).start == NOON + 2 * WEEK
    assert entry_of(ours)["SUMMARY"] == "Форум"


def test_a_reason_without_english_is_told_in_ukrainian(office):
    registration = RegistrationFactory(user=UserFactory(language="en"))

    events.cancel(registration.event.pk, reason_uk="Тривога", reason_en="", by=office, at=NOON)

    assert "Reason: Тривога" in Letter.objects.get().body_text


@pytest.mark.parametrize(
    ("call", "state", "kind", "title", "status"),
    [
        (events.cancel, State.CANCELLED, "events.cancelled", "Скасовано: Форум", "CANCELLED"),
        (events.postpone, State.POSTPONED, "events.postponed", "Відкладено: Форум", "CANCELLED"),
    ],
)
def test_what_is_off_leaves_the_calendars(office, call, state, kind, title, status):
    registration = RegistrationFactory(event=EventFactory(title_uk="Форум", sequence=4))

    event = call(registration.event.pk, **WHY, by=office, at=NOON)

    event.refresh_from_db()
    registration.refresh_from_db()
    assert (event.state, event.sequence, event.reason_uk) == (state, 5, WHY["reason_uk"])
    assert registration.standing == Standing.REGISTERED
    assert letters() == [(kind, registration.email, "CANCEL")]
    entry = entry_of(Letter.objects.get())
    assert (entry["SUMMARY"], entry["STATUS"], entry["SEQUENCE"]) == (title, status, 5)
    assert actions(event) == [kind.replace("events", "event")]


def test_what_was_postponed_gets_a_date_again(office):
    registration = RegistrationFactory()
    event = registration.event
    events.postpone(event.pk, **WHY, by=office, at=NOON)
    moved = replace(facts_of(event), starts_at=NOON + DAY)
    assert refusal(events.change, event.pk, moved, by=office, at=NOON) == "no_date"
    words = replace(facts_of(event), text_uk="Нові слова")
    events.change(event.pk, words, by=office, at=NOON)

    redate(event, office, NOON + 3 * WEEK)

    event.refresh_from_db()
    assert (event.state, event.sequence) == (State.ANNOUNCED, 2)
    assert [kind for kind, *_ in letters()] == ["events.postponed", "events.moved"]
    last = Letter.objects.order_by("pk").last()
    assert (last.calendar_method, entry_of(last)["STATUS"]) == ("REQUEST", "CONFIRMED")


@pytest.mark.parametrize("reason", ["", "  \n\x00 "])
def test_nothing_is_called_off_without_a_reason(office, reason):
    event = EventFactory()
    why = {"reason_uk": reason, "reason_en": "Why"}

    for call in (events.cancel, events.postpone):
        assert refusal(call, event.pk, **why, by=office, at=NOON) == "reason_required"
    with pytest.raises(EventRefused, match="reason_required"):
        redate(event, office, NOON + WEEK, **why)
    assert Event.objects.get().state == State.ANNOUNCED


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"starts_at": NOON}, "in_the_past"),
        ({"ends_at": NOON}, "ends_before"),
        ({"place_uk": ""}, "no_place"),
        ({"place_uk": "я" * 251}, "too_long"),
        ({"reason_uk": "я" * 1001}, "too_long"),
    ],
)
def test_a_new_date_must_be_one(office, change, code):
    event = EventFactory()

    with pytest.raises(EventRefused) as refused:
        redate(event, office, **{"starts_at": NOON + 2 * WEEK, **change})

    assert refused.value.code == code
    assert letters() == []


def test_a_date_before_the_publication_is_none(office):
    event = DraftEventFactory()
    events.announce(event.pk, public_from=NOON + 3 * DAY, by=office, at=NOON)

    with pytest.raises(EventRefused, match="public_late"):
        redate(event, office, NOON + 2 * DAY)


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        (State.DRAFT, {"change", "announce", "cancel", "archive"}),
        (State.ANNOUNCED, {"change", "redate", "postpone", "cancel"}),
        (State.POSTPONED, {"change", "redate", "cancel"}),
        (State.CANCELLED, {"archive"}),
    ],
)
def test_each_state_lets_its_moves(office, state, allowed):
    def tries(event: Event) -> dict[str, Callable[[], object]]:
        return {
            "change": lambda: events.change(event.pk, facts_of(event), by=office, at=NOON),
            "announce": lambda: events.announce(event.pk, by=office, at=NOON),
            "redate": lambda: redate(event, office, NOON + 2 * WEEK),
            "postpone": lambda: events.postpone(event.pk, **WHY, by=office, at=NOON),
            "cancel": lambda: events.cancel(event.pk, **WHY, by=office, at=NOON),
            "archive": lambda: events.archive(event.pk, by=office, at=NOON),
        }

    def code_of(name: str) -> str:
        factory = DraftEventFactory if state == State.DRAFT else EventFactory
        return code(tries(factory(state=state))[name])

    codes = {name: code_of(name) for name in tries(EventFactory.build())}
    done = {name for name, code in codes.items() if not code}
    assert set(codes.values()) - {""} <= {"not_now", "still_ahead"}
    assert done == allowed


def test_what_is_over_is_neither_moved_nor_cancelled(office):
    event = EventFactory(starts_at=NOON - 2 * HOUR, ends_at=NOON)

    for call in (events.cancel, events.postpone):
        assert refusal(call, event.pk, **WHY, by=office, at=NOON) == "over"
    with pytest.raises(EventRefused, match="over"):
        redate(event, office, NOON + WEEK)


def test_what_was_cancelled_before_it_was_public_never_becomes_so(office):
    event = DraftEventFactory()
    events.announce(event.pk, public_from=NOON + 3 * DAY, by=office, at=NOON)
    partner = RepresentativeFactory().user

    events.cancel(event.pk, **WHY, by=office, at=NOON + DAY)

    assert list(public(NOON + 4 * DAY)) == []
    assert list(visible_to(partner, NOON + 4 * DAY)) == [event]


def test_a_cancelled_draft_was_never_there(office):
    event = DraftEventFactory()
    RegistrationFactory(event=event)

    events.cancel(event.pk, **WHY, by=office, at=NOON)

    assert list(public(NOON + DAY)) == []
    assert letters() == []


# Put away, and begun anew


def test_an_archived_event_is_gone_and_comes_back(office):
    event = EventFactory(starts_at=NOON - 2 * HOUR, ends_at=NOON)

    events.archive(event.pk, by=office, at=NOON)
    assert list(visible_to(office, NOON)) == []
    assert refusal(events.archive, event.pk, by=office, at=NOON) == "archived"
    assert refusal(events.change, event.pk, facts(), by=office, at=NOON) == "archived"

    events.unarchive(event.pk, by=office, at=NOON)
    assert list(visible_to(office, NOON)) == [event]
    assert refusal(events.unarchive, event.pk, by=office, at=NOON) == "not_archived"
    assert actions(event) == ["event.archived", "event.unarchived"]


def test_what_is_to_come_is_not_put_away(office):
    for state in (State.ANNOUNCED, State.POSTPONED):
        event = EventFactory(state=state)
        assert refusal(events.archive, event.pk, by=office, at=NOON) == "still_ahead"


def test_a_copy_is_a_draft_with_all_but_people(office):
    first = EventFactory(
        seats=20, is_online=True, online_link="https://meet.example.org/1", reason_uk="Чому"
    )
    first.programme.create(starts_at=first.starts_at, title_uk="Відкриття")
    first.quotas.create(group="members", seats=10)
    first.questions.create(kind="text", label_uk="Що їсте?")
    first.questions.create(kind="text", label_uk="Зняте", removed_at=NOON)
    first.partners.create(partner=RepresentativeFactory().partner)
    RegistrationFactory(event=first)

    event = events.copy(first.pk, starts_at=NOON + 3 * WEEK, by=office, at=NOON)

    event.refresh_from_db()
    assert (event.state, event.seats, event.online_link, event.reason_uk) == (
        State.DRAFT,
        20,
        "",
        "",
    )
    assert (event.starts_at, event.ends_at - event.starts_at) == (NOON + 3 * WEEK, 2 * HOUR)
    assert event.slug != first.slug
    assert [item.starts_at for item in event.programme.all()] == [NOON + 3 * WEEK]
    assert [quota.seats for quota in event.quotas.all()] == [10]
    assert [question.label_uk for question in event.questions.all()] == ["Що їсте?"]
    assert (event.partners.count(), event.registrations.count()) == (1, 0)
    assert (first.programme.count(), first.questions.count()) == (1, 2)
    assert refusal(events.copy, first.pk, starts_at=NOON, by=office, at=NOON) == "in_the_past"


def test_refusals_speak_both_languages():
    for language in ("uk", "en"):
        with translation.override(language):
            texts = [str(text) for text in EventRefused.sentences.values()]
        assert all(texts)
        assert all(text.isascii() is False for text in texts) or language == "en"
