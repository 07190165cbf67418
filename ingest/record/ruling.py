"""Works out who may see each document: by its places, its file, and what an editor has set.

A document that lies at several places is for whom all of them are for. What becomes wider waits
for the next publication, for the text that is shown until then may be another; the rest holds at
once. Whatever publishes, what comes is worked out when it comes: a run that died before it had
settled its rules leaves them noted, and its documents staged.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    bindparam,
    delete,
    insert,
    select,
    true,
    update,
)

from ingest.access_rules import (
    NO_RULES,
    FolderRule,
    FolderRules,
    allowed_by_both,
    kept_by_both,
    rules_of,
)
from ingest.record.access import from_column, own_of, set_of, to_column
from ingest.record.facts import note_other_access
from ingest.record.folder_ids import folder_id
from ingest.record.place_tables import copies, folder_rules
from ingest.record.tables import documents, versions
from ingest.record.turns import taking_turns

_WANTED = (
    *(documents.c.id, documents.c.folder_id, documents.c.source, documents.c.access),
    *(documents.c.coming_access, documents.c.own_access, documents.c.coming_own),
    documents.c.set_access,
)
_CHANGE = (
    update(documents)
    .where(documents.c.id == bindparam("document"))
    .values(access=bindparam("rule"), coming_access=bindparam("coming"))
)
_Among = ColumnElement[bool]
_Found = tuple[Row[Any], tuple[str, ...]]
_ALL: _Among = true()
RulesOfFolders = Mapping[int, FolderRules]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reruled:
    """A document that others may see, at once or from the next publication on, than might.

    `both` names who might before, and may.
    """

    source: str
    both: tuple[str, ...]


class RulingRecord:
    """The rules in an open record, for the one writer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def narrow(self, folder: Path, rules: FolderRules) -> list[Reruled]:
        """Let who may not see a document any more lose it at once, before anything is read.

        Until the folder is settled nothing of it is for whom its rules, before or now, hide it.
        """
        with taking_turns(self._engine).begin() as connection:
            place = folder_id(connection, folder)
            held = rules_held(connection)
            known = {**held, place: rules}
            both_hold = kept_by_both(held.get(place, NO_RULES), rules)
            _note(connection, place, both_hold.by_path.values())
            narrowed = [
                (row, both)
                for row, final in _ruled(connection, known)
                if set(both := allowed_by_both(from_column(row.access), final))
                != set(from_column(row.access))
            ]
            changes = [
                {"document": row.id, "rule": to_column(both), "coming": row.coming_access}
                for row, both in narrowed
            ]
            _change(connection, changes)
            return _told(narrowed, place)

    def settle(self, folder: Path, rules: FolderRules) -> list[Reruled]:
        """Note the rules of a folder, and let them hold as far as they may."""
        with taking_turns(self._engine).begin() as connection:
            place = folder_id(connection, folder)
            _note(connection, place, rules.by_path.values())
            return _told(_settle(connection), place)

    def settle_all(self) -> bool:
        """Let the rules that are noted hold as far as they may; True when that changes anything.

        For whoever publishes: also what another run staged, and died.
        """
        with taking_turns(self._engine).begin() as connection:
            return bool(_settle(connection))


def let_coming_hold(connection: Connection, generation: int) -> None:
    """Let the rules hold that were to come with a generation; it has been published."""
    staged = select(versions.c.document_id).where(versions.c.live_from > generation)
    is_coming = documents.c.coming_access.is_not(None) | documents.c.coming_own.is_not(None)
    come = is_coming & documents.c.id.not_in(staged)
    _settle(connection, come)
    for holds, coming in (
        (documents.c.access, documents.c.coming_access),
        (documents.c.own_access, documents.c.coming_own),
    ):
        rule = {holds: coming, coming: None}
        has_come = coming.is_not(None) & documents.c.id.not_in(staged)
        if connection.execute(update(documents).where(has_come).values(rule)).rowcount:
            note_other_access(connection)


