"""What was wrong in a record, kept beside it: the value before, the value now, and why."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Model

from mayorsclub.accounts.models import Correction, User

LONGEST = 1000


def keep_corrections(
    about: Model,
    changes: Mapping[str, tuple[object, object]],
    *,
    reason: str,
    by: User,
    at: datetime,
) -> list[Correction]:
    """Keep what was corrected, in the caller's transaction.

    changes: (before, now) by field; dates are kept as ISO, records by their names. The
    caller has made sure that there is a reason.
    """
    return Correction.objects.bulk_create(
        [
            Correction(
                about_type=about._meta.label_lower,
                about_id=str(about.pk),
                field=name,
                before=_plain(before),
                after=_plain(now),
                reason=reason.strip()[:LONGEST],
                corrected_by=by,
                corrected_at=at,
            )
            for name, (before, now) in changes.items()
        ]
    )


def _plain(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
