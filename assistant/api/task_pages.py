"""The page of tasks, set by the server: forms that need no script."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response

from assistant.api.ask import LARGEST_BODY
from assistant.api.page_queries import read_query
from assistant.api.page_setting import PageVisit, Visit
from assistant.api.task_bodies import TaskBody, TaskId, TasksAsked, TaskStep
from assistant.api.task_json import tasks_shown
from assistant.api.tasks import made_noted, step_noted
from assistant.showing.frames import Frame
from assistant.showing.rendering import page
from assistant.showing.task_pages import ANSWERED_BY, FILTERS, KINDS, STATES, STEPS, ways_on

PATH = "/uppgifter"


def task_pages() -> APIRouter:
    """The page, and what its forms and those of `/obesvarade` send."""
    routes = APIRouter(prefix=PATH, include_in_schema=False, default_response_class=HTMLResponse)

    @routes.get("")
    def tasks(visit: Visit) -> HTMLResponse:
        return visit.page(lambda frame: _list(frame, visit, read_query(visit.request, TasksAsked)))

    @routes.post("", max_body_size=LARGEST_BODY)
    def make(visit: Visit, form: Annotated[TaskBody, Form()]) -> Response:
        return visit.after(lambda: f"{PATH}#{made_noted(visit.service, form.as_wish()).id}")

    @routes.post("/{task_id}/steg", max_body_size=LARGEST_BODY)
    def step(visit: Visit, task_id: TaskId, form: Annotated[TaskStep, Form()]) -> Response:
        def stepped() -> str:
            return f"{PATH}#{step_noted(visit.service, task_id, form.step, form.note).id}"

        return visit.after(stepped)

    return routes


def _list(frame: Frame, visit: PageVisit, asked: TasksAsked) -> str:
    service = visit.service
    found = service.tasks.listed(service.caller, asked.state)
    return page(
        frame,
        "tasks",
        here=PATH,
        chosen=asked.state,
        states=STATES,
        filters=FILTERS,
        kinds=KINDS,
        buttons=STEPS,
        answered_by=ANSWERED_BY,
        shown=tasks_shown(service, found),
        ways={task.id: ways_on(task) for task in found},
    )
