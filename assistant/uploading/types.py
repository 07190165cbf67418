"""What comes in through the service, and what becomes of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ingest.report import Notice
from ingest.types import Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that somebody wants taken in, as it was checked.

    `properties` are what the sidecar is to say of it. `access` is who may see it, by the rule
    that came with it; without one, what was ruled before holds, and else everyone may.
    `replaces` says that a file of that name may be replaced. `folder` is the path below the folder
    of uploads that it comes into; `expected` who is to see it, where the sender said so.
    """

    name: str
    properties: tuple[tuple[str, str], ...]
    access: tuple[str, ...] | None
    replaces: bool
    folder: str = ""
    expected: tuple[str, ...] | None = None

    @property
    def source(self) -> str:
        """Its path below the folder of uploads."""
        return f"{self.folder}/{self.name}" if self.folder else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an upload that was taken in, or is kept until it can be.

    `waits_for` says what it waits for (Swedish), and is empty once it is in the library. `failed`
    are the members of an archive that could not be read, `notices` what else to know.
    """

    source: str
    waits_for: str = ""
    failed: tuple[Failure, ...] = ()
    notices: tuple[Notice, ...] = ()


class Ruling(Protocol):
    """What knows who may see what lies in the folder now, and what was decided of it."""

    def lying_at(self, folder: Path, source: str) -> tuple[tuple[str, ...], ...]:
        """Who may see each document that lies at a place, or in the archive there."""
        ...

    def decided_at(self, folder: Path, source: str) -> tuple[tuple[str, ...], ...]:
        """For whom editors have decided that what lies at a place is, or what comes there will."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...
