"""What is known of a document: corrected, with its history, and as Dublin Core."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Header, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.api import examples
from assistant.api.ask import LARGEST_BODY
from assistant.api.document_json import ListedDocument, listed
from assistant.api.documents import DocumentId, find_document
from assistant.api.entry import Here
from assistant.auditing import Action
from assistant.service import Service
from ingest.dublin_core import Form, written_alone
from ingest.holdings import open_holdings
from ingest.record.corrections import Correction
from ingest.record.types import DocumentRow

_QUALITY = re.compile(r"[01](\.\d{0,3})?", re.ASCII)
XML = "application/xml"
JSON = "application/json"
Said = str | None
SaidSeveral = list[str] | None
CORRECTION: dict[str, Any] = {
    "field": "title",
    "value": "Exempelrapport om it-kostnader",
    "corrected": "2026-01-31T12:00:00Z",
    "who": None,
}
CORRECTIONS: dict[str, Any] = {
    "document_id": examples.LISTED["document_id"],
    "corrections": [CORRECTION],
}
CORRECTED: dict[str, Any] = {
    "generation": 5,
    "document": {
        **examples.LISTED,
        "origins": [{"field": "title", "witness": "correction", "confidence": 1.0}],
    },
    "corrections": [CORRECTION],
}
DUBLIN_CORE = """<?xml version="1.0" encoding="UTF-8"?>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
           xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:title>Exempelrapport om it-kostnader</dc:title>
  <dc:date>2024-05-02</dc:date>
  <dc:language>sv</dc:language>
  <dc:subject>Exempelprojektet</dc:subject>
</oai_dc:dc>
"""
DUBLIN_CORE_JSON = {
    "@context": {"dcterms": "http://purl.org/dc/terms/"},
    "dcterms:title": ["Exempelrapport om it-kostnader"],
    "dcterms:issued": ["2024-05-02"],
    "dcterms:language": ["sv"],
    "dcterms:subject": ["Exempelprojektet"],
}


class Corrections(BaseModel):
    """What a document is to be known as, field by field; what is left out stays.

    null takes a correction back, so that what the material says holds again. An empty text, or
    list, says that the document has no such thing, whatever the material says.
    """

    model_config = ConfigDict(extra="forbid")

    title: Said = Field(None, description="Its title.", examples=[CORRECTION["value"]])
    publisher: Said = Field(None, description="Who published it.", examples=["Exempelverket"])
    year: int | str | None = Field(None, description="From 1900 to 2100.", examples=[2024])
    date: Said = Field(None, description="YYYY-MM-DD, YYYY-MM or YYYY.", examples=["2024-05-02"])
    kind: Said = Field(
        None,
        description="report, project, lesson, decision, regulation or other.",
        examples=["report"],
    )
    publication_number: Said = Field(
        None, description="Its number in a series.", examples=["ESV 2024:12"]
    )
    diarienummer: Said = Field(None, description="Its diarienummer.", examples=["2024/0012"])
    url: Said = Field(
        None, description="Where it was published.", examples=["https://www.example.org/rapport"]
    )
    language: Said = Field(None, description="Its language's code, as ISO 639.", examples=["sv"])
    projects: SaidSeveral = Field(
        None, description="Names of projects that it is about.", examples=[["Exempelprojektet"]]
    )
    systems: SaidSeveral = Field(
        None, description="Names of IT systems that it is about.", examples=[["Exempelsystemet"]]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionShown:
    """What somebody said of one field: `value` as text, null where a correction is taken back.

    `corrected` is the time in UTC, `who` is null where nobody signs in.
    """

    field: str
    value: str | None
    corrected: str
    who: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionList:
    """Every correction of a document, the oldest first; the newest one of a field counts."""

    document_id: str
    corrections: tuple[CorrectionShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedDocument:
    """A document as it is known from `generation` on, and every correction of it."""

    generation: int
    document: ListedDocument
    corrections: tuple[CorrectionShown, ...]


def metadata_routes() -> APIRouter:
    """The routes about what is known of documents."""
    routes = APIRouter(prefix="/api/v1/documents/{document_id}", tags=["Dokument"])

    @routes.patch(
        "/metadata",
        responses=examples.responses(CORRECTED, 400, 403, 404, 409, 413, 422, 503),
        max_body_size=LARGEST_BODY,
    )
    def correct(service: Here, document_id: DocumentId, body: Corrections) -> CorrectedDocument:
        """Correct what is known of a document; answers when it is published.

        Open only where `LARDOM_EDITING` is set. While a sync or another correction is writing,
        nothing is changed and the status is 409, as it is of a published lesson.
        """
        service.editor.refuse_if_closed()
        find_document(service, service.library.current(), document_id)
        named = [name for name in Corrections.model_fields if name in body.model_fields_set]
        said = {name: getattr(body, name) for name in named}
        service.editor.correct(document_id, said, service.caller.id)
        service.auditor.note(service.caller, Action.METADATA, f"document:{document_id}")
        library = service.library.current()
        row = find_document(service, library, document_id)
        return CorrectedDocument(
            generation=library.generation,
            document=listed(row),
            corrections=_corrections(service, row),
        )

    @routes.get("/corrections", responses=examples.responses(CORRECTIONS, 404, 422, 503))
    def corrections(service: Here, document_id: DocumentId) -> CorrectionList:
        """List every correction of a document, the oldest first."""
        row = find_document(service, service.library.current(), document_id)
        return CorrectionList(document_id=document_id, corrections=_corrections(service, row))

    _add_dublin_core(routes)
    return routes


def _add_dublin_core(routes: APIRouter) -> None:
    described = examples.responses(DUBLIN_CORE, 404, 422, 503, media_type=XML)
    content = {**described[200]["content"], JSON: {"example": DUBLIN_CORE_JSON}}

    @routes.get(
        "/dublin-core",
        response_class=Response,
        responses={**described, 200: {"content": content}},
    )
    def dublin_core(
        service: Here,
        document_id: DocumentId,
        accept: Annotated[str, Header(description="application/xml or application/json.")] = XML,
    ) -> Response:
        """Give a document's metadata as Dublin Core: simple, as `oai_dc`, or as JSON-LD."""
        row = find_document(service, service.library.current(), document_id)
        wants_json = _prefers_json(accept)
        text = written_alone(row, Form.JSON if wants_json else Form.SIMPLE)
        headers = {"Vary": "Accept", "Cache-Control": "private"}
        return Response(text, media_type=JSON if wants_json else XML, headers=headers)


def _prefers_json(accept: str) -> bool:
    """True where JSON is asked for before XML; who names neither gets XML."""
    return _weight(accept, "json") > _weight(accept, "xml")


def _weight(accept: str, ending: str) -> float:
    """How much a header wants a media type with this ending; 0 where it does not name one."""
    found = [0.0]
    for part in accept.lower().split(","):
        name, *parameters = (one.strip() for one in part.split(";"))
        if name.endswith(ending):
            said = next((one[2:] for one in parameters if one.startswith("q=")), "1")
            found.append(float(said) if _QUALITY.fullmatch(said) else 0.0)
    return max(found)


def _corrections(service: Service, row: DocumentRow) -> tuple[CorrectionShown, ...]:
    with open_holdings(service.library.data, service.asker.may_see) as held:
        said = held.described(row).said
    return tuple(map(_shown, said))


def _shown(one: Correction) -> CorrectionShown:
    return CorrectionShown(field=one.field, value=one.value, corrected=one.corrected, who=one.who)
