from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from mayorsclub.events.models.event import Event, Group


class Standing(models.TextChoices):
    """Where a registration stands. What happens with it: domain.states."""

    REGISTERED = "registered", pgettext_lazy("registration", "registered")
    WAITING = "waiting", pgettext_lazy("registration", "on the waiting list")
    OFFERED = "offered", pgettext_lazy("registration", "a place is offered")
    CANCELLED = "cancelled", pgettext_lazy("registration", "cancelled")
    LAPSED = "lapsed", pgettext_lazy("registration", "the offer lapsed")


# Those that count against the seats, and those that still want something.
HOLDING = (Standing.REGISTERED, Standing.OFFERED)
ACTIVE = (Standing.REGISTERED, Standing.WAITING, Standing.OFFERED)


class Invitation(models.Model):
    """A personal invitation. Its link opens the event for whoever was invited, and only
    while it stands; the token follows from `nonce` (domain.tokens), only its hash is kept."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="invitations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    nonce = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    declined_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "email"],
                condition=Q(revoked_at=None),
                name="invitation_once_per_address",
            )
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.name}"


class Registration(models.Model):
    """One person's place at one event, or the wish for one.

    user: who comes, where they have an account. member: in whose name a delegate registered,
    or whose delegate comes. by: who registered them. `waiting_since` orders the waiting list.
    ticket_hash: of what the QR code says; link_hash: of the secret link of the letters; both
    follow from `nonce` (domain.tokens). answers: by the number of the question.
    answers_changed_by: who did so last; None for whoever had the secret link.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="registrations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="event_registrations",
    )
    member = models.ForeignKey(
        "membership.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    invitation = models.ForeignKey(
        Invitation, models.PROTECT, null=True, blank=True, related_name="registrations"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    group = models.CharField(max_length=8, choices=Group)
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254, db_index=True)
    phone = models.CharField(max_length=20, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    standing = models.CharField(max_length=10, choices=Standing)
    registered_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True, blank=True)
    offered_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    nonce = models.CharField(max_length=64)
    ticket_hash = models.CharField(max_length=64, unique=True)
    link_hash = models.CharField(max_length=64, unique=True)
    answers = models.JSONField(default=dict, blank=True)
    answers_changed_at = models.DateTimeField(null=True, blank=True)
    answers_changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_walk_in = models.BooleanField(default=False)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    checked_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    erased_at = models.DateTimeField(null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["registered_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="registration_standing"
            ),
            models.CheckConstraint(condition=Q(group__in=Group.values), name="registration_group"),
            models.UniqueConstraint(
                fields=["event", "user"],
                condition=Q(user__isnull=False)
                & Q(standing__in=["registered", "waiting", "offered"]),
                name="registration_once_per_person",
            ),
            models.UniqueConstraint(
                fields=["event", "email"],
                condition=Q(standing__in=["registered", "waiting", "offered"]) & ~Q(email=""),
                name="registration_once_per_address",
            ),
            models.CheckConstraint(
                condition=~Q(standing="offered") | Q(offered_until__isnull=False),
                name="registration_offer_ends",
            ),
        ]
        indexes = [
            models.Index(fields=["event", "standing", "waiting_since"], name="registration_queue"),
            models.Index(
                fields=["offered_until"],
                name="registration_offers",
                condition=Q(standing="offered"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.name}"


class Reminder(models.Model):
    """That one registration was reminded so many minutes before: never twice."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="reminders")
    minutes = models.PositiveIntegerField()
    starts_at = models.DateTimeField()  # of the event as it stood: a moved one reminds anew
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "minutes", "starts_at"], name="reminder_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.minutes}"


class CalendarFeed(models.Model):
    """The secret address of one person's calendar. Renewing it ends the one before."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed"
    )
    nonce = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id}"
