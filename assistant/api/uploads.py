"""`POST /api/v1/documents`: a file is sent, taken in, and can be searched when it is answered."""

import asyncio
from collections.abc import Iterable
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from assistant.api import examples
from assistant.api.document_json import ListedDocument, listed
from assistant.api.entry import Here
from assistant.api.receiving import FILE, LARGEST_FORM, Received, receive
from assistant.auditing import Action
from assistant.service import Service
from assistant.uploading.incoming import Incoming, too_large
from assistant.uploading.rules import (
    ACCESS,
    EXPECTED,
    FOLDER,
    REPLACE,
    SEVERAL,
    TEXTS,
    checked_upload,
)
from assistant.uploading.taking_in import SLOW
from assistant.uploading.types import Outcome
from ingest.record.types import DocumentRow

PATH = "/api/v1/documents"
_TAKEN_IN = "Filen är inläst och går att söka i."
_NOT_FOR_YOU = "Filen är inläst, men är inte för dig: du hör inte till dem som får se den."
UPLOADED: dict[str, Any] = {
    "source": "exempel.pdf",
    "message": _TAKEN_IN,
    "document_id": examples.LISTED["document_id"],
    "title": examples.LISTED["title"],
    "generation": 5,
    "documents": [{**examples.LISTED, "source": "exempel.pdf"}],
    "notices": [],
    "failed": [],
}
WAITING: dict[str, Any] = {
    "source": "exempel.pdf",
    "message": SLOW,
    "document_id": None,
    "title": None,
    "generation": None,
    "documents": [],
    "notices": [],
    "failed": [],
}
_SAID = {
    "title": "Its title.",
    "publisher": "Who published it.",
    "year": "From 1900 to 2100.",
    "date": "YYYY-MM-DD, YYYY-MM or YYYY.",
    "kind": "report, project, lesson, decision, regulation or other.",
    "publication_number": "Its number in a series.",
    "diarienummer": "Its diarienummer.",
    "url": "Where it was published.",
    "language": "The language's code, such as sv.",
    "project": "A project that it is about; may be repeated.",
    "system": "An IT system that it is about; may be repeated.",
    FOLDER: "A folder below that of uploads; without it, that folder itself.",
    EXPECTED: "Who is to see it, by `/api/v1/uploads/visibility`; may be repeated. Else 409.",
    ACCESS: "A group that may see it, or `everyone`; may be repeated. Without it, everyone may.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedMember:
    """A file of an archive that could not be read, and why (Swedish)."""

    source: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedDocument:
    """What became of a file; `message` says it in Swedish.

    `document_id`, `title` and `generation` are null while it waits (202), and the first two
    where an archive held several documents, or the asker may not see it.
    """

    source: str
    message: str
    document_id: str | None
    title: str | None
    generation: int | None
    documents: tuple[ListedDocument, ...]
    notices: tuple[str, ...]
    failed: tuple[FailedMember, ...]


def upload_routes() -> APIRouter:
    """The route that takes files in."""
    routes = APIRouter(prefix=PATH, tags=["Dokument"])
    described = examples.responses(UPLOADED, 403, 404, 409, 413, 422, 503, success=201)
    waiting = {
        "description": "The file is kept, and is taken in later.",
        "content": {"application/json": {"example": WAITING}},
    }

    @routes.post(
        "",
        status_code=201,
        responses={**described, 202: waiting},
        openapi_extra={"requestBody": _body()},
    )
    async def upload(service: Here, request: Request, response: Response) -> UploadedDocument:
        """Take a file in; answers when it can be searched.

        Open only where `LARDOM_UPLOADS` is set. What is said of the file is kept beside it, the
        rule of access from the first moment. A file that cannot be read is not kept (422), and
        one of a name that is taken replaces the other only with `replace=true` (409). While
        somebody else writes to the library for long, or reading takes long, the status is 202:
        the file is kept, and is taken in later.
        """
        outcome = await outcome_of(service, request)
        if outcome.waits_for:
            response.status_code = 202
        return await run_in_threadpool(noted, service, outcome)

    return routes


async def outcome_of(service: Service, request: Request) -> Outcome:
    """Take the file of a form in; what became of it, or that it waits. Raises as `receive`, too."""
    uploader = service.uploader
    uploader.refuse_if_closed()
    _refuse_large(request, uploader.limits.size)
    with closing(await run_in_threadpool(uploader.receive)) as incoming:
        received = await receive(request, incoming, uploader.limits.size)
        source, told = await run_in_threadpool(_begun, service, incoming, received)
    try:
        waited = asyncio.shield(asyncio.wrap_future(told))
        return await asyncio.wait_for(waited, uploader.limits.seconds)
    except TimeoutError:
        return Outcome(source=source, waits_for=SLOW)


def _begun(service: Service, incoming: Incoming, received: Received) -> tuple[str, Future[Outcome]]:
    upload = checked_upload(received.name, received.said)
    incoming.finish()
    return upload.source, service.uploader.take_in(incoming, upload, service.asker.may_see)


def _refuse_large(request: Request, limit: int) -> None:
    """Refuse at once what tells that it is too large; what tells nothing is cut off as it comes."""
    told = request.headers.get("content-length", "")
    if told.isdigit() and int(told) > limit + LARGEST_FORM:
        raise too_large(limit)


def noted(service: Service, outcome: Outcome) -> UploadedDocument:
    """Note every document that it became, those too that are not for who sent it."""
    lying = () if outcome.waits_for else _lying(service, outcome.source)
    for thing in [f"document:{row.id}" for row in lying] or ["upload"]:
        service.auditor.note(service.caller, Action.MATERIAL, thing)
    return _shown(service, outcome, lying)


def _shown(service: Service, outcome: Outcome, lying: Iterable[DocumentRow]) -> UploadedDocument:
    documents = tuple(listed(row) for row in lying if service.asker.may_see(row.access))
    only = documents[0] if len(documents) == 1 else None
    return UploadedDocument(
        source=outcome.source,
        message=outcome.waits_for or (_TAKEN_IN if documents else _NOT_FOR_YOU),
        document_id=only.document_id if only else None,
        title=only.title if only else None,
        generation=None if outcome.waits_for else service.library.current().generation,
        documents=documents,
        notices=tuple(one.text for one in outcome.notices),
        failed=tuple(
            FailedMember(source=one.source, reason=one.reason, remedy=one.remedy)
            for one in outcome.failed
        ),
    )


def _lying(service: Service, source: str) -> tuple[DocumentRow, ...]:
    """The documents of an uploaded file, whoever may see them; those of an archive by title."""
    record, folder = service.library.current().record, str(service.uploader.folder)
    rows = record.documents()

    def lies_there(row: DocumentRow) -> bool:
        return row.folder == folder and f"{row.source}/".startswith(f"{source}/")

    found = [row for row in rows if lies_there(row)]
    if not found:  # the same content lay elsewhere before: this is one of its further places
        found = [row for row in rows if source in record.places(row.id)[1:]]
    return tuple(found)


def _body() -> dict[str, Any]:
    """How the form is described: it is not read by the framework."""
    text = {"type": "string"}
    several = {"type": "array", "items": text}
    many = {*SEVERAL, ACCESS, EXPECTED}
    fields: dict[str, Any] = {
        FILE: {
            "type": "string",
            "contentMediaType": "application/octet-stream",
            "description": "The file, with its name; a ZIP archive is read file by file.",
        },
        REPLACE: {
            "type": "boolean",
            "default": False,
            "description": "Whether a file of that name may be replaced.",
        },
    }
    for name in (*TEXTS, *SEVERAL, ACCESS, FOLDER, EXPECTED):
        fields[name] = {**(several if name in many else text), "description": _SAID[name]}
    schema = {"type": "object", "required": [FILE], "properties": fields}
    return {"required": True, "content": {"multipart/form-data": {"schema": schema}}}
