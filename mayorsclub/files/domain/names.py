"""The name a reader sees when saving a file: the sender's, made harmless."""

import re
import unicodedata

LONGEST_STEM = 120
UNSAFE = re.compile(r'[<>:"|?*;%]')


def clean_name(name: str, extensions: tuple[str, ...]) -> str:
    """The name without path, control and direction characters, ending as its content does.

    extensions: what the content may end with, without the dot, the usual one first.
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = unicodedata.normalize("NFC", last)
    spaced = "".join(" " if char.isspace() else char for char in plain)
    # All of group C: control characters, U+202E and its like, surrogates, private use.
    shown = "".join(char for char in spaced if unicodedata.category(char)[0] != "C")
    shown = re.sub(r"\s+", " ", UNSAFE.sub("_", shown)).strip().rstrip(" .")
    stem, dot, extension = shown.rpartition(".")
    if not dot or not re.fullmatch(r"[A-Za-z]\w{0,7}", extension):
        stem, extension = shown, ""
    if extension.lower() not in extensions:
        extension = extensions[0]
        stem = re.sub(rf"\.{extension}$", "", stem, flags=re.IGNORECASE)
    return f"{stem[:LONGEST_STEM].strip(' .') or 'document'}.{extension.lower()}"
