from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class Majority(models.TextChoices):
    """How many votes «for» a decision needs."""

    SIMPLE = "simple", _("more for than against")
    ABSOLUTE = "absolute", _("more than half of all who may vote")
    TWO_THIRDS = "two_thirds", _("two thirds of all who may vote")


class Body(models.Model):
    """A body that decides by vote: a committee, the board. Its rules come from the charter."""

    slug = models.SlugField(unique=True)
    name_uk = models.CharField(_("name in Ukrainian"), max_length=160)
    name_uk_genitive = models.CharField(
        _("name in Ukrainian, genitive"),
        max_length=160,
        help_text=_("For minutes: «Протокол № 12 комітету з членства»"),
    )
    name_en = models.CharField(pgettext_lazy("organisation", "name in English"), max_length=160)
    quorum_percent = models.PositiveSmallIntegerField(
        _("quorum, % of those who may vote"),
        default=51,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    majority = models.CharField(
        _("majority"), max_length=10, choices=Majority, default=Majority.SIMPLE
    )
    days_to_vote = models.PositiveSmallIntegerField(
        _("days to vote"), default=14, validators=[MinValueValidator(1), MaxValueValidator(90)]
    )
    extension_days = models.PositiveSmallIntegerField(
        _("days added when there is no quorum"),
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
    )
    remind_days_before = models.PositiveSmallIntegerField(
        _("reminder, days before the deadline"), default=2, validators=[MaxValueValidator(30)]
    )
    letter_hold_hours = models.PositiveSmallIntegerField(
        _("hours a decision’s letter waits for a look"),
        default=24,
        validators=[MaxValueValidator(240)],
        help_text=_("The secretariat previews and sends it; after this time it goes by itself."),
    )
    is_shown = models.BooleanField(
        _("its members are named on the site"),
        default=False,
        help_text=_("Each of them with a name and, where they agree, a portrait."),
    )

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language."""
        return self.name_en if get_language() == "en" else self.name_uk


class Seat(models.Model):
    """One person's term in a body. `until` is the first day no longer in it; empty: open."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="seats")
    is_chair = models.BooleanField(_("chair"), default=False)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    # The end of which the secretariat has been told beforehand.
    end_told = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["body", "-is_chair", "since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="seat_in_order"
            ),
            models.UniqueConstraint(
                fields=["body", "user"], condition=Q(until=None), name="seat_one_open_per_person"
            ),
            models.UniqueConstraint(
                fields=["body"], condition=Q(is_chair=True, until=None), name="seat_one_open_chair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.body})"


class MatterState(models.TextChoices):
    OPEN = "open", _("being voted on")
    PAUSED = "paused", _("paused")
    DECIDED = "decided", _("decided")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Matter(models.Model):
    """Something put to a body's vote. What it is about is any record, seen only through
    the handler registered for its type (committees.subjects).

    Quorum and majority are the body's when the matter was opened: a vote that has
    begun ends by the rules it began with.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="matters")
    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    title_uk = models.CharField(max_length=250)
    title_en = models.CharField(max_length=250)
    state = models.CharField(max_length=9, choices=MatterState, default=MatterState.OPEN)
    quorum_percent = models.PositiveSmallIntegerField()
    majority = models.CharField(max_length=10, choices=Majority)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    extensions = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["closes_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "body"],
                condition=Q(state__in=["open", "paused"]),
                name="matter_one_open_per_subject",
            ),
            models.CheckConstraint(condition=Q(state__in=MatterState.values), name="matter_state"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("committees:matter", args=[self.pk])

    @property
    def title(self) -> str:
        """The title in the active language."""
        return self.title_en if get_language() == "en" else self.title_uk


class Elector(models.Model):
    """One who may vote on a matter: the roll, frozen when the matter was opened.

    Nobody joins it later. Leaves the roll by recusal (own conflict of interest), by a
    bar that the subject's handler found (own application, own community) or because
    the seat ended before the vote.
    """

    class Absence(models.TextChoices):
        RECUSED = "recused", _("recused: conflict of interest")
        BARRED = "barred", _("may not vote on this matter")
        ENDED = "ended", _("no longer in the body")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="electors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_chair = models.BooleanField(default=False)
    absence = models.CharField(max_length=8, choices=Absence, blank=True)
    absence_reason = models.TextField(blank=True)
    absent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-is_chair", "user__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "user"], name="elector_once_per_matter")
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.matter}"


class Choice(models.TextChoices):
    FOR = "for", pgettext_lazy("vote", "for")
    AGAINST = "against", pgettext_lazy("vote", "against")
    ABSTAIN = "abstain", pgettext_lazy("vote", "abstain")


class Vote(models.Model):
    """One elector's vote on one matter. Never edited."""

    elector = models.OneToOneField(Elector, models.PROTECT, related_name="vote")
    choice = models.CharField(max_length=7, choices=Choice)
    reason = models.TextField(blank=True)
    cast_at = models.DateTimeField()

    class Meta:
        ordering = ["cast_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(choice__in=Choice.values), name="vote_choice"),
        ]

    def __str__(self) -> str:
        return f"{self.elector}: {self.choice}"


class Remark(models.Model):
    """One line of the discussion among the members of the body."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="remarks")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Decision(models.Model):
    """The outcome of a vote, computed once from the votes and never typed."""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="decision")
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    is_adopted = models.BooleanField()
    by_chair = models.BooleanField(default=False)
    roll = models.PositiveSmallIntegerField()
    quorum = models.PositiveSmallIntegerField()
    votes_for = models.PositiveSmallIntegerField()
    votes_against = models.PositiveSmallIntegerField()
    votes_abstain = models.PositiveSmallIntegerField()
    decided_at = models.DateTimeField()
    minutes = models.ForeignKey(
        "files.PrivateFile", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-decided_at", "-pk"]

    def __str__(self) -> str:
        return f"№ {self.full_number}"

    @property
    def full_number(self) -> str:
        """'12/2026'"""
        return f"{self.number}/{self.year}"
