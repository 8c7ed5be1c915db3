"""Files for tests: sound and hostile ones, made here and not taken from anywhere."""

import io
import zipfile

import factory
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from mayorsclub.files.models import PrivateFile
from tests.moments import NOON

PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ODT_TYPE = "application/vnd.oasis.opendocument.text"
ASICE_TYPE = "application/vnd.etsi.asic-e+zip"
# In two parts, so that a scanner does not take this file for the test virus.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class PrivateFileFactory(factory.django.DjangoModelFactory):
    """A kept PDF of nobody's."""

    class Meta:
        model = PrivateFile

    purpose = "test"
    content = factory.LazyFunction(lambda: ContentFile(PDF, name="stored"))
    original_name = "Рішення ради.pdf"
    content_type = "application/pdf"
    size = len(PDF)
    sha256 = "0" * 64
    added_at = NOON


def upload(content: bytes, name: str = "document.pdf") -> SimpleUploadedFile:
    """What a browser sends."""
    return SimpleUploadedFile(name, content)


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 20), **options) -> bytes:
    """A plain blue picture."""
    out = io.BytesIO()
    Image.new("RGB", size, "#12409a").save(out, form, **options)
    return out.getvalue()


def archive(parts: dict[str, str | bytes], *, comment: bytes = b"") -> bytes:
    """A ZIP archive of these parts, in this order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
        file.comment = comment
    return out.getvalue()


def docx(extra: dict[str, str | bytes] | None = None, main_type: str = WORD_TYPE) -> bytes:
    """A minimal Word document with extra parts."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>'
    )
    parts = {"[Content_Types].xml": types, "word/document.xml": "<document/>"}
    return archive({**parts, **(extra or {})})


def odt(extra: dict[str, str | bytes] | None = None) -> bytes:
    """A minimal OpenDocument text with extra parts."""
    return archive({"mimetype": ODT_TYPE, "content.xml": "<office/>", **(extra or {})})


def asice(parts: dict[str, str | bytes]) -> bytes:
    """A signed container around these documents."""
    signature = {"META-INF/signatures.xml": "<signatures/>"}
    return archive({"mimetype": ASICE_TYPE, **parts, **signature})


def p7s(content: bytes = PDF) -> bytes:
    """A CMS SignedData shell in DER, as far as its outermost headers."""
    inner = bytes.fromhex("06092a864886f70d010702") + content
    return b"\x30\x82" + len(inner).to_bytes(2, "big") + inner
