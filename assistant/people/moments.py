"""What is kept of ids and keys, and when: times and hashes as the record has them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256

Now = Callable[[], datetime]


def utc_now() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


def moment(now: Now, **later: int) -> str:
    """The time as the record writes it; `later` as in `timedelta`."""
    return (now().astimezone(UTC) + timedelta(**later)).strftime("%Y-%m-%dT%H:%M:%SZ")


def hashed(secret: str) -> str:
    """What is kept of an id or a key of 256 random bits, in hex.

    A plain hash is enough: there is no list of likely ones to try, as there is of passwords, and
    2**256 cannot be tried at any speed. It is looked up by what it is, so time tells nothing.
    """
    return sha256(secret.encode()).hexdigest()
