"""Looks after how long records are kept: rules, holds and runs, one a day while serving."""

import logging
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.auditing import Action, Auditor, Outcome, event_of
from assistant.errors import AssistantError, HoldError, LibraryBusyError, NotFoundError
from assistant.people.types import Caller
from assistant.repeating import DAILY, HOURLY
from ingest.errors import IngestError, LockedError, RetentionError
from ingest.lock import writing
from ingest.record.holds import Hold, HoldKind, HoldRecord, KeptClass
from ingest.record.moments import utc_now
from ingest.record.opening import open_for_reading, open_for_writing
from ingest.record.persons import PersonsRecords, records_of

if TYPE_CHECKING:
    from ingest.retention.types import Rule, RunReport
    from ingest.work import Library

_LOG = logging.getLogger("lardom")
_NOT_SET = (
    "Inga gallringsregler är inställda.",
    "Skriv en fil efter `lardom retention template` och peka ut den med LARDOM_RETENTION.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What records are kept in, and by which rules: None where none are set.

    `head` is the audit log's, `owned` are folders with originals that are ours, beside the data
    folder's own.
    """

    data: Path
    rules: Path | None
    head: Path
    owned: tuple[Path, ...] = ()


class Retention:
    """The rules, holds and runs of one data folder; usable by threads."""

    def __init__(self, kept: Kept, library: Callable[[], "Library"], auditor: Auditor) -> None:
        self._kept = kept
        self._library = library
        self._auditor = auditor

    @property
    def is_set(self) -> bool:
        """Whether there are rules."""
        return self._kept.rules is not None

    def rules(self) -> tuple["Rule", ...]:
        """The rules; none where none are set. Raises `RetentionError` where they are wrong."""
        from ingest.retention.policy import read_rules  # noqa: PLC0415  (it reads YAML)

        return () if self._kept.rules is None else read_rules(self._kept.rules)

    def run(self, caller: Caller, *, is_dry: bool) -> "RunReport":
        """Carry the rules out, or tell what they would do; a dry run is noted too.

        Raises:
            RetentionError: no rules are set, or they are wrong.
            LibraryBusyError: another process is writing.
            IngestError: something could not be removed; it is tried again by the next run.
        """
        from ingest.retention.running import Bounds, run_rules  # noqa: PLC0415  (who asks needs none)

        rules = self.rules()
        if not rules:
            raise RetentionError(*_NOT_SET)
        thing = "dry-run" if is_dry else "run"
        bounds = Bounds(
            library=self._library,
            data=self._kept.data,
            head=self._kept.head,
            owned=self._kept.owned,
            event=event_of(caller, Action.AUDIT_CUT, ""),
        )
        try:
            report = run_rules(bounds, rules, utc_now(), is_dry=is_dry)
        except LockedError as error:
            raise LibraryBusyError(
                "Biblioteket skrivs just nu av någon annan.",
                "Det som inte hann gallras gallras av nästa körning.",
            ) from error
        except IngestError:
            self._auditor.note(caller, Action.RETENTION, thing, Outcome.FAILED)
            raise
        removed = [f"{one.rule.kept.value}={one.removed}" for one in report.classes if one.removed]
        self._auditor.note(caller, Action.RETENTION, " ".join([thing, *removed]))
        return report

    def holds(self) -> list[Hold]:
        """Every hold, released ones too, the newest first."""
        engine = open_for_reading(self._kept.data)
        if engine is None:
            return []
        try:
            return HoldRecord(engine).all()
        finally:
            engine.dispose()

    def hold(self, caller: Caller, kind: HoldKind, subject: str, reason: str) -> Hold:
        """Place a hold. Raises `HoldError` where it says no reason, or of an unknown class."""
        subject, reason = subject.strip(), reason.strip()
        if not subject or not reason:
            raise HoldError(
                "Ett bevarande saknar föremål eller skäl.", "Ange vad det gäller och varför."
            )
        if kind is HoldKind.CLASS and subject not in set(KeptClass):
            raise HoldError(
                f"Klassen ”{subject}” finns inte.", f"Välj bland {', '.join(KeptClass)}."
            )
        with closing(_Holds(self._kept.data)) as held:
            placed = held.record.add(kind, subject, reason, caller.id or caller.name or None)
        self._auditor.note(caller, Action.HOLD, f"{placed.id}:{kind.value}")
        return placed

    def release(self, caller: Caller, number: int) -> None:
        """Let go of a hold; raises NotFoundError where none of that number holds."""
        with closing(_Holds(self._kept.data)) as held:
            is_gone = held.record.release(number, caller.id or caller.name or None)
        if not is_gone:
            raise NotFoundError(
                f"Bevarandet {number} finns inte, eller är redan släppt.",
                "Se vilka som gäller med `lardom retention hold list`.",
            )
        self._auditor.note(caller, Action.HOLD, f"{number}:released")

    def records_of(self, caller: Caller, person: str) -> PersonsRecords:
        """What is stored of a person; that it was told is noted."""
        with closing(_Holds(self._kept.data)) as held:
            told = records_of(held.engine, person)
        self._auditor.note(caller, Action.EXPORT, f"person:{person}")
        return told


class _Holds:
    """An open record, made where there is none."""

    def __init__(self, data: Path) -> None:
        engine = open_for_reading(data)
        if engine is None:
            with writing(data):
                engine = open_for_writing(data)
        self.engine = engine
        self.record = HoldRecord(engine)

    def close(self) -> None:
        self.engine.dispose()


class DailyRuns:
    """Carries the rules out once a day, on behalf of a caller; does nothing without rules."""

    def __init__(self, retention: Retention, caller: Caller) -> None:
        self._retention = retention
        self._caller = caller

    def run(self) -> float:
        """Carry them out, and tell in how many seconds to do it again."""
        if not self._retention.is_set:
            return DAILY
        try:
            self._retention.run(self._caller, is_dry=False)
        except (AssistantError, IngestError, OSError) as error:
            _LOG.warning("Gallringen gick inte att göra klart: %s", error)
            return HOURLY
        return DAILY
