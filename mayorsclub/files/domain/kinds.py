"""What may be kept: an allow list, told by the content and never by the name."""

from dataclasses import dataclass

import puremagic

from mayorsclub.files.domain import archives, pictures
from mayorsclub.files.domain.refusal import FileRefused

ZIP = b"PK\x03\x04"
# DER of id-signedData, 1.2.840.113549.1.7.2 (RFC 5652): a signature with the document in it.
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")


@dataclass(frozen=True)
class Kind:
    """One type of file. extensions: the usual one first."""

    extensions: tuple[str, ...]
    content_type: str


KINDS = {
    "pdf": Kind(("pdf",), "application/pdf"),
    "jpeg": Kind(("jpg", "jpeg"), "image/jpeg"),
    "png": Kind(("png",), "image/png"),
    "webp": Kind(("webp",), "image/webp"),
    "docx": Kind(
        ("docx",), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    "odt": Kind(("odt",), "application/vnd.oasis.opendocument.text"),
    "p7s": Kind(("p7s", "p7m"), "application/pkcs7-mime"),
    "asice": Kind(("asice", "sce"), "application/vnd.etsi.asic-e+zip"),
    "asics": Kind(("asics", "scs"), "application/vnd.etsi.asic-s+zip"),
}
ACCEPT = ",".join(f".{extension}" for kind in KINDS.values() for extension in kind.extensions)
# Brands in the head of photos that phones take (ISO 23008-12); Pillow reads none of them.
HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})
PICTURES = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}


def recognised(content: bytes) -> tuple[Kind, bytes]:
    """The kind of a file and the content to keep (pictures are drawn anew).

    Raises FileRefused: see FileRefused.sentences.
    """
    name = _kind_by_head(content)
    if name in PICTURES:
        return KINDS[name], pictures.redrawn(content, PICTURES[name])
    if name == "pdf":
        _check_pdf(content)
    elif name == "zip":
        name = _checked_archive(content, may_be_signed=True)
    return KINDS[name], content


def _kind_by_head(content: bytes) -> str:
    if content.startswith(ZIP):
        return "zip"
    if _is_signed_data(content):
        return "p7s"
    own = {
        "pdf": content.startswith((b"%PDF-1.", b"%PDF-2.")),
        "jpeg": content.startswith(b"\xff\xd8\xff"),
        "png": content.startswith(b"\x89PNG\r\n\x1a\n"),
        "webp": content.startswith(b"RIFF") and content[8:12] == b"WEBP",
    }
    name = next((name for name, is_it in own.items() if is_it), "")
    if content[4:8] == b"ftyp" and content[8:12] in HEIC:
        raise FileRefused("heic")
    # A second opinion: the library must see the same type at the head of the file.
    if not name or KINDS[name].content_type not in _guesses(content):
        raise FileRefused("type")
    return name


def _guesses(content: bytes) -> set[str]:
    try:
        return {guess.mime_type for guess in puremagic.magic_string(content) if not guess.offset}
    except (puremagic.PureError, ValueError):
        return set()


def _check_pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-2048:]:
        raise FileRefused("broken")
    # An archive at the end of a PDF: two files in one.
    if b"PK\x05\x06" in content[-66_000:]:
        raise FileRefused("type")


def _checked_archive(content: bytes, *, may_be_signed: bool) -> str:
    with archives.opened(content) as archive:
        name = archives.kind_of(archive)
        if name in {"docx", "odt"}:
            archives.check_document(archive)
        elif may_be_signed:
            for part in archives.signed_parts(archive):
                _check_part(part)
        else:
            raise FileRefused("type")
    return name


def _check_part(content: bytes) -> None:
    """A signed document must be one that we would take by itself; it is kept as signed."""
    name = _kind_by_head(content)
    if name == "zip":
        _checked_archive(content, may_be_signed=False)
    elif name == "pdf":
        _check_pdf(content)
    elif name in PICTURES:
        pictures.redrawn(content, PICTURES[name])


def _is_signed_data(content: bytes) -> bool:
    """Whether it is one CMS SignedData in DER or BER from the first byte to the last."""
    if len(content) < 40 or content[0] != 0x30:
        return False
    first = content[1]
    if first == 0x80:  # BER: no length given, closed by two zero bytes
        return content[2:13] == SIGNED_DATA and content.endswith(b"\0\0")
    width = first & 0x7F if first & 0x80 else 0
    if width > 4:
        return False
    length = int.from_bytes(content[2 : 2 + width], "big") if width else first
    start = 2 + width
    return content[start : start + 11] == SIGNED_DATA and start + length == len(content)
