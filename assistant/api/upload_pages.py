"""The page on which an editor sends files in, and is shown before who would see them.

`GET` with a folder and a choice shows who would; `POST` takes one file in, and only if that still
holds. Its script sends several, each to `POST /api/v1/documents`, with how far each has come.
"""

from enum import StrEnum
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from assistant.api.failures import Failure, failure_of
from assistant.api.page_queries import read_query
from assistant.api.page_setting import PageVisit, Visit
from assistant.api.upload_places import place_shown
from assistant.api.uploads import UploadedDocument, noted, outcome_of
from assistant.errors import AssistantError, UploadRefusedError
from assistant.showing.access_words import who_said
from assistant.showing.frames import Frame
from assistant.showing.rendering import page
from assistant.uploading.rules import checked_groups
from ingest.errors import IngestError
from ingest.types import INTERNAL

PATH = "/ladda-upp"


class For(StrEnum):
    """Whom what is sent is to be for."""

    FOLDER = "folder"
    INTERNAL = "internal"
    GROUPS = "groups"


class PlaceAsked(BaseModel):
    """The folder `mapp`, and for whom; `grupper` with commas between."""

    mapp: str = Field("", max_length=1000)
    vem: For | None = None
    grupper: str = Field("", max_length=2000)

    def narrowed(self) -> tuple[str, ...] | None:
        """For whom alone; None: for whom the folder is. Raises `UploadRefusedError`."""
        if self.vem is For.GROUPS and not self.grupper.strip(" ,"):
            raise UploadRefusedError(
                "Ingen grupp är angiven.",
                "Skriv vilka grupper som ska få se filen, eller välj något annat.",
            )
        if self.vem is For.GROUPS:
            return checked_groups(self.grupper.split(","))
        return (INTERNAL,) if self.vem is For.INTERNAL else None

    @property
    def query(self) -> str:
        """The same as an address has it."""
        return urlencode({"mapp": self.mapp, "vem": self.vem or "", "grupper": self.grupper})


def upload_pages() -> APIRouter:
    """The page, and what its form sends."""
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @routes.get(PATH)
    def show(visit: Visit) -> HTMLResponse:
        return visit.page(lambda frame: _page(frame, visit))

    @routes.post(PATH)
    async def send(visit: Visit) -> HTMLResponse:
        try:
            outcome = await outcome_of(visit.service, visit.request)
        except (AssistantError, IngestError) as error:
            failure = failure_of(error, PATH)
            return await run_in_threadpool(_refused, visit, failure)
        return await run_in_threadpool(
            lambda: _taken_in(visit, noted(visit.service, outcome), waits=bool(outcome.waits_for))
        )

    return routes


def _refused(visit: PageVisit, failure: Failure) -> HTMLResponse:
    shown = visit.page(lambda frame: _page(frame, visit, failure=failure))
    shown.status_code = failure.status
    return shown


def _taken_in(visit: PageVisit, uploaded: UploadedDocument, *, waits: bool) -> HTMLResponse:
    shown = visit.page(lambda frame: _page(frame, visit, uploaded))
    shown.status_code = 202 if waits else 201
    return shown


def _page(
    frame: Frame,
    visit: PageVisit,
    uploaded: UploadedDocument | None = None,
    failure: Failure | None = None,
) -> str:
    asked = read_query(visit.request, PlaceAsked)
    narrowed, is_refused = None, False
    try:
        narrowed = asked.narrowed()
        place = place_shown(visit.service, asked.mapp, narrowed)
    except UploadRefusedError as error:  # told where it can be mended: in the form as it was filled
        failure, is_refused = failure or failure_of(error, PATH), True
        place = place_shown(visit.service, asked.mapp, None)
    return page(
        frame,
        "upload",
        here=PATH,
        place=place,
        asked=asked,
        is_chosen=asked.vem is not None and not is_refused,
        narrows=narrowed is not None,
        who=who_said(frame.messages, place.access),
        uploaded=uploaded,
        problem=failure.body.error if failure else None,
    )
