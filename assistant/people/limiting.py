"""How often somebody may do something within a minute: counted in memory, per process."""

import math
import time
from enum import StrEnum

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from assistant.errors import TooManyError


class Counted(StrEnum):
    """What is counted, each by itself."""

    PERSON = "person"
    KEY = "key"
    VISITOR = "visitor"
    PASS = "pass"  # noqa: S105  (a visitor's pass, no password)
    SIGN_IN = "sign-in"
    BAD_KEY = "bad-key"
    BAD_LOGOUT = "bad-logout"
    BAD_PASS = "bad-pass"  # noqa: S105  (the same)
    REFUSAL = "refusal"


class Limits:
    """Counts by whom; a limit of 0 is none. One per process; usable by threads."""

    def __init__(self) -> None:
        self._kept = MemoryStorage()
        self._counter = FixedWindowRateLimiter(self._kept)

    def take(self, counted: Counted, who: str, per_minute: int) -> None:
        """Count one more.

        Raises:
            TooManyError: there were as many as there may be.
        """
        limit = RateLimitItemPerMinute(max(per_minute, 1))
        if per_minute and not self._counter.hit(limit, counted, who):
            raise self._too_many(limit, counted, who)

    def count(self, counted: Counted, who: str) -> int:
        """Count one more, and tell how many there have been within the minute; refuses nothing."""
        minute = RateLimitItemPerMinute(1)
        return self._kept.incr(minute.key_for(counted, who), minute.get_expiry())

    def check(self, counted: Counted, who: str, per_minute: int) -> None:
        """Raise as `take` would, and count nothing."""
        limit = RateLimitItemPerMinute(max(per_minute, 1))
        if per_minute and not self._counter.test(limit, counted, who):
            raise self._too_many(limit, counted, who)

    def _too_many(self, limit: RateLimitItemPerMinute, counted: str, who: str) -> TooManyError:
        left = self._counter.get_window_stats(limit, counted, who).reset_time - time.time()
        return TooManyError(max(1, math.ceil(left)))
