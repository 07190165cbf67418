"""Who is on their way through the other service: kept in memory, each good for one return."""

import hmac
import secrets
import threading
import time
from collections.abc import Callable

from assistant.errors import SignInError
from assistant.people.oidc.types import Attempt

SECONDS = 600
"""So long may it take."""
MOST = 10_000
"""So many at once; the oldest gives way, and has to begin again."""
_AGAIN = "Gå till inloggningen och börja om."


class Attempts:
    """The attempts of one process; those of another, or an earlier run, are unknown."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._begun: dict[str, Attempt] = {}

    def begin(self, till: str) -> Attempt:
        """A new attempt; all its secrets are random, and only used once."""
        attempt = Attempt(
            state=secrets.token_urlsafe(32),
            nonce=secrets.token_urlsafe(32),
            verifier=secrets.token_urlsafe(48),
            browser=secrets.token_urlsafe(32),
            till=till,
            begun=self._clock(),
        )
        with self._lock:
            while len(self._begun) >= MOST:
                del self._begun[next(iter(self._begun))]
            self._begun[attempt.state] = attempt
        return attempt

    def take(self, state: str, browser: str) -> Attempt:
        """The attempt of this state, which is known no more thereafter, whatever comes of it.

        Raises:
            SignInError: there is none, its time is out, or another browser began it.
        """
        with self._lock:
            attempt = self._begun.pop(state, None)
        if attempt is None or self._clock() - attempt.begun > SECONDS:
            raise SignInError("Inloggningen är redan använd eller tog för lång tid.", _AGAIN)
        if not hmac.compare_digest(attempt.browser.encode(), browser.encode()):
            raise SignInError("Inloggningen började i en annan webbläsare.", _AGAIN)
        return attempt
