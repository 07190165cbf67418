"""Keeps the sessions of those who have signed in, by the hashes of their ids.

Short transactions beside a sync, as in `answers`. Times are UTC, as 2026-01-31T12:00:00Z.
"""

import json
from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, Engine, delete, insert, or_, select, update

from ingest.record.people_tables import sessions
from ingest.record.turns import taking_turns


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSession:
    """A session, whoever's it is: `person` tells people apart, `hash` is of the session's id.

    `sid` is what the other service calls the session there, `id_token` what it said of it; empty
    where it said nothing.
    """

    hash: str
    person: str
    name: str
    groups: tuple[str, ...]
    started: str
    seen: str
    ends: str
    sid: str
    id_token: str


class SessionRecord:
    """Sessions in a record that is open beside its writer; usable by threads.

    Every method raises `DataFolderError` when the turn does not come or the file fails.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, kept: KeptSession, idle_since: str) -> None:
        """Store a session, and remove those that are over: ended, or not seen since then."""
        values = {**asdict(kept), "groups": json.dumps(kept.groups, ensure_ascii=False)}
        with taking_turns(self._engine).begin() as connection:
            connection.execute(delete(sessions).where(_over(kept.started, idle_since)))
            connection.execute(insert(sessions).values(values))

    def find(self, hashed: str, now: str, idle_since: str) -> KeptSession | None:
        """The session that goes on under this hash, or None."""
        query = select(sessions).where(
            sessions.c.hash == hashed, sessions.c.ends > now, sessions.c.seen > idle_since
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            return None
        return KeptSession(**{**row, "groups": tuple(json.loads(row["groups"]))})

    def touch(self, hashed: str, now: str) -> None:
        """Note that it was seen."""
        with taking_turns(self._engine).begin() as connection:
            connection.execute(update(sessions).where(sessions.c.hash == hashed).values(seen=now))

    def end(self, hashed: str) -> None:
        """Remove it; nothing where there is none."""
        with taking_turns(self._engine).begin() as connection:
            connection.execute(delete(sessions).where(sessions.c.hash == hashed))

    def end_of(self, person: str, sid: str) -> tuple[str, ...]:
        """Remove every session that is meant, and tell whose they were, each person once.

        Meant are those of the person and of the session there, where both are named; a session
        of the person's that does not know its own there is meant too.
        """
        meant = [sessions.c.person == person] if person else []
        if sid:
            meant.append(sessions.c.sid.in_([sid, ""] if person else [sid]))
        if not meant:
            return ()
        query = delete(sessions).where(*meant).returning(sessions.c.person)
        with taking_turns(self._engine).begin() as connection:
            return tuple(sorted(set(connection.execute(query).scalars())))

    def remove_over(self, now: str, idle_since: str) -> None:
        """Remove those that are over; none is written where none is."""
        over = _over(now, idle_since)
        with self._engine.connect() as connection:
            if connection.execute(select(sessions.c.hash).where(over)).first() is None:
                return
        with taking_turns(self._engine).begin() as connection:
            connection.execute(delete(sessions).where(over))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def _over(now: str, idle_since: str) -> ColumnElement[bool]:
    return or_(sessions.c.ends <= now, sessions.c.seen <= idle_since)
