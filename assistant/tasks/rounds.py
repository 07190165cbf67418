"""Has the tasks' questions asked again of each new library."""

import logging

from assistant.auditing import Action, Auditor
from assistant.errors import AssistantError
from assistant.people.types import Caller
from assistant.tasks.keeping import Tasks
from ingest.errors import IngestError
from ingest.record.task_types import Task

_LOG = logging.getLogger("lardom")
EVERY = 60.0
"""Seconds between two looks, each of which asks at most `keeping.MOST_ASKED` questions."""


def asked_again(tasks: Tasks, auditor: Auditor, caller: Caller) -> tuple[Task, ...]:
    """One round; what the library closed is noted in the audit log.

    Raises as `Tasks.ask_again`.
    """
    closed = tasks.ask_again()
    for task in closed:
        auditor.note(caller, Action.TASK, f"task:{task.id}:{task.state.value}")
    return closed


class Rounds:
    """Rounds over the tasks of one service, on behalf of a caller."""

    def __init__(
        self, tasks: Tasks, auditor: Auditor, caller: Caller, every: float = EVERY
    ) -> None:
        self._tasks = tasks
        self._auditor = auditor
        self._caller = caller
        self._every = every

    def go_round(self) -> float:
        """Go one round, and tell in how many seconds to go the next."""
        try:
            asked_again(self._tasks, self._auditor, self._caller)
        except (AssistantError, IngestError, OSError) as error:
            _LOG.warning("Uppgifternas frågor kunde inte ställas på nytt: %s", error)
        return self._every
