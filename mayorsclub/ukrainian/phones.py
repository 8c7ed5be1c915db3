"""Phone numbers: stored as E.164, shown in groups."""

import re

import phonenumbers
from phonenumbers import PhoneNumberFormat


def normalise(text: str) -> str:
    """A number as it is stored: '+380671234567'.

    Takes 067…, 8067…, 380…, +380…, brackets, spaces, dashes; foreign numbers with
    + or 00 and the country's code. Raises ValueError for what is no phone number.
    """
    digits = re.sub(r"\D", "", text)
    if re.fullmatch(r"80\d{9}", digits) and not text.strip().startswith("+"):
        # 8 before the area code was the trunk prefix until 2009, and is still written.
        text = digits[1:]
    elif re.fullmatch(r"380\d{9}", digits):
        text = f"+{digits}"
    elif digits.startswith("00"):
        text = f"+{digits[2:]}"
    try:
        number = phonenumbers.parse(text, "UA")
    except phonenumbers.NumberParseException as error:
        raise ValueError("not a phone number") from error
    if not phonenumbers.is_valid_number(number) or number.extension:
        raise ValueError("not a phone number")
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def show(text: str) -> str:
    """'+380 67 123 45 67'; foreign numbers in their own groups. What is no number stays."""
    try:
        number = phonenumbers.parse(text, "UA")
    except phonenumbers.NumberParseException:
        return text
    shown = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    national = str(number.national_number)
    if number.country_code == 380 and len(national) == 9:
        shown = f"+380 {national[:2]} {national[2:5]} {national[5:7]} {national[7:]}"
    return shown.replace(" ", "\u00a0")
