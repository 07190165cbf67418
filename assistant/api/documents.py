"""The documents of the library: their list, their text, and pictures of their pages."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi import Path as InPath
from pydantic import BaseModel, Field

from assistant.api import examples
from assistant.api.document_json import DocumentInFull, DocumentList, in_full, listed
from assistant.api.entry import Here
from assistant.errors import NotFoundError
from assistant.library import OpenLibrary
from assistant.service import Service
from ingest.quoting import PageQuote, quote_on
from ingest.record.types import DocumentRow
from ingest.types import Span

WEBP = "image/webp"
DocumentId = Annotated[str, InPath(pattern="^[0-9a-f]{16}$", description="The document's id.")]


class PictureWanted(BaseModel):
    """What is marked in a page's picture, and how wide it is."""

    start: int | None = Field(None, ge=0, description="Where the quote begins.")
    end: int | None = Field(None, ge=0, description="Where the quote ends.")
    width: int = Field(1000, ge=100, le=2400, description="In pixels.")


def document_routes() -> APIRouter:
    """The routes that show documents."""
    routes = APIRouter(prefix="/api/v1/documents", tags=["Dokument"])

    @routes.get("", responses=examples.responses(examples.DOCUMENTS, 503))
    def documents(service: Here) -> DocumentList:
        """List every document that the asker may see, by title."""
        library = service.library.current()
        rows = (r for r in library.record.documents() if service.asker.may_see(r.access))
        return DocumentList(generation=library.generation, documents=tuple(map(listed, rows)))

    @routes.get("/{document_id}", responses=examples.responses(examples.DOCUMENT, 404, 422, 503))
    def document(service: Here, document_id: DocumentId) -> DocumentInFull:
        """Give one document with its pages, headings and text (offsets in code points)."""
        library = service.library.current()
        row = find_document(service, library, document_id)
        return in_full(row, library.record, service.asker)

    @routes.get(
        "/{document_id}/pages/{number}/picture",
        response_class=Response,
        responses=examples.responses(examples.PICTURE, 404, 409, 422, 503, media_type=WEBP),
    )
    def picture(
        service: Here,
        document_id: DocumentId,
        number: Annotated[int, InPath(description="The page's number in the file, from 1.")],
        wanted: Annotated[PictureWanted, Query()],
    ) -> Response:
        """Draw a page of a PDF with a quote marked."""
        library = service.library.current()
        row = find_document(service, library, document_id)
        quote = _quote(library, row, number, (wanted.start, wanted.end))
        place = service.originals.page(row, number)
        drawn = service.pages.picture(place.path, place.number, quote, wanted.width)
        return Response(drawn, media_type=WEBP, headers={"Cache-Control": "private"})

    return routes


def find_document(service: Service, library: OpenLibrary, document_id: str) -> DocumentRow:
    """The document; one that the asker may not see is as one that is not there."""
    row = library.record.document(document_id)
    if row is None or not service.asker.may_see(row.access):
        raise NotFoundError(
            f"Dokumentet {document_id} finns inte i biblioteket.",
            "Det kan ha tagits bort; sök efter det på nytt.",
        )
    return row


def _quote(
    library: OpenLibrary, row: DocumentRow, number: int, asked: tuple[int | None, int | None]
) -> PageQuote | None:
    """The part of the asked span that stands on the page; None when there is none."""
    known = library.record.text(row.version_id)
    page = next((page for page in known.pages if page.number == number), None)
    if page is None:
        raise NotFoundError(
            f"Dokumentet har ingen sida {number} att visa.", f"Det har {len(known.pages)} sidor."
        )
    start, end = asked
    if start is None or end is None:
        return None
    return quote_on(page, known.text, Span(start=start, end=end))
