"""The time as the record writes it down."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Now = Callable[[], datetime]


def utc_now() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


def moment(now: Now, **later: int) -> str:
    """The time in UTC, as 2026-01-31T12:00:00Z; `later` as in `timedelta`."""
    return written(now() + timedelta(**later))


def written(time: datetime) -> str:
    """A time as the record has it."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def now() -> str:
    """The time now, as `moment` writes it."""
    return moment(utc_now)
