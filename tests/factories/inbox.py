"""Messages to the club. For one that has lived, go through the domain functions."""

import factory
from django.utils import timezone

from mayorsclub.inbox.models import Line, Message, SavedAnswer
from tests.factories.accounts import UserFactory


class MessageFactory(factory.django.DjangoModelFactory):
    """A message that came now and waits, of somebody without an account."""

    class Meta:
        model = Message
        skip_postgeneration_save = True

    number = factory.Sequence(lambda n: f"В-2026-{n + 5000}")
    topic = "question"
    language = "uk"
    name = "Зразок Марія"
    words = "зразок мария"
    email = factory.Sequence(lambda n: f"writer{n}@example.org")
    received_at = factory.LazyFunction(timezone.now)
    waiting_since = factory.SelfAttribute("received_at")
    changed_at = factory.SelfAttribute("received_at")

    @factory.post_generation
    def first_line(self, create: bool, extracted: str | None, **_: object) -> None:
        """What was written; `first_line="…"` says what."""
        text = extracted or "Як вступити до Клубу?"
        Line.objects.create(
            message=self, kind="written", text=text, author=self.writer, at=self.received_at
        )


class SavedAnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SavedAnswer

    title = factory.Sequence(lambda n: f"Як вступити, {n}")
    text_uk = "Подайте заяву на сайті."
    text_en = "Apply on the site."
    changed_at = factory.LazyFunction(timezone.now)
    changed_by = factory.SubFactory(UserFactory)
