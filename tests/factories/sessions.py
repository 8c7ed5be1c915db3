"""Expert sessions, experts, questions and proposals. The people in them are invented."""

import factory

from mayorsclub.sessions.models import (
    Expert,
    ExpertSession,
    Leading,
    Proposal,
    Question,
    Series,
    State,
    Topic,
    Transcript,
)
from mayorsclub.ukrainian.alphabet import sort_key
from tests.factories.accounts import UserFactory
from tests.factories.membership import MemberFactory
from tests.moments import NOON


class SeriesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Series
        django_get_or_create = ("slug",)

    slug = "trial"
    title_uk = "Пробна серія"
    title_en = "Trial series"
    position = 9


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic
        django_get_or_create = ("slug",)

    slug = "trial"
    name_uk = "Проба"
    name_en = "Trial"


class ExpertFactory(factory.django.DjangoModelFactory):
    """Somebody who agreed to be shown."""

    class Meta:
        model = Expert

    slug = factory.Sequence(lambda n: f"expert-{n}")
    name_uk = factory.Sequence(lambda n: f"Зразкова Ярина {n}")
    name_en = factory.Sequence(lambda n: f"Yaryna Zrazkova {n}")
    name_key = factory.LazyAttribute(lambda own: sort_key(own.name_uk))
    position_uk = "радить громадам"
    position_en = "advises communities"
    is_shown = True
    agreed_on = NOON.date()
    changed_at = NOON


class SessionFactory(factory.django.DjangoModelFactory):
    """One of the archive."""

    class Meta:
        model = ExpertSession

    slug = factory.Sequence(lambda n: f"session-{n}")
    series = factory.SubFactory(SeriesFactory)
    number = factory.Sequence(lambda n: n + 1)
    title_uk = factory.Sequence(lambda n: f"Пробна сесія {n}")
    title_en = factory.Sequence(lambda n: f"Trial session {n}")
    about_uk = "Про пробу."
    about_en = "About a trial."
    state = State.SHOWN
    created_at = NOON
    changed_at = NOON


class DraftSessionFactory(SessionFactory):
    state = State.DRAFT


class LeadingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Leading

    session = factory.SubFactory(SessionFactory)
    expert = factory.SubFactory(ExpertFactory)


class TranscriptFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Transcript

    session = factory.SubFactory(SessionFactory)
    language = "uk"
    text = "Сказане на сесії."
    changed_at = NOON


class QuestionFactory(factory.django.DjangoModelFactory):
    """One that waits."""

    class Meta:
        model = Question

    session = factory.SubFactory(SessionFactory)
    asked_by = factory.SubFactory(UserFactory)
    text = "Скільки це коштує?"
    asked_at = NOON


class ProposalFactory(factory.django.DjangoModelFactory):
    """One that is open."""

    class Meta:
        model = Proposal

    title = factory.Sequence(lambda n: f"Тема {n}")
    proposed_by = factory.SubFactory(UserFactory)
    proposed_at = NOON


def member_user():
    """The account of an active member."""
    return MemberFactory().user
