"""Certificates for tests, held by plain people: members and partners are floors above."""

from datetime import UTC, date, datetime

import factory
from django.contrib.contenttypes.models import ContentType

from mayorsclub.accounts.models import User
from mayorsclub.certificates.holders import Confirmation, Wording
from mayorsclub.certificates.models import Certificate
from tests.factories.accounts import UserFactory

NOON = datetime(2026, 12, 5, 12, tzinfo=UTC)


class PersonHandler:
    """Answers for people who hold certificates; who is not active has left."""

    def data(self, holder: User) -> Wording:
        return {
            "title": "Посвідчення члена Клубу Мерів",
            "title_en": "Certificate of membership",
            "name": f"{holder.given_name} {holder.patronymic} {holder.surname}",
            "name_en": holder.name_en,
            "position": "міський голова, Тростянецька територіальна громада, Сумська область",
            "position_en": "Mayor, Trostianets territorial community, Sumy Oblast",
            "number": "2026-0147",
            "date": "5 грудня 2026 року",
            "decision": "12",
        }

    def public(self, holder: User) -> Confirmation:
        return Confirmation(
            name_uk="Іван Петрович Приклад",
            name_en=holder.name_en,
            kind_uk="Член Клубу Мерів",
            kind_en="Member of the Mayors’ Club",
            number="2026-0147",
            entered_on=date(2026, 12, 5),
            is_valid=holder.is_active,
        )

    def may_read(self, user: User, holder: User) -> bool:
        return user == holder


class CertificateFactory(factory.django.DjangoModelFactory):
    """A certificate in force, without its PDF."""

    class Meta:
        model = Certificate
        exclude = ["person"]

    person = factory.SubFactory(UserFactory)
    holder_type = factory.LazyFunction(lambda: ContentType.objects.get_for_model(User))
    holder_id = factory.SelfAttribute("person.pk")
    issued_at = NOON
