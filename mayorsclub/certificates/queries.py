"""Finding certificates."""

import unicodedata

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from mayorsclub.certificates.models import LETTERS, Certificate

# Letters that a Ukrainian keyboard gives instead of Latin ones that look the same.
LOOK_ALIKE = str.maketrans("АВСЕНКМРТХУ", "ABCEHKMPTXY")


def code_typed(text: str) -> str:
    """The code in what somebody typed, without case, spaces, dashes; '' when it is none."""
    folded = unicodedata.normalize("NFKC", text[:200]).upper().translate(LOOK_ALIKE)
    code = "".join(char for char in folded if char.isalnum())
    return code if len(code) == 20 and set(code) <= set(LETTERS) else ""


def by_code(code: str) -> Certificate | None:
    """The certificate with exactly this code, replaced ones too."""
    return Certificate.objects.select_related("holder_type").filter(code=code).first()


def of_holder(holder: Model) -> QuerySet[Certificate]:
    """All certificates of a holder, the newest first, with their files."""
    kind = ContentType.objects.get_for_model(holder)
    found = Certificate.objects.filter(holder_type=kind, holder_id=holder.pk)
    return found.select_related("file")


def in_force(holder: Model) -> Certificate | None:
    """The certificate that was not replaced; its `file` is None while the PDF is being made."""
    return of_holder(holder).filter(replaced_at=None).first()
