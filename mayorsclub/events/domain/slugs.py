"""Addresses of events: from the title, each its own."""

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from mayorsclub.events.domain.facts import EventFacts
from mayorsclub.events.models import Event
from mayorsclub.events.refusals import EventRefused
from mayorsclub.ukrainian.dates import in_kyiv
from mayorsclub.ukrainian.romanise import romanise

# Addresses under /events/ that belong to pages of their own.
RESERVED = frozenset(
    {
        "past",
        "calendar",
        "covers",
        "registration",
        "invited",
        "feedback",
        "door",
        "mine",
        "ticket",
        "certificate",
    }
)
TRIES = 10


def insert(event: Event, facts: EventFacts) -> None:
    """Save a new event at its address. Raises EventRefused as `slug_for`."""
    for _n in range(TRIES):
        event.slug = slug_for(facts)
        try:
            with transaction.atomic():
                event.save(force_insert=True)
        except IntegrityError:
            # Somebody took the address meanwhile: on PostgreSQL two may plan at once.
            if not Event.objects.filter(slug=event.slug).exists():
                raise
        else:
            return
    raise EventRefused("slug_taken")


def slug_for(facts: EventFacts, *, event: Event | None = None) -> str:
    """The address that was asked for, or a free one from the title.

    «Форум громад» is 'forum-hromad'; where that is taken, the day follows, then a number.
    Raises EventRefused: "slug_taken".
    """
    others = Event.objects.exclude(pk=event.pk) if event else Event.objects.all()
    if facts.slug:
        wanted = slugify(facts.slug)[:90].strip("-")
        if not wanted or wanted in RESERVED or others.filter(slug=wanted).exists():
            raise EventRefused("slug_taken")
        return wanted
    plain = slugify(romanise(facts.title_uk))[:70].strip("-") or "event"
    dated = f"{plain}-{in_kyiv(facts.starts_at):%Y-%m-%d}"
    slug, number = plain, 1
    while slug in RESERVED or others.filter(slug=slug).exists():
        slug = dated if number == 1 else f"{dated}-{number}"
        number += 1
    return slug
