from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.core.mail import get_connection

from mayorsclub.mail.domain.delivery import Courier, mail_of
from mayorsclub.mail.models import Letter, State
from tests.factories.mail import LetterFactory


@pytest.fixture
def folder(settings):
    settings.EMAIL_BACKEND = "mayorsclub.mail.backends.EmlBackend"
    return Path(settings.MAIL_FOLDER)


def test_each_letter_becomes_a_file_in_the_order_of_time(db, folder):
    first = LetterFactory(subject="Перший: «лист» / ../..")
    second = LetterFactory(subject="???")
    courier = Courier()
    assert courier.drain(lambda: False) == 2
    courier.close()
    names = sorted(path.name for path in folder.iterdir())
    assert names[0].endswith("-pershyi-lyst.eml")
    assert names[1].endswith("-letter.eml")
    read = [
        message_from_bytes((folder / name).read_bytes(), policy=policy.default) for name in names
    ]
    assert [mail["Message-ID"] for mail in read] == [first.message_id, second.message_id]
    assert set(Letter.objects.values_list("state", flat=True)) == {State.SENT}


def test_the_same_letter_twice_makes_two_whole_files(db, folder):
    letter = LetterFactory()
    assert get_connection().send_messages([mail_of(letter), mail_of(letter)]) == 2
    assert len(list(folder.glob("*.eml"))) == 2
    assert not list(folder.glob(".*"))


def test_a_folder_that_cannot_be_written_loses_nothing(db, settings, tmp_path):
    settings.EMAIL_BACKEND = "mayorsclub.mail.backends.EmlBackend"
    blocked = tmp_path / "file"
    blocked.write_text("")
    settings.MAIL_FOLDER = blocked / "mail"
    LetterFactory()
    courier = Courier()
    assert courier.drain(lambda: False) == 0
    letter = Letter.objects.get()
    assert (letter.state, letter.attempts) == (State.QUEUED, 1)
    assert "NotADirectoryError" in letter.last_error
