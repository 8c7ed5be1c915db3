import io
import struct
import zlib

import pytest
from PIL import Image

from mayorsclub.files.domain import FileRefused, check
from mayorsclub.files.domain.refusal import LARGEST
from tests.factories.files import PDF, archive, asice, docx, odt, p7s, picture, upload


def refusal(content: bytes, name: str = "document.pdf") -> str:
    with pytest.raises(FileRefused) as refused:
        check(upload(content, name))
    return refused.value.code


def relation(kind: str, mode: str = "External") -> dict[str, str | bytes]:
    return {
        "word/_rels/settings.xml.rels": '<Relationships xmlns="x"><Relationship '
        f'Type="http://schemas.openxmlformats.org/x/{kind}" Target="http://example.org/x" '
        f'TargetMode="{mode}"/></Relationships>'
    }


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))
        )

    header = chunk(b"IHDR", struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + header + data + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "name", "content_type", "kept_name"),
    [
        (PDF, "Рішення.PDF", "application/pdf", "Рішення.pdf"),
        (PDF, "scan.pdf.exe", "application/pdf", "scan.pdf"),
        (PDF, "scan.html", "application/pdf", "scan.pdf"),
        (picture("JPEG"), "photo.jpeg", "image/jpeg", "photo.jpeg"),
        (picture("PNG"), "photo.jpg", "image/png", "photo.png"),
        (picture("WEBP"), "photo", "image/webp", "photo.webp"),
        (docx(), "a.docx", None, "a.docx"),
        (docx(relation("hyperlink")), "a.docx", None, "a.docx"),
        (odt(), "a.odt", "application/vnd.oasis.opendocument.text", "a.odt"),
        (p7s(), "Рішення.pdf.p7s", "application/pkcs7-mime", "Рішення.pdf.p7s"),
        (asice({"a.pdf": PDF}), "a.asice", "application/vnd.etsi.asic-e+zip", "a.asice"),
        (asice({"a.docx": docx()}), "a.zip", "application/vnd.etsi.asic-e+zip", "a.asice"),
    ],
)
def test_what_is_accepted(content, name, content_type, kept_name):
    checked = check(upload(content, name))
    assert checked.name == kept_name
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert checked.content_type == (content_type or word)


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"MZ\x90\x00" + b"\0" * 200,
        b"\x7fELF" + b"\0" * 200,
        b"#!/bin/sh\nrm -rf /\n",
        b"GIF89a" + b"\0" * 200,
        b"Rar!\x1a\x07\x00" + b"\0" * 100,
        b"just words",
        archive({"a.pdf": PDF}),
        b"<script>alert(1)</script>" + PDF,
        b"\n" + PDF,
        PDF + archive({"a.txt": "x"}),
        b"MZ" + archive({"a.txt": "x"}),
        docx()[:-2] + b"\x05\x00<html>"[:7],
        p7s() + b"<html>",
        asice({"a.exe": b"MZ\x90\x00" + b"\0" * 200}),
        asice({"a.html": "<script>alert(1)</script>"}),
        asice({"a.asice": asice({"a.pdf": PDF})}),
        asice({}),
        asice({"a.pdf": PDF, "META-INF/run.js": "x"}),
        archive({"mimetype": "application/epub+zip", "content.xml": "x"}),
    ],
)
def test_other_types_and_two_files_in_one_are_refused(content):
    assert refusal(content) in {"type", "broken"}


def test_a_photo_of_a_phone_hears_what_to_do():
    assert refusal(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\0" * 200) == "heic"


def test_the_name_does_not_make_the_type():
    assert refusal(b"<html><script>alert(1)</script>", "photo.jpg") == "type"


@pytest.mark.parametrize(
    "content",
    [
        docx({"word/vbaProject.bin": b"\xd0\xcf"}),
        docx(main_type="application/vnd.ms-word.document.macroEnabled.main+xml"),
        docx({"word/embeddings/oleObject1.bin": b"x"}),
        docx({"word/activeX/activeX1.xml": "<x/>"}),
        docx(relation("attachedTemplate")),
        docx(relation("frame")),
        odt({"Basic/Standard/Module1.xml": "<x/>"}),
        odt({"Scripts/python/a.py": "x"}),
        odt({"Object 1": b"x"}),
        asice({"a.docx": docx({"word/vbaProject.bin": b"x"})}),
    ],
)
def test_documents_with_programs_or_parts_from_elsewhere_are_refused(content):
    assert refusal(content) == "macros"


def test_an_xml_bomb_in_a_document_is_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert refusal(docx({"word/_rels/a.xml.rels": bomb})) == "broken"


def test_an_archive_that_unpacks_to_too_much_is_refused():
    assert refusal(docx({"word/media/a.bin": b"\0" * 9_000_000})) == "broken"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a\\..\\b"])
def test_an_archive_that_leaves_its_folder_is_refused(name):
    assert refusal(docx({name: "x"})) == "broken"


def test_a_protected_archive_is_refused():
    content = bytearray(docx())
    # The flag of encryption, in the directory at the end.
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(content)) == "protected"


@pytest.mark.parametrize("content", [PDF[:-8], docx()[:200], picture("JPEG")[:300]])
def test_a_damaged_file_is_refused(content):
    assert refusal(content) == "broken"


def test_an_empty_file_and_a_large_one_are_refused():
    assert refusal(b"") == "empty"
    assert refusal(PDF + b" " * LARGEST) == "too_large"


def test_a_picture_bomb_is_refused_before_it_unpacks():
    assert refusal(png_header(50_000, 50_000), "a.png") == "pixels"
    assert refusal(png_header(8_000, 7_000), "a.png") == "pixels"


def test_a_picture_loses_place_camera_comments_and_tail():
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ivan"
    exif.get_ifd(0x8825)[2] = (50.0, 27.0, 0.0)
    original = picture("JPEG", exif=exif, comment=b"<script>alert(1)</script>") + b"<html>tail"
    assert b"Camera of Ivan" in original

    kept = check(upload(original, "photo.jpg")).content

    for trace in (b"Camera", b"script", b"tail", b"Exif"):
        assert trace not in kept
    with Image.open(io.BytesIO(kept)) as shown:
        assert (shown.size, shown.format, dict(shown.getexif())) == ((40, 20), "JPEG", {})


def test_a_picture_is_turned_the_right_way_up():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    kept = check(upload(picture("JPEG", exif=exif), "photo.jpg")).content
    with Image.open(io.BytesIO(kept)) as shown:
        assert shown.size == (20, 40)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_pictures_of_every_mode_are_kept(mode):
    out = io.BytesIO()
    Image.new(mode, (4, 4)).save(out, "PNG")
    assert check(upload(out.getvalue(), "a.png")).content_type == "image/png"


def test_a_palette_with_transparency_and_its_text_are_redrawn():
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Author", "Ivan")
    out = io.BytesIO()
    Image.new("P", (4, 4)).save(out, "PNG", transparency=0, pnginfo=notes)
    kept = check(upload(out.getvalue(), "a.png")).content
    assert b"Ivan" not in kept
    with Image.open(io.BytesIO(kept)) as shown:
        assert shown.mode == "RGBA"
