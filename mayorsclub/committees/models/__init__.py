"""Bodies and their votes; their sittings."""

from mayorsclub.committees.models.sittings import (
    AgendaItem,
    Attendance,
    Sitting,
    SittingMinutes,
    SittingState,
)
from mayorsclub.committees.models.voting import (
    Body,
    Choice,
    Decision,
    Elector,
    Majority,
    Matter,
    MatterState,
    Remark,
    Seat,
    Vote,
)

__all__ = [
    "AgendaItem",
    "Attendance",
    "Body",
    "Choice",
    "Decision",
    "Elector",
    "Majority",
    "Matter",
    "MatterState",
    "Remark",
    "Seat",
    "Sitting",
    "SittingMinutes",
    "SittingState",
    "Vote",
]
