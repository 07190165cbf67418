"""Keeps the keys of other systems, by their hashes; one that is revoked stays, and says when.

Short transactions beside a sync, as in `answers`. Times are UTC, as 2026-01-31T12:00:00Z.
"""

import json
from dataclasses import asdict, dataclass

from sqlalchemy import Engine, RowMapping, insert, select, update

from ingest.record.people_tables import service_keys
from ingest.record.turns import taking_turns


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptKey:
    """A key, without itself; `revoked` is when, None where it was not."""

    id: str
    hash: str
    name: str
    roles: tuple[str, ...]
    groups: tuple[str, ...]
    per_minute: int
    made: str
    ends: str
    revoked: str | None = None


class KeyRecord:
    """Keys in a record that is open beside its writer; usable by threads.

    Every method raises `DataFolderError` when the turn does not come or the file fails.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, kept: KeptKey) -> None:
        """Store a key."""
        lists = {name: json.dumps(getattr(kept, name)) for name in ("roles", "groups")}
        with taking_turns(self._engine).begin() as connection:
            connection.execute(insert(service_keys).values({**asdict(kept), **lists}))

    def find(self, hashed: str, now: str) -> KeptKey | None:
        """The key of this hash that holds now, or None."""
        query = select(service_keys).where(
            service_keys.c.hash == hashed,
            service_keys.c.ends > now,
            service_keys.c.revoked.is_(None),
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else _kept(row)

    def all(self) -> list[KeptKey]:
        """Every key there is or was, the newest first."""
        query = select(service_keys).order_by(service_keys.c.made.desc(), service_keys.c.id)
        with self._engine.connect() as connection:
            return [_kept(row) for row in connection.execute(query).mappings()]

    def revoke(self, key: str, now: str) -> bool:
        """Let it hold no more; False where there is none of this id. Revoking twice is once."""
        ours = service_keys.c.id == key
        with taking_turns(self._engine).begin() as connection:
            holding = ours & service_keys.c.revoked.is_(None)
            connection.execute(update(service_keys).where(holding).values(revoked=now))
            return connection.execute(select(service_keys.c.id).where(ours)).first() is not None

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def _kept(row: RowMapping) -> KeptKey:
    lists = {name: tuple(json.loads(row[name])) for name in ("roles", "groups")}
    return KeptKey(**{**row, **lists})
