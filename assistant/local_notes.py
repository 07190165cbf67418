"""Notes in the audit log what was done by a command: by whoever is at the keyboard."""

from contextlib import closing
from dataclasses import replace

from assistant.auditing import Action, AuditLog, Outcome, head_of
from assistant.library_wiring import local_person
from assistant.people.types import Caller
from assistant.settings import Settings
from assistant.signing import signature


def at_keyboard(settings: Settings) -> Caller:
    """The person at this machine, by the name that the system knows."""
    return replace(local_person(settings), name=signature())


def note_of_local(
    settings: Settings, action: Action, thing: str, outcome: Outcome = Outcome.DONE
) -> None:
    """Note that the person at the keyboard did something."""
    log = AuditLog(settings.data, head_of(settings.data, settings.audit_head))
    with closing(log):
        log.note(at_keyboard(settings), action, thing, outcome)
