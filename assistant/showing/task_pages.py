"""What the page of tasks shows: the words for kinds, states and steps, and where to go on."""

from urllib.parse import urlencode

from assistant.lessons.writing import LONGEST_TITLE
from ingest.record.task_types import AnswerKind, Task, TaskKind, TaskState

KINDS = {
    TaskKind.FIND_MATERIAL: "tasks.find_material",
    TaskKind.WRITE_LESSON: "tasks.write_lesson",
    TaskKind.CORRECT_METADATA: "tasks.correct_metadata",
}
STATES = {
    TaskState.OPEN: "tasks.open",
    TaskState.DONE: "tasks.done",
    TaskState.CLOSED_BY_LIBRARY: "tasks.closed_by_library",
    TaskState.DROPPED: "tasks.dropped",
}
FILTERS = {
    TaskState.OPEN: "tasks.all_open",
    TaskState.DONE: "tasks.all_done",
    TaskState.CLOSED_BY_LIBRARY: "tasks.all_closed_by_library",
    TaskState.DROPPED: "tasks.all_dropped",
}
"""What those of a state are called together."""
STEPS = {
    "take": "tasks.step_take",
    "leave": "tasks.step_leave",
    "done": "tasks.step_done",
    "drop": "tasks.step_drop",
    "reopen": "tasks.step_reopen",
}
ANSWERED_BY = {
    AnswerKind.DOCUMENTS: "tasks.by_documents",
    AnswerKind.REGISTER: "tasks.by_register",
    AnswerKind.LIST: "tasks.by_list",
    AnswerKind.CURATED: "tasks.by_curated",
}


def ways_on(task: Task) -> list[tuple[str, str]]:
    """The next steps that fit a task: each the key of its words, and its address."""
    label = task.label
    own = {
        TaskKind.FIND_MATERIAL: [
            ("tasks.way_upload", "/ladda-upp"),
            ("tasks.way_material", "/inlasningar"),
        ],
        TaskKind.WRITE_LESSON: [("tasks.way_lesson", _asked("/lardomar/ny", rubrik=label))],
        TaskKind.CORRECT_METADATA: [("tasks.way_documents", _asked("/sok", q=label))],
    }
    return [*own[task.kind], ("tasks.way_ask", _asked("/", q=label))]


def _asked(path: str, **said: str) -> str:
    return f"{path}?{urlencode({name: one[:LONGEST_TITLE] for name, one in said.items()})}"
