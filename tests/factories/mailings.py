"""Mailings for tests: drafts to the members."""

import factory

from mayorsclub.mailings.models import LetterTemplate, Mailing
from tests.factories.accounts import UserFactory
from tests.moments import NOON

TEXT = "{salutation}\n\nЗапрошуємо Вас, {name}.\n\n[[Відкрити сайт]]({base_url}/)"


class MailingFactory(factory.django.DjangoModelFactory):
    """A draft of a service letter to all members, in both languages."""

    class Meta:
        model = Mailing

    name = "Зразок розсилки"
    segment = factory.LazyFunction(lambda: {"register": "members", "filters": {}, "ids": []})
    subject_uk = "Запрошення, {register_number}"
    text_uk = TEXT
    subject_en = "Invitation, {register_number}"
    text_en = "{salutation}\n\nWe invite you, {name}."
    written_by = factory.SubFactory(UserFactory)
    changed_at = NOON


class LetterTemplateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LetterTemplate

    name = factory.Sequence(lambda n: f"Зразок {n}")
    subject_uk = "Запрошення"
    text_uk = TEXT
    changed_by = factory.SubFactory(UserFactory)
    changed_at = NOON
