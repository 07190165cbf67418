"""Takes the collection workbooks of a folder into the register, and tells what became of each.

Each is stored as soon as it is read. What is checked and copied then is done once for them all;
killed before, the next sync does it.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.access_rules import NO_RULES, NOBODY, FolderRules, allowed_by_both
from ingest.collected import Looked
from ingest.errors import LoadError, MappingError
from ingest.progress import Progress
from ingest.record.register.places import BookPlace, BookThere
from ingest.record.register.record import RegisterRecord
from ingest.record.register.types import Import, Put
from ingest.record.runs import FileStatus, RunFile
from ingest.register.beside import mapping_beside
from ingest.register.importing import forget_files
from ingest.register.renewing import bring_up_to_date
from ingest.register.taking_in import Given, content_of, store_in
from ingest.register.types import Book, Row, RowKind
from ingest.report import Tally
from ingest.sidecar import read_sidecar
from ingest.types import Failure

MOST_NOTICES = 1
_ALL = "Alla visas av `lardom register status`."


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What it is done with. The data folder is locked, and the record is of it."""

    data: Path
    record: RegisterRecord
    progress: Progress


class FolderBooks:
    """Takes the workbooks of one folder in, once."""

    def __init__(
        self, means: Means, folder: Path, tally: Tally, rules: FolderRules = NO_RULES
    ) -> None:
        self._means = means
        self._record = means.record
        self._folder = folder
        self._tally = tally
        self._rules = rules

    def take_in(self, looked: Looked) -> None:
        """Store what is new or changed; what is gone is live no more."""
        there = self._record.there(self._folder)
        for done, source in enumerate(looked.fresh, start=1):
            self._take(
                BookPlace(folder=self._folder, source=source, mark=looked.marks[source]),
                there.get(source),
            )
            self._means.progress("Läser insamlingsböcker", done, len(looked.fresh))
        if looked.gone:  # last: one that has moved is what it was
            self._record.take_away(self._folder, looked.gone)
            self._tally.remove(looked.gone)

    def forget(self) -> None:
        """Remove all of them, for good."""
        self._tally.remove(sorted(self._record.there(self._folder)))
        forget_files(self._means.data, self._record.forget(self._folder))

    def _take(self, place: BookPlace, before: BookThere | None) -> None:
        started = time.monotonic()
        path = self._folder / place.source
        access: tuple[str, ...] = NOBODY
        try:
            access = self._access(place, before)
            self._narrow(place, before, access)
            given = Given(name=path.name, content=content_of(path), mapping=mapping_beside(path))
            if before is not None and _is_same(given, before):
                self._look_alike(place, before, access)
                return
            what = given.read(access)
        except (LoadError, MappingError, OSError) as error:
            seconds = time.monotonic() - started
            self._tally.fail(_failure(place.source, error), access, seconds)
            return
        put = store_in(self._means.data, self._record, given.content, what, place)
        self._tell(place.source, what, put, time.monotonic() - started)

    def _access(self, place: BookPlace, before: BookThere | None) -> tuple[str, ...]:
        """Who may see what lies there; where that cannot be read nobody may."""
        try:
            said = read_sidecar(self._folder / place.source).said_access
        except (LoadError, OSError):
            self._narrow(place, before, NOBODY)
            raise
        return self._rules.allowed(place.source, said)

    def _narrow(self, place: BookPlace, before: BookThere | None, access: Sequence[str]) -> None:
        """Let who may not see it any more lose it at once, whatever becomes of the file."""
        if before is not None and before.access != tuple(access):
            self._record.rule(place, allowed_by_both(before.access, access))

    def _look_alike(self, place: BookPlace, before: BookThere, access: tuple[str, ...]) -> None:
        self._record.remark(place)
        if before.access == access:
            self._tally.unchanged.append(place.source)
            return
        self._record.rule(place, access)
        self._tally.collect(
            RunFile(
                source=place.source,
                status=FileStatus.REPLACED,
                reason="Vem som får se arbetsboken är ändrat.",
                access=access,
            )
        )

    def _tell(self, source: str, what: Import, put: Put, seconds: float) -> None:
        status = FileStatus.STORED if put.replaced is None else FileStatus.REPLACED
        if not put.is_stored:
            status = FileStatus.STORED if put.is_new else FileStatus.COPY
        notices = _notices(what.book, put)
        file = RunFile(
            source=source,
            status=status,
            reason=" ".join((_counted(what.book), *notices)),
            seconds=round(seconds, 3),
            access=what.access,
        )
        self._tally.collect(file, notices)


def finish(means: Means) -> None:
    """Check the collections and make the copy that is asked, where that was not done yet."""
    means.progress("Granskar registret", 0, 1)
    bring_up_to_date(means.data, means.record)
    means.progress("Granskar registret", 1, 1)


def _is_same(given: Given, before: BookThere) -> bool:
    return (given.sha256, given.mapping_hash) == (before.sha256, before.mapping_hash)


def _failure(source: str, error: Exception) -> Failure:
    if isinstance(error, LoadError):
        return Failure(source=source, reason=error.reason, remedy=error.remedy)
    if isinstance(error, MappingError):
        return Failure(source=source, reason=error.message, remedy=error.remedy)
    return Failure(
        source=source,
        reason="filen eller dess metadatafil går inte att läsa.",
        remedy="Kontrollera att filerna finns och får läsas.",
    )


def _counted(book: Book) -> str:
    figures = _count(book.rows, RowKind.FIGURE) + _count(book.rows, RowKind.MATURITY)
    return (
        f"Registret: {_count(book.rows, RowKind.AGENCY)} myndigheter, "
        f"{_count(book.rows, RowKind.PROJECT)} projekt, {figures} värden."
    )


def _count(rows: Sequence[Row], kind: RowKind) -> int:
    return sum(row.kind is kind for row in rows)


def _notices(book: Book, put: Put) -> tuple[str, ...]:
    """What a person should know of a workbook that was taken in (Swedish)."""
    told = list(book.notices[:MOST_NOTICES])
    if len(book.notices) > MOST_NOTICES:
        told.append(f"{len(book.notices) - MOST_NOTICES} anmärkningar till. {_ALL}")
    if book.refused:
        told.append(_refused(book))
    if put.dropped:
        told.append(
            f"{put.dropped} rättelser gäller värden som har ändrats i filen och används inte mer."
        )
    if put.unclear:
        told.append(put.unclear_said)
    told += put.differs
    return tuple(told)


def _refused(book: Book) -> str:
    first, count = book.refused[0], len(book.refused)
    sheet = f" på bladet ”{first.cell.sheet}”" if first.cell.sheet else ""
    many = "1 cell kunde" if count == 1 else f"{count} celler kunde"
    return (
        f"{many} inte läsas och är inte med, den första {first.cell.name}{sheet}: "
        f"{first.reason} {_ALL}"
    )
