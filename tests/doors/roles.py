"""Who knocks: everybody the platform knows, and staff who came with a mailed code alone."""

VISITOR = "visitor"
APPLICANT = "applicant"
MEMBER = "member"
DELEGATE = "delegate"
PARTNER = "partner"
COMMITTEE = "committee"
SECRETARIAT = "secretariat"
EDITOR = "editor"
ADMINISTRATOR = "administrator"

STRONG = [COMMITTEE, SECRETARIAT, EDITOR, ADMINISTRATOR]
PEOPLE = [APPLICANT, MEMBER, DELEGATE, PARTNER, *STRONG]


def by_code(role: str) -> str:
    """The same person, signed in without the second factor."""
    return f"{role} by code"


BY_CODE = [by_code(role) for role in STRONG]
STAFF_BY_CODE = [by_code(role) for role in STRONG if role != COMMITTEE]
ROLES = [VISITOR, *PEOPLE, *BY_CODE]
