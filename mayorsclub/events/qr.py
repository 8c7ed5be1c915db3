"""QR codes as SVG, for pages and documents."""

import io

import segno


def picture(text: str) -> bytes:
    """A whole SVG file, dark on transparent."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", scale=4, border=0)
    return out.getvalue()


def address(text: str) -> str:
    """A `data:` address of the picture, for an image in a page."""
    made = segno.make(text, error="m", micro=False)
    return made.svg_data_uri(scale=4, border=2, omitsize=True)
