"""Keeps what editors decide of who may see a document, and lets it hold at once.

Every decision stays, with who and when; the newest of its sort counts. They outlive the document:
one whose file comes back is for whom it was. Short transactions, beside the writer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, insert, select, update

from ingest.access_rules import FolderRule, allowed_by_both
from ingest.record.access import from_column, own_of, set_of, to_column
from ingest.record.document_names import Listed, called, name_at
from ingest.record.facts import note_other_access
from ingest.record.lesson_places import refuse_lesson
from ingest.record.moments import now
from ingest.record.place_tables import access_changes, copies
from ingest.record.ruling import places_of, rule_at, rules_held
from ingest.record.tables import documents, folders
from ingest.record.turns import taking_turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What an editor decided of a document: who may see it, or that it is withdrawn.

    `access` is None where the material is to say it again, and of a withdrawal; `is_withdrawn` is
    None of a rule of access. `reason` is empty where none was given.
    """

    access: tuple[str, ...] | None
    is_withdrawn: bool | None
    decided: str
    who: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Whoever decides (None where nobody signs in), and why, in their own words; may be empty."""

    who: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """Who may see a document, and what says so: an editor, its file, the folders of its places.

    `rules` are those of its own place, the outermost first; `places` is how many it has.
    """

    document: str
    access: tuple[str, ...]
    is_withdrawn: bool
    set_access: tuple[str, ...] | None
    own_access: tuple[str, ...] | None
    rules: tuple[FolderRule, ...]
    places: int


class DecisionRecord:
    """The decisions in an open record. Raises `DataFolderError` as the record does."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def ruled(self, document: str) -> Ruled | None:
        """Who may see a document, withdrawn or not; None where there is none of that id."""
        with self._engine.connect() as connection:
            row = connection.execute(_row_of(document)).first()
            if row is None:
                return None
            rules = rules_held(connection).get(row.folder_id)
            further = _further(connection, document)
        return Ruled(
            document=document,
            access=from_column(row.access),
            is_withdrawn=row.withdrawn,
            set_access=set_of(row.set_access),
            own_access=own_of(row.own_access),
            rules=() if rules is None else rules.above(row.source),
            places=1 + len(further),
        )

    def called(self, named: str, path: Path) -> tuple[Listed, ...]:
        """The documents that are called that, as `document_names.called`."""
        with self._engine.connect() as connection:
            return called(connection, named, path)

    def lying_at(self, folder: Path, source: str) -> tuple[tuple[str, ...], ...]:
        """Who may see each document that lies at a place, or in the archive there; withdrawn: none.

        Whether its own place or a further one, and whether anything of it is still shown.
        """
        found: list[tuple[str, ...]] = []
        wanted = (documents.c.access, documents.c.withdrawn)
        queries = (
            (documents, select(*wanted).join(folders, folders.c.id == documents.c.folder_id)),
            (
                copies,
                select(*wanted)
                .join(copies, copies.c.document_id == documents.c.id)
                .join(folders, folders.c.id == copies.c.folder_id),
            ),
        )
        with self._engine.connect() as connection:
            for table, query in queries:
                path = table.c.source
                here = (path == source) | path.startswith(f"{source}/", autoescape=True)
                rows = connection.execute(query.where(folders.c.path == str(folder), here))
                found += [() if row.withdrawn else from_column(row.access) for row in rows]
        return tuple(found)

    def decided_at(self, folder: Path, source: str) -> tuple[tuple[str, ...], ...]:
        """For whom editors have decided that what lies at a place is, or what comes there will be.

        Of the documents of an archive that lies there, too. A decision outlives its document.
        """
        known = select(folders.c.id).where(folders.c.path == str(folder))
        with self._engine.connect() as connection:
            place = connection.scalar(known)
            within = documents.c.source.startswith(f"{source}/", autoescape=True)
            members = select(documents.c.id).where(documents.c.folder_id == place, within)
            names = [name_at(connection, folder, place, source), *connection.scalars(members)]
            said = [set_of(_newest(connection, name).get(False)) for name in names]
        return tuple(one for one in said if one is not None)

    def foreseen(self, document: str, access: Sequence[str] | None) -> tuple[str, ...] | None:
        """Whom a document would be for, were this decided; None where it is not there."""
        said = None if access is None else to_column(access)
        with self._engine.connect() as connection:
            row = connection.execute(_row_of(document)).first()
            return (
                None if row is None else from_column(_values_with(connection, row, said)["access"])
            )

    def decide(self, document: str, access: Sequence[str] | None, by: By) -> None:
        """Let these see a document, or whom the material says; a locked folder still holds.

        Raises `LessonDocumentError` for a lesson, but what was decided can be taken back.
        """
        said = None if access is None else to_column(access)
        with taking_turns(self._engine).begin() as connection:
            if access is not None:
                refuse_lesson(connection, document)
            _note(connection, document, is_withdrawal=False, value=said, by=by)
            _hold(connection, document, said)

    def withdraw(self, document: str, by: By, *, is_withdrawn: bool) -> None:
        """Let nobody see a document, or those again who may; raises as `decide`."""
        with taking_turns(self._engine).begin() as connection:
            if is_withdrawn:
                refuse_lesson(connection, document)
            value = "true" if is_withdrawn else None
            _note(connection, document, is_withdrawal=True, value=value, by=by)
            here = documents.c.id == document
            connection.execute(update(documents).where(here).values(withdrawn=is_withdrawn))
            note_other_access(connection)

    def of(self, document: str) -> tuple[Decision, ...]:
        """Every decision of a document, the oldest first."""
        c = access_changes.c
        query = select(access_changes).where(c.document_id == document).order_by(c.id)
        with self._engine.connect() as connection:
            return tuple(_decision(row) for row in connection.execute(query))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def let_decisions_hold(connection: Connection, document: str) -> None:
    """Let what was decided of a document hold again, whose row has just been made."""
    newest = _newest(connection, document)
    if newest.get(True):
        here = documents.c.id == document
        connection.execute(update(documents).where(here).values(withdrawn=True))
    if said := newest.get(False):
        _hold(connection, document, said)


