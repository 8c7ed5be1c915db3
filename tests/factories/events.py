"""Events and those who come to them."""

from datetime import timedelta

import factory

from mayorsclub.events.domain.tokens import Purpose, new_digest, new_nonce
from mayorsclub.events.models import (
    Audience,
    DoorPass,
    Event,
    Group,
    Invitation,
    Kind,
    Registration,
    Standing,
    State,
)
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.moments import NOON


class EventFactory(factory.django.DjangoModelFactory):
    """An open forum in a week, announced to everyone yesterday."""

    class Meta:
        model = Event

    slug = factory.Sequence(lambda n: f"forum-{n}")
    kind = Kind.FORUM
    title_uk = factory.Sequence(lambda n: f"Форум громад {n}")
    title_en = factory.Sequence(lambda n: f"Forum of communities {n}")
    summary_uk = "Про відновлення громад."
    summary_en = "On the recovery of communities."
    starts_at = NOON + timedelta(days=7)
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + timedelta(hours=2))
    place_uk = "м. Київ, Зразкова вулиця, 1"
    place_en = "1 Zrazkova Street, Kyiv"
    audience = Audience.OPEN
    state = State.ANNOUNCED
    public_from = NOON - timedelta(days=1)
    partners_from = factory.LazyAttribute(lambda event: event.public_from)
    revised_at = NOON - timedelta(days=1)
    created_at = NOON - timedelta(days=2)
    changed_at = NOON - timedelta(days=1)


class DraftEventFactory(EventFactory):
    """One that nobody has been told of."""

    state = State.DRAFT
    public_from = None
    partners_from = None


class InvitationFactory(factory.django.DjangoModelFactory):
    """Of a person without an account."""

    class Meta:
        model = Invitation

    event = factory.SubFactory(EventFactory, audience=Audience.INVITED)
    email = factory.Sequence(lambda n: f"guest{n}@example.org")
    name = "Гість Зразковий"
    language = "uk"
    nonce = factory.LazyFunction(new_nonce)
    token_hash = factory.LazyAttribute(lambda own: new_digest(Purpose.INVITATION, own.nonce))
    invited_at = NOON


class RegistrationFactory(factory.django.DjangoModelFactory):
    """A person with an account who has a place."""

    class Meta:
        model = Registration

    event = factory.SubFactory(EventFactory)
    user = factory.SubFactory(UserFactory)
    group = Group.PUBLIC
    name = factory.LazyAttribute(lambda own: str(own.user) if own.user else "Зразок Ольга")
    email = factory.LazyAttribute(lambda own: own.user.email if own.user else "olha@example.org")
    language = "uk"
    standing = Standing.REGISTERED
    registered_at = NOON
    nonce = factory.LazyFunction(new_nonce)
    ticket_hash = factory.LazyAttribute(lambda own: new_digest(Purpose.TICKET, own.nonce))
    link_hash = factory.LazyAttribute(lambda own: new_digest(Purpose.REGISTRATION, own.nonce))


class DoorPassFactory(factory.django.DjangoModelFactory):
    """A phone at the door, for a day."""

    class Meta:
        model = DoorPass

    event = factory.SubFactory(EventFactory)
    label = "Телефон Олени"
    nonce = factory.LazyFunction(new_nonce)
    token_hash = factory.LazyAttribute(lambda own: new_digest(Purpose.DOOR, own.nonce))
    made_at = NOON
    made_by = factory.SubFactory(SecretariatFactory)
    expires_at = NOON + timedelta(days=8)
