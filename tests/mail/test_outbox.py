from datetime import timedelta

import pytest
from django.utils.translation import gettext_lazy as _

from mayorsclub.mail import kinds
from mayorsclub.mail.domain.outbox import Address, queue_letter
from mayorsclub.mail.models import Letter, LetterText, State
from tests.factories.accounts import UserFactory
from tests.factories.mail import WRITTEN_AT as NOW

TO = Address("zrazok@example.org", "Зразок Ольга", "uk")


def trial(to=TO, **given):
    context = {"moment": "сьогодні", **given.pop("context", {})}
    return queue_letter("mail.trial", to=to, about=None, at=NOW, context=context, **given)


def test_a_letter_is_rendered_for_a_user(db):
    user = UserFactory(email="ivan@example.org")
    letter = queue_letter("mail.trial", to=user, about=user, at=NOW, context={"moment": "сьогодні"})
    assert (letter.to_address, letter.to_user, letter.to_name) == (
        "ivan@example.org",
        user,
        "Приклад Іван Петрович",
    )
    assert letter.subject == "Пробний лист: пошта працює"
    assert letter.body_text.startswith("Шановний Іване Петровичу!\n\nЦей лист перевіряє")
    assert "Шановний Іване Петровичу!" in letter.body_html
    assert (letter.about_type, letter.about_id) == ("accounts.user", str(user.pk))
    assert (letter.state, letter.send_after, letter.is_secret) == (State.QUEUED, NOW, False)


def test_a_letter_speaks_the_receivers_language_or_the_one_asked_for(db):
    user = UserFactory(language="en")
    assert "Dear Ivan Pryklad," in trial(user).body_text
    assert "Шановний Іване Петровичу!" in trial(user, language="uk").body_text


def test_a_persons_own_form_of_address_wins(db):
    user = UserFactory(salutation="Шановний пане голово!")
    assert trial(user).body_text.startswith("Шановний пане голово!")
    assert trial(user, language="en").body_text.startswith("Dear Ivan Pryklad,")


def test_a_name_brings_no_link_into_a_letter(db):
    user = UserFactory(
        salutation="Шановний https://evil.example!", surname="evil.example", patronymic=""
    )
    letter = trial(user)
    assert "evil" not in letter.body_text + letter.body_html + letter.to_name


def test_someone_without_account_is_greeted_as_told_or_plainly(db):
    assert trial().body_text.startswith("Вітаємо!")
    told = trial(Address("z@example.org", "Зразок Ольга", "uk", "Шановна пані Ольго!"))
    assert told.body_text.startswith("Шановна пані Ольго!")
    assert told.to_user is None


def test_the_context_may_bring_the_salutation(db):
    assert trial(context={"salutation": "Шановні колеги!"}).body_text.startswith("Шановні колеги!")


def test_a_letter_may_wait_for_a_look(db):
    letter = trial(hold_until=NOW + timedelta(hours=2))
    assert (letter.state, letter.send_after) == (State.HELD, NOW + timedelta(hours=2))
    assert trial(hold_until=NOW).state == State.QUEUED


def test_the_offices_words_win(db):
    LetterText.objects.create(
        kind="mail.trial",
        language="uk",
        subject="Наш {club}",
        body="{moment} {unknown} {a.__class__}",
        changed_at=NOW,
        changed_by=UserFactory(),
    )
    letter = trial()
    assert letter.subject == "Наш Клуб Мерів"
    assert letter.body_text == "сьогодні {unknown} {a.__class__}"


def test_message_ids_differ_and_name_the_fixed_host(db, settings):
    settings.HOST = "club.example:8000"
    first, second = trial(), trial()
    assert first.message_id != second.message_id
    assert first.message_id.endswith("@club.example>")


def test_lazy_values_speak_the_letters_language(db):
    assert "Приватний" not in trial(context={"moment": _("Sent")}, language="en").body_text
    assert "Надіслано" in trial(context={"moment": _("Sent")}).body_text


@pytest.mark.parametrize("context", [{}, {"moment": "x", "other": "y"}, {"other": "y"}])
def test_a_context_that_does_not_fit_is_a_fault_of_ours(db, context):
    with pytest.raises(ValueError, match=r"mail\.trial"):
        queue_letter("mail.trial", to=TO, about=None, at=NOW, context=context)
    assert not Letter.objects.exists()


def test_an_unknown_kind_is_refused(db):
    with pytest.raises(kinds.UnknownKind):
        queue_letter("mail.nothing", to=TO, about=None, at=NOW)


def test_times_need_their_zone(db):
    with pytest.raises(ValueError, match="zone"):
        queue_letter(
            "mail.trial", to=TO, about=None, at=NOW.replace(tzinfo=None), context={"moment": ""}
        )


def test_a_letter_needs_the_transaction_of_its_cause(real_database):
    with pytest.raises(RuntimeError):
        trial()
