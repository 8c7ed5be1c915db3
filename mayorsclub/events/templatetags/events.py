"""What templates say of an event; see events.showing."""

from datetime import datetime

from django import template

from mayorsclub.directory.choices import language_name
from mayorsclub.events import showing
from mayorsclub.events.models import Event

register = template.Library()

days = register.filter("days", showing.days)
hours = register.filter("hours", showing.hours)
when = register.filter("when", showing.when)
clock = register.filter("clock", showing.clock)
offset = register.filter("offset", showing.offset)
badge = register.filter("badge", showing.badge)


@register.simple_tag
def state_of(event: Event, at: datetime) -> dict[str, str]:
    """label and look of how it stands."""
    label, look = showing.state_of(event, at)
    return {"label": label, "look": look}


@register.simple_tag
def cover_of(event: Event) -> showing.ShownCover | None:
    """Its picture, read by listing.with_what_is_shown."""
    return showing.cover(event)


@register.filter
def words(event: object, name: str) -> showing.Words:
    """A text of it, and its language where that is not the page's."""
    return showing.words(event, name)


@register.filter
def language_names(event: Event) -> str:
    """«українська, англійська»"""
    return ", ".join(language_name(code) for code in event.languages)
