"""Documents that are ZIP archives: DOCX, ODT and signed containers (ASiC)."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from mayorsclub.files.domain.refusal import FileRefused

MOST_ENTRIES = 2000
MOST_UNPACKED = 150 * 1024 * 1024
HIGHEST_RATIO = 200
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ODT = b"application/vnd.oasis.opendocument.text"
ASIC = {b"application/vnd.etsi.asic-e+zip": "asice", b"application/vnd.etsi.asic-s+zip": "asics"}
PROGRAMS = re.compile(
    r"vbaproject|vbadata|activex|oleobject|macrosheet|/embeddings/|^(basic|scripts)/|^object ",
    re.IGNORECASE,
)


@contextmanager
def opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive, when it is sound, small enough unpacked and holds nothing before or after.

    Raises FileRefused: "broken", "protected" or "type".
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive)
            yield archive
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as fault:
        raise FileRefused("broken") from fault


def _check(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if not entries or len(entries) > MOST_ENTRIES:
        raise FileRefused("broken")
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefused("protected")
    # Two files in one: something before the first entry or in the archive's comment.
    if min(entry.header_offset for entry in entries) or archive.comment:
        raise FileRefused("type")
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names) or any(_leaves(name) for name in names):
        raise FileRefused("broken")
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > MOST_UNPACKED or unpacked > HIGHEST_RATIO * max(packed, 1):
        raise FileRefused("broken")


def _leaves(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or "\0" in name


def kind_of(archive: zipfile.ZipFile) -> str:
    """'docx', 'odt', 'asice' or 'asics'. Raises FileRefused("type") for any other archive."""
    names = archive.namelist()
    if names[0] == "mimetype" and archive.getinfo("mimetype").file_size < 200:
        mimetype = archive.read("mimetype").strip()
        if mimetype == ODT:
            return "odt"
        if mimetype in ASIC:
            return ASIC[mimetype]
    if {"[Content_Types].xml", "word/document.xml"} <= set(names):
        return "docx"
    raise FileRefused("type")


def check_document(archive: zipfile.ZipFile) -> None:
    """Refuse macros, embedded programs and parts fetched from elsewhere ("macros")."""
    names = archive.namelist()
    if any(PROGRAMS.search(name) for name in names):
        raise FileRefused("macros")
    if "[Content_Types].xml" not in names:
        return
    types = _xml(archive, "[Content_Types].xml")
    main = {part.get("ContentType") for part in types if part.get("PartName")}
    if WORD not in main:
        raise FileRefused("macros" if any("macro" in (name or "") for name in main) else "type")
    for name in names:
        if name.endswith(".rels") and any(_is_fetched(part) for part in _xml(archive, name)):
            raise FileRefused("macros")


def _xml(archive: zipfile.ZipFile, name: str):
    try:
        return fromstring(archive.read(name))
    except (ParseError, DefusedXmlException) as fault:
        raise FileRefused("broken") from fault


def _is_fetched(relation) -> bool:
    """A link is followed by the reader; a template, frame or object by the program itself."""
    is_link = relation.get("Type", "").endswith("/hyperlink")
    return relation.get("TargetMode") == "External" and not is_link


def signed_parts(archive: zipfile.ZipFile) -> Iterator[bytes]:
    """The documents inside a signed container.

    Raises FileRefused("type") when META-INF holds anything but signatures, or nothing is signed.
    """
    parts = 0
    for name in archive.namelist():
        if name == "mimetype" or name.endswith("/"):
            continue
        if name.startswith("META-INF/"):
            if not name.lower().endswith((".xml", ".p7s", ".tst")):
                raise FileRefused("type")
            continue
        parts += 1
        yield archive.read(name)
    if not parts:
        raise FileRefused("type")
