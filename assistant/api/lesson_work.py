"""The work on lessons: steps, comments, what changed, and drafts proposed from documents."""

from typing import Any

from fastapi import APIRouter

from assistant.api import examples
from assistant.api.ask import LARGEST_BODY
from assistant.api.entry import Here
from assistant.api.lesson_bodies import CommentBody, LessonId, StepBody
from assistant.api.lesson_json import (
    LESSON,
    ChangeList,
    CommentList,
    LessonList,
    LessonStepped,
    change_shown,
    comment_shown,
    lesson_shown,
    lessons_listed,
    works_on,
)
from assistant.auditing import Action
from assistant.errors import NotFoundError
from assistant.lessons.keeping import Stepped
from assistant.lessons.stepping import StepWanted
from assistant.service import Service
from ingest.record.lesson_types import Lesson

CHANGES: dict[str, Any] = {
    "changes": [
        {
            "moment": "2026-11-29T12:00:00Z",
            "who": "Exempel Granskare",
            "field": "state",
            "before": "review",
            "after": "published",
        }
    ]
}
COMMENTS: dict[str, Any] = {
    "comments": [
        {"moment": "2026-11-28T12:00:00Z", "who": "Exempel Granskare", "text": "Säg mer om varför."}
    ]
}


def lesson_work_routes() -> APIRouter:
    """The routes for those who write and review lessons."""
    routes = APIRouter(prefix="/api/v1/lessons", tags=["Lärdomar"])

    @routes.post(
        "/{lesson_id}/steps",
        responses=examples.responses(
            {"lesson": LESSON, "in_answers": True}, 400, 404, 409, 413, 422, 503
        ),
        max_body_size=LARGEST_BODY,
    )
    def step(service: Here, lesson_id: LessonId, body: StepBody) -> LessonStepped:
        """Take a step with a lesson: submit, send_back, publish, reopen, supersede or withdraw.

        A lesson is published by another person than its author, where people sign in, and not
        until every mark of what may be personal data is confirmed or removed. The response comes
        when answers know of it; while somebody else writes to the library for long,
        `in_answers` is false, and it follows. What is no longer published is out of answers from
        the next request on.
        """
        stepped = step_noted(service, lesson_id, body.as_wanted())
        return LessonStepped(
            lesson=lesson_shown(service, stepped.lesson), in_answers=stepped.is_followed
        )

    @routes.get("/{lesson_id}/changes", responses=examples.responses(CHANGES, 404, 422, 503))
    def changes(service: Here, lesson_id: LessonId) -> ChangeList:
        """List what was changed in a lesson, by whom and when, the oldest first.

        Reviewers get what was changed, and said, while the lesson was for them.
        """
        found = service.lessons.changes(service.caller, worked_on(service, lesson_id))
        return ChangeList(changes=tuple(map(change_shown, found)))

    _add_comments(routes)

    @routes.post("/drafts/proposed", responses=examples.responses({"lessons": [LESSON]}, 503))
    def propose(service: Here) -> LessonList:
        """Propose drafts from what documents tell of experience; gives those that are new."""
        return lessons_listed(service, service.proposer.propose(service.caller))

    return routes


def _add_comments(routes: APIRouter) -> None:
    @routes.get("/{lesson_id}/comments", responses=examples.responses(COMMENTS, 404, 422, 503))
    def comments(service: Here, lesson_id: LessonId) -> CommentList:
        """List what was said of a lesson, the oldest first."""
        return _comments(service, worked_on(service, lesson_id))

    @routes.post(
        "/{lesson_id}/comments",
        status_code=201,
        responses=examples.responses(COMMENTS, 400, 404, 413, 422, 503, success=201),
        max_body_size=LARGEST_BODY,
    )
    def comment(service: Here, lesson_id: LessonId, body: CommentBody) -> CommentList:
        """Say something of a lesson to those who work on it."""
        lesson = worked_on(service, lesson_id)
        service.lessons.comment(service.caller, lesson, body.text)
        return _comments(service, lesson)


def _comments(service: Here, lesson: Lesson) -> CommentList:
    found = service.lessons.comments(service.caller, lesson)
    return CommentList(comments=tuple(map(comment_shown, found)))


def step_noted(service: Service, lesson_id: str, wanted: StepWanted) -> Stepped:
    """Take a step with a lesson, and note it in the audit log."""
    stepped = service.lessons.step(service.caller, lesson_id, wanted)
    service.auditor.note(service.caller, Action.LESSON, f"lesson:{lesson_id}:{wanted.step}")
    return stepped


def worked_on(service: Here, lesson_id: str) -> Lesson:
    """The lesson, where the caller works on it; the work on others' is not there for them."""
    lesson = service.lessons.find(service.caller, lesson_id)
    if not works_on(service, lesson):
        raise NotFoundError(
            f"Arbetet med lärdomen {lesson_id} finns inte för dig.",
            "Det är för den som har skrivit lärdomen och för granskare.",
        )
    return lesson
