from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted, e-mail not confirmed")
    UNDER_REVIEW = "under_review", _("Under review")
    INFORMATION_REQUESTED = "information_requested", _("Information requested")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


class Application(models.Model):
    """One application of any kind. What a kind asks and what its approval creates is
    the kind's own (applications.kinds); here is the life that all share.

    `drafts` holds what was typed, step by step, valid or not, so that nothing is
    lost (see drafts.py); `answers` the cleaned values, written when it is submitted.
    `name_key` and `phone` find the same person in another application.
    """

    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=21, choices=State, default=State.DRAFT)
    number = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    email = models.EmailField(max_length=254, db_index=True)
    email_confirmed_at = models.DateTimeField(null=True, blank=True)
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
    )
    name = models.CharField(max_length=250, blank=True)
    name_en = models.CharField(max_length=250, blank=True)
    name_key = models.CharField(max_length=250, blank=True, db_index=True)
    phone = models.CharField(max_length=20, blank=True, db_index=True)
    territory = models.ForeignKey(
        "territories.Territory", models.PROTECT, null=True, blank=True, related_name="+"
    )
    drafts = models.JSONField(default=dict, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="application_state"),
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="application_number"
            ),
        ]
        indexes = [models.Index(fields=["state", "expires_at"], name="application_expiry")]

    def __str__(self) -> str:
        return self.number or f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        """The applicant's status page; there is one from submission on."""
        return reverse("applications:status", args=[self.number])


class Link(models.Model):
    """A secret address mailed to the applicant; only the hash of its token is stored.

    It works while the application is in the state its purpose belongs to: `resume` in a
    draft, `confirm` in a submission. So there is nothing to revoke.
    """

    class Purpose(models.TextChoices):
        RESUME = "resume", _("Continue the draft")
        CONFIRM = "confirm", _("Confirm the e-mail")

    application = models.ForeignKey(Application, models.CASCADE, related_name="links")
    purpose = models.CharField(max_length=7, choices=Purpose)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.application}"


class Event(models.Model):
    """One line of the time line that the applicant sees."""

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", _("Application sent")
        CONFIRMED = "confirmed", _("E-mail confirmed, application passed to the committee")
        ASKED = "asked", _("The committee asks")
        ANSWERED = "answered", _("Answer sent")
        FILE_ADDED = "file_added", _("File added")
        APPROVED = "approved", _("Application approved")
        REJECTED = "rejected", _("Application rejected")
        WITHDRAWN = "withdrawn", _("Application withdrawn")
        EXPIRED = "expired", _("Application expired")

    application = models.ForeignKey(Application, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField(blank=True)
    files = models.ManyToManyField("files.PrivateFile", blank=True, related_name="+")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.application}: {self.kind}"
