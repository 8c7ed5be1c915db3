"""Minutes of a sitting: approved as one PDF, never changed; a correction is a new version."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.committees.domain.agenda import check_votes
from mayorsclub.committees.domain.sittings import LONGEST_REASON, check, lock
from mayorsclub.committees.models import AgendaItem, Sitting, SittingMinutes, SittingState
from mayorsclub.committees.refusals import SittingRefused
from mayorsclub.committees.sitting_papers import file_name, minutes_data, printed
from mayorsclub.committees.sitting_rules import Move
from mayorsclub.design.pdf import compile_pdf
from mayorsclub.files.domain import check as check_file
from mayorsclub.files.domain import keep

PURPOSE = "sitting_minutes"


def draft_pdf(sitting: Sitting) -> bytes:
    """The minutes as they would be approved now, marked as a draft."""
    data = printed(
        minutes_data(sitting),
        version=sitting.minutes.count() + 1,
        reason=sitting.correction,
        is_draft=True,
    )
    return compile_pdf("committees/sitting.typ", data)


def approve(sitting_id: int, *, actor: User, at: datetime) -> SittingMinutes:
    """Freeze what is written as the next version, print it and keep it.

    Raises SittingRefused: 'not_now', 'no_agenda', 'no_attendance', 'no_signers',
    'item_empty', 'too_many_votes', 'no_quorum', 'changed'.
    """
    sitting = Sitting.objects.select_related("body", "chair", "secretary").get(pk=sitting_id)
    _check(sitting)
    version = sitting.minutes.count() + 1
    data = minutes_data(sitting)
    # Printed and scanned before the lock: both are slow.
    pdf = compile_pdf(
        "committees/sitting.typ",
        printed(data, version=version, reason=sitting.correction, is_draft=False),
    )
    checked = check_file(ContentFile(pdf, name=file_name(sitting, version)))
    with transaction.atomic():
        sitting = lock(sitting_id)
        _check(sitting)
        if minutes_data(sitting) != data or sitting.minutes.count() + 1 != version:
            raise SittingRefused("changed")
        file = keep(checked, purpose=PURPOSE, about=sitting, by=actor, at=at)
        minutes = sitting.minutes.create(
            version=version,
            data=data,
            file=file,
            reason=sitting.correction,
            approved_by=actor,
            approved_at=at,
        )
        sitting.state, sitting.correction = SittingState.APPROVED, ""
        sitting.save(update_fields=["state", "correction"])
        record("sitting.minutes_approved", actor=actor, about=sitting, at=at, version=version)
    return minutes


@transaction.atomic
def correct(sitting_id: int, *, reason: str, actor: User, at: datetime) -> Sitting:
    """Open approved minutes for a correction. What was approved stays as it is.

    Raises SittingRefused: 'not_now', 'reason_required'.
    """
    sitting = lock(sitting_id)
    check(Move.CORRECT, sitting)
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise SittingRefused("reason_required")
    sitting.state, sitting.correction = SittingState.HELD, reason
    sitting.save(update_fields=["state", "correction"])
    record("sitting.correction_begun", actor=actor, about=sitting, at=at)
    return sitting


@transaction.atomic
def name_signers(
    sitting_id: int, *, chair: User, secretary: User, actor: User, at: datetime
) -> Sitting:
    """Who chaired and who wrote the minutes, as they sign them.

    Raises SittingRefused: 'not_now', 'chair_not_member'.
    """
    sitting = lock(sitting_id)
    check(Move.RECORD, sitting)
    if not sitting.attendances.filter(user=chair).exists():
        raise SittingRefused("chair_not_member")
    sitting.chair, sitting.secretary = chair, secretary
    sitting.save(update_fields=["chair", "secretary"])
    record("sitting.changed", actor=actor, about=sitting, at=at)
    return sitting


def _check(sitting: Sitting) -> None:
    check(Move.APPROVE, sitting)
    items = list(sitting.items.all())
    if not items:
        raise SittingRefused("no_agenda")
    if sitting.attendances.filter(presence="").exists():
        raise SittingRefused("no_attendance")
    if sitting.chair is None or sitting.secretary is None:
        raise SittingRefused("no_signers")
    for number, item in enumerate(items, 1):
        if item.kind != AgendaItem.Kind.MATTER and not (item.heard or item.resolved):
            raise SittingRefused("item_empty", number=number)
    check_votes(sitting, items)
