"""Pictures that are shown: drawn anew in the sizes in which pages need them."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PIL import Image

from mayorsclub.files.domain.keeping import Checked
from mayorsclub.files.domain.refusal import FileRefused
from mayorsclub.files.models import Scan

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


def opened(checked: Checked) -> Image.Image:
    """A picture that files.domain has checked and written anew.

    Raises FileRefused: "picture", "virus".
    """
    if checked.content_type not in TYPES:
        raise FileRefused("picture")
    if checked.scan == Scan.HELD:
        raise FileRefused("virus")
    with Image.open(io.BytesIO(checked.content)) as picture:
        return picture.convert("RGBA" if "A" in picture.getbands() else "RGB")


def drawn(
    whole: Image.Image,
    *,
    widths: tuple[int, ...],
    sized: Callable[[Image.Image, int], Image.Image],
) -> Drawn:
    """The picture in each of these widths, the largest last, and in each format; slow, so best
    before the transaction. sized: the picture in one width."""
    sizes = {width: sized(whole, width) for width in widths}
    renditions = {
        (width, form): _written(picture, form, options)
        for width, picture in sizes.items()
        for form, options in FORMS.items()
    }
    largest = sizes[widths[-1]]
    return Drawn(largest.width, largest.height, renditions)


def _written(picture: Image.Image, form: str, options: dict[str, Any]) -> bytes:
    out = io.BytesIO()
    picture.save(out, form.upper(), **options)
    return out.getvalue()
