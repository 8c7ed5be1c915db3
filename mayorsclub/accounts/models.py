from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """People come in by domain functions; this is for them, commands and tests."""

    def create_user(self, email: str, **fields: object) -> "User":
        """A person without password, e-mail in lower case."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. The e-mail is the name to sign in with; there are no passwords."""

    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    surname = models.CharField(_("surname"), max_length=80, blank=True)
    given_name = models.CharField(_("given name"), max_length=80, blank=True)
    patronymic = models.CharField(_("patronymic"), max_length=80, blank=True)
    name_en = models.CharField(_("name in English"), max_length=160, blank=True)
    salutation = models.CharField(
        _("form of address"),
        max_length=160,
        blank=True,
        help_text=_("As letters should begin, such as «Шановний Іване Петровичу!»"),
    )
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="uk"
    )
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)
    sort_key = models.CharField(max_length=260, blank=True, db_index=True)
    joined_at = models.DateTimeField(default=timezone.now)
    # An account that turned out to be the same person's stays as an empty row.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_accounts"
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    # Read once for each object (accounts.roles).
    _open_roles: frozenset[str]

    class Meta:
        ordering = ["sort_key", "email"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_any_case"),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @property
    def first_name(self) -> str:
        """For Wagtail, which greets by it."""
        return self.given_name

    @property
    def last_name(self) -> str:
        return self.surname

    def get_full_name(self) -> str:
        """Surname, given name, patronymic: the order of Ukrainian documents."""
        return " ".join(filter(None, [self.surname, self.given_name, self.patronymic]))

    def get_short_name(self) -> str:
        return self.given_name or self.email


class Role(models.TextChoices):
    """Roles that are granted. Member, delegate, partner, applicant and committee member
    are not: they follow from the records of their apps (see accounts.roles)."""

    SECRETARIAT = "secretariat", _("Secretariat")
    EDITOR = "editor", _("Editor")
    ADMINISTRATOR = "administrator", _("Administrator")


class RoleGrant(models.Model):
    """One role of one person, from the request to the end.

    Where there are two administrators or more, another one than the asker approves.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=13, choices=Role)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(ended_at=None), name="role_grant_one_open"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="role_grant_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


class Correction(models.Model):
    """One value of a record that was wrong: as it was, as it is now, and why it was changed.

    Values are personal data, so they stand here and not in the audit log.
    """

    about_type = models.CharField(max_length=80)
    about_id = models.CharField(max_length=64)
    field = models.CharField(max_length=40)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.TextField()
    corrected_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField()

    class Meta:
        ordering = ["-corrected_at", "-pk"]
        indexes = [models.Index(fields=["about_type", "about_id"], name="correction_about")]

    def __str__(self) -> str:
        return f"{self.about_type} {self.about_id}: {self.field}"
