from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from mayorsclub.design.languages import InLanguage
from mayorsclub.sessions.models.expert import Expert, Topic


class State(models.TextChoices):
    """Whether a session stands in the archive. Whether it is ahead, its event says."""

    DRAFT = "draft", pgettext_lazy("session", "draft")
    SHOWN = "shown", pgettext_lazy("session", "shown")
    HIDDEN = "hidden", pgettext_lazy("session", "taken out of the archive")


class Series(models.Model):
    """A row of sessions that belong together, numbered within it."""

    slug = models.SlugField(unique=True)
    title_uk = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160)
    about_uk = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    title = InLanguage()
    about = InLanguage()

    class Meta:
        ordering = ["position", "slug"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.title


class ExpertSession(models.Model):
    """One expert session: what it is about is public, what came of it is for members.

    number: its place in the series. event: when and where people meet for it (events.Event);
    empty for those of the past that are known by their topic only. held_on: the day, where
    it is known. video_link: a recording elsewhere; `video`: one that we stream ourselves.
    """

    slug = models.SlugField(max_length=90, unique=True)
    series = models.ForeignKey(Series, models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    title_uk = models.CharField(max_length=250)
    title_en = models.CharField(max_length=250, blank=True)
    about_uk = models.TextField()
    about_en = models.TextField(blank=True)
    topics = models.ManyToManyField(Topic, related_name="sessions", blank=True)
    experts = models.ManyToManyField(Expert, through="Leading", related_name="sessions")
    event = models.OneToOneField(
        "events.Event", models.PROTECT, null=True, blank=True, related_name="expert_session"
    )
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    held_on = models.DateField(null=True, blank=True)
    video_link = models.URLField(max_length=400, blank=True)
    video = models.OneToOneField(
        "files.PrivateFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    video_seconds = models.PositiveIntegerField(null=True, blank=True)
    takes_questions = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField()
    is_demonstration = models.BooleanField(default=False)

    title = InLanguage()
    about = InLanguage()

    class Meta:
        ordering = ["series__position", "number", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="session_state"),
            models.UniqueConstraint(fields=["series", "number"], name="session_one_number"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("expert_sessions:session", args=[self.slug])

    @property
    def has_english(self) -> bool:
        """Whether its English page has English words, and not the Ukrainian ones."""
        return bool(self.title_en and self.about_en)


class Leading(models.Model):
    """That an expert leads a session, in this place of the list."""

    session = models.ForeignKey(ExpertSession, models.CASCADE, related_name="leadings")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="leadings")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "expert"], name="leading_once")]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.expert_id}"


class SessionFile(models.Model):
    """Slides and papers of a session, for members."""

    class Kind(models.TextChoices):
        SLIDES = "slides", pgettext_lazy("session file", "slides")
        PAPER = "paper", pgettext_lazy("session file", "paper")

    session = models.ForeignKey(ExpertSession, models.PROTECT, related_name="files")
    file = models.OneToOneField("files.PrivateFile", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind)
    title_uk = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)

    title = InLanguage()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["slides", "paper"]), name="session_file_kind"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Transcript(models.Model):
    """What was said, in one language. Members read it and find the session by it."""

    session = models.ForeignKey(ExpertSession, models.CASCADE, related_name="transcripts")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    text = models.TextField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["session", "language"], name="transcript_once")
        ]

    def __str__(self) -> str:
        return f"{self.session_id} ({self.language})"
