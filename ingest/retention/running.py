"""Carries out the rules: what is due is removed, but what is held; told class by class."""

from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ingest.erasing import erase_document
from ingest.errors import HeldError
from ingest.lock import writing
from ingest.record.audit import open_audit
from ingest.record.audit_chain import Event
from ingest.record.expiring import REMOVED_HERE, opened_expiring
from ingest.record.holds import KeptClass
from ingest.record.moments import written
from ingest.record.register.record import open_register_to_write
from ingest.register.asking import copy_anew
from ingest.register.importing import forget_files
from ingest.retention.types import ClassReport, Rule, RunReport
from ingest.work import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a run works on: a library, the head of its audit log, and folders that are ours.

    `event` is what a cut of the audit log is noted as, but its action and object.
    """

    library: Callable[[], Library]
    data: Path
    head: Path
    owned: tuple[Path, ...]
    event: Event


def run_rules(
    bounds: Bounds, rules: Sequence[Rule], now: datetime, *, is_dry: bool = False
) -> RunReport:
    """Remove what is due by the rules, and sessions that have ended; in a dry run only tell.

    Raises:
        LockedError: another process writes to the data folder.
        DataFolderError: the record cannot be used.
        IngestError: withdrawn documents could not be taken out of the index.
    """
    run = _Run(bounds, now.astimezone(UTC), is_dry=is_dry)
    classes = tuple(map(run.carry_out, rules))
    return RunReport(
        moment=run.moment,
        is_dry=is_dry,
        classes=classes,
        is_wiped=is_dry or run.wiped(),
        left=tuple(run.left),
    )


class _Run:
    """One run of the rules."""

    def __init__(self, bounds: Bounds, now: datetime, *, is_dry: bool) -> None:
        self._bounds = bounds
        self._now = now
        self._is_dry = is_dry
        self.moment = written(now)
        self.left: list[str] = []

    def carry_out(self, rule: Rule) -> ClassReport:
        """Do what one rule says."""
        if rule.days is None:
            return ClassReport(rule=rule, before=None, due=0, held=0, removed=0)
        before = written(self._now - timedelta(days=rule.days))
        with opened_expiring(self._bounds.data) as record:
            if rule.kept is KeptClass.WITHDRAWN_DOCUMENTS and not self._is_dry:
                record.notice_withdrawn(self.moment)
            due = record.due(rule.kept, before)
        removed = 0 if self._is_dry else self._removed(rule.kept, before)
        return ClassReport(rule=rule, before=before, due=due.due, held=due.held, removed=removed)

    def wiped(self) -> bool:
        """Have nothing left of what was removed, also by others before; True where that is so.

        Sessions that have ended go too: people who signed out have left their names in the log.
        """
        with opened_expiring(self._bounds.data) as record:
            record.remove_ended_sessions(self.moment)
            return record.wipe()

    def _removed(self, kept: KeptClass, before: str) -> int:
        if kept in REMOVED_HERE:
            with opened_expiring(self._bounds.data) as record:
                return record.remove(kept, before)
        others = {
            KeptClass.AUDIT: self._cut,
            KeptClass.REGISTER_VERSIONS: self._forget_books,
            KeptClass.WITHDRAWN_DOCUMENTS: self._erase_documents,
        }
        return others[kept](before) if kept in others else 0

    def _cut(self, before: str) -> int:
        with opened_expiring(self._bounds.data) as record:
            held = record.first_held_entry()
        with closing(open_audit(self._bounds.data, self._bounds.head)) as log:
            return log.cut(min(before, held or before), self._bounds.event)

    def _forget_books(self, before: str) -> int:
        data = self._bounds.data
        with writing(data), closing(open_register_to_write(data)) as record:
            forgotten = record.forget_superseded(before)
            forget_files(data, forgotten.hashes)
            if forgotten.books:
                copy_anew(data, record)
        return forgotten.books

    def _erase_documents(self, before: str) -> int:
        with opened_expiring(self._bounds.data) as record:
            due = record.withdrawn(before)
        removed = 0
        for document in due:
            with suppress(HeldError):  # what is made of it is held
                erased = erase_document(self._bounds.library(), document, self._bounds.owned)
                self.left += erased.left
                removed += 1
        return removed
