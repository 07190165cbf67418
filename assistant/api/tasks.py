"""`/api/v1/tasks`: what the library lacks, as tasks made of topics without an answer."""

from typing import Annotated

from fastapi import APIRouter, Query

from assistant.api import examples
from assistant.api.ask import LARGEST_BODY
from assistant.api.entry import Here
from assistant.api.task_bodies import TaskBody, TaskId, TasksAsked, TaskStep
from assistant.api.task_json import TASK, TaskList, TaskShown, tasks_shown
from assistant.auditing import Action
from assistant.service import Service
from assistant.tasks.keeping import Wish
from assistant.tasks.workflow import Step
from ingest.record.task_types import Task


def task_routes() -> APIRouter:
    """The routes for editors."""
    routes = APIRouter(prefix="/api/v1/tasks", tags=["Uppgifter"])

    @routes.get("", responses=examples.responses({"tasks": [TASK]}, 422, 503))
    def tasks(service: Here, asked: Annotated[TasksAsked, Query()]) -> TaskList:
        """List the tasks, those open first.

        The questions of the open ones are asked again of each new library, as a reader without
        groups; one is `closed_by_library` where each of its questions is answered.
        """
        found = service.tasks.listed(service.caller, asked.state)
        return TaskList(tasks=tasks_shown(service, found))

    @routes.post(
        "",
        status_code=201,
        responses=examples.responses(TASK, 400, 404, 409, 413, 422, 503, success=201),
        max_body_size=LARGEST_BODY,
    )
    def make(service: Here, body: TaskBody) -> TaskShown:
        """Make a task of a topic that `/obesvarade` shows; 409 where there is one of that kind.

        Where people sign in only of topics that rest on nothing hidden from a reader without
        groups. Its questions are those that the library does not answer, at most five.
        """
        return _one(service, made_noted(service, body.as_wish()))

    @routes.post(
        "/{task_id}/steps",
        responses=examples.responses(TASK, 400, 404, 409, 413, 422, 503),
        max_body_size=LARGEST_BODY,
    )
    def step(service: Here, task_id: TaskId, body: TaskStep) -> TaskShown:
        """Take a step with a task: take, leave, done, drop or reopen.

        One that the library had closed is not asked again once it is reopened.
        """
        return _one(service, step_noted(service, task_id, body.step, body.note))

    return routes


def made_noted(service: Service, wish: Wish) -> Task:
    """Make a task, and note it in the audit log."""
    return _noted(service, service.tasks.make(service.caller, wish), "make")


def step_noted(service: Service, task_id: str, step: Step, note: str) -> Task:
    """Take a step with a task, and note it in the audit log."""
    return _noted(service, service.tasks.step(service.caller, task_id, step, note), step.value)


def _noted(service: Service, task: Task, done: str) -> Task:
    service.auditor.note(service.caller, Action.TASK, f"task:{task.id}:{done}")
    return task


def _one(service: Service, task: Task) -> TaskShown:
    (shown,) = tasks_shown(service, (task,))
    return shown
