from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a message stands. What happens with it: domain.states."""

    NEW = "new", _("Waits for an answer")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed without an answer")
    SUSPECTED = "suspected", _("Suspected spam")
    SPAM = "spam", _("Spam")


class Message(models.Model):
    """What somebody wrote to the club, with all that followed (`lines`).

    `writer` is the person who was signed in; others are known by what they typed.
    `waiting_since`: when it last began to wait for the office. `due_on`: the last day to
    answer an appeal (звернення громадян); empty where the law sets none.
    """

    number = models.CharField(max_length=20, unique=True)
    topic = models.CharField(max_length=30, db_index=True)
    state = models.CharField(max_length=9, choices=State, default=State.NEW)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    name = models.CharField(max_length=160)
    email = models.EmailField(max_length=254, db_index=True)
    phone = models.CharField(max_length=20, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="messages_to_club",
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Why it looks like spam: codes of rules.SUSPICIONS.
    suspicions = models.JSONField(default=list, blank=True)
    # The same words from the same address; see domain.messages.
    fingerprint = models.CharField(max_length=64, blank=True, db_index=True)
    # What is searched: names and texts, folded.
    words = models.TextField(blank=True)
    is_appeal = models.BooleanField(default=False)
    due_on = models.DateField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()
    waiting_since = models.DateTimeField()
    changed_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="message_state"),
            models.CheckConstraint(
                condition=Q(is_appeal=False) | Q(due_on__isnull=False), name="message_appeal_due"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "waiting_since"], name="message_waiting"),
            models.Index(fields=["received_at"], name="message_received"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The page of the thread for a writer with an account."""
        return reverse("inbox:thread", args=[self.number])


class Line(models.Model):
    """One text of a thread. Why it was closed is the office's own and never leaves it."""

    class Kind(models.TextChoices):
        WRITTEN = "written", _("Message")
        ANSWERED = "answered", _("Answer of the club")
        CLOSED = "closed", _("Closed without an answer")

    message = models.ForeignKey(Message, models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=8, choices=Kind)
    text = models.TextField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    files = models.ManyToManyField("files.PrivateFile", blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["written", "answered", "closed"]),
                name="message_line_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message}: {self.kind}"


class ReplyLink(models.Model):
    """The secret address by which a writer without an account reads and replies.

    Only the hash of its token is stored; each has its own end.
    """

    message = models.ForeignKey(Message, models.CASCADE, related_name="reply_links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.message} ({self.made_at:%d.%m.%Y})"


class SavedAnswer(models.Model):
    """A text of the office for a question that comes often, in both languages.

    topic: it is offered first for messages about this; empty: for all alike.
    """

    title = models.CharField(max_length=120, unique=True)
    topic = models.CharField(max_length=30, blank=True)
    text_uk = models.TextField()
    text_en = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
