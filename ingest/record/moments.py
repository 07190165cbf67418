"""The time as the record writes it down."""

from datetime import UTC, datetime


def now() -> str:
    """The time in UTC, as 2026-01-31T12:00:00Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
