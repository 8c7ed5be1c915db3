"""What the office keeps for itself: views of its lists, notes on records, exports."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mayorsclub.accounts.models import User


class SavedView(models.Model):
    """Filters, search, order and columns of a list under a name.

    `query` is the list's address after the question mark. `removed_at`: taken away, and
    brought back by an undo; the row stays.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    list_name = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    query = models.TextField(blank=True)
    is_shared = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "list_name", "name"],
                condition=Q(removed_at=None),
                name="saved_view_one_name",
            )
        ]
        indexes = [models.Index(fields=["list_name"], name="saved_view_list")]

    def __str__(self) -> str:
        return self.name


class ListChoice(models.Model):
    """How one person looks at one list: the columns, and the view that opens first.

    `columns` are names of columns; empty: those that the list has by itself.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    list_name = models.CharField(max_length=40)
    columns = models.JSONField(default=list, blank=True)
    first_view = models.ForeignKey(
        SavedView, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "list_name"], name="list_choice_one_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.list_name}"


class NoteQuerySet(models.QuerySet["Note"]):
    """Questions about notes."""

    def standing(self) -> "NoteQuerySet":
        """Those that were not removed."""
        return self.filter(removed_at=None)

    def due(self, user: User, today: date) -> "NoteQuerySet":
        """What this person is to be reminded of: the day has come and nobody ticked it off."""
        return self.standing().filter(remind_whom=user, remind_on__lte=today, done_at=None)


class Note(models.Model):
    """A note of the office on a record; never shown outside the office.

    `about_*` name the record as the log does. A reminder is for one person, on a day in
    Kyiv; `done_at` ticks it off, `reminded_at` says that its letter was written.
    """

    about_type = models.CharField(max_length=80)
    about_id = models.CharField(max_length=64)
    text = models.TextField()
    is_pinned = models.BooleanField(default=False)
    remind_on = models.DateField(null=True, blank=True)
    remind_whom = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reminded_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-is_pinned", "-written_at", "-pk"]
        indexes = [
            models.Index(fields=["about_type", "about_id"], name="note_about"),
            models.Index(fields=["remind_on"], name="note_reminder"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class ExportState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("export", "Waits for a second person")
    APPROVED = "approved", pgettext_lazy("export", "Being made")
    READY = "ready", pgettext_lazy("export", "Ready")
    GIVEN = "given", pgettext_lazy("export", "Handed out at once")
    DECLINED = "declined", pgettext_lazy("export", "Declined")
    FAILED = "failed", pgettext_lazy("export", "Failed")
    GONE = "gone", pgettext_lazy("export", "Erased after its day")


class Format(models.TextChoices):
    XLSX = "xlsx", _("Excel (XLSX)")
    CSV = "csv", "CSV"
    PDF = "pdf", _("Print of the register (PDF)")


class Export(models.Model):
    """A list taken out of the system: by whom, which, how many rows; the file for a day.

    `query` and `columns` say what was asked; the file is read by the asker alone.
    """

    list_name = models.CharField(max_length=40)
    query = models.TextField(blank=True)
    columns = models.JSONField(default=list)
    format = models.CharField(max_length=4, choices=Format)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    reason = models.CharField(max_length=250, blank=True)
    rows = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=ExportState)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    file = models.ForeignKey(
        "files.PrivateFile", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ExportState.values), name="export_state"),
            models.CheckConstraint(condition=Q(format__in=Format.values), name="export_format"),
            # Whoever asks does not approve; without an approver nobody had to.
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("asked_by")),
                name="export_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list_name} {self.format} {self.pk}"
