import secrets

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_name() -> str:
    """A name that cannot be guessed (256 bits) and says nothing of the content."""
    return secrets.token_urlsafe(32)


def private_storage() -> Storage:
    return storages["private"]


class Scan(models.TextChoices):
    NOT_SCANNED = "none", _("Not scanned for viruses")
    CLEAN = "clean", _("No virus found")
    HELD = "held", _("Held: a virus was found")


class PrivateFile(models.Model):
    """A file that only those may read whom the reader of its purpose lets in.

    `purpose` names the rule (files.readers); `about_*` the record it belongs to.
    """

    token = models.CharField(max_length=64, unique=True, default=new_name, editable=False)
    purpose = models.CharField(max_length=60)
    about_type = models.CharField(max_length=80, blank=True)
    about_id = models.CharField(max_length=64, blank=True)
    content = models.FileField(storage=private_storage, max_length=200)
    original_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    scan = models.CharField(max_length=5, choices=Scan, default=Scan.NOT_SCANNED)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "pk"]
        indexes = [models.Index(fields=["about_type", "about_id"], name="file_about")]

    def __str__(self) -> str:
        return self.original_name

    @property
    def extension(self) -> str:
        """For people: 'PDF'."""
        return self.original_name.rpartition(".")[2].upper()
