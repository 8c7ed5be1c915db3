"""Contacts as vCards (RFC 2426): only what the viewer sees."""

from mayorsclub.directory.showing import ShownMember, ShownPartner

# Version 3.0 is what phones, Outlook and Google all read; they take it as UTF-8.
_HEAD = ["BEGIN:VCARD", "VERSION:3.0"]
LINE = 75  # octets, RFC 2426, 2.6


def of_member(shown: ShownMember, *, organisation: str) -> str:
    """The card of a member. organisation: the club's name, as a note of where it is from."""
    surname, given, patronymic = shown.parts
    lines = [
        f"N:{_joined(surname, given, patronymic, '', '')}",
        f"FN:{_escaped(shown.name)}",
        *_line("TITLE", shown.post),
        *_line("ORG", shown.place),
        *_contacts(shown),
        *_line("NOTE", organisation),
    ]
    return _card(lines)


def of_partner(shown: ShownPartner, *, organisation: str) -> str:
    """The card of a partner: an organisation, without a person's name."""
    lines = [
        f"N:{_joined('', '', '', '', '')}",
        f"FN:{_escaped(shown.name)}",
        *_line("ORG", shown.name),
        *_contacts(shown),
        *_line("NOTE", organisation),
    ]
    return _card(lines)


def _contacts(shown: ShownMember | ShownPartner) -> list[str]:
    return [
        *_line("EMAIL;TYPE=INTERNET", shown.email),
        *_line("TEL;TYPE=WORK,VOICE", shown.phone),
        *_line("URL", shown.website),
    ]


def _line(name: str, value: str) -> list[str]:
    return [f"{name}:{_escaped(value)}"] if value else []


def _escaped(value: str) -> str:
    """A value in which nothing begins a new field: no line break, no bare , ; or \\."""
    plain = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = plain.splitlines()
    return "\\n".join("".join(sign for sign in line if sign.isprintable()) for line in lines)


def _joined(*parts: str) -> str:
    return ";".join(map(_escaped, parts))


def _card(lines: list[str]) -> str:
    return "".join(f"{_folded(line)}\r\n" for line in [*_HEAD, *lines, "END:VCARD"])


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, never within a letter."""
    pieces: list[str] = []
    piece, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        # A continuation begins with a space, which counts.
        if size + octets > LINE - (1 if pieces else 0):
            pieces.append(piece)
            piece, size = "", 0
        piece += sign
        size += octets
    return "\r\n ".join([*pieces, piece])
