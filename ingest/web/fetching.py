"""Fetches an address as a polite visitor: by robots.txt, with pauses, redirect by redirect.

One request at a time. Every address on the way is checked as the first is.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import BinaryIO

from ingest.errors import AddressRefusedError, FetchError, GoneError, SilentServerError
from ingest.web.requesting import NOT_MODIFIED, OK, Requester, Wish
from ingest.web.robots import ALL_ALLOWED, Rules, read_rules
from ingest.web.types import NOTHING_KNOWN, Known, Limits, Reply
from ingest.web.urls import Url, joined

MOST_HOPS = 5
TRIES = 3
PATIENCE = 3
"""Requests in a row that a host may leave unanswered."""
LONGEST_PAUSE = 60.0
LONGEST_WAIT = 120.0
LARGEST_RULES = 4 << 20
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 502, 503, 504})
_GONE = frozenset({404, 410})
_FORBIDDEN = frozenset({401, 403, 407})
_CLIENT_ERRORS = range(400, 500)
_TOO_MANY = 429

Sleep = Callable[[float], None]


class Pauses:
    """Keeps apart the requests to one host."""

    def __init__(self, pause: float, sleep: Sleep) -> None:
        self._pause = pause
        self._sleep = sleep
        self._wanted: dict[str, float] = {}
        self._last: dict[str, float] = {}

    def want(self, host: str, seconds: float) -> None:
        """Keep at least so many seconds to this host, as it asks for."""
        self._wanted[host] = min(max(seconds, self._pause), LONGEST_PAUSE)

    def left(self, host: str) -> float:
        """Seconds until the host may be asked again."""
        if host not in self._last:
            return 0.0
        pause = self._wanted.get(host, self._pause)
        return max(0.0, self._last[host] + pause - time.monotonic())

    def wait(self, host: str) -> None:
        """Let the pause pass."""
        left = self.left(host)
        if left > 0:
            self._sleep(left)

    def note(self, host: str) -> None:
        """The host was asked just now."""
        self._last[host] = time.monotonic()


class Fetcher:
    """Fetches addresses. Remembers each site's rules as long as it lives."""

    def __init__(self, requester: Requester, limits: Limits, sleep: Sleep = time.sleep) -> None:
        self._requester = requester
        self._limits = limits
        self._sleep = sleep
        self._pauses = Pauses(limits.pause, sleep)
        self._rules: dict[str, Rules] = {}
        self._troubles: dict[str, tuple[str, str]] = {}
        self._failures: dict[str, int] = {}

    def wait_left(self, host: str) -> float:
        """Seconds until the host may be asked again."""
        return self._pauses.left(host)

    def wish(
        self, inside: frozenset[str], most: int | None = None, known: Known = NOTHING_KNOWN
    ) -> Wish:
        """What a request may be given, by the limits; `most` bytes where they are fewer."""
        return Wish(
            most=min(most or self._limits.most, self._limits.most),
            seconds=self._limits.seconds,
            inside=inside,
            known=known,
        )

    def fetch(self, url: Url, wish: Wish, into: BinaryIO) -> Reply:
        """A reply with status 200, its body in the sink, or 304: nothing has changed.

        Raises:
            AddressRefusedError: the address leads to where it may not.
            GoneError: there is nothing there any more.
            FetchError: it cannot be fetched, for any other reason.
        """
        reply = self._followed(url, wish, into, by_rules=True)
        if reply.status in {OK, NOT_MODIFIED}:
            return reply
        raise _refused(reply.status)

    def _followed(self, url: Url, wish: Wish, into: BinaryIO, *, by_rules: bool) -> Reply:
        """The reply at the end of the redirects, whatever it is."""
        seen = [url]
        while True:
            if by_rules and not self._rules_of(seen[-1], wish).allow(seen[-1].target):
                raise FetchError(
                    f"webbplatsen {seen[-1].host} tillåter inte att adressen hämtas automatiskt "
                    "(robots.txt).",
                    "Hämta filen själv och lägg den i en materialmapp, eller fråga webbplatsen.",
                )
            reply = self._asked(seen[-1], wish, into)
            if reply.status not in _REDIRECTS:
                return reply
            seen.append(_next(seen, reply))

    def _asked(self, url: Url, wish: Wish, into: BinaryIO) -> Reply:
        """The reply of one address; a busy server is asked again after a while."""
        for attempt in range(1, TRIES + 1):
            self._pauses.wait(url.host)
            reply = self._reply(url, wish, into)
            if reply.status not in _BUSY or attempt == TRIES:
                return reply
            wait = _wanted_wait(reply.retry_after, 2.0**attempt * self._limits.pause)
            if wait > LONGEST_WAIT:
                return reply
            self._sleep(wait)
        raise AssertionError  # the last try returns; the type checker is told

    def _reply(self, url: Url, wish: Wish, into: BinaryIO) -> Reply:
        """The reply of one request; a host that has failed too often is left alone."""
        if self._failures.get(url.host, 0) >= PATIENCE:
            raise FetchError(
                f"servern har inte svarat som den ska {PATIENCE} gånger i rad, och lämnas därför.",
                "Försök igen senare.",
            )
        self._failures[url.host] = self._failures.get(url.host, 0) + 1
        try:
            reply = self._requester.get(url, wish, into)
        except SilentServerError:
            raise
        except FetchError:
            self._failures[url.host] = 0
            raise
        finally:
            self._pauses.note(url.host)
        self._failures[url.host] = 0
        return reply

    def _rules_of(self, url: Url, wish: Wish) -> Rules:
        """A site's rules; where they cannot be had, nothing is fetched there in this run."""
        site = str(url.sibling("/"))
        if site in self._troubles:
            raise FetchError(*self._troubles[site])
        if site not in self._rules:
            try:
                self._rules[site] = self._read_rules(url, wish)
            except AddressRefusedError:
                raise  # what is refused on the way from one place may be allowed from another
            except FetchError as error:
                self._troubles[site] = (error.reason, error.remedy)
                raise
            self._pauses.want(url.host, self._rules[site].delay)
        return self._rules[site]

    def _read_rules(self, url: Url, wish: Wish) -> Rules:
        found = BytesIO()
        asked = Wish(most=LARGEST_RULES, seconds=wish.seconds, inside=wish.inside)
        reply = self._followed(url.sibling("/robots.txt"), asked, found, by_rules=False)
        if reply.status == OK:
            return read_rules(found.getvalue())
        if reply.status in _CLIENT_ERRORS and reply.status != _TOO_MANY:
            return ALL_ALLOWED
        raise FetchError(
            f"webbplatsens regler för hämtning (robots.txt) går inte att läsa ({reply.status}).",
            "Försök igen senare.",
        )


