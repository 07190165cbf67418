"""Sessions of those who have signed in: begun, found again by their ids, ended.

The id is 256 random bits, made here at each sign-in and never taken from outside, so none can be
foisted on anybody. Only its hash is kept.
"""

import logging
import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from assistant.people.hashing import hashed
from assistant.people.persons import Person
from ingest.errors import IngestError
from ingest.record.making import OpenedOnce
from ingest.record.moments import Now, moment, utc_now
from ingest.record.sessions import KeptSession, SessionRecord

_LOG = logging.getLogger("lardom")
_BYTES = 32
_SEEN_SECONDS = 60
"""A session is noted as seen at most so often; reading would wait for a turn to write else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """How long a session lasts: without a request, and at all."""

    idle_minutes: int
    hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """The session at the other service that one here came of: its name there, and what it said.

    Empty where it said nothing.
    """

    sid: str = ""
    id_token: str = ""


class Sessions:
    """The sessions of a data folder. One per process; usable by threads. Close it.

    Every method raises `DataFolderError` when the record cannot be read or written.
    """

    def __init__(self, data: Path, lasting: Lasting, now: Now = utc_now) -> None:
        self._lasting = lasting
        self._now = now
        self._record = OpenedOnce(data, SessionRecord)

    def begin(self, person: Person, former: str | None, elsewhere: Elsewhere = Elsewhere()) -> str:
        """The id of a new session; the one the same browser had before is ended."""
        session, now = secrets.token_urlsafe(_BYTES), moment(self._now)
        kept = KeptSession(
            hash=hashed(session),
            person=person.id,
            name=person.name,
            groups=tuple(sorted(person.groups)),
            started=now,
            seen=now,
            ends=moment(self._now, hours=self._lasting.hours),
            sid=elsewhere.sid,
            id_token=elsewhere.id_token,
        )
        self._record.made().begin(kept, self._idle_since())
        self.end(former)
        return session

    def person_of(self, session: str) -> Person | None:
        """Whose session goes on under this id; None where none does."""
        record, now, kept = self._record.there(), moment(self._now), self._kept(session)
        if record is None or kept is None:
            return None
        if kept.seen < moment(self._now, seconds=-_SEEN_SECONDS):
            _touch(record, kept.hash, now)
        return Person(id=kept.person, name=kept.name, groups=frozenset(kept.groups))

    def end(self, session: str | None) -> None:
        """End a session; nothing where none goes on under this id."""
        record = self._record.there()
        if session and record:
            record.end(hashed(session))

    def elsewhere_of(self, session: str) -> Elsewhere:
        """The session at the other service that the one of this id came of; empty where none."""
        kept = self._kept(session)
        return Elsewhere(sid=kept.sid, id_token=kept.id_token) if kept else Elsewhere()

    def end_of(self, person: str, sid: str) -> tuple[str, ...]:
        """End the sessions of a person, or of a session at the other service, or of both.

        Empty is not named. Gives the ids of the persons whose sessions ended, each once.
        """
        record = self._record.there()
        return record.end_of(person, sid) if record else ()

    def sweep(self) -> None:
        """Remove the sessions that are over; one that cannot be removed now is another time."""
        try:
            if (record := self._record.there()) is not None:
                record.remove_over(moment(self._now), self._idle_since())
        except IngestError as error:
            _LOG.warning("Avslutade inloggningar kunde inte tas bort: %s", error)

    @property
    def longest(self) -> timedelta:
        """How long a session lasts at most."""
        return timedelta(hours=self._lasting.hours)

    def close(self) -> None:
        """Let go of the record."""
        self._record.close()

    def _kept(self, session: str) -> KeptSession | None:
        """The session that goes on under this id."""
        record = self._record.there()
        if record is None:
            return None
        return record.find(hashed(session), moment(self._now), self._idle_since())

    def _idle_since(self) -> str:
        return moment(self._now, minutes=-self._lasting.idle_minutes)


def _touch(record: SessionRecord, hashed_id: str, now: str) -> None:
    try:
        record.touch(hashed_id, now)
    except IngestError as error:  # a request must not fail because a sync is writing
        _LOG.warning("Inloggningen kunde inte noteras som använd: %s", error)
