"""The picture that stands for a page where its address is shared (Open Graph, 1200 × 630).

Its address carries the words on it, signed: nobody can have other words put under the club's
name. A picture is made at the first asking and kept in the default storage.
"""

import hashlib

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from mayorsclub.design.pdf import compile_png

WIDTH, HEIGHT = 1200, 630
LONGEST_TITLE = 180
LONGEST_EYEBROW = 70
TEMPLATE = "publicity/picture.typ"
# A new number when the template changes: pictures have new addresses and are made anew.
VERSION = 1


def address(title: str, *, eyebrow: str = "", language: str) -> str:
    """The absolute address of the picture with this title, in the club's look.

    eyebrow: a short line above the title. language: of the title ("uk" or "en").
    """
    words = [VERSION, language, _short(title, LONGEST_TITLE), _short(eyebrow, LONGEST_EYEBROW)]
    token = _signer().sign_object(words, compress=True)
    return settings.BASE_URL + reverse("publicity:picture", kwargs={"token": token})


def picture(token: str) -> bytes:
    """The PNG of a signed address.

    Raises BadSignature for words that are not ours or of another version of the picture;
    PdfFailed when it cannot be made.
    """
    language, title, eyebrow = words_of(token)
    name = f"pictures/{hashlib.sha256(token.encode()).hexdigest()}.png"
    if default_storage.exists(name):
        with default_storage.open(name) as kept:
            return kept.read()
    made = compile_png(TEMPLATE, {"language": language, "title": title, "eyebrow": eyebrow})
    default_storage.save(name, ContentFile(made))
    return made


def words_of(token: str) -> tuple[str, str, str]:
    """Language, title and eyebrow of a signed address. Raises BadSignature as `picture`."""
    try:
        version, language, title, eyebrow = _signer().unsign_object(token)
    except ValueError as broken:
        raise BadSignature("not a picture's address") from broken
    if version != VERSION:
        raise BadSignature("an address of an earlier version")
    return language, title, eyebrow


def _signer() -> Signer:
    return Signer(salt="publicity.pictures", sep=".")


def _short(text: str, longest: int) -> str:
    """A text of at most so many letters, cut between words."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(",.;:–—- ") + "…"
