import secrets

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_code() -> str:
    """A code of a public confirmation page: 100 bits, without look-alike letters."""
    return "".join(secrets.choice(LETTERS) for _n in range(20))


class Certificate(models.Model):
    """A certificate of a register entry (a member, a partner).

    The code leads to the public page that confirms it. What the certificate says
    comes from the handler registered for the holder's type (certificates.holders).
    """

    holder_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    holder_id = models.PositiveBigIntegerField()
    holder = GenericForeignKey("holder_type", "holder_id")
    code = models.CharField(max_length=20, unique=True, default=new_code)
    issued_at = models.DateTimeField()
    file = models.ForeignKey("files.PrivateFile", models.PROTECT, null=True, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-issued_at", "-pk"]
        indexes = [models.Index(fields=["holder_type", "holder_id"], name="certificate_holder")]
        constraints = [
            models.UniqueConstraint(
                fields=["holder_type", "holder_id"],
                condition=models.Q(replaced_at=None),
                name="certificate_one_in_force",
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def shown_code(self) -> str:
        """For people to read and type: 'ABCD-EFGH-…'."""
        return "-".join(self.code[start : start + 4] for start in range(0, len(self.code), 4))
