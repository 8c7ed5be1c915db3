from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from mayorsclub.committees.models.voting import Body, Majority, Matter


class SittingState(models.TextChoices):
    PREPARED = "prepared", pgettext_lazy("sitting", "being prepared")
    CALLED = "called", pgettext_lazy("sitting", "called")
    HELD = "held", pgettext_lazy("sitting", "held, minutes being written")
    APPROVED = "approved", pgettext_lazy("sitting", "minutes approved")
    CANCELLED = "cancelled", pgettext_lazy("sitting", "cancelled")


class Sitting(models.Model):
    """A meeting of a body. `number` and the rules of the count are settled when it is held,
    so that the numbers of minutes have no gaps.

    `correction`: why minutes once approved are being corrected; empty otherwise.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="sittings")
    number = models.PositiveIntegerField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=250, blank=True)
    link = models.URLField(max_length=400, blank=True)
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    secretary = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=9, choices=SittingState, default=SittingState.PREPARED)
    quorum_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    majority = models.CharField(max_length=10, choices=Majority, blank=True)
    called_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    correction = models.TextField(blank=True)

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=SittingState.values), name="sitting_state"
            ),
            models.UniqueConstraint(
                fields=["body", "year", "number"],
                condition=Q(number__isnull=False),
                name="sitting_one_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.starts_at:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("committees:sitting", args=[self.pk])


class AgendaItem(models.Model):
    """One point of an agenda and what the minutes say of it.

    Of a matter the result comes from its own vote; hands are counted for the others only.
    """

    class Kind(models.TextChoices):
        MATTER = "matter", _("a matter put to the vote")
        REPORT = "report", _("a report")
        OTHER = "other", _("any other business")

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=6, choices=Kind)
    matter = models.ForeignKey(
        Matter, models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    title_uk = models.CharField(max_length=250)
    title_en = models.CharField(max_length=250, blank=True)
    speaker = models.CharField(max_length=200, blank=True)
    heard = models.TextField(blank=True)
    spoke = models.TextField(blank=True)
    resolved = models.TextField(blank=True)
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_abstain = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "matter"],
                condition=Q(matter__isnull=False),
                name="agenda_matter_once",
            ),
            models.CheckConstraint(
                condition=Q(matter=None) | Q(votes_for=None), name="agenda_matter_not_by_hand"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the active language; Ukrainian where there is no English."""
        return (self.title_en if get_language() == "en" else "") or self.title_uk


class Attendance(models.Model):
    """One member of the body and one sitting: what they answered, whether they were there."""

    class Answer(models.TextChoices):
        COMING = "coming", _("will come")
        ONLINE = "online", _("will take part online")
        NOT = "not", _("will not come")

    class Presence(models.TextChoices):
        PRESENT = "present", _("present")
        ONLINE = "online", _("present online")
        EXCUSED = "excused", _("absent, excused")
        ABSENT = "absent", _("absent")

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="attendances")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_chair = models.BooleanField(default=False)
    answer = models.CharField(max_length=6, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    presence = models.CharField(max_length=7, choices=Presence, blank=True)

    class Meta:
        ordering = ["-is_chair", "user__sort_key", "pk"]
        constraints = [models.UniqueConstraint(fields=["sitting", "user"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.user} – {self.sitting}"


class SittingMinutes(models.Model):
    """Approved minutes: what was printed, never changed. A correction is a new version."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="minutes")
    version = models.PositiveSmallIntegerField()
    data = models.JSONField()
    file = models.ForeignKey("files.PrivateFile", models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        verbose_name_plural = "minutes of sittings"
        constraints = [
            models.UniqueConstraint(fields=["sitting", "version"], name="minutes_one_version")
        ]

    def __str__(self) -> str:
        return f"{self.sitting} v{self.version}"
