"""Cover pictures made for the demonstration: tiles in the club's colours, no photograph."""

import io
import random

from PIL import Image, ImageDraw, ImageFilter, ImageOps

SIZE = (1600, 900)
TILE, GAP = 100, 10
DEEP, BRAND, WHEAT = "#0a2458", "#2e62c2", "#f3c13a"
SHADES = ("#14305f", "#1d4ca3", "#2556b2", "#3a70d2")


def cover(seed: int) -> bytes:
    """A JPEG of its own for each number: a gradient under tiles, as the map has them."""
    # The same picture each time; nothing here is a secret.
    dice = random.Random(seed)  # noqa: S311
    ground = Image.linear_gradient("L").rotate(90 * (seed % 4)).resize(SIZE)
    picture = ImageOps.colorize(ground, DEEP, BRAND)
    tiles = Image.new("RGBA", SIZE)
    draw = ImageDraw.Draw(tiles)
    for x in range(-GAP, SIZE[0], TILE + GAP):
        for y in range(-GAP, SIZE[1], TILE + GAP):
            if dice.random() < 0.45:
                colour = WHEAT if dice.random() < 0.08 else dice.choice(SHADES)
                box = (x, y, x + TILE, y + TILE)
                draw.rounded_rectangle(box, radius=14, fill=colour)
    shadow = tiles.filter(ImageFilter.GaussianBlur(18))
    picture.paste(shadow, (0, 8), shadow.getchannel("A").point(lambda value: value // 3))
    picture.paste(tiles, (0, 0), tiles)
    content = io.BytesIO()
    picture.convert("RGB").save(content, "JPEG", quality=88)
    return content.getvalue()
