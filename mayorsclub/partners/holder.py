"""What a partner's certificate says, and who may have it."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from mayorsclub.accounts.models import User
from mayorsclub.certificates.holders import Confirmation, Wording
from mayorsclub.partners.fields import country_name
from mayorsclub.partners.models import Partner, PartnerKind, Status
from mayorsclub.partners.rules import may_see_entry
from mayorsclub.ukrainian.dates import long_date

# Written out here: a certificate is Ukrainian with English beside it, whoever asks for it.
_KINDS = {
    PartnerKind.ENTERPRISE: ("підприємство", "enterprise"),
    PartnerKind.SOLE_ENTREPRENEUR: ("фізична особа — підприємець", "sole entrepreneur"),
    PartnerKind.INTERNATIONAL: ("міжнародна компанія", "international company"),
    PartnerKind.FUND: ("інвестиційний фонд", "investment fund"),
    PartnerKind.INVESTOR: ("приватний інвестор", "individual investor"),
}


class PartnerHandler:
    """Answers for certificates of partners; see certificates.holders.Handler."""

    def data(self, holder: Partner) -> Wording:
        """Name, kind and country, number, decision."""
        kind_uk, kind_en = _KINDS[PartnerKind(holder.kind)]
        decision = holder.decision
        return {
            "title": "Посвідчення партнера Клубу Мерів",
            "title_en": "Certificate of partnership",
            "name": holder.name_uk,
            "name_en": holder.name_en,
            "position": f"{kind_uk}, {country_name(holder.country, 'uk')}",
            "position_en": f"{kind_en}, {country_name(holder.country, 'en')}",
            "number": holder.register_number,
            "date": long_date(holder.entered_on, "uk"),
            "decision": decision.full_number if decision else "",
        }

    def public(self, holder: Partner) -> Confirmation:
        """Name, number and date; why a certificate does not hold is nobody's business."""
        return Confirmation(
            name_uk=holder.name_uk,
            name_en=holder.name_en,
            kind_uk="Партнер Клубу Мерів",
            kind_en="Partner of the Mayors’ Club",
            number=holder.register_number,
            entered_on=holder.entered_on,
            is_valid=holder.status == Status.ACTIVE,
        )

    def may_read(self, user: AbstractBaseUser, holder: Any) -> bool:
        return isinstance(user, User) and may_see_entry(user, holder)


HANDLER = PartnerHandler()
