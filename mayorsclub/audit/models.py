from django.conf import settings
from django.db import models


class Entry(models.Model):
    """One line of the append-only log.

    `seal` is an HMAC over this line and the seal before it; the key is kept
    outside the database. Triggers refuse UPDATE and DELETE. Holds ids, never
    secrets or personal data, so erasing a person leaves the chain valid.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    action = models.CharField(max_length=80, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    about_type = models.CharField(max_length=80, blank=True)
    about_id = models.CharField(max_length=64, blank=True)
    facts = models.JSONField(default=dict)
    previous_seal = models.CharField(max_length=64)
    seal = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["about_type", "about_id"], name="audit_about")]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.number} {self.action}"
