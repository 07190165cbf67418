"""What may happen to a task, and who sees it. Pure."""

from enum import StrEnum

from assistant.errors import TaskStateError
from assistant.people.types import Caller, Role
from ingest.record.task_types import Task, TaskKind, TaskState

KINDS = {
    TaskKind.FIND_MATERIAL: "hitta material",
    TaskKind.WRITE_LESSON: "skriv en lärdom",
    TaskKind.CORRECT_METADATA: "rätta metadata",
}
STATES = {
    TaskState.OPEN: "öppen",
    TaskState.DONE: "klar",
    TaskState.CLOSED_BY_LIBRARY: "stängd av biblioteket",
    TaskState.DROPPED: "struken",
}


class Step(StrEnum):
    """What is done with a task."""

    TAKE = "take"
    LEAVE = "leave"
    DONE = "done"
    DROP = "drop"
    REOPEN = "reopen"


RULES = {
    (TaskState.OPEN, Step.TAKE): TaskState.OPEN,
    (TaskState.OPEN, Step.LEAVE): TaskState.OPEN,
    (TaskState.OPEN, Step.DONE): TaskState.DONE,
    (TaskState.OPEN, Step.DROP): TaskState.DROPPED,
    (TaskState.DONE, Step.REOPEN): TaskState.OPEN,
    (TaskState.CLOSED_BY_LIBRARY, Step.REOPEN): TaskState.OPEN,
    (TaskState.DROPPED, Step.REOPEN): TaskState.OPEN,
}
"""Where every step leads, by the state that it is taken from."""


def is_for(task: Task, caller: Caller) -> bool:
    """True for editors, of what several people asked; else for the one who never signs in."""
    return Role.EDITOR in caller.roles and (task.is_shared or caller.id is None)


def steps(task: Task, caller: Caller) -> tuple[Step, ...]:
    """The steps that the caller may take with a task that they see."""
    return tuple(
        step for state, step in RULES if state is task.state and _is_open_to(step, task, caller)
    )


def led_to(task: Task, step: Step, caller: Caller) -> TaskState:
    """Where a step leads; raises `TaskStateError` where it cannot be taken."""
    if step not in steps(task, caller):
        raise TaskStateError(
            f"Uppgiften är {STATES[task.state]}, så steget {step.value} går inte att ta.",
            "Läs om den och välj bland de steg som går.",
        )
    return RULES[task.state, step]


def _is_open_to(step: Step, task: Task, caller: Caller) -> bool:
    """Where nobody signs in nobody takes a task; one that somebody has anyone may give back."""
    match step:
        case Step.TAKE:
            return caller.id is not None and task.assignee.id != caller.id
        case Step.LEAVE:
            return task.assignee.id is not None
        case Step.DONE | Step.DROP | Step.REOPEN:
            return True
