"""The description at `/openapi.json`: every route says what it does, gives and may refuse."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from assistant.answer import Answer, Choice, Citation, Listed, Listing, Nearest
from assistant.api import (
    audits,
    example_answers,
    example_register,
    example_replies,
    examples,
    metadata,
    offers,
    retentions,
    runs,
    searches,
    switching,
    uploads,
)
from assistant.api.answers import MARKDOWN, PDF, WORD, Received
from assistant.api.app import create_app
from assistant.api.document_json import DocumentInFull, ListedDocument
from assistant.api.drawn import PNG, SVG
from assistant.api.example_figures import FIGURES
from assistant.api.figure_files import CSV, XLSX
from assistant.api.lesson_json import LESSON, LessonShown
from assistant.api.lessons import ATOM
from assistant.api.metadata import XML, CorrectedDocument, CorrectionList, CorrectionShown
from assistant.evidence.replaying import Replay
from assistant.evidence.types import EvidenceCitation, EvidencePack, EvidenceSentence
from assistant.figures.answer import (
    CellCitation,
    FigureGiven,
    FiguresAnswer,
    FiguresResult,
    FiguresRow,
)
from assistant.filtering.offering import Offered
from assistant.filtering.types import Dropped, Filtering, Filters
from assistant.presenting import SameElsewhere, SearchHit, SearchResult
from assistant.showing.agencies import AgencyInFull, AgencyList
from assistant.showing.coverage import CoverageShown
from assistant.showing.found_documents import DocumentsShown
from assistant.showing.likenesses import SimilarList
from assistant.showing.profiles import ProjectProfile
from assistant.showing.project_lists import ProjectList
from assistant.switching import Switch
from assistant.uploading.rules import SEVERAL
from ingest.correctable import SORTS
from ingest.embedding import Embedder
from ingest.record.holds import Hold
from ingest.record.persons import PersonsRecords
from ingest.retention.types import ClassReport, Rule, RunReport
from tests.services import serving

FAILED = {"$ref": "#/components/schemas/Failed"}
SUCCESSES = ("200", "201")
KEPT = "202"
"""Neither a success yet nor a refusal."""
FILES = {
    "/picture": "image/webp",
    ".md": MARKDOWN,
    ".docx": WORD,
    ".pdf": PDF,
    "/dublin-core": XML,
    ".atom": ATOM,
    ".svg": SVG,
    ".png": PNG,
    ".csv": CSV,
    ".xlsx": XLSX,
    "get /api/v1/lessons/{lesson_id}/attachments/{attachment_id}": "application/octet-stream",
}
FURTHER = {
    "post /api/v1/ask": ["text/event-stream"],
    "get /api/v1/documents/{document_id}/dublin-core": ["application/json"],
}
"""The other media types of those routes that give more than one."""
EXPECTED = {
    "post /api/v1/visitors": {"201", "404", "500"},
    "post /api/v1/ask": {"200", "400", "404", "413", "422", "500", "503"},
    "get /api/v1/answers/{answer_id}.json": {"200", "404", "422", "500", "503"},
    "get /api/v1/answers/{answer_id}.md": {"200", "404", "422", "500", "503"},
    "get /api/v1/answers/{answer_id}.docx": {"200", "404", "422", "500", "503"},
    "get /api/v1/answers/{answer_id}.pdf": {"200", "404", "422", "500", "503"},
    "post /api/v1/answers/{answer_id}/replay": {"200", "404", "422", "500", "503"},
    "post /api/v1/answers/{answer_id}/feedback": {
        "201",
        "400",
        "404",
        "413",
        "422",
        "500",
        "503",
    },
    "get /api/v1/audit": {"200", "422", "500", "503"},
    "get /api/v1/me/records": {"200", "500", "503"},
    "get /api/v1/retention": {"200", "409", "500", "503"},
    "post /api/v1/retention/runs": {"200", "409", "422", "500", "503"},
    "post /api/v1/retention/holds": {"201", "400", "409", "413", "422", "500", "503"},
    "delete /api/v1/retention/holds/{hold_id}": {"200", "404", "422", "500", "503"},
    "get /api/v1/switches": {"200", "500"},
    "put /api/v1/switches/{part}": {"200", "400", "413", "422", "500"},
    "get /api/v1/agencies": {"200", "500", "503"},
    "get /api/v1/agencies/{agency_id}": {"200", "404", "422", "500", "503"},
    "get /api/v1/coverage": {"200", "500", "503"},
    "get /api/v1/projects": {"200", "422", "500", "503"},
    "get /api/v1/projects/similar": {"200", "422", "500", "503"},
    "get /api/v1/projects/{project_id}": {"200", "404", "422", "500", "503"},
    "get /api/v1/projects/{project_id}/plans.svg": {"200", "404", "422", "500", "503"},
    "get /api/v1/projects/{project_id}/plans.png": {"200", "404", "422", "500", "503"},
    "get /api/v1/projects/{project_id}/money.svg": {"200", "404", "422", "500", "503"},
    "get /api/v1/projects/{project_id}/money.png": {"200", "404", "422", "500", "503"},
    "get /api/v1/register/collections/{collection_id}/lists/{agency_id}.xlsx": {
        "200",
        "404",
        "422",
        "500",
        "503",
    },
    "get /api/v1/figures": {"200", "422", "500", "503"},
    "get /api/v1/figures/picture.svg": {"200", "404", "422", "500", "503"},
    "get /api/v1/figures/picture.png": {"200", "404", "422", "500", "503"},
    "get /api/v1/figures/table.csv": {"200", "422", "500", "503"},
    "get /api/v1/figures/table.xlsx": {"200", "422", "500", "503"},
    "get /api/v1/examples": {"200", "500", "503"},
    "get /api/v1/filters": {"200", "500", "503"},
    "get /api/v1/search/documents": {"200", "422", "500", "503"},
    "get /api/v1/search": {"200", "422", "500", "503"},
    "get /api/v1/uploads/visibility": {"200", "404", "422", "500", "503"},
    "get /api/v1/marks": {"200", "422", "500", "503"},
    "post /api/v1/marks/{mark_id}/settlement": {
        *("200", "400", "404", "409", "413", "422", "500", "503"),
    },
    "get /api/v1/curated": {"200", "500", "503"},
    "post /api/v1/curated": {"201", "400", "413", "422", "500", "503"},
    "get /api/v1/curated/{curated_id}": {"200", "404", "422", "500", "503"},
    "put /api/v1/curated/{curated_id}": {
        *("200", "400", "404", "409", "413", "422", "500", "503"),
    },
    "post /api/v1/curated/{curated_id}/steps": {
        *("200", "400", "404", "409", "413", "422", "500", "503"),
    },
    "get /api/v1/tasks": {"200", "422", "500", "503"},
    "post /api/v1/tasks": {*("201", "400", "404", "409", "413", "422", "500", "503")},
    "post /api/v1/tasks/{task_id}/steps": {
        *("200", "400", "404", "409", "413", "422", "500", "503"),
    },
    "get /api/v1/lessons": {"200", "422", "500", "503"},
    "post /api/v1/lessons": {"201", "400", "413", "422", "500", "503"},
    "get /api/v1/lessons/template.md": {"200", "500"},
    "get /api/v1/lessons/template.docx": {"200", "500"},
    "post /api/v1/lessons/drafts/file": {"201", "400", "413", "422", "500", "503"},
    "post /api/v1/lessons/drafts/docx": {"201", "400", "413", "422", "500", "503"},
    "get /api/v1/lessons/feed.atom": {"200", "422", "500", "503"},
    "post /api/v1/lessons/drafts/proposed": {"200", "500", "503"},
    "get /api/v1/lessons/{lesson_id}": {"200", "404", "422", "500", "503"},
    "put /api/v1/lessons/{lesson_id}/text": {
        "200",
        "400",
        "404",
        "409",
        "413",
        "422",
        "500",
        "503",
    },
    "post /api/v1/lessons/{lesson_id}/steps": {
        "200",
        "400",
        "404",
        "409",
        "413",
        "422",
        "500",
        "503",
    },
    "get /api/v1/lessons/{lesson_id}/changes": {"200", "404", "422", "500", "503"},
    "get /api/v1/lessons/{lesson_id}/comments": {"200", "404", "422", "500", "503"},
    "get /api/v1/lessons/{lesson_id}/attachments": {"200", "404", "422", "500", "503"},
    "get /api/v1/lessons/{lesson_id}/attachments/{attachment_id}": {
        *("200", "404", "422", "500", "503")
    },
    "post /api/v1/lessons/{lesson_id}/attachments": {
        *("201", "403", "404", "409", "413", "422", "500", "503")
    },
    "delete /api/v1/lessons/{lesson_id}/attachments/{attachment_id}": {
        *("200", "403", "404", "409", "422", "500", "503")
    },
    "post /api/v1/lessons/{lesson_id}/comments": {
        "201",
        "400",
        "404",
        "413",
        "422",
        "500",
        "503",
    },
    "get /api/v1/runs": {"200", "422", "500", "503"},
    "get /api/v1/runs/{run_id}": {"200", "404", "422", "500", "503"},
    "get /api/v1/documents": {"200", "500", "503"},
    "post /api/v1/documents": {
        *("201", "202", "403", "404", "409", "413", "422", "500", "503"),
    },
    "get /api/v1/documents/{document_id}": {"200", "404", "422", "500", "503"},
    "get /api/v1/documents/{document_id}/visibility": {"200", "404", "422", "500", "503"},
    "patch /api/v1/documents/{document_id}/access": {
        "200",
        "400",
        "403",
        "404",
        "409",
        "413",
        "422",
        "500",
        "503",
    },
    "post /api/v1/documents/{document_id}/withdrawal": {
        "200",
        "400",
        "403",
        "404",
        "409",
        "413",
        "422",
        "500",
        "503",
    },
    "patch /api/v1/documents/{document_id}/metadata": {
        "200",
        "400",
        "403",
        "404",
        "409",
        "413",
        "422",
        "500",
        "503",
    },
    "get /api/v1/documents/{document_id}/corrections": {"200", "404", "422", "500", "503"},
    "get /api/v1/documents/{document_id}/dublin-core": {"200", "404", "422", "500", "503"},
    "get /api/v1/documents/{document_id}/pages/{number}/picture": {
        "200",
        "404",
        "409",
        "422",
        "500",
        "503",
    },
}


@pytest.fixture(scope="module")
def described(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    data: Path = tmp_path_factory.mktemp("empty")
    with serving(data, embedder) as service:
        return create_app(service).openapi()


def operations(described: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        f"{method} {path}": operation
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
        if path.startswith("/api")
    }


def success_of(operation: dict[str, Any]) -> dict[str, Any]:
    found: list[dict[str, Any]] = [
        told for code, told in operation["responses"].items() if code in SUCCESSES
    ]
    (success,) = found
    return success


def test_every_route_of_the_interface_is_known_here(described: dict[str, Any]) -> None:
    assert set(operations(described)) == set(EXPECTED)
    assert {"/livez", "/readyz"} <= set(described["paths"])
    assert "/" not in described["paths"]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_route_says_what_it_does(described: dict[str, Any], name: str) -> None:
    operation = operations(described)[name]

    assert operation["summary"]
    assert operation["description"]
    assert operation["tags"]
    assert all(
        parameter.get("description") or parameter["schema"].get("description")
        for parameter in operation.get("parameters", ())
    )


@pytest.mark.parametrize("name", EXPECTED)
def test_a_route_shows_an_example_of_what_it_gives(described: dict[str, Any], name: str) -> None:
    (first, *further) = success_of(operations(described)[name])["content"].items()

    media_type, given = first
    assert given.get("example") or given["examples"]
    ending = max((one for one in FILES if name.endswith(one)), key=len, default="")
    assert media_type == FILES.get(ending, "application/json")
    assert [kind for kind, _ in further] == FURTHER.get(name, [])
    assert all(given["example"] for _, given in further)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_route_tells_of_every_refusal_in_one_form(described: dict[str, Any], name: str) -> None:
    responses = operations(described)[name]["responses"]

    assert set(responses) == EXPECTED[name] | {"401", "403", "429"}
    for code, response in responses.items():
        assert response["description"]
        if code not in (*SUCCESSES, KEPT):
            content = response["content"]["application/json"]
            assert content["schema"] == FAILED
            assert set(content["example"]["error"]) == {"message", "remedy"}


def test_there_is_no_other_form_of_error(described: dict[str, Any]) -> None:
    assert "HTTPValidationError" not in described["components"]["schemas"]


def test_the_examples_have_the_fields_of_what_they_show() -> None:
    (citation,) = examples.ANSWER["citations"]
    (hit,) = examples.SEARCH["hits"]
    (listed,) = examples.DOCUMENTS["documents"]

    assert fields(examples.ANSWER) == fields(Answer)
    assert fields(citation) == fields(Citation)
    for shown in (one["value"] for one in example_replies.ANSWERS.values()):
        assert fields(shown) == fields(Answer)
        assert all(fields(near) == fields(Nearest) for near in shown["nearest"])
        assert all(fields(choice) == fields(Choice) for choice in shown["choices"])
    assert fields(example_replies.LISTING["listing"]) == fields(Listing)
    assert fields(example_replies.LISTING["listing"]["documents"][0]) == fields(Listed)
    assert fields(examples.SEARCH) == fields(SearchResult)
    assert fields(hit) == fields(SearchHit)
    assert fields(hit["same"][0]) == fields(SameElsewhere)
    assert fields(examples.ANSWER["filters"]) == fields(Filtering)
    assert fields(examples.ANSWER["filters"]["applied"]) == fields(Filters)
    assert fields(examples.ANSWER["filters"]["dropped"][0]) == fields(Dropped)
    assert fields(example_answers.PACK) == fields(EvidencePack)
    assert fields(LESSON) == fields(LessonShown)
    assert fields(example_answers.PACK["sentences"][0]) == fields(EvidenceSentence)
    assert fields(example_answers.PACK["citations"][0]) == fields(EvidenceCitation)
    assert fields(example_answers.REPLAY) == fields(Replay)
    assert fields(example_answers.FEEDBACK) == fields(Received)
    assert fields(audits.AUDIT) == fields(audits.AuditShown)
    assert fields(audits.ENTRY) == fields(audits.EntryShown)
    assert fields(switching.SWITCH) == fields(Switch)
    assert fields(retentions.RETENTION) == fields(retentions.RetentionShown)
    assert fields(retentions.RULE) == fields(Rule)
    assert fields(retentions.HOLD) == fields(Hold)
    assert fields(retentions.RUN) == fields(RunReport)
    assert fields(retentions.RUN["classes"][0]) == fields(ClassReport)
    assert fields(retentions.RECORDS) == fields(PersonsRecords)
    assert fields(runs.RUN) == fields(runs.RunShown)
    assert fields(runs.FILE) == fields(runs.FileShown)
    assert fields(metadata.CORRECTION) == fields(CorrectionShown)
    assert fields(metadata.CORRECTIONS) == fields(CorrectionList)
    assert fields(metadata.CORRECTED) == fields(CorrectedDocument)
    assert fields(uploads.UPLOADED) == fields(uploads.UploadedDocument)
    assert fields(uploads.WAITING) == fields(uploads.UploadedDocument)
    assert fields(listed) == fields(ListedDocument)
    assert fields(examples.DOCUMENT) == fields(DocumentInFull)
    assert citation["end"] - citation["start"] == len(citation["quote"])
    assert hit["end"] - hit["start"] == len(hit["text"])


def test_the_example_of_the_register_has_the_fields_of_what_it_shows() -> None:
    (result,) = FIGURES["results"]

    assert fields(FIGURES) == fields(FiguresAnswer)
    assert fields(result) == fields(FiguresResult)
    assert fields(result["figures"][0]) == fields(FigureGiven)
    assert fields(result["rows"][0]) == fields(FiguresRow)
    assert fields(FIGURES["citations"][0]) == fields(CellCitation)


@pytest.mark.parametrize(
    ("shown", "of"),
    [
        pytest.param(example_register.AGENCIES, AgencyList, id="agencies"),
        pytest.param(example_register.AGENCY, AgencyInFull, id="agency"),
        pytest.param(example_register.PROJECTS, ProjectList, id="projects"),
        pytest.param(example_register.SIMILAR, SimilarList, id="similar"),
        pytest.param(example_register.PROJECT, ProjectProfile, id="project"),
        pytest.param(example_register.COVERAGE, CoverageShown, id="coverage"),
        pytest.param(offers.EXAMPLES, offers.ExampleList, id="examples"),
        pytest.param(offers.FILTERS, Offered, id="filters"),
        pytest.param(searches.FOUND, DocumentsShown, id="search"),
    ],
)
def test_an_example_has_just_the_form_of_what_it_shows(shown: dict[str, Any], of: type) -> None:
    given = TypeAdapter(of).dump_python(TypeAdapter(of).validate_python(shown), mode="json")

    assert given == shown


def fields(shown: Any) -> set[str]:
    return set(getattr(shown, "__dataclass_fields__", shown))


def test_a_body_and_an_address_take_the_same_filters(described: dict[str, Any]) -> None:
    body = described["components"]["schemas"]["BodyFilters"]["properties"]
    parameters = operations(described)["get /api/v1/search"]["parameters"]

    assert set(body) == fields(Filters)
    assert {parameter["name"] for parameter in parameters} == {"q", "limit", *body}
    assert all(field["description"] and field["examples"] for field in body.values())


def test_every_field_of_the_metadata_can_be_corrected_over_http(described: dict[str, Any]) -> None:
    body = described["components"]["schemas"]["Corrections"]["properties"]

    assert set(body) == set(SORTS)
    assert all(field["description"] and field["examples"] for field in body.values())


def test_the_form_of_an_upload_is_described(described: dict[str, Any]) -> None:
    body = operations(described)["post /api/v1/documents"]["requestBody"]
    form = body["content"]["multipart/form-data"]["schema"]

    said_once = set(SORTS) - set(SEVERAL.values())
    assert set(form["properties"]) == {
        *("file", "access", "replace", "folder", "expected"),
        *SEVERAL,
        *said_once,
    }
    assert all(field["description"] for field in form["properties"].values())


def test_a_question_is_shown_by_example(described: dict[str, Any]) -> None:
    asked = described["components"]["schemas"]["Question"]["properties"]["question"]

    assert asked["examples"]
