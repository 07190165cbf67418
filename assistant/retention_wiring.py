"""Builds what looks after how long records are kept, from the settings."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from assistant.auditing import AuditLog, Auditor, head_of
from assistant.library_wiring import build_library
from assistant.retaining import Kept, Retention
from assistant.settings import Settings


def build_retention(settings: Settings, auditor: Auditor) -> Retention:
    """What carries out the rules that are set."""
    kept = Kept(
        data=settings.data,
        rules=settings.retention,
        head=head_of(settings.data, settings.audit_head),
        owned=(settings.uploads,) if settings.uploads else (),
    )
    return Retention(kept, lambda: build_library(settings), auditor)


@contextmanager
def opened_retention(settings: Settings) -> Iterator[Retention]:
    """The same for a command, with an audit log of its own."""
    with closing(AuditLog.of(settings.data, settings.audit_head)) as log:
        yield build_retention(settings, log)
