"""Notes in the audit log what was done by a command: by whoever is at the keyboard."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

from assistant.auditing import Action, AuditLog, Outcome
from assistant.library_wiring import local_person
from assistant.people.types import Caller
from assistant.settings import Settings
from assistant.signing import signature
from ingest.errors import IngestError
from ingest.progress import Progress
from ingest.report import SyncReport

_Job = Callable[[Progress], SyncReport]


def at_keyboard(settings: Settings) -> Caller:
    """The person at this machine, by the name that the system knows."""
    return replace(local_person(settings), name=signature())


def note_of_local(
    settings: Settings, action: Action, thing: str, outcome: Outcome = Outcome.DONE
) -> None:
    """Note that the person at the keyboard did something."""
    with closing(AuditLog.of(settings.data, settings.audit_head)) as log:
        log.note(at_keyboard(settings), action, thing, outcome)


def noted(settings: Settings, command: str, job: _Job) -> _Job:
    """The job, which is noted when it has run, or has failed where there is a data folder."""

    def run(progress: Progress) -> SyncReport:
        try:
            report = job(progress)
        except IngestError:
            if settings.data.is_dir():  # a wrong folder must not make one
                note_of_local(settings, Action.MATERIAL, command, Outcome.FAILED)
            raise
        note_of_sync(settings, command, report)
        return report

    return run


def note_of_sync(settings: Settings, command: str, report: SyncReport) -> None:
    """Note how many files came and went, and none of their names."""
    note_of_local(settings, Action.MATERIAL, f"{command} {_counts(report)}")


def has_changed(report: SyncReport) -> bool:
    """True where a sync changed what the library has."""
    return any((report.stored, report.replaced, report.moved, report.copies, report.removed))


def _counts(report: SyncReport) -> str:
    counted = {
        "stored": report.stored,
        "replaced": report.replaced,
        "moved": report.moved,
        "copies": report.copies,
        "removed": report.removed,
        "failed": report.failed,
    }
    return " ".join(f"{name}={len(files)}" for name, files in counted.items())
