"""The pages of lessons learned, set by the server: forms that need no script."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant.api.ask import LARGEST_BODY
from assistant.api.lesson_bodies import (
    CommentBody,
    LessonForm,
    LessonId,
    LessonsAsked,
    NewAsked,
    StepBody,
    form_of,
)
from assistant.api.lesson_json import (
    change_shown,
    comment_shown,
    lesson_shown,
    marks_to_confirm,
    works_on,
)
from assistant.api.lesson_work import step_noted, worked_on
from assistant.api.page_queries import read_query
from assistant.api.page_setting import PageVisit, Visit
from assistant.api.receiving import LARGEST_FORM
from assistant.api.small_files import receive_small
from assistant.lessons.importing import take_in
from assistant.lessons.stepping import key_of
from assistant.lessons.word_form import LARGEST_WORD
from assistant.lessons.workflow import is_author, may_attach
from assistant.people.types import Role
from assistant.showing.frames import Frame
from assistant.showing.languages import Messages
from assistant.showing.lesson_pages import (
    FIELDS,
    STATES,
    SURENESSES,
    access_written,
    attachment_line,
    facts_said,
    field_said,
    lesson_line,
    options,
    parts_said,
)
from assistant.showing.rendering import page
from ingest.record.lesson_types import Attachment, Change, Lesson, LessonState
from ingest.types import INTERNAL

PATH = "/lardomar"
FORM_PAGE = f"{PATH}/fil"
LARGEST_FORM_PAGE = LARGEST_WORD + LARGEST_FORM


def lesson_pages() -> APIRouter:
    """The pages: lessons, one lesson, a form for it, and what the forms send."""
    routes = APIRouter(prefix=PATH, include_in_schema=False, default_response_class=HTMLResponse)

    @routes.get("")
    def lessons(visit: Visit) -> HTMLResponse:
        return visit.page(
            lambda frame: _list(frame, visit, read_query(visit.request, LessonsAsked))
        )

    @routes.get("/ny")
    def new(visit: Visit) -> HTMLResponse:
        def made(frame: Frame) -> str:
            access = access_written(frame.messages, (INTERNAL,))
            title = read_query(visit.request, NewAsked).rubrik.strip()
            return _form(frame, LessonForm.model_validate({"title": title, "access": access}))

        return visit.page(made)

    @routes.post("/ny", max_body_size=LARGEST_BODY)
    def write(visit: Visit, form: Annotated[LessonForm, Form()]) -> Response:
        def written() -> str:
            lesson = visit.service.lessons.write(visit.service.caller, form.as_text())
            return f"{PATH}/{lesson.id}"

        return visit.saved(written, lambda frame, wrong: _form(frame, form, problem=wrong))

    @routes.post("/forslag", max_body_size=LARGEST_BODY)
    def propose(visit: Visit) -> Response:
        def proposed() -> str:
            visit.service.proposer.propose(visit.service.caller)
            return f"{PATH}?state={LessonState.DRAFT.value}"

        return visit.after(proposed)

    _add_file(routes)
    _add_one(routes)
    _add_work(routes)
    return routes


def _add_file(routes: APIRouter) -> None:
    @routes.post(FORM_PAGE.removeprefix(PATH), max_body_size=LARGEST_FORM_PAGE)
    async def take_file(visit: Visit, request: Request) -> Response:
        file = await receive_small(request, LARGEST_WORD)

        def taken() -> str:
            lessons, caller = visit.service.lessons, visit.service.caller
            return f"{PATH}/{take_in(lessons, caller, file.content).lesson.id}"

        return await run_in_threadpool(visit.after, taken)


def _add_one(routes: APIRouter) -> None:
    @routes.get("/{lesson_id}")
    def lesson(visit: Visit, lesson_id: LessonId) -> HTMLResponse:
        return visit.page(lambda frame: _one(frame, visit, lesson_id))

    @routes.get("/{lesson_id}/andra")
    def change(visit: Visit, lesson_id: LessonId) -> HTMLResponse:
        def made(frame: Frame) -> str:
            found = worked_on(visit.service, lesson_id)
            written = form_of(found.text, access_written(frame.messages, found.text.access))
            said = written.model_copy(update={"revision": found.revision})
            return _form(frame, said, lesson_id)

        return visit.page(made)

    @routes.post("/{lesson_id}/andra", max_body_size=LARGEST_BODY)
    def edit(visit: Visit, lesson_id: LessonId, form: Annotated[LessonForm, Form()]) -> Response:
        def edited() -> str:
            text = form.as_text()
            lessons, caller = visit.service.lessons, visit.service.caller
            return f"{PATH}/{lessons.edit(caller, lesson_id, text, form.revision).id}"

        return visit.saved(edited, lambda frame, wrong: _form(frame, form, lesson_id, wrong))


def _add_work(routes: APIRouter) -> None:
    @routes.post("/{lesson_id}/steg", max_body_size=LARGEST_BODY)
    def step(visit: Visit, lesson_id: LessonId, form: Annotated[StepBody, Form()]) -> Response:
        def stepped() -> str:
            step_noted(visit.service, lesson_id, form.as_wanted())
            return f"{PATH}/{lesson_id}"

        return visit.after(stepped)

    @routes.post("/{lesson_id}/kommentar", max_body_size=LARGEST_BODY)
    def comment(
        visit: Visit, lesson_id: LessonId, form: Annotated[CommentBody, Form()]
    ) -> Response:
        def commented() -> str:
            found = worked_on(visit.service, lesson_id)
            visit.service.lessons.comment(visit.service.caller, found, form.text)
            return f"{PATH}/{lesson_id}"

        return visit.after(commented)


def _list(frame: Frame, visit: PageVisit, asked: LessonsAsked) -> str:
    lessons, caller = visit.service.lessons, visit.service.caller
    seen, today = lessons.listed(caller), lessons.today()
    return page(
        frame,
        "lessons",
        here=PATH,
        asked=asked,
        shown=[lesson_line(frame.messages, one) for one in seen if asked.fits(one, today)],
        states=options(frame.messages, STATES),
        themes=sorted({one.text.theme for one in seen if one.text.theme}),
        may_write=Role.EDITOR in caller.roles,
    )


def _form(frame: Frame, said: LessonForm, lesson_id: str = "", problem: object = None) -> str:
    key = "lessons.edit_heading" if lesson_id else "lessons.new_heading"
    return page(
        frame,
        "lesson_form",
        here=PATH,
        heading=frame.messages.say(key),
        action=f"{PATH}/{lesson_id}/andra" if lesson_id else f"{PATH}/ny",
        said=said,
        sure=options(frame.messages, SURENESSES),
        problem=problem,
    )


def _one(frame: Frame, visit: PageVisit, lesson_id: str) -> str:
    service, messages = visit.service, frame.messages
    lesson = service.lessons.find(service.caller, lesson_id)
    works, shown = works_on(service, lesson), lesson_shown(service, lesson)
    is_draft = lesson.state is LessonState.DRAFT
    changes = service.lessons.changes(service.caller, lesson) if works else ()
    comments = service.lessons.comments(service.caller, lesson) if works else ()
    attached = service.lessons.attached(lesson)
    return page(
        frame,
        "lesson",
        here=PATH,
        one=shown,
        said=facts_said(messages, lesson, shown.author),
        parts=parts_said(messages, lesson.text, [one.text for one in shown.marks]),
        works=works,
        may_edit=is_draft and is_author(lesson, service.caller),
        seen_by=access_written(messages, lesson.text.access),
        marks=marks_to_confirm(shown.marks),
        attached=[attachment_line(messages, one, key_of(one)) for one in attached],
        may_attach=may_attach(lesson, service.caller),
        takes_files=service.uploader.is_open,
        others=_others(visit, lesson),
        comments=map(comment_shown, comments),
        changes=_changes_said(frame.messages, changes, attached),
    )


def _changes_said(
    messages: Messages, changes: Sequence[Change], attached: Sequence[Attachment]
) -> list[dict[str, str]]:
    """The rows of the table of changes."""
    names = {key_of(one): one.name for one in attached}
    return [
        {
            "moment": one.moment[:16].replace("T", " "),
            "who": one.who,
            "field": messages.say(FIELDS[one.field]),
            "before": field_said(messages, one.field, one.before, names),
            "after": field_said(messages, one.field, one.after, names),
        }
        for one in map(change_shown, changes)
    ]


def _others(visit: PageVisit, lesson: Lesson) -> list[tuple[str, str]]:
    """The lessons that may supersede one, by id and title."""
    seen = visit.service.lessons.listed(visit.service.caller)
    published = (one for one in seen if one.state is LessonState.PUBLISHED)
    return [(one.id, one.text.title) for one in published if one.id != lesson.id]
