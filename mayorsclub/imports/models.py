from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PURPOSE = "import"


class Register(models.TextChoices):
    MEMBERS = "members", _("Members")
    PARTNERS = "partners", _("Partners")


class State(models.TextChoices):
    """Where an import is. CHECKING and RUNNING are the worker's."""

    UPLOADED = "uploaded", _("Columns to be named")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked")
    RUNNING = "running", _("Being entered")
    DONE = "done", pgettext_lazy("import", "Entered")
    UNDONE = "undone", _("Undone")
    CANCELLED = "cancelled", pgettext_lazy("import", "Cancelled")


class Import(models.Model):
    """One spreadsheet on its way into a register.

    `columns` tells the field of each column by its place. Nothing stands in the register
    before the state is DONE, and then all of it. The file and what stood in its cells are
    erased after 30 days (`erased_at`).
    """

    register = models.CharField(max_length=8, choices=Register)
    state = models.CharField(max_length=9, choices=State, default=State.UPLOADED)
    file = models.ForeignKey(
        "files.PrivateFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    note = models.CharField(max_length=60, blank=True)
    sheets = models.JSONField(default=list)
    sheet = models.PositiveSmallIntegerField(default=0)
    heading = models.PositiveIntegerField(null=True)
    columns = models.JSONField(default=dict)
    headings = models.JSONField(default=list)
    year = models.PositiveSmallIntegerField()
    entered_on = models.DateField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    waits_since = models.DateTimeField(null=True, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=30, blank=True)
    last_line = models.PositiveBigIntegerField(null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="import_state"),
        ]

    def __str__(self) -> str:
        return self.file_name


class Verdict(models.TextChoices):
    """What the check says of a row."""

    FAULTY = "faulty", _("To mend")
    SAME = "same", _("To decide")
    READY = "ready", _("Ready")
    THERE = "there", _("Already there")
    LEFT_OUT = "left_out", pgettext_lazy("import", "Left out")


class Decision(models.TextChoices):
    """What is done with a row that looks like somebody in the register."""

    UPDATE = "update", _("same: fill what is empty")
    SKIP = "skip", _("leave out")
    NEW = "new", _("another one: enter")


class Outcome(models.TextChoices):
    """What carrying out did with a row."""

    CREATED = "created", _("entered")
    UPDATED = "updated", _("filled in")
    NOTHING = "nothing", _("unchanged")


class Row(models.Model):
    """One row of the file.

    cells: as in the file. mended: corrected texts by field. values: what they mean.
    faults: of the cells; meetings: with other rows and records. `match_*` names the record
    or row that looks the same, `match_why` by what. before: what an update filled in, for
    undoing it.
    """

    parent = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    mended = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    meetings = models.JSONField(default=list)
    verdict = models.CharField(max_length=8, choices=Verdict)
    is_example = models.BooleanField(default=False)
    match_kind = models.CharField(max_length=8, blank=True)
    match_id = models.PositiveBigIntegerField(null=True, blank=True)
    match_why = models.JSONField(default=list)
    is_there = models.BooleanField(default=False)
    decision = models.CharField(max_length=6, choices=Decision, blank=True)
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True)
    record_id = models.PositiveBigIntegerField(null=True, blank=True, db_index=True)
    before = models.JSONField(default=dict)

    class Meta:
        ordering = ["parent", "number"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "number"], name="import_row_once"),
        ]
        indexes = [models.Index(fields=["parent", "verdict", "number"], name="import_row_verdict")]

    def __str__(self) -> str:
        return f"{self.parent_id}: {self.number}"