def _newest(connection: Connection, document: str) -> dict[bool, str | None]:
    """What was decided last of a document: False: who may see it; True: that it is withdrawn."""
    newest: dict[bool, str | None] = {}
    c = access_changes.c
    query = select(c.is_withdrawal, c.value).where(c.document_id == document).order_by(c.id)
    for row in connection.execute(query):
        newest[row.is_withdrawal] = row.value
    return newest


def _hold(connection: Connection, document: str, said: str | None) -> None:
    """Let a rule, as the record has it, hold for the text that is shown, and for one to come."""
    row = connection.execute(_row_of(document)).first()
    if row is None:
        return
    values = _values_with(connection, row, said)
    connection.execute(update(documents).where(documents.c.id == document).values(values))
    note_other_access(connection)


def _values_with(connection: Connection, row: Row[Any], said: str | None) -> dict[str, Any]:
    """What a document's row says once this rule, as the record has it, is set."""
    rules, places = rules_held(connection), places_of(row, _further(connection, row.id))
    is_set = set_of(said)
    access = rule_at(rules, places, own_of(row.own_access), is_set)
    values: dict[str, Any] = {"set_access": said}
    if row.coming_access is not None or row.coming_own is not None:
        own = own_of(row.own_access if row.coming_own is None else row.coming_own)
        coming = rule_at(rules, places, own, is_set)
        values["coming_access"] = to_column(coming)
        access = allowed_by_both(access, coming)
    return {**values, "access": to_column(access)}


def _row_of(document: str) -> Select[Any]:
    return select(documents).where(documents.c.id == document)


def _further(connection: Connection, document: str) -> list[tuple[int, str]]:
    query = select(copies.c.folder_id, copies.c.source).where(copies.c.document_id == document)
    return [(row.folder_id, row.source) for row in connection.execute(query)]


def _note(
    connection: Connection,
    document: str,
    *,
    is_withdrawal: bool,
    value: str | None,
    by: By,
) -> None:
    row = {"document_id": document, "is_withdrawal": is_withdrawal, "value": value}
    said = {"changed": now(), "who": by.who, "reason": by.reason}
    connection.execute(insert(access_changes).values(**row, **said))


def _decision(row: Row[Any]) -> Decision:
    return Decision(
        access=None if row.is_withdrawal else set_of(row.value),
        is_withdrawn=row.value is not None if row.is_withdrawal else None,
        decided=row.changed,
        who=row.who,
        reason=row.reason,
    )
