"""The day on which tests live: Monday, 23 November 2026, noon (UTC)."""

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = NOON.date()
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
