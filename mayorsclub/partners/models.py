from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mayorsclub.applications.entries import RegisterEntry, StatusChanged


class PartnerKind(models.TextChoices):
    ENTERPRISE = "enterprise", _("Ukrainian enterprise")
    SOLE_ENTREPRENEUR = "sole_entrepreneur", _("Ukrainian sole entrepreneur")
    INTERNATIONAL = "international", _("international company")
    FUND = "fund", _("investment fund")
    INVESTOR = "investor", _("individual investor")


class Status(models.TextChoices):
    ACTIVE = "active", pgettext_lazy("partnership", "Active")
    SUSPENDED = "suspended", pgettext_lazy("partnership", "Suspended")
    ENDED = "ended", pgettext_lazy("partnership", "Ended")


class Partner(RegisterEntry):
    """A partner in the register: an enterprise, a fund or one person who invests."""

    kind = models.CharField(max_length=17, choices=PartnerKind)
    name_uk = models.CharField(max_length=250)
    name_en = models.CharField(max_length=250)
    sort_key = models.CharField(max_length=500, db_index=True)
    edrpou = models.CharField(max_length=8, blank=True, db_index=True)
    country = models.CharField(max_length=2, default="UA")
    registration_number = models.CharField(max_length=60, blank=True)
    website = models.URLField(blank=True)
    sectors = models.JSONField(default=list, blank=True)
    oblasts = models.ManyToManyField("territories.Territory", blank=True, related_name="+")
    project_kinds = models.JSONField(default=list, blank=True)
    offer = models.TextField(blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.ACTIVE)

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="partner_status"),
        ]

    def __str__(self) -> str:
        return f"{self.register_number} {self.name_uk}"


class StatusChange(StatusChanged):
    """One change of a partner's status, with its reason: the history."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="status_changes")
    status = models.CharField(max_length=9, choices=Status)

    def __str__(self) -> str:
        return f"{self.partner}: {self.status}"


class Representative(models.Model):
    """A person who speaks for a partner here. `removed_at` ends it; the row stays."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="representatives")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="representations"
    )
    position = models.CharField(max_length=160, blank=True)
    is_main = models.BooleanField(default=True)
    since = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-is_main", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "user"],
                condition=Q(removed_at=None),
                name="representative_once_per_partner",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.partner}"
