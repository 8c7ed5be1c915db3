"""What a member's certificate says, and who may have it."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from mayorsclub.accounts.models import User
from mayorsclub.certificates.holders import Confirmation, Wording
from mayorsclub.membership.domain import mandates
from mayorsclub.membership.models import Member, Status
from mayorsclub.membership.rules import may_download_certificate
from mayorsclub.ukrainian.dates import in_kyiv, long_date
from mayorsclub.ukrainian.romanise import romanise


class MemberHandler:
    """Answers for certificates of members; see certificates.holders.Handler."""

    def data(self, holder: Member) -> Wording:
        """Name, present post (or the last one, with its years), number, decision."""
        today = in_kyiv(timezone.now()).date()
        posts = holder.posts.select_related("territory__oblast")
        post = mandates.present_post(posts, today=today)
        name, name_en = names_on_paper(holder.user)
        decision = holder.decision
        return {
            "title": "Посвідчення члена Клубу Мерів",
            "title_en": "Certificate of membership",
            "name": name,
            "name_en": name_en,
            "position": mandates.position_text(post, "uk", today=today) if post else "",
            "position_en": mandates.position_text(post, "en", today=today) if post else "",
            "number": holder.register_number,
            "date": long_date(holder.entered_on, "uk"),
            "decision": decision.full_number if decision else "",
        }

    def public(self, holder: Member) -> Confirmation:
        """Name, number and date; why a certificate does not hold is nobody's business."""
        name, name_en = names_on_paper(holder.user)
        return Confirmation(
            name_uk=name,
            name_en=name_en,
            kind_uk="Член Клубу Мерів",
            kind_en="Member of the Mayors’ Club",
            number=holder.register_number,
            entered_on=holder.entered_on,
            is_valid=holder.status == Status.ACTIVE,
        )

    def may_read(self, user: AbstractBaseUser, holder: Any) -> bool:
        return isinstance(user, User) and may_download_certificate(user, holder)


HANDLER = MemberHandler()


def names_on_paper(user: User) -> tuple[str, str]:
    """'Іван Петрович Приклад', 'Ivan Pryklad': the order of address, not that of lists."""
    name = " ".join(filter(None, [user.given_name, user.patronymic, user.surname]))
    return name, user.name_en or romanise(f"{user.given_name} {user.surname}".strip())
