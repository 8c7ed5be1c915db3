"""People for tests. Their names are invented."""

import factory
from allauth.account.models import EmailAddress
from django.utils import timezone

from mayorsclub.accounts.models import Role, RoleGrant, User


class UserFactory(factory.django.DjangoModelFactory):
    """An active person with a verified address."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    surname = "Приклад"
    given_name = "Іван"
    patronymic = "Петрович"
    name_en = "Ivan Pryklad"
    language = "uk"
    sort_key = factory.Sequence(lambda n: f"{n:06}")
    password = "!unusable"

    @factory.post_generation
    def verified_address(self, create: bool, extracted: bool | None, **_: object) -> None:
        """Give the person the address that sign-in by code needs; `verified_address=False`: none."""
        if create and extracted is not False:
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


class RoleGrantFactory(factory.django.DjangoModelFactory):
    """A granted role."""

    class Meta:
        model = RoleGrant

    user = factory.SubFactory(UserFactory)
    role = Role.SECRETARIAT
    asked_at = factory.LazyFunction(timezone.now)
    granted_at = factory.LazyFunction(timezone.now)


class _StaffFactory(UserFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True
        abstract = True


class SecretariatFactory(_StaffFactory):
    role = factory.RelatedFactory(RoleGrantFactory, "user", role=Role.SECRETARIAT)


class EditorFactory(_StaffFactory):
    role = factory.RelatedFactory(RoleGrantFactory, "user", role=Role.EDITOR)


class AdministratorFactory(_StaffFactory):
    role = factory.RelatedFactory(RoleGrantFactory, "user", role=Role.ADMINISTRATOR)
