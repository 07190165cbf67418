"""Notes in the audit log who did what: sign-ins, refusals, changes, erasures. Never what was asked.

An object is an id, a name of a part, or a route with its places unfilled; whoever notes sees to
it that nothing of a question's or a document's content is in it.
"""

import logging
import threading
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from assistant.people.types import Caller
from ingest.errors import IngestError
from ingest.record.audit import AuditRecord, open_audit
from ingest.record.audit_chain import CUT, Event
from ingest.record.audit_head import NAME
from ingest.record.moments import now

_LOG = logging.getLogger("lardom")


class Action(StrEnum):
    """What may be noted."""

    SIGN_IN = "sign-in"
    SIGN_OUT = "sign-out"
    REFUSAL = "refusal"
    ACCESS = "access"
    METADATA = "metadata"
    MATERIAL = "material"
    LESSON = "lesson"
    CURATED = "curated"
    TASK = "task"
    MARK = "mark"
    KEY = "key"
    SETTING = "setting"
    SWITCH = "switch"
    RETENTION = "retention"
    HOLD = "hold"
    ERASURE = "erasure"
    EXPORT = "export"
    AUDIT_CUT = CUT


class Outcome(StrEnum):
    """How it went."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


class Auditor(Protocol):
    """Whom everything that is to be noted is told."""

    def note(
        self, caller: Caller, action: Action, thing: str, outcome: Outcome = Outcome.DONE
    ) -> None:
        """Note that somebody did something to a thing. Never stops what it tells of."""
        ...


def head_of(data: Path, wanted: Path | None) -> Path:
    """Where the head of the log lies: where it is set to, else in the data folder."""
    return wanted or data / NAME


def event_of(caller: Caller, action: Action, thing: str, outcome: Outcome = Outcome.DONE) -> Event:
    """The event, now."""
    return Event(
        moment=now(),
        caller=caller.id or caller.name,
        way=caller.way.value,
        action=action.value,
        object=thing,
        outcome=outcome.value,
    )


class AuditLog:
    """The log of one data folder. One per process; usable by threads. Close it."""

    def __init__(self, data: Path, head: Path) -> None:
        self._data = data
        self._head = head
        self._lock = threading.Lock()
        self._record: AuditRecord | None = None

    @classmethod
    def of(cls, data: Path, wanted: Path | None) -> "AuditLog":
        """The log of a data folder, with its head where it is set to, else in the folder."""
        return cls(data, head_of(data, wanted))

    def note(
        self, caller: Caller, action: Action, thing: str, outcome: Outcome = Outcome.DONE
    ) -> None:
        """Note it. What cannot be stored is told in the server's log, whole, and at once."""
        event = event_of(caller, action, thing, outcome)
        try:
            if not self.opened().append(event):
                _LOG.error("Granskningsloggen stämmer inte med sitt huvud: `lardom audit verify`.")
        except IngestError as error:
            _LOG.error("Granskningsloggen kunde inte skrivas (%s): %s", error, event)

    def opened(self) -> AuditRecord:
        """The log, open until this one is closed; raises as `ingest.record.audit.open_audit`."""
        with self._lock:
            if self._record is None:
                self._record = open_audit(self._data, self._head)
            return self._record

    def close(self) -> None:
        """Let go of the record."""
        with self._lock:
            if self._record:
                self._record.close()
            self._record = None
