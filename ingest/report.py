"""What a sync did: a report in which every file of the folder stands in one list."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from ingest.record.places import Adopted
from ingest.record.runs import Ended, FileStatus, RunFile
from ingest.types import Document, Failure, Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a person should know of a file that was taken in all the same (Swedish)."""

    source: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """The outcome of one sync; `pages`, `chunks` and `notices` are of what this run took in.

    Collection workbooks stand in the same lists as documents; they have neither pages nor chunks.
    Of `moved` the document lay elsewhere before; of `copies` it lies at another place too.
    """

    generation: int
    stored: tuple[str, ...]
    unchanged: tuple[str, ...]
    replaced: tuple[str, ...]
    moved: tuple[str, ...]
    copies: tuple[str, ...]
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
    moved: list[str] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    pages: int = 0
    chunks: int = 0
    files: list[RunFile] = field(default_factory=list)

    def take(self, document: Document, seconds: float, *, replaces: bool) -> None:
        """Count a document that was taken in; `replaces` when its place held another version."""
        (self.replaced if replaces else self.stored).append(document.source)
        self.notices += [Notice(source=document.source, text=text) for text in document.notices]
        self.pages += len(document.pages)
        self.chunks += len(document.chunks)
        self.files.append(
            RunFile(
                source=document.source,
                status=FileStatus.REPLACED if replaces else FileStatus.STORED,
                reason=" ".join(document.notices),
                seconds=round(seconds, 3),
                pages=len(document.pages),
                chunks=len(document.chunks),
                access=document.access,
            )
        )

    def collect(self, file: RunFile, notices: Sequence[str] = ()) -> None:
        """Count a collection workbook that went to the register."""
        lists = {FileStatus.REPLACED: self.replaced, FileStatus.COPY: self.copies}
        lists.get(file.status, self.stored).append(file.source)
        self.notices += [Notice(source=file.source, text=text) for text in notices]
        self.files.append(file)

    def correct(self, document: Document, fields: str) -> None:
        """Count a document whose metadata was corrected in these fields (Swedish)."""
        self.files.append(
            RunFile(
                source=document.source,
                status=FileStatus.CORRECTED,
                reason=fields,
                pages=len(document.pages),
                chunks=len(document.chunks),
                access=document.access,
            )
        )

    def rule(self, source: str, what: str, access: tuple[str, ...]) -> None:
        """Count a document that others may see now; `access` as in `fail`, `what` says it."""
        self.notices.append(Notice(source=source, text=what))
        status = FileStatus.CORRECTED
        self.files.append(RunFile(source=source, status=status, reason=what, access=access))

    def adopt(self, source: str, adopted: Adopted) -> None:
        """Count a file whose content was known: its document moves there, or lies there too."""
        (self.moved if adopted.moves else self.copies).append(source)
        what = "flyttad från" if adopted.moves else "samma innehåll som"
        self.files.append(
            RunFile(
                source=source,
                status=FileStatus.MOVED if adopted.moves else FileStatus.COPY,
                reason=f"{what} {adopted.lies.source}.",
                access=adopted.access,
            )
        )

    def fail(self, failure: Failure, access: tuple[str, ...], seconds: float | None = None) -> None:
        """Count a file that could not be read; `access` names who may know of it."""
        self.failed.append(failure)
        self.files.append(
            RunFile(
                source=failure.source,
                status=FileStatus.FAILED,
                reason=failure.reason,
                remedy=failure.remedy,
                seconds=None if seconds is None else round(seconds, 3),
                access=access,
            )
        )

    def skip(self, skipped: Skipped, access: tuple[str, ...] = ()) -> None:
        """Count a file that is no material; `access` names who may know of it: else nobody."""
        self.skipped.append(skipped)
        status = FileStatus.SKIPPED
        self.files.append(
            RunFile(source=skipped.source, status=status, reason=skipped.reason, access=access)
        )

    def remove(self, sources: Sequence[str]) -> None:
        """Count documents whose files are gone."""
        self.removed.extend(sources)
        status = FileStatus.REMOVED
        self.files.extend(RunFile(source=source, status=status) for source in sources)

    def ended(self, generation: int, seconds: float) -> Ended:
        """The same for the history."""
        return Ended(
            generation=generation,
            seconds=round(seconds, 3),
            unchanged=len(self.unchanged),
            files=tuple(self.files),
        )

    def close(self, generation: int, seconds: float) -> SyncReport:
        """The finished report."""
        return SyncReport(
            generation=generation,
            stored=tuple(sorted(self.stored)),
            unchanged=tuple(self.unchanged),
            replaced=tuple(sorted(self.replaced)),
            moved=tuple(sorted(self.moved)),
            copies=tuple(sorted(self.copies)),
            removed=tuple(self.removed),
            failed=tuple(sorted(self.failed, key=lambda failure: failure.source)),
            skipped=tuple(self.skipped),
            notices=tuple(sorted(self.notices, key=lambda notice: notice.source)),
            pages=self.pages,
            chunks=self.chunks,
            seconds=round(seconds, 3),
        )
