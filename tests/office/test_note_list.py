"""All notes in one list: where they stand, whom they remind, and how they are found."""

import pytest
from django.utils import timezone

from mayorsclub.office.domain import notes
from mayorsclub.office.models import Note
from mayorsclub.office.naming import of_all
from tests.factories.applications import SentApplicationFactory
from tests.factories.inbox import MessageFactory
from tests.moments import DAY, NOON

TODAY = timezone.localdate()


def written(about, by, text: str, **more) -> Note:
    return notes.add_note(about, text=text, by=by, at=NOON, **more)


def shown(client, **filters) -> list[tuple[str, str]]:
    answer = client.get("/office/notes/", filters)
    assert answer.status_code == 200
    return [(note.text, note.record) for note in answer.context["object_list"]]


def test_it_names_the_record_and_leads_to_its_notes(office, secretary):
    message = MessageFactory(number="В-2026-0042")
    written(message, secretary, "Уточнити назву громади")

    page = office.get("/office/notes/").content.decode()

    assert shown(office) == [("Уточнити назву громади", "В-2026-0042")]
    assert f'href="/office/messages/{message.pk}/#notes"' in page


def test_removed_notes_are_not_there(office, secretary):
    note = written(MessageFactory(), secretary, "Зайве")
    notes.remove_note(note.pk, by=secretary, at=NOON)

    assert shown(office) == []


@pytest.mark.parametrize("typed", ["громад", "ГРОМАД", "В-2026-0042", "в-2026-0042"])
def test_it_is_found_by_its_words_and_by_the_record(office, secretary, typed):
    written(MessageFactory(number="В-2026-0042"), secretary, "Уточнити назву громади")
    written(SentApplicationFactory(), secretary, "Інше")

    assert len(shown(office, q=typed)) == 1


def test_what_is_due_is_what_waits(office, secretary, administrator):
    about = MessageFactory()
    for day, whom in ((0, secretary), (1, secretary), (0, administrator)):
        note = written(
            about, secretary, f"{day} {whom.pk}", remind_on=NOON.date(), remind_whom=whom
        )
        Note.objects.filter(pk=note.pk).update(remind_on=TODAY + day * DAY)
    written(about, secretary, "Без нагадування")

    assert [text for text, _ in shown(office, due="true", remind_whom=secretary.pk)] == [
        f"0 {secretary.pk}"
    ]
    assert len(shown(office, due="true")) == 2
    assert len(shown(office, due="false")) == 2


def test_every_record_with_a_page_has_a_name():
    """What has notes is named in the list of notes."""
    from mayorsclub.office.addresses import PAGES

    named = {model._meta.label_lower for model in of_all()}
    assert set(PAGES) - named == {"office.export"}
