"""Notes on records: kept, changed, taken away and back, reminded of, erased."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mayorsclub.mail.models import Letter
from mayorsclub.office import tasks
from mayorsclub.office.domain import notes
from mayorsclub.office.domain.erasing import erase_person
from mayorsclub.office.models import Note
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.membership import MemberFactory
from tests.office.conftest import client_of
from tests.office.doing import do, done, last_actions, refused

TOMORROW = timezone.localdate() + timedelta(days=1)


@pytest.fixture
def member(db):
    return MemberFactory()


@pytest.fixture
def page(member) -> str:
    return f"/office/members/{member.pk}/"


def shown(client, page: str) -> list[str]:
    return [note.text for note, _actions in client.get(page).context["notes"]]


def test_a_note_is_written_on_a_record(office, page, member, secretary):
    done(office, page, "note", text="Зателефонувати щодо візиту")

    note = Note.objects.get()
    assert (note.about_type, note.about_id) == ("membership.member", str(member.pk))
    assert note.written_by == secretary
    assert last_actions() == ["note.added"]
    assert shown(office, page) == ["Зателефонувати щодо візиту"]


def test_pinned_notes_come_first(office, page):
    for text, pinned in (("перша", "on"), ("друга", ""), ("третя", "")):
        do(office, page, "note", text=text, is_pinned=pinned)

    assert shown(office, page) == ["перша", "третя", "друга"]


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_note_is_none(office, page, text):
    refused(office, page, "note", "поле", text=text)


def test_only_the_writer_changes_it(office, page):
    do(office, page, "note", text="Було")
    note = Note.objects.get()
    colleague = client_of(SecretariatFactory())

    assert do(colleague, page, f"note-change-{note.pk}", text="Чуже").status_code == 404
    assert do(colleague, page, f"note-remove-{note.pk}").status_code == 404
    done(office, page, f"note-change-{note.pk}", text="Стало")

    note.refresh_from_db()
    assert note.text == "Стало"
    assert shown(colleague, page) == ["Стало"]


def test_a_removed_note_comes_back(office, page):
    do(office, page, "note", text="Важливо")
    note = Note.objects.get()

    answer = do(office, page, f"note-remove-{note.pk}")
    assert shown(office, page) == []
    back = office.get(answer["Location"])
    assert [action.name for action, _form in back.context["restoring"]] == [
        f"note-restore-{note.pk}"
    ]
    office.post(answer["Location"], {"action": f"note-restore-{note.pk}"})

    assert shown(office, page) == ["Важливо"]


def test_a_note_of_another_record_does_not_come_back_here(office, page):
    do(office, page, "note", text="Важливо")
    note = Note.objects.get()
    do(office, page, f"note-remove-{note.pk}")
    other = f"/office/members/{MemberFactory().pk}/?undo_note={note.pk}"

    assert office.get(other).context["restoring"] == []
    assert office.post(other, {"action": f"note-restore-{note.pk}"}).status_code == 404


def test_a_reminder_writes_one_letter_on_its_day(office, page, member, secretary):
    do(office, page, "note", text="Таємна справа", remind_on=TOMORROW)
    note = Note.objects.get()
    assert note.remind_whom == secretary

    tasks.remind()
    assert not Letter.objects.exists()
    at = timezone.now() + timedelta(days=1)
    assert notes.to_remind(at) == [note.pk]
    assert notes.remind(note.pk, at=at)
    assert not notes.remind(note.pk, at=at)

    letter = Letter.objects.get()
    assert letter.to_user == secretary
    assert page in letter.body_text
    assert "Таємна справа" not in letter.body_text + letter.subject
    assert list(Note.objects.due(secretary, TOMORROW)) == [note]


def test_a_reminder_is_ticked_off(office, page, secretary):
    colleague = SecretariatFactory()
    do(office, page, "note", text="Справа", remind_on=TOMORROW, remind_whom=colleague.pk)
    note = Note.objects.get()

    done(client_of(colleague), page, f"note-done-{note.pk}")

    assert not Note.objects.due(colleague, TOMORROW).exists()
    assert notes.to_remind(timezone.now() + timedelta(days=2)) == []


def test_days_that_are_past_and_people_outside_the_office(office, page):
    yesterday = timezone.localdate() - timedelta(days=1)
    refused(office, page, "note", "минув", text="Пізно", remind_on=yesterday)
    answer = do(office, page, "note", text="Х", remind_on=TOMORROW, remind_whom=UserFactory().pk)
    assert answer.status_code == 422
    refused(office, page, "note", "день нагадування", text="Х", remind_whom=SecretariatFactory().pk)


def test_whoever_left_the_office_is_not_written_to(office, page, secretary):
    do(office, page, "note", text="Справа", remind_on=TOMORROW)
    secretary.role_grants.update(ended_at=timezone.now())

    notes.remind(Note.objects.get().pk, at=timezone.now() + timedelta(days=1))

    assert not Letter.objects.exists()


def test_notes_are_erased_with_the_person(administration, administrator):
    person = UserFactory()
    do(administration, f"/office/people/{person.pk}/", "note", text="Просив не телефонувати")

    erase_person(person.pk, email=person.email, by=administrator, at=timezone.now())

    assert not Note.objects.exists()


def test_the_member_never_sees_a_note(office, page, member):
    do(office, page, "note", text="Лише для офісу")

    own = client_of(member.user, strong=False)
    for address in ("/me/", f"/me/members/{member.pk}/"):
        assert "Лише для офісу" not in own.get(address).content.decode()
