from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a letter is. HELD waits for a look in the office; the rest is the worker's."""

    HELD = "held", _("Waits for a look")
    QUEUED = "queued", _("In the queue")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


class Letter(models.Model):
    """One message to one receiver: the outbox.

    Rendered when written, so what is previewed is what is sent. `body_text` keeps
    the marks for lists and buttons (see markup.py). Both bodies of a secret letter
    are wiped when it is sent, fails or is cancelled.
    """

    message_id = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=80, db_index=True)
    to_address = models.EmailField(max_length=254, db_index=True)
    to_name = models.CharField(max_length=200, blank=True)
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="letters"
    )
    language = models.CharField(
        max_length=2, choices=[("uk", _("Ukrainian")), ("en", _("English"))]
    )
    subject = models.CharField(max_length=250)
    body_text = models.TextField()
    body_html = models.TextField()
    is_secret = models.BooleanField(default=False)
    # Where the receiver says that no more such letters should come; empty: they must come.
    unsubscribe = models.CharField(max_length=400, blank=True)
    # An entry for the receiver's calendar (RFC 5546): its method, and the text of the part.
    calendar_method = models.CharField(max_length=10, blank=True)
    calendar = models.TextField(blank=True)
    about_type = models.CharField(max_length=80, blank=True)
    about_id = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    written_at = models.DateTimeField()
    send_after = models.DateTimeField()
    # Deliveries that the server refused for a time.
    attempts = models.PositiveSmallIntegerField(default=0)
    # Deliveries whose end is not known: the worker was killed, or the connection fell.
    interruptions = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    class Meta:
        ordering = ["-written_at", "-pk"]
        indexes = [
            # Codes to sign in with do not wait behind ten thousand invitations.
            models.Index(
                fields=["-is_secret", "send_after", "id"],
                name="letter_due",
                condition=Q(state="queued"),
            ),
            models.Index(fields=["send_after"], name="letter_held", condition=Q(state="held")),
            models.Index(
                fields=["leased_until"], name="letter_leased", condition=Q(state="sending")
            ),
            models.Index(fields=["about_type", "about_id"], name="letter_about"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="letter_state"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.to_address}"


class LetterText(models.Model):
    """The office's own wording of one kind of letter in one language, in place of ours.

    Plain text with {placeholder} names; never a template that could compute.
    """

    kind = models.CharField(max_length=80)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=250)
    body = models.TextField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "language"], name="letter_text_one_per_kind")
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language})"
