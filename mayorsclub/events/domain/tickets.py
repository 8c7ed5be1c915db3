"""Tickets: what the QR code says, the short code for people, and whose ticket it is."""

import hashlib
from collections.abc import Mapping

from mayorsclub.certificates.models import LETTERS
from mayorsclub.certificates.queries import LOOK_ALIKE
from mayorsclub.events.domain.tokens import Purpose, digest, token
from mayorsclub.events.models import Event, Registration

CODE_LENGTH = 8
TOKEN_LENGTH = 43
# Longer than anything that a person types; a scanner may read any QR code.
LONGEST = 200


def ticket_of(registration: Registration) -> str:
    """What the QR code says: the secret of this ticket and nothing else."""
    return token(Purpose.TICKET, registration.nonce)


def short_code(registration: Registration) -> str:
    """Eight letters for a person to read out, 40 bits. They follow from the ticket's secret,
    so a copy of the database alone tells no code; good only at the door of one event."""
    made = hashlib.sha256(f"events:code:{ticket_of(registration)}".encode()).digest()
    number = int.from_bytes(made[:5], "big")
    return "".join(LETTERS[number >> shift & 31] for shift in range(35, -1, -5))


def shown_code(registration: Registration) -> str:
    """'ABCD-EFGH'."""
    code = short_code(registration)
    return f"{code[:4]}-{code[4:]}"


def code_typed(text: str) -> str:
    """The short code in what somebody typed, without case, spaces, dashes; '' when none.

    A Ukrainian keyboard's letters that look like Latin ones are taken for them.
    """
    folded = text[:LONGEST].upper().translate(LOOK_ALIKE)
    code = "".join(char for char in folded if char.isalnum())
    return code if len(code) == CODE_LENGTH and set(code) <= set(LETTERS) else ""


def codes_of(event: Event) -> dict[str, int]:
    """The registration's number by short code, for everybody who ever had a ticket."""
    found = event.registrations.filter(erased_at=None).only("pk", "nonce")
    return {short_code(each): each.pk for each in found}


def find(event: Event, ticket: str, codes: Mapping[str, int] | None = None) -> Registration | None:
    """Whose ticket of this event it is; None for any other text.

    ticket: what the QR code says, or the short code. codes: `codes_of(event)`, where the
    caller looks for many.
    """
    text = ticket.strip()[:LONGEST]
    own = event.registrations.filter(erased_at=None)
    if len(text) == TOKEN_LENGTH:
        return own.filter(ticket_hash=digest(Purpose.TICKET, text)).first()
    if code := code_typed(text):
        number = (codes_of(event) if codes is None else codes).get(code)
        return own.filter(pk=number).first() if number else None
    return None
