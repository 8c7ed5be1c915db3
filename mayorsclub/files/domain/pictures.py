"""Pictures are written anew: what Pillow did not draw (GPS, scripts, tails) is gone."""

import io

from PIL import Image, ImageOps

from mayorsclub.files.domain.refusal import MOST_PIXELS, FileRefused

KEPT_MODES = {"JPEG": {"L", "RGB"}, "PNG": {"L", "LA", "RGB", "RGBA"}, "WEBP": {"RGB", "RGBA"}}
OPTIONS: dict[str, dict[str, int]] = {"JPEG": {"quality": 88}, "PNG": {}, "WEBP": {"quality": 88}}


def redrawn(content: bytes, form: str) -> bytes:
    """The same picture without metadata, turned the right way up; the first frame only.

    form: 'JPEG', 'PNG' or 'WEBP'; no other decoder is let near the content.
    Raises FileRefused: "pixels" or "broken".
    """
    try:
        with Image.open(io.BytesIO(content), formats=[form]) as picture:
            # The header tells the size: refuse before a bomb unpacks.
            if picture.width * picture.height > MOST_PIXELS:
                raise FileRefused("pixels")
            return _written(picture, form)
    except Image.DecompressionBombError as bomb:
        raise FileRefused("pixels") from bomb
    # Pillow's decoders tell of a damaged file by any of these.
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, OverflowError) as e:
        raise FileRefused("broken") from e


def _written(picture: Image.Image, form: str) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    if upright.mode not in KEPT_MODES[form]:
        has_alpha = "A" in upright.mode or "transparency" in upright.info
        upright = upright.convert("RGBA" if has_alpha and form != "JPEG" else "RGB")
    # A picture of its own: `info` with its comments and profiles stays behind.
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    out = io.BytesIO()
    bare.save(out, form, **OPTIONS[form])
    return out.getvalue()
