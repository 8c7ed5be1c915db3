"""What partners type."""

from mayorsclub.partners.kind import PARTNERSHIP
from tests.factories.territories import territory
from tests.membership import answers as common

Raw = common.Raw

CONTACT: Raw = {
    "surname": ["Зразок"],
    "given_name": ["Ольга"],
    "patronymic": ["Іванівна"],
    "position": ["директорка"],
    "phone": ["+380671234567"],
}
INTERESTS: Raw = {
    "sectors": ["energy", "waterAndWaste"],
    "project_kinds": ["supply", "investment"],
    "offer": ["Котли на біопаливі та їх обслуговування."],
}
ENTERPRISE: dict[str, Raw] = {
    "kind": {"kind": ["enterprise"]},
    "organisation": {
        "name_uk": ['ТОВ "Приклад"'],
        "edrpou": ["32855961"],
        "website": ["www.example.org"],
    },
    "interests": INTERESTS,
    "contact": CONTACT,
}
FUND: dict[str, Raw] = {
    "kind": {"kind": ["fund"]},
    "organisation": {"name_en": ["Example Fund"], "country": ["JP"]},
    "interests": INTERESTS,
    "contact": {
        "surname": ["Sample"],
        "given_name": ["Aiko"],
        "position": ["partner"],
        "phone": ["+81 3 1234 5678"],
    },
}
INVESTOR: dict[str, Raw] = {
    "kind": {"kind": ["investor"]},
    "organisation": {"country": ["UA"]},
    "interests": INTERESTS,
    "contact": {**CONTACT, "position": [""]},
}


def oblast_ids() -> list[str]:
    """Two regions, as a browser sends them."""
    return [str(territory().oblast_id), str(territory("UA80000000000093317").pk)]


def bound(slug: str, raw: Raw, answers=None):
    return common.bound(slug, raw, answers, kind=PARTNERSHIP)


def errors(slug: str, raw: Raw, answers=None) -> dict[str, list[str]]:
    return common.errors(slug, raw, answers, kind=PARTNERSHIP)


def under_review(typed: dict[str, Raw], *, email: str = "olha@example.org", language: str = "uk"):
    return common.under_review(typed, kind=PARTNERSHIP, email=email, language=language)
