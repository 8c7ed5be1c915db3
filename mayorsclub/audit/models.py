from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

NO_SEAL = "0" * 64


class Entry(models.Model):
    """One line of the append-only log.

    `seal` is an HMAC over this line and the seal before it; the key is kept
    outside the database. Triggers refuse UPDATE and DELETE. Holds ids, never
    secrets or personal data, so erasing a person leaves the chain valid: `actor`
    then points to nobody (read it through queries.history, which gives None).
    """

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    at = models.DateTimeField(_("when"))
    action = models.CharField(_("action"), max_length=80, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        related_name="+",
        db_constraint=False,
        verbose_name=_("who"),
    )
    about_type = models.CharField(max_length=80, blank=True)
    about_id = models.CharField(max_length=64, blank=True)
    facts = models.JSONField(default=dict)
    previous_seal = models.CharField(max_length=64)
    seal = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["about_type", "about_id"], name="audit_about")]
        verbose_name = _("entry of the log")
        verbose_name_plural = _("entries of the log")

    def __str__(self) -> str:
        return f"{self.number} {self.action}"


class Head(models.Model):
    """The end of the chain: number and seal of the last entry. One row, pk 1.

    Writers lock it, so entries follow each other; it also shows a cut tail.
    A table of its own, because entries refuse every change.
    """

    number = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, default=NO_SEAL)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="audit_head_single")]

    def __str__(self) -> str:
        return f"{self.number} {self.seal}"
