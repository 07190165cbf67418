"""The audit log in the record: appended to by any process, one entry at a time; read and verified.

An entry is stored on disk when `append` returns: a power cut takes none. The head goes along with
it, in a file apart from the record.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, Engine, Row, Select, delete, func, insert, select

from ingest.errors import DataFolderError
from ingest.record.audit_chain import (
    BEGINNING,
    CUT,
    Entry,
    Event,
    Link,
    Verified,
    cut_at,
    link_of,
    sealed,
    verified,
)
from ingest.record.audit_head import HeadFile
from ingest.record.keeping_tables import audit
from ingest.record.opening import bring_up, open_for_reading
from ingest.record.turns import taking_turns

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries are asked for; what is None asks for all.

    `since` and `until` are times as entries have them, or beginnings of one; `until` itself is in.
    `before` is a number.
    """

    action: str | None = None
    caller: str | None = None
    outcome: str | None = None
    since: str | None = None
    until: str | None = None
    before: int | None = None
    limit: int = 100


def open_audit(data: Path, head: Path) -> "AuditRecord":
    """The audit log of a data folder, whose record is made where there is none. Close it.

    Raises:
        LockedError: the record must be made or migrated, and another process is writing.
        DataFolderError: the record cannot be used.
    """
    engine = open_for_reading(data)  # not `open_beside_writer`: a power cut may take no entry
    if engine is None:
        bring_up(data)
        engine = open_for_reading(data)
    if engine is None:
        raise AssertionError(data)  # it has just been made
    return AuditRecord(engine, HeadFile(head))


class AuditRecord:
    """The log in an open record; usable by threads.

    Every method raises `DataFolderError` when the turn does not come, or a file fails.
    """

    def __init__(self, engine: Engine, head: HeadFile) -> None:
        self._engine = engine
        self.head = head

    def append(self, event: Event) -> bool:
        """Store an event behind the others; False where the head did not know of their end.

        It is stored all the same, and the head left as it is: it is what shows that something is
        wrong.
        """
        with taking_turns(self._engine).begin() as connection:
            coming, fits = self._appended(connection, event)
        if fits:
            self.head.settle(coming)
        return fits

    def cut(self, before: str, event: Event) -> int:
        """Remove the entries from before that time, and note it as `event`; so many were removed.

        The newest entry stays.
        """
        with taking_turns(self._engine).begin() as connection:
            last = _last_before(connection, before)
            if last is None:
                return 0
            gone = connection.execute(delete(audit).where(audit.c.number <= last.number)).rowcount
            told = replace(event, action=CUT, object=cut_at(last))
            coming, fits = self._appended(connection, told)
        if fits:
            self.head.settle(coming)
        return gone

    def older_than(self, before: str) -> int:
        """How many entries `cut` would remove."""
        with self._engine.connect() as connection:
            last = _last_before(connection, before)
            upto = audit.c.number <= (last.number if last else 0)
            return connection.scalar(select(func.count()).where(upto)) or 0

    def entries(self, wanted: Wanted) -> list[Entry]:
        """The entries that are asked for, the newest first."""
        with self._engine.connect() as connection:
            return [_entry(row) for row in connection.execute(_query(wanted))]

    def end(self) -> Link:
        """The newest entry's place."""
        with self._engine.connect() as connection:
            return _end(connection)

    def at(self, number: int) -> Link | None:
        """The place of the entry of that number, if it is there."""
        query = select(audit).where(audit.c.number == number)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return None if row is None else link_of(_entry(row))

    def verify(self) -> Verified:
        """Look through the whole log, and hold its end to the head."""
        with self._engine.connect() as connection:
            cuts = connection.scalars(select(audit.c.object).where(audit.c.action == CUT)).all()
            rows = connection.execution_options(yield_per=_AT_ONCE).execute(
                select(audit).order_by(audit.c.number)
            )
            found = verified(map(_entry, rows), cuts)
        return replace(found, faults=(*found.faults, *self._faults_of_head(found.end)))

    def close(self) -> None:
        """Let go of the record."""
        self._engine.dispose()

    def _appended(self, connection: Connection, event: Event) -> tuple[Link, bool]:
        end = _end(connection)
        entry = sealed(end, event)
        row = {"number": entry.number, **asdict(event), "hash": entry.hash}
        connection.execute(insert(audit).values(row))
        coming = link_of(entry)
        try:
            return coming, self.head.announce(end, coming)
        except DataFolderError:  # the entry is worth more than its head
            return coming, False

    def _faults_of_head(self, end: Link) -> Iterator[str]:
        head = self.head.read()
        if head is None:
            if end != BEGINNING:
                yield f"Huvudet {self.head.path} saknas eller går inte att förstå."
        elif not head.fits(end):
            if end.number < head.settled.number:
                yield f"Loggen slutar vid post {end.number}, men huvudet är {head.settled.number}."
            elif end.number == head.settled.number:
                yield f"Post {end.number} är inte den som huvudet har: loggen är skriven på nytt."
            else:
                yield f"Loggen har poster efter {head.settled.number} som huvudet inte känner till."


@contextmanager
def opened_audit(data: Path, head: Path) -> Iterator[AuditRecord]:
    """The audit log, while the context lasts; raises as `open_audit`."""
    record = open_audit(data, head)
    try:
        yield record
    finally:
        record.close()


def _end(connection: Connection) -> Link:
    newest = select(audit).order_by(audit.c.number.desc()).limit(1)
    row = connection.execute(newest).first()
    return BEGINNING if row is None else link_of(_entry(row))


def _last_before(connection: Connection, before: str) -> Link | None:
    """The last of the entries at the beginning that are older, but the newest of all."""
    young = select(func.min(audit.c.number)).where(audit.c.moment >= before).scalar_subquery()
    newest = select(func.max(audit.c.number)).scalar_subquery()
    query = select(audit).where(audit.c.number < func.coalesce(young, newest))
    row = connection.execute(query.order_by(audit.c.number.desc()).limit(1)).first()
    return None if row is None else link_of(_entry(row))


def _query(wanted: Wanted) -> Select[tuple[object, ...]]:
    c = audit.c
    given = (
        (c.action.__eq__, wanted.action),
        (c.caller.__eq__, wanted.caller),
        (c.outcome.__eq__, wanted.outcome),
        (c.moment.__ge__, wanted.since),
        (c.moment.__le__, wanted.until and f"{wanted.until}~"),  # ~ is behind all times
        (c.number.__lt__, wanted.before),
    )
    asked = [holds(value) for holds, value in given if value is not None]
    return select(audit).where(*asked).order_by(c.number.desc()).limit(wanted.limit)


def _entry(row: Row[tuple[object, ...]]) -> Entry:
    told = dict(row._mapping)
    number, hashed = told.pop("number"), told.pop("hash")
    return Entry(number=number, event=Event(**told), hash=hashed)
