"""Applications for tests. For one that has lived, go through the domain functions."""

from datetime import timedelta

import factory
from django.utils import timezone

from mayorsclub.applications.models import Application, State


class ApplicationFactory(factory.django.DjangoModelFactory):
    """A draft that was begun now."""

    class Meta:
        model = Application

    kind = "membership"
    state = State.DRAFT
    language = "uk"
    email = factory.Sequence(lambda n: f"applicant{n}@example.org")
    started_at = factory.LazyFunction(timezone.now)
    saved_at = factory.SelfAttribute("started_at")
    expires_at = factory.LazyAttribute(lambda o: o.started_at + timedelta(days=30))


class SentApplicationFactory(ApplicationFactory):
    """An application that is under review; `applicant` must be given for its status page."""

    state = State.UNDER_REVIEW
    number = factory.Sequence(lambda n: f"Ч-2026-{n + 5000}")
    name = "Приклад Іван Петрович"
    name_en = "Ivan Pryklad"
    name_key = "приклад иван петрович"
    answers = factory.LazyFunction(dict)
    submitted_at = factory.SelfAttribute("started_at")
    email_confirmed_at = factory.SelfAttribute("started_at")
    expires_at = None
