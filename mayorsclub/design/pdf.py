"""PDF documents and pictures by Typst: one template per kind of document, values as data.

Values reach the template as JSON and are shown as text, never read as markup.
The compiler runs in a process of its own that sees one temporary folder, our
fonts and nothing else, and that has limits of time and memory.
"""

import base64
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder

HERE = Path(__file__).parent
CHILD = HERE / "typst_child.py"
SECONDS = 30
MEMORY = 2 * 1024**3  # bytes of address space; 58 pages with charts measured 91 MiB resident


class PdfFailed(RuntimeError):
    """A document could not be made; the text is the compiler's, for the log."""


def template_path(template: str) -> Path:
    """The file of a template named `<app>/<name>.typ`.

    Raises LookupError for an unknown app and for a name that is not a plain file of it.
    """
    label, _slash, name = template.partition("/")
    folder = Path(apps.get_app_config(label).path) / "typst"
    path = folder / name
    if path.parent != folder or path.suffix != ".typ" or not path.is_file():
        raise LookupError(f"there is no template {template}")
    return path


def compile_pdf(
    template: str,
    data: Mapping[str, Any],
    *,
    pictures: Mapping[str, bytes] = MappingProxyType({}),
    seconds: int = SECONDS,
) -> bytes:
    """A tagged, accessible PDF (PDF/UA-1) from a template and its values.

    template: `<app>/<name>.typ`, from the app's folder `typst/`.
    data: plain values (dates become ISO text, so hand them in written out).
    pictures: file name -> bytes of PNG, JPEG or SVG; in the template
    `image("pictures/<file name>", alt: "…")`. An uploaded one must have been re-encoded.
    Raises PdfFailed when the template does not compile or the limits are passed.
    """
    return _compile(template, data, {"format": "pdf", "pdf_standards": ["ua-1"]}, pictures, seconds)


def compile_png(
    template: str, data: Mapping[str, Any], *, pixels_per_inch: int = 144, seconds: int = SECONDS
) -> bytes:
    """A PNG of a template of one page, as compile_pdf makes documents; 72 points are an inch."""
    return _compile(template, data, {"format": "png", "ppi": pixels_per_inch}, {}, seconds)


def _compile(
    template: str,
    data: Mapping[str, Any],
    output: dict[str, Any],
    pictures: Mapping[str, bytes],
    seconds: int,
) -> bytes:
    order = {
        "output": output,
        "files": {
            "main.typ": _packed(template_path(template).read_bytes()),
            "letterhead.typ": _packed((HERE / "typst" / "letterhead.typ").read_bytes()),
            **{f"pictures/{name}": _packed(content) for name, content in pictures.items()},
        },
        "data": json.dumps(data, ensure_ascii=False, cls=DjangoJSONEncoder),
        "fonts": str(HERE / "fonts"),
        "seconds": seconds,
        "memory": MEMORY,
    }
    try:
        child = subprocess.run(  # noqa: S603 - our own file, no shell
            [sys.executable, "-I", str(CHILD)],
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=seconds,
            env={"LANG": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise PdfFailed(f"{template}: not ready after {seconds} s") from late
    if child.returncode or not child.stdout.startswith((b"%PDF", b"\x89PNG")):
        told = child.stderr.decode(errors="replace").strip()
        raise PdfFailed(f"{template}: {told or f'the compiler ended with {child.returncode}'}")
    return child.stdout


def _packed(content: bytes) -> str:
    return base64.b64encode(content).decode()
