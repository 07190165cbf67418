"""`GET /api/v1/search/documents`: documents by their words, counted by what is known of them."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from assistant.api import examples
from assistant.api.entry import Here
from assistant.browsing.types import DocumentsWanted, Sort
from assistant.showing.found_documents import DocumentsShown, documents_shown
from assistant.understanding.question import LONGEST_QUESTION
from ingest.types import Kind

_LONGEST_NAME = 200
FOUND: dict[str, Any] = {
    "generation": 4,
    "total": 2,
    "words": ["it-kostnader", "2016"],
    "held": 2,
    "sort": "relevance",
    "offset": 0,
    "documents": [
        {
            "document_id": "3f2a9c1e5b7d8046",
            "title": "Exempelrapport om it-kostnader",
            "publisher": "Exempelverket",
            "year": 2024,
            "date": "2024-05-02",
            "kind": "report",
            "publication_number": None,
            "source": "rapporter/exempel.pdf",
            "url": "/dokument/3f2a9c1e5b7d8046",
            "superseded_by": None,
            "passages": [
                {
                    "pieces": [
                        {"text": "It-kostnaderna", "is_sought": True},
                        {"text": " var 12 miljoner kronor under året.", "is_sought": False},
                    ],
                    "page": 3,
                    "page_label": "3",
                    "heading": "Resultat › Kostnader",
                    "start": 1200,
                    "end": 1249,
                    "url": "/dokument/3f2a9c1e5b7d8046?start=1200&end=1249",
                }
            ],
        }
    ],
    "facets": {
        "publishers": [{"value": "Exempelverket", "count": 2}],
        "years": [{"value": "2024", "count": 1}, {"value": "2023", "count": 1}],
        "kinds": [{"value": "report", "count": 2}],
        "agencies": [{"value": "Exempelverket", "count": 2}],
    },
}


class DocumentsAsked(BaseModel):
    """Which documents to find, in which order."""

    q: str = Field(
        "", max_length=2 * LONGEST_QUESTION, description="Words of their texts; none: all of them."
    )
    publisher: str | None = Field(
        None, max_length=_LONGEST_NAME, description="Who published them: any name of an agency."
    )
    year: int | None = Field(None, ge=1, le=9999, description="Their year.")
    kind: Kind | None = Field(None, description="What sort of document.")
    agency: str | None = Field(
        None, max_length=_LONGEST_NAME, description="Who published them, or is named in the title."
    )
    sort: Sort | None = Field(
        None, description="Their order; none: by relevance where there are words, else the newest."
    )
    offset: int = Field(0, ge=0, le=10_000_000, description="How many are passed over.")
    limit: int = Field(10, ge=1, le=100, description="How many at most.")

    def as_wanted(self) -> DocumentsWanted:
        """The same for the library."""
        return DocumentsWanted(words=self.q, **self.model_dump(exclude={"q"}))


def search_routes() -> APIRouter:
    """The route that finds documents."""
    routes = APIRouter(prefix="/api/v1/search", tags=["Frågor"])

    @routes.get("/documents", responses=examples.responses(FOUND, 422, 503))
    def documents(service: Here, wanted: Annotated[DocumentsAsked, Query()]) -> DocumentsShown:
        """Find documents that hold some words, and count them by publisher, year and the like.

        A document matches that holds as many of the words as any does: all of them, where there
        is such a one. The counts of a facet are those of all that match and that the other
        facets leave: what is found when the value is chosen. Nothing that the asker may not see
        is counted anywhere.
        """
        return documents_shown(service.documents.search(wanted.as_wanted(), service.asker))

    return routes
