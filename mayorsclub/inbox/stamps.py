"""When a form was shown, signed: a robot sends at once, or a copy of long ago."""

from datetime import datetime, timedelta

from django.core import signing

SALT = "inbox.form"
TOO_FAST = timedelta(seconds=3)
TOO_OLD = timedelta(hours=24)


def make(at: datetime) -> str:
    """A stamp of this moment, for a hidden field."""
    return signing.dumps(int(at.timestamp()), salt=SALT)


def age(stamp: str, at: datetime) -> timedelta | None:
    """How long ago the stamp was made; None for one that is not ours."""
    try:
        seconds = signing.loads(stamp, salt=SALT)
    except signing.BadSignature:
        return None
    return timedelta(seconds=int(at.timestamp()) - seconds)


def is_hasty(stamp: str, at: datetime) -> bool:
    """Sent faster than anybody writes."""
    found = age(stamp, at)
    return found is not None and found < TOO_FAST


def is_stale(stamp: str, at: datetime) -> bool:
    """No stamp of ours, or one of an old copy of the page."""
    found = age(stamp, at)
    return found is None or found > TOO_OLD