def _next(seen: list[Url], reply: Reply) -> Url:
    """Where a redirect leads, if it may be followed."""
    here = seen[-1]
    if len(seen) > MOST_HOPS:
        raise FetchError(
            f"adressen omdirigeras mer än {MOST_HOPS} gånger.", "Skriv den slutliga adressen."
        )
    if not reply.location:
        raise FetchError("omdirigeringen säger inte vart.", "Försök igen senare.")
    there = joined(here, reply.location)
    if here.scheme == "https" and there.scheme != "https":
        raise FetchError(
            f"adressen omdirigeras från https till oskyddad http ({there}).",
            "Skriv den slutliga adressen, om du litar på den.",
        )
    if there in seen:
        raise FetchError("adressen omdirigeras i ring.", "Kontrollera adressen i en webbläsare.")
    return there


def _wanted_wait(retry_after: str, otherwise: float) -> float:
    """Seconds until a busy server is asked again: as it says, or as is usual."""
    if retry_after.isdecimal():
        return float(retry_after[:9])
    try:
        moment = parsedate_to_datetime(retry_after)
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (zoned - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return otherwise


def _refused(status: int) -> FetchError:
    if status in _GONE:
        return GoneError(
            f"det finns inget på adressen längre ({status}).",
            "Sök rätt på den nya adressen, eller ta bort den ur källistan.",
        )
    if status in _FORBIDDEN:
        return FetchError(
            f"servern kräver inloggning eller nekar ({status}).",
            "Hämta filen själv och lägg den i en materialmapp.",
        )
    if status in _BUSY:
        return FetchError(f"servern är upptagen ({status}).", "Försök igen senare.")
    return FetchError(f"servern svarar med felet {status}.", "Försök igen senare.")
