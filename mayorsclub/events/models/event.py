from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mayorsclub.design.languages import InLanguage, in_language
from mayorsclub.files.models import new_name

# Minutes before the beginning at which those registered are reminded: a week, a day, an hour.
REMINDERS = (7 * 24 * 60, 24 * 60, 60)


def reminders() -> list[int]:
    """The reminders of a new event."""
    return list(REMINDERS)


def languages() -> list[str]:
    """The languages of a new event."""
    return ["uk"]


class Kind(models.TextChoices):
    SESSION = "session", pgettext_lazy("event", "expert session")
    CONFERENCE = "conference", pgettext_lazy("event", "conference")
    FORUM = "forum", pgettext_lazy("event", "forum")
    TRAINING = "training", pgettext_lazy("event", "training")
    MEETING = "meeting", pgettext_lazy("event", "meeting")
    MISSION = "mission", pgettext_lazy("event", "trade mission")


class Audience(models.TextChoices):
    """Who may know of an event. For all others it does not exist."""

    OPEN = "open", pgettext_lazy("event", "everyone")
    PARTNERS = "partners", pgettext_lazy("event", "members and partners")
    MEMBERS = "members", pgettext_lazy("event", "members")
    INVITED = "invited", pgettext_lazy("event", "invited only")


class State(models.TextChoices):
    """Where an event stands. What happens with it: domain.states. Whether it is over, the
    clock says."""

    DRAFT = "draft", pgettext_lazy("event", "draft")
    ANNOUNCED = "announced", pgettext_lazy("event", "announced")
    POSTPONED = "postponed", pgettext_lazy("event", "postponed, no date yet")
    CANCELLED = "cancelled", pgettext_lazy("event", "cancelled")


class Group(models.TextChoices):
    """As whom a person comes; each group may have seats of its own."""

    MEMBERS = "members", pgettext_lazy("event group", "members and their delegates")
    PARTNERS = "partners", pgettext_lazy("event group", "partners")
    GUESTS = "guests", pgettext_lazy("event group", "invited guests")
    PUBLIC = "public", pgettext_lazy("event group", "everyone else")


class Cover(models.Model):
    """The picture of an event, drawn anew in a few sizes. The original is not kept.

    width, height: of the largest size, in pixels.
    """

    token = models.CharField(max_length=64, unique=True, default=new_name, editable=False)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.pk}: {self.width} × {self.height}"


class CoverRendition(models.Model):
    """One size and format of a cover. In the database: a closed event's picture must go
    the way of its event, and Wagtail's images are open to everybody."""

    cover = models.ForeignKey(Cover, models.CASCADE, related_name="renditions")
    width = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=4)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cover", "width", "form"], name="cover_rendition_once")
        ]

    def __str__(self) -> str:
        return f"{self.cover_id}/{self.width}.{self.form}"


