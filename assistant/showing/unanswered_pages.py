"""The page of what the library could not answer, by topic. Who asked is not told."""

from collections.abc import Mapping, Sequence

from assistant.people.types import Role
from assistant.service import Service
from assistant.showing.frames import Frame
from assistant.showing.rendering import page
from assistant.showing.task_pages import KINDS
from assistant.tasks.keeping import open_among
from assistant.unanswered.discretion import FEWEST_ASKERS
from ingest.record.task_types import Task, TaskState

PATH = "/obesvarade"


def unanswered_page(frame: Frame, service: Service, *, with_partly: bool) -> str:
    """The topics of the kept questions without an answer, those answered in part too if wanted.

    Where people sign in those of everybody, but only topics that several have asked about.
    """
    is_own, topics, asker = service.caller.id is None, service.topics, service.asker
    makes_tasks = Role.EDITOR in service.caller.roles
    makeable = service.tasks.topics(service.caller) if makes_tasks else {}
    own = topics.own(asker, with_partly=with_partly) if is_own else ()
    return page(
        frame,
        "unanswered",
        here=PATH,
        topics=own if is_own else topics.told(asker, with_partly=with_partly),
        is_own=is_own,
        is_empty=service.library.is_empty,
        keeps_any=service.answers.keeps_any,
        with_partly=with_partly,
        fewest=FEWEST_ASKERS,
        kinds=KINDS,
        makes_tasks=makes_tasks,
        makeable=makeable,
        open_tasks=_open_tasks(service, makeable) if makes_tasks else {},
    )


def _open_tasks(
    service: Service, makeable: Mapping[str, Sequence[str]]
) -> dict[str, tuple[Task, ...]]:
    """The open tasks of each topic that has some."""
    tasks = service.tasks.listed(service.caller, TaskState.OPEN)
    standing = {name: open_among(tasks, questions) for name, questions in makeable.items()}
    return {name: some for name, some in standing.items() if some}
