"""What a sync did: a report in which every file of the folder stands in one list."""

from dataclasses import asdict, dataclass, field
from typing import Any

from ingest.scanning import Skipped
from ingest.types import Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """The outcome of one sync; `pages` and `chunks` count what this run took in."""

    generation: int
    stored: tuple[str, ...]
    unchanged: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]
    failed: tuple[Failure, ...]
    skipped: tuple[Skipped, ...]
    pages: int
    chunks: int
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """The report as plain lists and numbers, the contract of `lardom sync --json`."""
        return asdict(self)


@dataclass(slots=True, kw_only=True)
class Tally:
    """The report while it grows; one per sync, used by one thread."""

    stored: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    pages: int = 0
    chunks: int = 0

    def close(self, generation: int, seconds: float) -> SyncReport:
        """The finished report."""
        return SyncReport(
            generation=generation,
            stored=tuple(sorted(self.stored)),
            unchanged=tuple(self.unchanged),
            replaced=tuple(sorted(self.replaced)),
            removed=tuple(self.removed),
            failed=tuple(sorted(self.failed, key=lambda failure: failure.source)),
            skipped=tuple(self.skipped),
            pages=self.pages,
            chunks=self.chunks,
            seconds=round(seconds, 3),
        )
