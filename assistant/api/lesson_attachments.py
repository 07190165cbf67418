"""`/api/v1/lessons/{lesson_id}/attachments`: files that go with lessons, given as files alone."""

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi import Path as InPath
from starlette.concurrency import run_in_threadpool

from assistant.api import examples
from assistant.api.entry import Here
from assistant.api.lesson_bodies import LessonId
from assistant.api.receiving import FILE, LARGEST_FORM
from assistant.api.small_files import receive_small
from assistant.auditing import Action
from assistant.lessons.attachment_rules import LARGEST_ATTACHMENT
from assistant.lessons.stepping import key_of, unchecked
from assistant.service import Service
from ingest.record.lesson_types import Attachment

PATH = "/api/v1/lessons/{lesson_id}/attachments"
LARGEST_REQUEST = LARGEST_ATTACHMENT + LARGEST_FORM
_ID = "0cc175b9c0f1b6a831c399e269772661"
AttachmentId = Annotated[
    str,
    InPath(description="The attachment's id.", pattern="^[0-9a-f]{32}$", examples=[_ID]),
]
ATTACHMENT: dict[str, Any] = {
    "attachment_id": _ID,
    "url": f"/api/v1/lessons/5d41402abc4b2a76b9719d911017c592/attachments/{_ID}",
    "name": "protokoll.pdf",
    "media_type": "application/pdf",
    "size": 48213,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "added": "2026-11-28T12:00:00Z",
    "key": f"bilaga:{_ID}",
}
ATTACHMENTS: dict[str, Any] = {
    "attachments": [ATTACHMENT],
    "notice": "1 bilaga granskas inte automatiskt",
}
_BODY = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": [FILE],
                "properties": {
                    FILE: {
                        "type": "string",
                        "contentMediaType": "application/octet-stream",
                        "description": "The file, with its name.",
                    }
                },
            }
        }
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentShown:
    """A file that goes with a lesson; `size` is in bytes, `sha256` of its content, in hex.

    `media_type` is told by the content, and `key` is by which whoever publishes confirms it.
    """

    attachment_id: str
    url: str
    name: str
    media_type: str
    size: int
    sha256: str
    added: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentList:
    """The attachments of a lesson by name; `notice` says that nothing looks into them (Swedish)."""

    attachments: tuple[AttachmentShown, ...]
    notice: str


def lesson_attachment_routes() -> APIRouter:
    """The routes for what goes with lessons."""
    routes = APIRouter(prefix=PATH, tags=["Lärdomar"])

    @routes.get("", responses=examples.responses(ATTACHMENTS, 404, 422, 503))
    def attachments(service: Here, lesson_id: LessonId) -> AttachmentList:
        """List the attachments of a lesson that the caller may see."""
        return _listed(service, lesson_id)

    @routes.post(
        "",
        status_code=201,
        responses=examples.responses(ATTACHMENT, 403, 404, 409, 413, 422, 503, success=201),
        openapi_extra={"requestBody": _BODY},
        max_body_size=LARGEST_REQUEST,
    )
    async def attach(service: Here, lesson_id: LessonId, request: Request) -> AttachmentShown:
        """Add a file to a draft, or a lesson in review, of the caller's.

        Open only where `LARDOM_UPLOADS` is set. PDF, DOCX, XLSX, PNG, JPEG, TXT and MD, told by
        their content. The same file once more changes nothing.
        """
        return attachment_shown(await attached(service, lesson_id, request))

    _add_one(routes)
    return routes


def _add_one(routes: APIRouter) -> None:
    @routes.get(
        "/{attachment_id}",
        response_class=Response,
        responses=examples.responses(
            examples.FILE, 404, 422, 503, media_type="application/octet-stream"
        ),
    )
    def attachment(service: Here, lesson_id: LessonId, attachment_id: AttachmentId) -> Response:
        """Give an attachment as a file to be saved, never to be shown in place."""
        found, content = service.attachments.read(service.caller, lesson_id, attachment_id)
        headers = {
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name, safe='')}",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        }
        return Response(content, media_type=found.media_type, headers=headers)

    @routes.delete(
        "/{attachment_id}",
        responses=examples.responses(ATTACHMENTS, 403, 404, 409, 422, 503),
    )
    def detach(service: Here, lesson_id: LessonId, attachment_id: AttachmentId) -> AttachmentList:
        """Remove an attachment of a draft, or a lesson in review, of the caller's, for good.

        Gives those that are left.
        """
        detached(service, lesson_id, attachment_id)
        return _listed(service, lesson_id)


def _listed(service: Service, lesson_id: str) -> AttachmentList:
    found = service.attachments.of(service.caller, lesson_id)
    return AttachmentList(
        attachments=tuple(map(attachment_shown, found)), notice=unchecked(len(found))
    )


async def attached(service: Service, lesson_id: str, request: Request) -> Attachment:
    """Add the file of a form, and note it in the audit log; raises as `Attachments.attach`."""
    await run_in_threadpool(service.attachments.refuse, service.caller, lesson_id)
    service.uploader.refuse_if_closed()
    limit = min(LARGEST_ATTACHMENT, service.uploader.limits.size)
    file = await receive_small(request, limit)
    added = await run_in_threadpool(
        service.attachments.attach, service.caller, lesson_id, file.name, file.content
    )
    thing = f"lesson:{lesson_id}:attach:{added.id}"
    await run_in_threadpool(service.auditor.note, service.caller, Action.LESSON, thing)
    return added


def detached(service: Service, lesson_id: str, attachment_id: str) -> None:
    """Remove an attachment, and note it in the audit log; raises as `Attachments.detach`."""
    service.attachments.detach(service.caller, lesson_id, attachment_id)
    thing = f"lesson:{lesson_id}:detach:{attachment_id}"
    service.auditor.note(service.caller, Action.LESSON, thing)


def attachment_shown(one: Attachment) -> AttachmentShown:
    """An attachment as it is told."""
    return AttachmentShown(
        attachment_id=one.id,
        url=f"/api/v1/lessons/{one.lesson}/attachments/{one.id}",
        name=one.name,
        media_type=one.media_type,
        size=one.size,
        sha256=one.sha256,
        added=one.moment,
        key=key_of(one),
    )