def _settle(connection: Connection, among: _Among = _ALL) -> list[_Found]:
    """Let what is noted hold as far as it may, of these documents; what it changes."""
    changed = [
        (row, final)
        for row, final in _ruled(connection, rules_held(connection), among)
        if _differs(row, final)
    ]
    _change(connection, [_as_coming(row, final) for row, final in changed])
    return changed


def _told(changed: Iterable[_Found], place: int) -> list[Reruled]:
    return [
        Reruled(source=row.source, both=allowed_by_both(from_column(row.access), now))
        for row, now in changed
        if row.folder_id == place
    ]


def rules_held(connection: Connection) -> dict[int, FolderRules]:
    """The rules of all folders, by the folders' numbers."""
    found: dict[int, list[FolderRule]] = {}
    for row in connection.execute(select(folder_rules)):
        rule = FolderRule(path=row.path, access=from_column(row.access), is_locked=row.is_locked)
        found.setdefault(row.folder_id, []).append(rule)
    return {place: rules_of(rules) for place, rules in found.items()}


def rules_of_sources(
    connection: Connection, sources: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Who may see what lies at each of these paths now, in whichever folders; not where nothing is.

    What is withdrawn is for nobody.
    """
    found: dict[str, tuple[str, ...]] = {}
    columns = (documents.c.access, documents.c.withdrawn)
    further = select(copies.c.source, *columns).join(
        documents, documents.c.id == copies.c.document_id
    )
    for query in (select(documents.c.source, *columns), further):
        for row in connection.execute(query):
            if row.source in sources:
                rule = () if row.withdrawn else from_column(row.access)
                found[row.source] = allowed_by_both(found.get(row.source, rule), rule)
    return found


def rule_at(
    rules: RulesOfFolders, places: Sequence[tuple[int, str]], *said: Sequence[str] | None
) -> tuple[str, ...]:
    """Who may see a document that lies at these places, numbers of folders and paths below."""
    everywhere = (
        rules.get(folder, FolderRules()).allowed(source, *said) for folder, source in places
    )
    return reduce(allowed_by_both, everywhere)


def places_of(row: Row[Any], further: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """A document's own place, and then the others."""
    return [(row.folder_id, row.source), *further]


def _ruled(connection: Connection, rules: RulesOfFolders, among: _Among = _ALL) -> Iterator[_Found]:
    """Every document, with who is to see it as soon as all that is staged is published."""
    further: dict[str, list[tuple[int, str]]] = {}
    for copy in connection.execute(select(copies)):
        further.setdefault(copy.document_id, []).append((copy.folder_id, copy.source))
    query: Select[Any] = select(*_WANTED).where(among)
    for row in connection.execute(query).all():
        own = own_of(row.own_access if row.coming_own is None else row.coming_own)
        places = places_of(row, further.get(row.id, ()))
        yield row, rule_at(rules, places, own, set_of(row.set_access))


def _differs(row: Row[Any], final: tuple[str, ...]) -> bool:
    return set(from_column(row.coming_access or row.access)) != set(final)


def _as_coming(row: Row[Any], final: tuple[str, ...]) -> dict[str, str]:
    now = from_column(row.access)
    both = allowed_by_both(now, final)
    rule = row.access if set(both) == set(now) else to_column(both)
    return {"document": row.id, "rule": rule, "coming": to_column(final)}


def _change(connection: Connection, changes: Sequence[Mapping[str, Any]]) -> None:
    if changes:
        connection.execute(_CHANGE, changes)
        note_other_access(connection)


def _note(connection: Connection, place: int, rules: Iterable[FolderRule]) -> None:
    connection.execute(delete(folder_rules).where(folder_rules.c.folder_id == place))
    rows = [
        {
            "folder_id": place,
            "path": rule.path,
            "access": to_column(rule.access),
            "is_locked": rule.is_locked,
        }
        for rule in rules
    ]
    if rows:
        connection.execute(insert(folder_rules), rows)
