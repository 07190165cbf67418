"""What a sync did: a report in which every file of the folder stands in one list."""

from dataclasses import asdict, dataclass, field
from typing import Any

from ingest.scanning import Skipped
from ingest.types import Document, Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a person should know of a file that was taken in all the same (Swedish)."""

    source: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """The outcome of one sync; `pages`, `chunks` and `notices` are of what this run took in."""

    generation: int
    stored: tuple[str, ...]
    unchanged: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]
    failed: tuple[Failure, ...]
    skipped: tuple[Skipped, ...]
    notices: tuple[Notice, ...]
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
    notices: list[Notice] = field(default_factory=list)
    pages: int = 0
    chunks: int = 0

    def take(self, document: Document, *, replaces: bool) -> None:
        """Count a document that was taken in; `replaces` when its place held another version."""
        (self.replaced if replaces else self.stored).append(document.source)
        self.notices += [Notice(source=document.source, text=text) for text in document.notices]
        self.pages += len(document.pages)
        self.chunks += len(document.chunks)

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
            notices=tuple(sorted(self.notices, key=lambda notice: notice.source)),
            pages=self.pages,
            chunks=self.chunks,
            seconds=round(seconds, 3),
        )
