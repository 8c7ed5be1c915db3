import io

import pytest
import segno
from pypdf import PdfReader

from mayorsclub.design import pdf

HOSTILE = [
    '#eval("1+1")',
    "$x^2$",
    "@label",
    "<b>bold</b>",
    '#read("/etc/passwd")',
    "= Заголовок",
    "\\ *зірка*",
]


def specimen(**more):
    return {"title": "Зразок", "text": "Ґанок і їжак", "rows": [["назва", "значення"]], **more}


def text_of(document: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(document)).pages)


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_printed_as_it_is(value):
    document = pdf.compile_pdf("design/specimen.typ", specimen(rows=[[value, "сусід"]]))

    assert value in text_of(document)


def test_a_document_is_tagged_titled_and_in_ukrainian():
    reader = PdfReader(io.BytesIO(pdf.compile_pdf("design/specimen.typ", specimen())))

    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("uk")
    assert reader.metadata.title == "Зразок"
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()


def test_only_our_font_is_used():
    reader = PdfReader(io.BytesIO(pdf.compile_pdf("design/specimen.typ", specimen())))

    fonts = {font["/BaseFont"] for font in reader.pages[0]["/Resources"]["/Font"].values()}
    assert fonts
    assert all("Arsenal" in name for name in fonts)


def test_a_picture_is_shown_with_its_alternative_text():
    code = io.BytesIO()
    segno.make("https://example.org/").save(code, kind="svg")

    document = pdf.compile_pdf(
        "design/specimen.typ", specimen(picture="qr.svg"), pictures={"qr.svg": code.getvalue()}
    )

    assert document.startswith(b"%PDF")


def test_a_picture_outside_of_the_folder_is_refused():
    with pytest.raises(pdf.PdfFailed, match="outside"):
        pdf.compile_pdf("design/specimen.typ", specimen(), pictures={"../../x.svg": b"<svg/>"})


@pytest.mark.parametrize("template", ["design/../secret.typ", "design/none.typ", "nobody/a.typ"])
def test_a_template_that_is_not_there_is_not_found(template):
    with pytest.raises(LookupError):
        pdf.compile_pdf(template, {})


def test_a_document_that_takes_too_long_is_given_up(tmp_path, monkeypatch):
    endless = tmp_path / "endless.typ"
    endless.write_text("#for i in range(99999) { for j in range(99999) { let x = calc.sin(j) } }")
    monkeypatch.setattr(pdf, "template_path", lambda template: endless)

    with pytest.raises(pdf.PdfFailed, match="not ready after 1 s"):
        pdf.compile_pdf("design/endless.typ", {}, seconds=1)


def test_a_value_that_is_missing_is_a_fault_with_the_compiler_s_words():
    with pytest.raises(pdf.PdfFailed, match="title"):
        pdf.compile_pdf("design/specimen.typ", {})
