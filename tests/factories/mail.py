"""Letters for tests."""

from datetime import UTC, datetime

import factory

from mayorsclub.mail.models import Letter, State

WRITTEN_AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class LetterFactory(factory.django.DjangoModelFactory):
    """A letter in the queue, due since WRITTEN_AT."""

    class Meta:
        model = Letter

    message_id = factory.Sequence(lambda n: f"<{n:032x}@localhost>")
    kind = "mail.trial"
    to_address = factory.Sequence(lambda n: f"receiver{n}@example.org")
    to_name = "Приклад Іван Петрович"
    language = "uk"
    subject = "Пробний лист"
    body_text = "Вітаємо!\n\nЦе пробний лист."
    body_html = "<p>Вітаємо!</p><p>Це пробний лист.</p>"
    state = State.QUEUED
    written_at = WRITTEN_AT
    send_after = WRITTEN_AT
