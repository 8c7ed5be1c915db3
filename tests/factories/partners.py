"""Partners for tests. The organisations are invented."""

from datetime import date

import factory

from mayorsclub.partners.models import Partner, PartnerKind, Representative
from mayorsclub.ukrainian.alphabet import sort_key
from tests.factories.accounts import UserFactory
from tests.moments import MINUTE, NOON


class PartnerFactory(factory.django.DjangoModelFactory):
    """An active Ukrainian enterprise without representatives."""

    class Meta:
        model = Partner

    kind = PartnerKind.ENTERPRISE
    name_uk = "ТОВ «Приклад»"
    name_en = "Pryklad LLC"
    sort_key = factory.LazyAttribute(lambda partner: sort_key(partner.name_uk))
    edrpou = "32855961"
    register_number = factory.Sequence(lambda n: f"2026-{n + 1000:04d}")
    entered_on = date(2026, 11, 23)


class RepresentativeFactory(factory.django.DjangoModelFactory):
    """Someone who speaks for a partner."""

    class Meta:
        model = Representative

    partner = factory.SubFactory(PartnerFactory)
    user = factory.SubFactory(UserFactory)
    position = "директор"
    since = NOON - MINUTE
