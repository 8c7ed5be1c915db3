"""Pictures of events for tests."""

from mayorsclub.events.models import Cover, CoverRendition, Event
from tests.moments import NOON


def cover_of(event: Event, *widths: int) -> Cover:
    """Gives an event a cover in these sizes; what is in it does not matter."""
    cover = Cover.objects.create(width=960, height=540, added_at=NOON)
    for width in widths or (480, 960):
        for form in ("avif", "webp"):
            CoverRendition.objects.create(
                cover=cover, width=width, form=form, content=f"{width}.{form}".encode()
            )
    event.cover = cover
    event.save(update_fields=["cover"])
    return cover
