"""What the forms for attachments on a lesson's page send."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from assistant.api.lesson_attachments import LARGEST_REQUEST, AttachmentId, attached, detached
from assistant.api.lesson_bodies import LessonId
from assistant.api.page_setting import Visit

PATH = "/lardomar/{lesson_id}/bilagor"


def lesson_attachment_pages() -> APIRouter:
    """The routes that add and remove; both lead back to the lesson."""
    routes = APIRouter(prefix=PATH, include_in_schema=False)

    @routes.post("", max_body_size=LARGEST_REQUEST)
    async def attach(visit: Visit, lesson_id: LessonId, request: Request) -> Response:
        await attached(visit.service, lesson_id, request)
        return RedirectResponse(f"/lardomar/{lesson_id}", status_code=303)

    @routes.post("/{attachment_id}/ta-bort")
    def detach(visit: Visit, lesson_id: LessonId, attachment_id: AttachmentId) -> Response:
        def done() -> str:
            detached(visit.service, lesson_id, attachment_id)
            return f"/lardomar/{lesson_id}"

        return visit.after(done)

    return routes
