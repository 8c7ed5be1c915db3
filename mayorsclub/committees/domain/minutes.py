"""The minutes of a decision as a file: made once, in the background, and attached."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from mayorsclub.audit.domain.log import record
from mayorsclub.committees.minutes import file_name, minutes_data
from mayorsclub.committees.models import Decision
from mayorsclub.design.pdf import compile_pdf
from mayorsclub.files.domain import check, keep


def attach_minutes(decision_id: int, *, at: datetime) -> Decision:
    """Make the minutes as PDF/UA and attach them; safe to call twice, the first stay.

    Raises design.pdf.PdfFailed when the document cannot be made: it is tried again later.
    """
    decision = Decision.objects.select_related("matter__body").get(pk=decision_id)
    if decision.minutes_id is not None:
        return decision
    content = compile_pdf("committees/minutes.typ", minutes_data(decision))
    # Checked before the lock: the virus scanner is slow.
    checked = check(ContentFile(content, name=file_name(decision)))
    with transaction.atomic():
        decision = (
            Decision.objects.select_for_update(no_key=True, of=("self",))
            .select_related("matter__body")
            .get(pk=decision_id)
        )
        if decision.minutes_id is None:
            decision.minutes = keep(checked, purpose="minutes", about=decision, by=None, at=at)
            decision.save(update_fields=["minutes"])
            record("minutes.attached", actor=None, about=decision, at=at)
    return decision
