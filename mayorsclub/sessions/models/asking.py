from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from mayorsclub.sessions.models.expert import Topic
from mayorsclub.sessions.models.session import ExpertSession


class Answering(models.TextChoices):
    OPEN = "open", pgettext_lazy("question", "waits for an answer")
    ANSWERED = "answered", pgettext_lazy("question", "answered")
    WITHDRAWN = "withdrawn", pgettext_lazy("question", "withdrawn")
    HIDDEN = "hidden", pgettext_lazy("question", "hidden by the secretariat")


class Question(models.Model):
    """What a member asks about a session, before or after it. Only members see it.

    is_unnamed: other members do not see who asked; the secretariat does.
    """

    session = models.ForeignKey(ExpertSession, models.PROTECT, related_name="questions")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField()
    is_unnamed = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=Answering, default=Answering.OPEN)
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    hidden_reason = models.TextField(blank=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=Answering.values), name="question_state"),
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_at__isnull=False),
                name="question_answered_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.pk}"


class QuestionVote(models.Model):
    """One person's wish to hear the answer, too."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="votes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "user"], name="question_vote_once")
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.user_id}"


class Proposal(models.Model):
    """A topic that a member proposes for a session."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("proposal", "open")
        PLANNED = "planned", pgettext_lazy("proposal", "planned")
        DECLINED = "declined", pgettext_lazy("proposal", "declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "withdrawn")

    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    topics = models.ManyToManyField(Topic, related_name="proposals", blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    proposed_at = models.DateTimeField()
    session = models.ForeignKey(
        ExpertSession, models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "planned", "declined", "withdrawn"]),
                name="proposal_state",
            ),
            models.CheckConstraint(
                condition=~Q(state="planned") | Q(session__isnull=False),
                name="proposal_planned_session",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Support(models.Model):
    """One person's support of a proposal."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="supports")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "user"], name="support_once")]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.user_id}"