class Event(models.Model):
    """Something that people come together for, at a place, online or both.

    slug: part of the address; never changes once announced. starts_at, ends_at: UTC.
    online_link: shown to those registered only, `link_minutes` before the beginning.
    seats: of all groups together; empty: no limit (see Quota for one group).
    early_days: how many days before the public partners see an open event.
    public_from: when its audience sees it; partners_from: when partners do. Cancelled before
    that, it has none, and is never shown to them.
    accept_hours: how long a free place waits for whoever is next on the waiting list.
    reminders: minutes before the beginning. sequence, revised_at: of its calendar entry
    (RFC 5545, 3.8.7.4), the first grows with each change of what the entry says.
    """

    slug = models.SlugField(max_length=90, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    title_uk = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    summary_uk = models.TextField(max_length=600)
    summary_en = models.TextField(max_length=600, blank=True)
    text_uk = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place_uk = models.CharField(max_length=250, blank=True)
    place_en = models.CharField(max_length=250, blank=True)
    oblast = models.ForeignKey(
        "territories.Territory", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_online = models.BooleanField(default=False)
    online_link = models.URLField(max_length=400, blank=True)
    link_minutes = models.PositiveSmallIntegerField(
        default=60, validators=[MaxValueValidator(7 * 24 * 60)]
    )
    languages = models.JSONField(default=languages)
    cover = models.OneToOneField(Cover, models.SET_NULL, null=True, blank=True, related_name="+")
    cover_alt_uk = models.CharField(max_length=200, blank=True)
    cover_alt_en = models.CharField(max_length=200, blank=True)
    organiser_uk = models.CharField(max_length=250, blank=True)
    organiser_en = models.CharField(max_length=250, blank=True)
    audience = models.CharField(max_length=8, choices=Audience)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    early_days = models.PositiveSmallIntegerField(default=3, validators=[MaxValueValidator(60)])
    public_from = models.DateTimeField(null=True, blank=True)
    partners_from = models.DateTimeField(null=True, blank=True)
    partners_told_at = models.DateTimeField(null=True, blank=True)
    takes_registrations = models.BooleanField(default=True)
    registration_until = models.DateTimeField(null=True, blank=True)
    seats = models.PositiveIntegerField(null=True, blank=True, validators=[MinValueValidator(1)])
    accept_hours = models.PositiveSmallIntegerField(
        default=24, validators=[MinValueValidator(1), MaxValueValidator(240)]
    )
    reminders = models.JSONField(default=reminders, blank=True)
    gives_certificates = models.BooleanField(default=False)
    asks_feedback = models.BooleanField(default=True)
    feedback_asked_at = models.DateTimeField(null=True, blank=True)
    reason_uk = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)
    sequence = models.PositiveIntegerField(default=0)
    revised_at = models.DateTimeField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)

    title = InLanguage()
    summary = InLanguage()
    text = InLanguage()
    place = InLanguage()
    organiser = InLanguage()
    reason = InLanguage()
    cover_alt = InLanguage()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="event_kind"),
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="event_audience"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="event_state"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="event_in_order"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"]) | Q(public_from__isnull=False),
                name="event_public_from",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "audience", "starts_at"], name="event_listed"),
            models.Index(fields=["starts_at"], name="event_starts"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("events:event", args=[self.slug])

    @property
    def has_english(self) -> bool:
        """Whether the English page has English words, and not the Ukrainian ones."""
        return bool(self.title_en and self.summary_en)


class Quota(models.Model):
    """Seats of one group of an event; a group without a row shares what is left."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="quotas")
    group = models.CharField(max_length=8, choices=Group)
    seats = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "group"], name="quota_once_per_group"),
            models.CheckConstraint(condition=Q(group__in=Group.values), name="quota_group"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.group} {self.seats}"


class ProgrammeItem(models.Model):
    """One point of the programme. speakers: one a line, as they wish to be named."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="programme")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    title_uk = models.CharField(max_length=250)
    title_en = models.CharField(max_length=250, blank=True)
    speakers_uk = models.TextField(blank=True)
    speakers_en = models.TextField(blank=True)

    title = InLanguage()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="programme_item_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def speakers(self) -> list[str]:
        """The speakers in the active language."""
        return in_language(self.speakers_uk, self.speakers_en).splitlines()


class EventPartner(models.Model):
    """A partner organisation of the club that helps to hold an event."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="partners")
    partner = models.ForeignKey("partners.Partner", models.PROTECT, related_name="events")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "partner"], name="event_partner_once")
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.partner}"


class EventFile(models.Model):
    """A paper of an event. Its reader is asked anew at each reading (rules.may_read_file)."""

    class For(models.TextChoices):
        AUDIENCE = "audience", pgettext_lazy("event file", "everyone who sees the event")
        REGISTERED = "registered", pgettext_lazy("event file", "those registered")

    event = models.ForeignKey(Event, models.PROTECT, related_name="files")
    file = models.OneToOneField("files.PrivateFile", models.PROTECT, related_name="+")
    title_uk = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    is_for = models.CharField(max_length=10, choices=For, default=For.AUDIENCE)

    title = InLanguage()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_for__in=["audience", "registered"]), name="event_file_for"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """Something that whoever registers is asked. choices: one a line, of a CHOICE only.

    Once somebody answered, its kind and the choices made stay: answers keep their meaning.
    """

    class Kind(models.TextChoices):
        TEXT = "text", pgettext_lazy("event question", "text")
        CHOICE = "choice", pgettext_lazy("event question", "one of several")
        CONSENT = "consent", pgettext_lazy("event question", "consent")

    event = models.ForeignKey(Event, models.CASCADE, related_name="questions")
    kind = models.CharField(max_length=7, choices=Kind)
    label_uk = models.CharField(max_length=300)
    label_en = models.CharField(max_length=300, blank=True)
    choices_uk = models.TextField(blank=True)
    choices_en = models.TextField(blank=True)
    is_required = models.BooleanField(_("must be answered"), default=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    label = InLanguage()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["text", "choice", "consent"]), name="event_question_kind"
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def options(self) -> list[tuple[str, str]]:
        """The number of each choice, which is what is stored, and its words."""
        own = self.choices_uk.splitlines()
        english = self.choices_en.splitlines()
        other = [*english, *[""] * len(own)][: len(own)]
        return [
            (str(n), in_language(*pair)) for n, pair in enumerate(zip(own, other, strict=True), 1)
        ]
