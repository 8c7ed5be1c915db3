"""Portraits and logos: drawn anew in the sizes in which they are shown."""

from datetime import datetime

from PIL import Image, ImageOps

from mayorsclub.accounts.models import User
from mayorsclub.directory.models import Picture, Rendition
from mayorsclub.files.domain import Checked, FileRefused, drawing
from mayorsclub.files.domain.drawing import Drawn

__all__ = ["WIDTHS", "Drawn", "drawn", "keep"]

# In pixels. A list shows 96 CSS pixels, a page 192; the doubles are for dense screens.
WIDTHS = (96, 192, 384)
LEAST = 200


def drawn(checked: Checked, *, is_square: bool) -> Drawn:
    """All sizes of a picture; slow, so best before the transaction.

    is_square: a portrait is cut to a square around its upper middle; a logo stays whole.
    Raises FileRefused: "picture", "small", "virus".
    """
    whole = drawing.opened(checked)
    if (min if is_square else max)(whole.size) < LEAST:
        raise FileRefused("small", least=LEAST)
    return drawing.drawn(whole, widths=WIDTHS, sized=_square if is_square else _whole)


def _square(whole: Image.Image, width: int) -> Image.Image:
    # Faces stand in the upper third of most portraits.
    return ImageOps.fit(whole, (width, width), Image.Resampling.LANCZOS, centering=(0.5, 0.35))


def _whole(whole: Image.Image, width: int) -> Image.Image:
    # A tall logo must not tower over its neighbours: the box is twice as wide as high.
    return ImageOps.contain(whole, (width, width // 2), Image.Resampling.LANCZOS)


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
