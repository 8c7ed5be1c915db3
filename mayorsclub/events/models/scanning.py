from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from mayorsclub.events.models.event import Event
from mayorsclub.events.models.registration import Registration


class DoorPass(models.Model):
    """Lets one phone check people in at one event, until it ends or is taken back.

    label: whose phone. The token of its link follows from `nonce` (domain.tokens).
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="door_passes")
    label = models.CharField(max_length=120)
    nonce = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name_plural = "door passes"

    def __str__(self) -> str:
        return f"{self.event_id}: {self.label}"


class Outcome(models.TextChoices):
    """What became of a scan."""

    ADMITTED = "admitted", pgettext_lazy("scan", "admitted")
    ALREADY = "already", pgettext_lazy("scan", "was in already")
    NOT_VALID = "not_valid", pgettext_lazy("scan", "the place was given up")
    UNKNOWN = "unknown", pgettext_lazy("scan", "no ticket of this event")


class Scan(models.Model):
    """One reading of a ticket at the door, also one made without a network and sent later.

    key: made by the phone, so that a scan that is sent twice counts once. scanned_at: when
    it was read; received_at: when it came here. No scan is ever dropped: what fits no ticket
    is kept as UNKNOWN, and the secretariat sees it.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="scans")
    door_pass = models.ForeignKey(DoorPass, models.PROTECT, related_name="scans")
    key = models.UUIDField(unique=True)
    registration = models.ForeignKey(
        Registration, models.PROTECT, null=True, blank=True, related_name="scans"
    )
    scanned_at = models.DateTimeField()
    received_at = models.DateTimeField()
    was_offline = models.BooleanField(default=False)
    outcome = models.CharField(max_length=9, choices=Outcome)

    class Meta:
        ordering = ["scanned_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="scan_outcome"),
            models.CheckConstraint(
                condition=Q(outcome="unknown") | Q(registration__isnull=False),
                name="scan_of_registration",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.outcome}"
