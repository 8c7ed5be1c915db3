"""The codes that are shown for demonstration accounts."""

from email.message import EmailMessage

from mayorsclub.office.demonstration.codes import mailed_codes


def test_the_newest_code_by_address_and_no_number_of_an_application(tmp_path):
    subjects = [
        "Код для входу: 1111-2222",
        "Sign-in code: 3333-4444",
        "Заява на членство Ч-2026-0001: рішення комітету",
        "Заяву відкликано: Ч-2026-0002",
    ]
    for place, subject in enumerate(subjects):
        letter = EmailMessage()
        letter["Subject"] = subject
        letter["To"] = "Приклад Іван <member@demo.example>"
        (tmp_path / f"{place}.eml").write_bytes(letter.as_bytes())

    assert mailed_codes(tmp_path) == {"member@demo.example": "3333-4444"}
