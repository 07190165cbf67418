"""What becomes of a task when its questions have been asked again. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.tasks.asking import MOST_DOCUMENTS, Found
from ingest.record.task_types import Closing, Task, TaskState


def asked_anew(task: Task, found: Sequence[Found], state: str, moment: str) -> Task:
    """A task after its questions were asked of library `state`, `found` in their order.

    Closed where each of them is answered.
    """
    questions = tuple(
        replace(one, is_answered=led.closing is not None)
        for one, led in zip(task.questions, found, strict=True)
    )
    after = replace(task, questions=questions, asked=state, nearest=near(found))
    closings = [one.closing for one in found if one.closing]
    if len(closings) < len(found):
        return after
    return replace(
        after,
        state=TaskState.CLOSED_BY_LIBRARY,
        changed=moment,
        settled=moment,
        closing=_joined(closings),
    )


def near(found: Sequence[Found]) -> tuple[str, ...]:
    """The documents nearest to some questions, each once, those of the first question first."""
    every = dict.fromkeys(document for one in found for document in one.nearest)
    return tuple(every)[:MOST_DOCUMENTS]


def _joined(closings: Sequence[Closing]) -> Closing:
    cited = dict.fromkeys(document for one in closings for document in one.documents)
    return replace(closings[0], documents=tuple(cited)[:MOST_DOCUMENTS])
