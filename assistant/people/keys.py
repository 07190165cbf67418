"""Keys of other systems: made, shown once, found again by their hashes, revoked."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import NotFoundError
from assistant.people.hashing import hashed
from assistant.people.types import Caller, Role, Way
from assistant.types import Asker
from ingest.record.making import OpenedOnce
from ingest.record.moments import Now, moment, utc_now
from ingest.record.service_keys import KeptKey, KeyRecord

PREFIX = "lk_"
"""What every key begins with, so that people and scanners know one where it should not be."""
_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyWanted:
    """A key to be made: `days` it is to hold, `per_minute` so many requests at most.

    It sees what is open to everyone and what is for its groups, no more; what is for everyone who
    signs in only where the group `internal` is among them.
    """

    name: str
    roles: Collection[Role]
    groups: Collection[str]
    days: int
    per_minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeKey:
    """A key as it is handed out, this once, and what is kept of it."""

    secret: str
    kept: KeptKey


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyHolder:
    """Whoever shows a key that holds."""

    caller: Caller
    per_minute: int


class KeyRing:
    """The keys of a data folder. One per process; usable by threads. Close it.

    Every method raises `DataFolderError` when the record cannot be read or written.
    """

    def __init__(self, data: Path, now: Now = utc_now) -> None:
        self._now = now
        self._record = OpenedOnce(data, KeyRecord)

    def make(self, wanted: KeyWanted) -> MadeKey:
        """Make a key and keep its hash."""
        secret = PREFIX + secrets.token_urlsafe(_BYTES)
        kept = KeptKey(
            id=secrets.token_hex(8),
            hash=hashed(secret),
            name=wanted.name,
            roles=tuple(sorted(set(wanted.roles))),
            groups=tuple(sorted(set(wanted.groups))),
            per_minute=wanted.per_minute,
            made=moment(self._now),
            ends=moment(self._now, days=wanted.days),
        )
        self._record.made().keep(kept)
        return MadeKey(secret=secret, kept=kept)

    def holder(self, secret: str) -> KeyHolder | None:
        """Who shows this key; None where there is none such, it has expired or is revoked."""
        record = self._record.there()
        kept = record.find(hashed(secret), moment(self._now)) if record else None
        if kept is None:
            return None
        return KeyHolder(caller=_caller(kept), per_minute=kept.per_minute)

    def all(self) -> list[KeptKey]:
        """Every key there is or was, the newest first."""
        record = self._record.there()
        return record.all() if record else []

    def revoke(self, key: str) -> None:
        """Let a key hold no more, from the next request on.

        Raises:
            NotFoundError: there is none of this id.
        """
        record = self._record.there()
        if record is None or not record.revoke(key, moment(self._now)):
            raise NotFoundError(
                f"Nyckeln {key} finns inte.", "Se vilka som finns med `lardom keys list`."
            )

    def state_of(self, kept: KeptKey) -> str:
        """How it stands with a key, in Swedish."""
        if kept.revoked:
            return f"återkallad {kept.revoked}"
        return "gäller" if kept.ends > moment(self._now) else "har gått ut"

    def close(self) -> None:
        """Let go of the record."""
        self._record.close()


def _caller(kept: KeptKey) -> Caller:
    return Caller(
        way=Way.KEY,
        id=f"key:{kept.id}",
        name=kept.name,
        roles=frozenset(map(Role, kept.roles)),
        asker=Asker(groups=frozenset(kept.groups)),
    )
