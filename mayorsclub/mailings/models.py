from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Purpose(models.TextChoices):
    """What letters are for. Of news a receiver may want no more; of the other none."""

    SERVICE = "service", _("service: membership needs it, nobody can refuse it")
    NEWS = "news", _("news: with a link to receive no more of them")


class Words(models.Model):
    """A letter's words in both languages; {names} as in all our letters. English is optional:
    without it everybody gets the Ukrainian letter."""

    purpose = models.CharField(_("kind"), max_length=7, choices=Purpose, default=Purpose.SERVICE)
    subject_uk = models.CharField(_("subject in Ukrainian"), max_length=200)
    text_uk = models.TextField(_("text in Ukrainian"), max_length=20_000)
    subject_en = models.CharField(_("subject in English"), max_length=200, blank=True)
    text_en = models.TextField(_("text in English"), max_length=20_000, blank=True)

    class Meta:
        abstract = True


class LetterTemplate(Words):
    """Words kept to be used again."""

    name = models.CharField(pgettext_lazy("thing", "name"), max_length=120)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class MailingState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("mailing", "Draft")
    SCHEDULED = "scheduled", pgettext_lazy("mailing", "Scheduled")
    SENDING = "sending", pgettext_lazy("mailing", "Being written")
    PAUSED = "paused", pgettext_lazy("mailing", "Paused")
    SENT = "sent", pgettext_lazy("mailing", "Written")
    STOPPED = "stopped", pgettext_lazy("mailing", "Stopped")


class Mailing(Words):
    """One letter to a segment. `segment` is what segments.Segment keeps; who gets the letter
    is settled when it is sent, in rows of Dispatch."""

    name = models.CharField(pgettext_lazy("thing", "name"), max_length=120)
    segment = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=MailingState, default=MailingState.DRAFT)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    send_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MailingState.values), name="mailing_state")
        ]

    def __str__(self) -> str:
        return self.name


class Dispatch(models.Model):
    """One receiver of one mailing. Its letter is written in the same transaction that names
    it here, so nobody is written to twice, whoever presses or is killed.

    `values` fill the letter's names and are wiped when it is written. `left_out`: why this
    person gets none.
    """

    class LeftOut(models.TextChoices):
        NO_ADDRESS = "no_address", _("no working address")
        FAILED = "failed", _("the last letter to this address failed")
        DISABLED = "disabled", _("the account is switched off")
        REFUSED = "refused", _("wants no letters with news")
        TWICE = "twice", _("the same person or address stands here already")

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="dispatches")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=250, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    about_type = models.CharField(max_length=80, blank=True)
    about_id = models.CharField(max_length=64, blank=True)
    values = models.JSONField(default=dict, blank=True)
    left_out = models.CharField(max_length=10, choices=LeftOut, blank=True)
    letter = models.OneToOneField(
        "mail.Letter", models.SET_NULL, null=True, blank=True, related_name="dispatch"
    )
    # The letter may go (its receiver was erased); that it was written stays.
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mailing", "email"],
                condition=Q(left_out=""),
                name="dispatch_once_per_address",
            ),
            models.UniqueConstraint(
                fields=["mailing", "user"],
                condition=Q(left_out="", user__isnull=False),
                name="dispatch_once_per_person",
            ),
        ]
        indexes = [
            models.Index(
                fields=["mailing", "id"],
                name="dispatch_waiting",
                condition=Q(left_out="", written_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.mailing} → {self.email}"


class NewsChoice(models.Model):
    """Whether an address, and the person behind it, wants letters with news. No row: yes."""

    email = models.EmailField(max_length=254, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    wants_news = models.BooleanField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.email}: {self.wants_news}"
