"""What every register that applications lead to has in common: the entry and its history."""

from django.conf import settings
from django.db import models


class RegisterEntry(models.Model):
    """One entry of a register: its number, its day, and what it was entered upon."""

    register_number = models.CharField(max_length=20, unique=True)
    entered_on = models.DateField()
    application = models.OneToOneField(
        "applications.Application", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision = models.ForeignKey(
        "committees.Decision", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        abstract = True


class StatusChanged(models.Model):
    """One line of an entry's history: who changed its status, when and why."""

    reason = models.TextField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["changed_at", "pk"]
