"""Wording that the office sets by hand."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from mayorsclub.audit.domain.log import record
from mayorsclub.territories.models import Territory


@transaction.atomic
def set_english_name(
    territory_id: int, name_en: str, *, actor: AbstractBaseUser, at: datetime
) -> Territory:
    """Give a territory its English name; a newer codifier will leave it alone.

    name_en: with the kind, as it is shown: 'Slavutych hromada'; '' is refused by
    ValueError. at: aware.
    """
    name_en = " ".join(name_en.split())
    if not name_en:
        raise ValueError("an English name cannot be empty")
    territory = Territory.objects.select_for_update().get(pk=territory_id)
    territory.name_en, territory.name_en_is_edited = name_en, True
    territory.save(update_fields=["name_en", "name_en_is_edited"])
    record("territory.english_name_set", actor=actor, about=territory, at=at)
    return territory
