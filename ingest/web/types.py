"""The nouns of fetching: what is wanted, what a server replied, what came of it all."""

from dataclasses import dataclass
from pathlib import Path

from ingest.report import Notice, Tally
from ingest.types import EVERYONE, Failure, Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How politely and how much is fetched.

    `pause` are seconds between two requests to one host, `most` the bytes of one file,
    `seconds` what one request may take from the connection to the last byte.
    """

    pause: float = 1.0
    most: int = 100 << 20
    seconds: float = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What was told of an address when it was fetched last; all empty where it never was.

    `landed` is the address that its redirects led to.
    """

    landed: str = ""
    etag: str = ""
    last_modified: str = ""


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a server replied, but for the body; a header that was not sent is empty."""

    status: int
    url: str
    location: str = ""
    etag: str = ""
    last_modified: str = ""
    content_type: str = ""
    retry_after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An address to be fetched.

    `origin` is the entry of the list that it comes from, `changed` when it changed, as a sitemap
    tells it. `inside` are the host names that may lie inside the organisation on the way there.
    `properties` are what a sidecar says.
    """

    url: str
    origin: str
    properties: tuple[tuple[str, str], ...] = ()
    access: tuple[str, ...] = (EVERYONE,)
    inside: frozenset[str] = frozenset()
    changed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfetched:
    """Why an address was not fetched; `access` names who may know of it."""

    failure: Failure
    access: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What fetching brought: the folder that holds it, and what is to be told of it.

    `folder` is None where nothing was to be fetched.
    """

    folder: Path | None
    failed: tuple[Unfetched, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notices: tuple[Notice, ...] = ()

    def tell(self, tally: Tally) -> None:
        """Put it on the tally of the sync that takes the folder in."""
        for one in self.failed:
            tally.fail(one.failure, one.access)
        for skipped in self.skipped:
            tally.skip(skipped)
        tally.notices.extend(self.notices)


NOTHING_GATHERED = Gathered(folder=None)
