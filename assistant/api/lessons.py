"""`/api/v1/lessons`: lessons learned are read, written, and told of in a feed."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from assistant.api import examples
from assistant.api.answers import WORD
from assistant.api.ask import LARGEST_BODY
from assistant.api.entry import Here
from assistant.api.lesson_bodies import LessonBody, LessonChanged, LessonId, LessonsAsked
from assistant.api.lesson_json import (
    LESSON,
    LessonList,
    LessonShown,
    LessonTaken,
    lesson_shown,
    lessons_listed,
)
from assistant.lessons.importing import take_in
from assistant.lessons.markdown import TEMPLATE
from assistant.lessons.telling import as_atom, published
from assistant.lessons.word_form import LARGEST_WORD
from assistant.lessons.writing import LONGEST_LINE

PATH = "/api/v1/lessons"
WORD_FORM = f"{PATH}/drafts/docx"
ATOM = "application/atom+xml"
MARKDOWN = "text/markdown"
TAKEN: dict[str, Any] = {
    "lesson": LESSON,
    "notices": [
        "Tabeller under ”Vad hände” är inte med (1 st). Skriv det viktiga ur dem som text."
    ],
}
FEED = """<?xml version='1.0' encoding='utf-8'?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="sv">
  <id>https://lardom.exempel.se/api/v1/lessons/feed.atom</id>
  <title>Lärdomar</title>
</feed>
"""
Theme = Annotated[str, Query(max_length=LONGEST_LINE, description="Only of this theme.")]


def lesson_routes() -> APIRouter:
    """The routes that tell of lessons, and take new ones in."""
    routes = APIRouter(prefix=PATH, tags=["Lärdomar"])

    @routes.get("", responses=examples.responses({"lessons": [LESSON]}, 422, 503))
    def lessons(service: Here, asked: Annotated[LessonsAsked, Query()]) -> LessonList:
        """List the lessons that the caller may see, those changed last first.

        Readers see what is published; editors their own, reviewers all that is to be reviewed.
        """
        today = service.lessons.today()
        found = service.lessons.listed(service.caller)
        return lessons_listed(service, (one for one in found if asked.fits(one, today)))

    @routes.post(
        "",
        status_code=201,
        responses=examples.responses(LESSON, 400, 413, 422, 503, success=201),
        max_body_size=LARGEST_BODY,
    )
    def write(service: Here, body: LessonBody) -> LessonShown:
        """Write a lesson: a draft, which nobody else sees until it is submitted."""
        return lesson_shown(service, service.lessons.write(service.caller, body.as_text()))

    _add_files(routes)
    _add_one(routes)
    return routes


def _add_one(routes: APIRouter) -> None:
    @routes.get("/{lesson_id}", responses=examples.responses(LESSON, 404, 422, 503))
    def lesson(service: Here, lesson_id: LessonId) -> LessonShown:
        """Give one lesson."""
        return lesson_shown(service, service.lessons.find(service.caller, lesson_id))

    @routes.put(
        "/{lesson_id}/text",
        responses=examples.responses(LESSON, 400, 404, 409, 413, 422, 503),
        max_body_size=LARGEST_BODY,
    )
    def edit(service: Here, lesson_id: LessonId, body: LessonChanged) -> LessonShown:
        """Change a draft, whole; 409 where it is no draft, or has changed since that revision."""
        changed = service.lessons.edit(service.caller, lesson_id, body.as_text(), body.revision)
        return lesson_shown(service, changed)


def _add_files(routes: APIRouter) -> None:
    @routes.get(
        "/template.md",
        response_class=Response,
        responses=examples.responses(TEMPLATE, media_type=MARKDOWN),
    )
    def template() -> Response:
        """Give the form to fill in, as Markdown."""
        name = {"Content-Disposition": 'attachment; filename="lardom.md"'}
        return Response(TEMPLATE, media_type=MARKDOWN, headers=name)

    @routes.post(
        "/drafts/file",
        status_code=201,
        responses=examples.responses(LESSON, 400, 413, 422, 503, success=201),
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {MARKDOWN: {"schema": {"type": "string"}, "example": TEMPLATE}},
            }
        },
        max_body_size=LARGEST_BODY,
    )
    async def take_file(service: Here, request: Request) -> LessonShown:
        """Write a lesson by a filled form (the body is Markdown in UTF-8): a draft."""
        content = await request.body()
        return (await run_in_threadpool(_taken_in, service, content)).lesson

    _add_word(routes)

    @routes.get(
        "/feed.atom",
        response_class=Response,
        responses=examples.responses(FEED, 422, 503, media_type=ATOM),
    )
    def feed(service: Here, request: Request, theme: Theme = "") -> Response:
        """Give the published lessons that the caller may see as an Atom feed, newest first."""
        found = published(service.lessons.listed(service.caller), theme)
        site = service.links.service or str(request.base_url).rstrip("/")
        asked = f"?{request.url.query}" if request.url.query else ""
        text = as_atom(found, f"{site}{request.url.path}{asked}", site)
        return Response(text, media_type=ATOM, headers={"Cache-Control": "private, no-cache"})


def _add_word(routes: APIRouter) -> None:
    @routes.get(
        "/template.docx",
        response_class=Response,
        responses=examples.responses(examples.FILE, media_type=WORD),
    )
    def word() -> Response:
        """Give the form to fill in, as a Word document."""
        from assistant.lessons.word_template import word_template  # noqa: PLC0415  (seldom needed)

        name = {"Content-Disposition": 'attachment; filename="lardom.docx"'}
        return Response(word_template(), media_type=WORD, headers=name)

    @routes.post(
        WORD_FORM.removeprefix(PATH),
        status_code=201,
        responses=examples.responses(TAKEN, 400, 413, 422, 503, success=201),
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {WORD: {"schema": {"type": "string", "contentMediaType": WORD}}},
            }
        },
        max_body_size=LARGEST_WORD,
    )
    async def take_word(service: Here, request: Request) -> LessonTaken:
        """Write a lesson by a filled Word form (the body is the file): a draft.

        `notices` tell (Swedish) what of the file is not with it, such as tables; they stand as a
        comment on the draft too. The file is opened by a process with limits.
        """
        content = await request.body()
        return await run_in_threadpool(_taken_in, service, content)


def _taken_in(service: Here, content: bytes) -> LessonTaken:
    taken = take_in(service.lessons, service.caller, content)
    return LessonTaken(lesson=lesson_shown(service, taken.lesson), notices=taken.notices)
