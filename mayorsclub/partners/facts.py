"""What is known of a partner."""

from dataclasses import dataclass

from mayorsclub.territories.models import Territory


@dataclass(frozen=True)
class PartnerFacts:
    """What is known of a partner, before it stands in the register."""

    kind: str
    name_uk: str
    name_en: str
    edrpou: str = ""
    country: str = "UA"
    registration_number: str = ""
    website: str = ""
    sectors: tuple[str, ...] = ()
    oblasts: tuple[Territory, ...] = ()
    project_kinds: tuple[str, ...] = ()
    offer: str = ""
