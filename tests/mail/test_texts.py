import pytest

from mayorsclub.audit.models import Entry
from mayorsclub.mail.domain.refusals import MailRefused
from mayorsclub.mail.domain.texts import restore_wording, set_wording
from mayorsclub.mail.models import LetterText
from mayorsclub.mail.queries import wording
from tests.factories.accounts import UserFactory
from tests.factories.mail import WRITTEN_AT as NOW


def change(by, **given):
    words = {"subject": "Тема {club}", "body": "{salutation}\r\n\r\n{moment}", **given}
    return set_wording("mail.trial", "uk", **words, by=by, at=NOW)


def test_the_office_sets_changes_and_restores_a_wording(db):
    by = UserFactory()
    change(by)
    change(by, subject="Інша\r\nтема")
    words = wording("mail.trial", "uk")
    assert (words.subject, words.body) == ("Інша тема", "{salutation}\n\n{moment}")
    assert wording("mail.trial", "en").subject == "Trial letter: the mail works"

    restore_wording("mail.trial", "uk", by=by, at=NOW)
    restore_wording("mail.trial", "uk", by=by, at=NOW)
    assert wording("mail.trial", "uk").subject == "Пробний лист: пошта працює"
    assert list(Entry.objects.values_list("action", flat=True)) == [
        "letter_text.changed",
        "letter_text.changed",
        "letter_text.restored",
    ]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"subject": " \n "}, "no_subject"),
        ({"body": " \n "}, "no_body"),
        ({"body": "{code} {moment}"}, "unknown_names"),
        ({"subject": "{nobody}"}, "unknown_names"),
    ],
)
def test_a_wording_that_cannot_work_is_refused(db, given, code):
    with pytest.raises(MailRefused) as refused:
        change(UserFactory(), **given)
    assert refused.value.code == code
    assert not LetterText.objects.exists()


def test_the_refusal_says_which_names_there_are(db):
    with pytest.raises(MailRefused) as refused:
        change(UserFactory(), body="{code}")
    assert "{code}" in str(refused.value.message)
    assert "{base_url}, {club}, {moment}, {salutation}" in str(refused.value.message)


@pytest.mark.parametrize(("kind", "language"), [("mail.nothing", "uk"), ("mail.trial", "de")])
def test_a_wording_of_nothing_is_refused(db, kind, language):
    with pytest.raises(MailRefused, match="unknown_kind"):
        set_wording(kind, language, subject="x", body="x", by=UserFactory(), at=NOW)
    with pytest.raises(MailRefused, match="unknown_kind"):
        restore_wording(kind, language, by=UserFactory(), at=NOW)
