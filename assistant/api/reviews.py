"""The lists that agencies answer in, as workbooks to download."""

from typing import Annotated

from fastapi import APIRouter, Response
from fastapi import Path as InPath

from assistant.api import examples
from assistant.api.agencies import AgencyId
from assistant.api.bounds import LARGEST_NUMBER
from assistant.api.entry import Here
from assistant.showing.reviews import list_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CollectionId = Annotated[int, InPath(ge=1, le=LARGEST_NUMBER, description="The collection's id.")]


def review_routes() -> APIRouter:
    """The routes of the quality assurance with the agencies."""
    routes = APIRouter(prefix="/api/v1/register", tags=["Register"])

    @routes.get(
        "/collections/{collection_id}/lists/{agency_id}.xlsx",
        response_class=Response,
        responses=examples.responses(examples.FILE, 404, 422, 503, media_type=XLSX),
    )
    def answer_list(service: Here, collection_id: CollectionId, agency_id: AgencyId) -> Response:
        """Give what an agency should look at in a collection, as a workbook to answer in."""
        made = list_of(service, collection_id, agency_id)
        headers = {
            "Cache-Control": "private, no-store",
            "Content-Disposition": f'attachment; filename="{made.name}"',
        }
        return Response(made.content, media_type=XLSX, headers=headers)

    return routes
