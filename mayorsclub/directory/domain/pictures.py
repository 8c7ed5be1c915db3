"""Portraits and logos: drawn anew in the sizes in which they are shown."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PIL import Image, ImageOps

from mayorsclub.accounts.models import User
from mayorsclub.directory.domain.refusals import ProfileRefused
from mayorsclub.directory.models import Picture, Rendition
from mayorsclub.files.domain import Checked
from mayorsclub.files.models import Scan

# In pixels. A list shows 96 CSS pixels, a page 192; the doubles are for dense screens.
WIDTHS = (96, 192, 384)
LEAST = 200
TYPES = {"image/jpeg", "image/png", "image/webp"}
# The type of each format and how it is written; AVIF first, as browsers take the first they know.
FORMS: dict[str, dict[str, Any]] = {
    "avif": {"quality": 60, "speed": 6},
    "webp": {"quality": 80, "method": 4},
}


@dataclass(frozen=True)
class Drawn:
    """A picture in all sizes, ready to be kept; content by (width, format)."""

    width: int
    height: int
    renditions: dict[tuple[int, str], bytes]


def drawn(checked: Checked, *, is_square: bool) -> Drawn:
    """All sizes of a picture that files.domain has checked and written anew; slow, so best
    before the transaction.

    is_square: a portrait is cut to a square around its upper middle; a logo stays whole.
    Raises ProfileRefused: "picture", "small", "virus".
    """
    if checked.content_type not in TYPES:
        raise ProfileRefused("picture")
    if checked.scan == Scan.HELD:
        raise ProfileRefused("virus")
    with Image.open(io.BytesIO(checked.content)) as opened:
        whole = opened.convert("RGBA" if "A" in opened.getbands() else "RGB")
    if (min if is_square else max)(whole.size) < LEAST:
        raise ProfileRefused("small")
    sizes = {width: _sized(whole, width, is_square=is_square) for width in WIDTHS}
    renditions = {
        (width, form): _written(picture, form, options)
        for width, picture in sizes.items()
        for form, options in FORMS.items()
    }
    largest = sizes[WIDTHS[-1]]
    return Drawn(largest.width, largest.height, renditions)


def _sized(whole: Image.Image, width: int, *, is_square: bool) -> Image.Image:
    if is_square:
        # Faces stand in the upper third of most portraits.
        return ImageOps.fit(whole, (width, width), Image.Resampling.LANCZOS, centering=(0.5, 0.35))
    # A tall logo must not tower over its neighbours: the box is twice as wide as high.
    return ImageOps.contain(whole, (width, width // 2), Image.Resampling.LANCZOS)


def _written(picture: Image.Image, form: str, options: dict[str, Any]) -> bytes:
    out = io.BytesIO()
    picture.save(out, form.upper(), **options)
    return out.getvalue()


def keep(picture: Drawn, *, by: User, at: datetime) -> Picture:
    """Keep a drawn picture; inside the caller's transaction."""
    kept = Picture.objects.create(
        width=picture.width, height=picture.height, added_by=by, added_at=at
    )
    Rendition.objects.bulk_create(
        Rendition(picture=kept, width=width, form=form, content=content)
        for (width, form), content in picture.renditions.items()
    )
    return kept
