"""Events, who comes to them, and how they find the way in."""

from mayorsclub.events.models.after import Feedback
from mayorsclub.events.models.event import (
    Audience,
    Cover,
    CoverRendition,
    Event,
    EventFile,
    EventPartner,
    Group,
    Kind,
    ProgrammeItem,
    Question,
    Quota,
    State,
)
from mayorsclub.events.models.registration import (
    ACTIVE,
    HOLDING,
    CalendarFeed,
    Invitation,
    Registration,
    Reminder,
    Standing,
)
from mayorsclub.events.models.scanning import DoorPass, Outcome, Scan

__all__ = [
    "ACTIVE",
    "HOLDING",
    "Audience",
    "CalendarFeed",
    "Cover",
    "CoverRendition",
    "DoorPass",
    "Event",
    "EventFile",
    "EventPartner",
    "Feedback",
    "Group",
    "Invitation",
    "Kind",
    "Outcome",
    "ProgrammeItem",
    "Question",
    "Quota",
    "Registration",
    "Reminder",
    "Scan",
    "Standing",
    "State",
]
