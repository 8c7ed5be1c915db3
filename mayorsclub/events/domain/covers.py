"""The picture of an event, in the sizes in which pages show it."""

from datetime import datetime

from django.db import transaction
from PIL import Image, ImageOps

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.events.domain.facts import LONGEST_TEXT, check_length
from mayorsclub.events.domain.states import changed, lock_in_use
from mayorsclub.events.models import Cover, CoverRendition, Event
from mayorsclub.files.domain import Checked, FileRefused, drawing
from mayorsclub.files.domain.drawing import Drawn
from mayorsclub.mail.markup import one_line

__all__ = ["WIDTHS", "Drawn", "describe", "drawn", "remove_cover", "set_cover"]

# In pixels: a card, a page, and the page on a dense screen.
WIDTHS = (480, 960, 1440)
LEAST = (960, 540)


def drawn(checked: Checked) -> Drawn:
    """All sizes of a picture, cut to 16:9 around its middle; slow, so best before the
    transaction. Raises FileRefused: "picture", "low", "virus"."""
    whole = drawing.opened(checked)
    if whole.width < LEAST[0] or whole.height < LEAST[1]:
        raise FileRefused("low", width=LEAST[0], height=LEAST[1])
    return drawing.drawn(_opaque(whole), widths=WIDTHS, sized=_sized)


def _opaque(whole: Image.Image) -> Image.Image:
    """On white: what shines through would look different by day and by night."""
    if whole.mode != "RGBA":
        return whole
    ground = Image.new("RGB", whole.size, "white")
    ground.paste(whole, mask=whole.getchannel("A"))
    return ground


def _sized(whole: Image.Image, width: int) -> Image.Image:
    return ImageOps.fit(whole, (width, width * 9 // 16), Image.Resampling.LANCZOS)


@transaction.atomic
def set_cover(
    event_id: int, picture: Drawn, *, alt_uk: str = "", alt_en: str = "", by: User, at: datetime
) -> Cover:
    """Give the event this picture instead of the one it had.

    alt: what is to be seen, for those who do not see it; empty for mere ornament. Raises
    EventRefused: "not_allowed", "archived", "too_long".
    """
    event = lock_in_use(event_id, by)
    former = event.cover
    cover = Cover.objects.create(
        width=picture.width, height=picture.height, added_by=by, added_at=at
    )
    CoverRendition.objects.bulk_create(
        CoverRendition(cover=cover, width=width, form=form, content=content)
        for (width, form), content in picture.renditions.items()
    )
    event.cover = cover
    _describe(event, alt_uk, alt_en, at=at)
    if former is not None:
        former.delete()
    record("event.cover_changed", actor=by, about=event, at=at, cover=cover.pk)
    changed(event, at=at)
    return cover


@transaction.atomic
def describe(event_id: int, *, alt_uk: str, alt_en: str, by: User, at: datetime) -> Event:
    """Say anew what is to be seen. Raises EventRefused as `set_cover`."""
    event = lock_in_use(event_id, by)
    _describe(event, alt_uk, alt_en, at=at)
    record("event.cover_changed", actor=by, about=event, at=at, cover=event.cover_id)
    changed(event, at=at)
    return event


@transaction.atomic
def remove_cover(event_id: int, *, by: User, at: datetime) -> Event:
    """Take the picture away. Raises EventRefused: "not_allowed", "archived"."""
    event = lock_in_use(event_id, by)
    former, event.cover = event.cover, None
    _describe(event, "", "", at=at)
    if former is not None:
        former.delete()
        record("event.cover_changed", actor=by, about=event, at=at, cover=None)
        changed(event, at=at)
    return event


def _describe(event: Event, alt_uk: str, alt_en: str, *, at: datetime) -> None:
    event.cover_alt_uk = one_line(alt_uk, LONGEST_TEXT)
    event.cover_alt_en = one_line(alt_en, LONGEST_TEXT)
    for name in ("cover_alt_uk", "cover_alt_en"):
        check_length(Event, name, getattr(event, name))
    event.changed_at = at
    event.save(update_fields=["cover", "cover_alt_uk", "cover_alt_en", "changed_at"])
