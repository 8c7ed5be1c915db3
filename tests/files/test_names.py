import pytest

from mayorsclub.files.domain.names import clean_name


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("Рішення сесії № 5.pdf", "Рішення сесії № 5.pdf"),
        ("Рішення від 01.12.2026", "Рішення від 01.12.2026.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Ivan\\scan.PDF", "scan.pdf"),
        ("scan\u202efdp.exe", "scanfdp.pdf"),
        ('a"; filename="x.html', "a__ filename=_x.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie_ x=1.pdf"),
        ("a\0b\u200b.pdf", "ab.pdf"),
        ("  .pdf  ", "document.pdf"),
        ("...", "document.pdf"),
        ("", "document.pdf"),
        ("є" * 300 + ".pdf", "є" * 120 + ".pdf"),
        ("и\u0306.pdf", "й.pdf"),
    ],
)
def test_a_name_is_made_harmless(name, cleaned):
    assert clean_name(name, ("pdf",)) == cleaned
