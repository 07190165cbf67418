"""The HTTP interface over real libraries: its contract, its errors, and who sees what."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.serving import LOOPBACK_NAMES, only_by_names
from assistant.service import Service
from ingest.embedding import Embedder
from ingest.index.generation import generation_folder
from ingest.originals import content_hash
from ingest.record.access import to_column
from ingest.sync import sync
from ingest.work import Library
from tests.conftest import write_material
from tests.services import (
    ABOUT,
    GROUP,
    HIDDEN,
    HIDDEN_PDF,
    OPEN,
    client,
    guarded,
    in_record,
    serving,
)
from tests.shelving import copied
from tests.test_cli import (
    ANSWER_FIELDS,
    CITATION_FIELDS,
    HIT_FIELDS,
    QUESTION,
    SAME_FIELDS,
    SEARCH_FIELDS,
)

__all__ = ["guarded"]  # a fixture, taken in by its name

LISTED_FIELDS = {
    "document_id",
    "title",
    "publisher",
    "year",
    "date",
    "kind",
    "publication_number",
    "diarienummer",
    "language",
    "projects",
    "systems",
    "origins",
    "source",
    "media_type",
    "chunks",
    "url",
    "original_url",
    "superseded_by",
}
PDF = "application/pdf"
UNKNOWN = "0123456789abcdef"
ENGLISH = ("should", "must", "valid", "Input", "Field", "not found", "error")


@pytest.fixture(scope="module")
def service(starter_data: Path, embedder: Embedder) -> Iterator[Service]:
    with serving(starter_data, embedder) as opened:
        yield opened


@pytest.fixture(scope="module")
def api(service: Service) -> Iterator[TestClient]:
    with client(service) as opened:
        yield opened


def documents(api: TestClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.get("/api/v1/documents").json()["documents"]
    return found


def a_pdf(api: TestClient) -> str:
    return next(str(d["document_id"]) for d in documents(api) if d["media_type"] == PDF)


def assert_told(response: Any, status: int) -> str:
    """An error in our form, in Swedish; its message."""
    assert response.status_code == status
    assert set(response.json()) == {"error"}
    error = response.json()["error"]
    assert set(error) == {"message", "remedy"}
    assert error["message"]
    assert not any(word in f"{error['message']} {error['remedy']}" for word in ENGLISH)
    return str(error["message"])


def test_an_answer_keeps_the_contract(api: TestClient) -> None:
    response = api.post("/api/v1/ask", json={"question": QUESTION})

    answer = response.json()
    assert response.status_code == 200
    assert set(answer) == ANSWER_FIELDS
    assert all(set(citation) == CITATION_FIELDS for citation in answer["citations"])
    assert answer["sentences"]


def test_the_same_question_gets_the_same_answer_over_http_and_at_the_machine(
    api: TestClient, service: Service
) -> None:
    over_http = api.post("/api/v1/ask", json={"question": QUESTION}).json()
    at_the_machine = service.assistant.ask(QUESTION, service.asker)

    assert over_http["answer"] == at_the_machine.answer
    assert [c["quote"] for c in over_http["citations"]] == [
        c.quote for c in at_the_machine.citations
    ]


def test_a_search_keeps_the_contract(api: TestClient) -> None:
    found = api.get("/api/v1/search", params={"q": "nyttorealisering", "limit": 3}).json()

    assert set(found) == SEARCH_FIELDS
    assert [hit["n"] for hit in found["hits"]] == [1, 2, 3]
    assert all(set(hit) == HIT_FIELDS for hit in found["hits"])


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A data folder where one text stands in two documents, one of them for the group alone."""
    folder = tmp_path_factory.mktemp("twice")
    text = "Projekt Tärnan kostade tolv miljoner kronor och blev klart ett år för sent, säger ESV."
    material = write_material(
        folder / "material",
        {"rapport.md": f"# Rapport\n\n{text}\n", "kopia.md": f"# Kopia\n\n{text}\n"},
    )
    sync(Library(data=folder / "data", embedder=embedder, workers=1), [material])
    rule = to_column([GROUP])
    in_record(folder / "data", "UPDATE documents SET access = ? WHERE source = ?", rule, "kopia.md")
    return folder / "data"


@pytest.mark.parametrize(
    ("groups", "told"), [((), 0), ((GROUP,), 1)], ids=["for anyone else", "for the group"]
)
def test_what_was_folded_into_a_hit_is_told_to_those_who_may_see_it(
    twice: Path, embedder: Embedder, groups: tuple[str, ...], told: int
) -> None:
    with serving(twice, embedder, *groups) as service, client(service) as api:
        (hit,) = api.get("/api/v1/search", params={"q": "Vad kostade Tärnan?"}).json()["hits"]

    seen = ["rapport.md", "kopia.md"][: told + 1]
    assert len(hit["same"]) == told
    assert {hit["source"], *(one["source"] for one in hit["same"])} == set(seen)
    assert all(set(one) == SAME_FIELDS for one in hit["same"])


def test_only_documents_that_pass_the_filters_answer(api: TestClient) -> None:
    filters: dict[str, Any] = {
        "publisher": "ESV",
        "first_year": 2015,
        "last_year": 2016,
        "kind": "report",
    }

    answer = api.post("/api/v1/ask", json={"question": QUESTION, "filters": filters}).json()
    found = api.get("/api/v1/search", params={"q": QUESTION, "limit": 50, **filters}).json()

    applied = {**filters, "publication_number": None, "agency": None}
    assert answer["filters"] == found["filters"] == {"applied": applied, "dropped": []}
    assert {hit["year"] for hit in found["hits"]} == {2015}
    assert {near["year"] for near in answer["citations"] + answer["nearest"]} == {2015}
    assert found["notice"] is None


@pytest.mark.parametrize(
    ("question", "part", "field"),
    [
        pytest.param("Vad säger ESV om it-kostnader?", "publisher", "publisher", id="publisher"),
        pytest.param("Vad säger rapporter från 2015 om it?", "years", "first_year", id="years"),
        pytest.param("Lista alla rapporter från 2015", "years", "first_year", id="years-of-list"),
        pytest.param("Lista alla rapporter från 2015", "kind", "kind", id="kind-of-list"),
    ],
)
def test_a_filter_of_the_question_is_not_applied_where_it_is_to_be_ignored(
    api: TestClient, question: str, part: str, field: str
) -> None:
    plain = api.post("/api/v1/ask", json={"question": question}).json()
    without = api.post("/api/v1/ask", json={"question": question, "ignore_filters": [part]}).json()
    replayed = api.post(f"/api/v1/answers/{without['answer_id']}/replay").json()

    assert plain["filters"]["applied"][field] is not None
    assert without["filters"]["applied"][field] is None
    assert without["question"] == question
    assert replayed["same"]
    assert replayed["answer"]["filters"] == without["filters"]


def test_filters_of_the_caller_hold_though_the_questions_are_ignored(api: TestClient) -> None:
    body = {"question": "Vad säger rapporter från 2015 om it?", "filters": {"first_year": 2011}}

    answer = api.post("/api/v1/ask", json={**body, "ignore_filters": ["years"]}).json()

    assert answer["filters"]["applied"]["first_year"] == 2011
    assert answer["filters"]["applied"]["last_year"] is None


@pytest.mark.parametrize("ignored", [["year"], "years", [1], ["years"] * 11])
def test_only_parts_of_filters_can_be_ignored(api: TestClient, ignored: Any) -> None:
    body = {"question": QUESTION, "ignore_filters": ignored}

    assert_told(api.post("/api/v1/ask", json=body), 422)


def test_a_filter_that_leaves_nothing_is_dropped_and_told(api: TestClient) -> None:
    filters = {"publication_number": "RiR 1999:1"}

    answer = api.post("/api/v1/ask", json={"question": QUESTION, "filters": filters}).json()
    found = api.get("/api/v1/search", params={"q": QUESTION, **filters}).json()

    (dropped,) = answer["filters"]["dropped"]
    assert (dropped["name"], dropped["value"]) == ("publication_number", "RiR 1999:1")
    assert dropped["message"] in answer["notice"]
    assert found["notice"] == dropped["message"]
    assert found["hits"]


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        pytest.param({"kind": "bok"}, "'report', 'project'", id="kind"),
        pytest.param({"first_year": "ett"}, "heltal", id="no-number"),
        pytest.param({"last_year": 0}, "minst 1", id="year-nought"),
        pytest.param({"first_year": 10_000}, "högst 9999", id="far-off"),
        pytest.param({"first_year": 2020, "last_year": 2010}, "2020", id="turned-round"),
        pytest.param({"publisher": "x" * 300}, "300", id="too-long"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_refused(
    api: TestClient, filters: dict[str, Any], told: str
) -> None:
    asked = api.post("/api/v1/ask", json={"question": QUESTION, "filters": filters})
    searched = api.get("/api/v1/search", params={"q": QUESTION, **filters})

    assert told in assert_told(asked, 422)
    assert told in assert_told(searched, 422)


@pytest.mark.parametrize("filters", [[], "ESV", {"publishr": "ESV"}, {"publisher": 5}])
def test_filters_of_another_form_are_refused(api: TestClient, filters: Any) -> None:
    assert_told(api.post("/api/v1/ask", json={"question": QUESTION, "filters": filters}), 422)


def test_no_filters_may_be_said_in_so_many_words(api: TestClient) -> None:
    for none in (None, {}, {"publisher": None}, {"publisher": "  "}):
        answer = api.post("/api/v1/ask", json={"question": QUESTION, "filters": none})

        assert answer.status_code == 200
        assert answer.json()["filters"]["dropped"] == []


def test_a_hit_is_the_text_of_its_document(api: TestClient) -> None:
    (hit,) = api.get("/api/v1/search", params={"q": "Pust", "limit": 1}).json()["hits"]

    document = api.get(f"/api/v1/documents/{hit['document_id']}").json()
    assert document["text"][hit["start"] : hit["end"]] == hit["text"]


def test_the_list_of_documents_is_in_order_and_complete(api: TestClient, service: Service) -> None:
    listed = documents(api)

    assert all(set(document) == LISTED_FIELDS for document in listed)
    assert [document["title"] for document in listed] == sorted(d["title"] for d in listed)
    assert len(listed) == api.get("/readyz").json()["documents"]
    assert all(document["url"] == f"/dokument/{document['document_id']}" for document in listed)


def test_a_document_is_given_whole(api: TestClient) -> None:
    for listed in documents(api):
        document = api.get(f"/api/v1/documents/{listed['document_id']}").json()

        assert set(document) == LISTED_FIELDS | {
            "pages",
            "headings",
            "text",
            "places",
            "access",
            "newest_edition",
            "older_editions",
        }
        assert {name: document[name] for name in LISTED_FIELDS} == listed
        size = len(document["text"])
        assert all(0 <= p["start"] <= p["end"] <= size for p in document["pages"])
        assert all(0 <= h["start"] < size for h in document["headings"])


def test_a_page_is_drawn_with_its_quote_marked(api: TestClient) -> None:
    document = api.get(f"/api/v1/documents/{a_pdf(api)}").json()
    page = document["pages"][0]
    address = f"/api/v1/documents/{document['document_id']}/pages/1/picture"

    plain = api.get(address, params={"width": 400})
    marked = api.get(
        address, params={"width": 400, "start": page["start"], "end": page["start"] + 60}
    )

    assert (plain.status_code, marked.status_code) == (200, 200)
    assert plain.headers["content-type"] == "image/webp"
    assert "private" in plain.headers["cache-control"]
    assert plain.content[8:12] == b"WEBP"
    assert plain.content != marked.content


@pytest.mark.parametrize(
    "span",
    [(5, 1), (10**30, 10**31), (0, 10**31), (0, 0)],
    ids=["backwards", "far-beyond", "too-long", "empty"],
)
def test_a_span_that_is_none_does_no_harm_to_a_picture(
    api: TestClient, span: tuple[int, int]
) -> None:
    address = f"/api/v1/documents/{a_pdf(api)}/pages/1/picture"

    drawn = api.get(address, params={"width": 100, "start": span[0], "end": span[1]})

    assert drawn.status_code == 200


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("", id="empty"),
        pytest.param("  \n", id="blanks"),
        pytest.param("?!…", id="punctuation"),
        pytest.param("😀", id="emoji"),
        pytest.param("\x00\x1b", id="control-characters"),
        pytest.param("å" * 10_000, id="ten-thousand-characters"),
    ],
)
def test_what_is_no_question_is_refused(api: TestClient, question: str) -> None:
    assert_told(api.post("/api/v1/ask", json={"question": question}), 422)
    assert_told(api.get("/api/v1/search", params={"q": question}), 422)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"", 422, id="nothing"),
        pytest.param(b"{", 422, id="half-json"),
        pytest.param(b"[]", 422, id="list"),
        pytest.param(b'"fr\xc3\xa5ga"', 422, id="text"),
        pytest.param(b"{}", 422, id="no-question"),
        pytest.param(b'{"question": 5}', 422, id="number"),
        pytest.param(b'{"question": null}', 422, id="null"),
        pytest.param(b'{"question": "\\ud800"}', 422, id="half-a-letter"),
        pytest.param(b"\xff\xfe\x00", 400, id="no-utf-8"),
        pytest.param(b'{"question": "' + b"a" * 300_000 + b'"}', 413, id="too-large"),
    ],
)
def test_a_body_of_another_form_is_refused(api: TestClient, body: bytes, status: int) -> None:
    headers = {"content-type": "application/json"}

    told = api.post("/api/v1/ask", content=body, headers=headers)
    in_parts = api.post("/api/v1/ask", content=iter([body]), headers=headers)

    assert_told(told, status)
    assert_told(in_parts, status)


@pytest.mark.parametrize("limit", ["0", "-1", "101", "1000", "x", "1.5", "", "9" * 40])
def test_a_limit_outside_its_bounds_is_refused(api: TestClient, limit: str) -> None:
    assert "limit" in assert_told(
        api.get("/api/v1/search", params={"q": "nytta", "limit": limit}), 422
    )


def test_a_search_for_nothing_at_all_is_refused(api: TestClient) -> None:
    assert_told(api.get("/api/v1/search"), 422)
    assert_told(api.get("/api/v1/search?q=%FF%FE"), 422)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        (UNKNOWN, 404),
        ("..", 404),
        ("..%2F..%2Fetc%2Fpasswd", 404),
        ("%2e%2e/record.sqlite3", 404),
        (UNKNOWN.upper(), 422),
        (f"{UNKNOWN}%0A", 422),
        ("%00", 422),
        ("x" * 3000, 422),
    ],
)
def test_a_document_that_is_not_there_is_told(api: TestClient, name: str, status: int) -> None:
    assert_told(api.get(f"/api/v1/documents/{name}"), status)
    assert_told(api.get(f"/api/v1/documents/{name}/pages/1/picture"), status)


@pytest.mark.parametrize(("number", "status"), [("0", 404), ("-1", 404), ("9999", 404),
                                                ("x", 422), ("9" * 40, 404)])  # fmt: skip
def test_a_page_that_is_not_there_is_told(api: TestClient, number: str, status: int) -> None:
    assert_told(api.get(f"/api/v1/documents/{a_pdf(api)}/pages/{number}/picture"), status)


def test_a_document_without_pages_has_no_pictures(api: TestClient) -> None:
    text = next(d for d in documents(api) if d["source"].endswith(".md"))

    assert_told(api.get(f"/api/v1/documents/{text['document_id']}/pages/1/picture"), 404)


@pytest.mark.parametrize("width", ["0", "99", "2401", "x"])
def test_a_picture_of_another_width_is_refused(api: TestClient, width: str) -> None:
    address = f"/api/v1/documents/{a_pdf(api)}/pages/1/picture"

    assert_told(api.get(address, params={"width": width}), 422)


def test_addresses_that_lead_nowhere_are_told(api: TestClient) -> None:
    for address in ("/api/v1/nope", "/nope", "/static/%2e%2e/cli.py", "/docs"):
        assert_told(api.get(address), 404)
    assert_told(api.get("/api/v1/ask"), 405)
    assert_told(api.delete("/api/v1/documents"), 405)


@pytest.mark.parametrize("address", ["/", f"/dokument/{UNKNOWN}", "/livez", "/api/v1/nope"])
def test_every_response_keeps_the_browser_from_doing_more_than_it_should(
    api: TestClient, address: str
) -> None:
    headers = api.get(address).headers

    policy = set(headers["content-security-policy"].split("; "))
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'"} <= policy
    assert {"frame-ancestors 'none'", "require-trusted-types-for 'script'"} <= policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers


def test_a_whole_library_is_ready(api: TestClient) -> None:
    assert api.get("/livez").json() == {"status": "alive"}
    ready = api.get("/readyz").json()
    assert (ready["status"], ready["trouble"]) == ("ready", [])
    assert ready["generation"] == 1
    assert (ready["dense"], ready["lexical"]) == ("chroma", "tantivy")


def test_without_a_library_the_service_lives_but_is_not_ready(
    tmp_path: Path, embedder: Embedder
) -> None:
    with serving(tmp_path, embedder) as service, client(service) as api:
        assert api.get("/livez").status_code == 200
        assert api.get("/").status_code == 200
        for address in ("/readyz", "/api/v1/documents", "/api/v1/search?q=nytta"):
            assert "tomt" in assert_told(api.get(address), 503)
        assert_told(api.post("/api/v1/ask", json={"question": QUESTION}), 503)
        assert_told(api.get(f"/api/v1/documents/{UNKNOWN}"), 503)


def test_a_library_that_cannot_be_opened_is_told_with_a_remedy(
    tmp_path: Path, embedder: Embedder
) -> None:
    (tmp_path / "record.sqlite3").write_bytes(b"\x00" * 9000)

    with serving(tmp_path, embedder) as service, client(service) as api:
        response = api.get("/readyz")

    assert "record.sqlite3" in assert_told(response, 503)
    assert response.json()["error"]["message"].endswith(".")
    assert response.json()["error"]["remedy"].endswith(".")


@pytest.mark.parametrize(
    ("part", "left"),
    [
        pytest.param("chroma", ("exact", "tantivy"), id="vectors"),
        pytest.param("lexical", ("chroma", "none"), id="words"),
    ],
)
def test_with_a_leg_missing_the_service_is_degraded_and_answers(
    starter_data: Path, embedder: Embedder, tmp_path: Path, part: str, left: tuple[str, str]
) -> None:
    data = copied(starter_data, tmp_path / "data")
    shutil.rmtree(generation_folder(data, 1) / part)

    with serving(data, embedder) as service, client(service) as api:
        ready = api.get("/readyz")
        answer = api.post("/api/v1/ask", json={"question": QUESTION})

    assert ready.status_code == 200
    assert ready.json()["status"] == "degraded"
    assert ready.json()["trouble"]
    assert (ready.json()["dense"], ready.json()["lexical"]) == left
    assert answer.status_code == 200


def sources(found: list[dict[str, Any]]) -> set[str]:
    return {str(item["source"]) for item in found}


def test_what_is_for_a_group_alone_is_nowhere_for_anyone_else(
    guarded: Path, embedder: Embedder
) -> None:
    with serving(guarded, embedder, GROUP) as inside, client(inside) as api:
        known = {document["source"]: document["document_id"] for document in documents(api)}

    with serving(guarded, embedder) as outside, client(outside) as api:
        answer = api.post("/api/v1/ask", json={"question": ABOUT}).json()
        found = api.get("/api/v1/search", params={"q": ABOUT, "limit": 100}).json()
        listed = documents(api)
        closed = [api.get(f"/api/v1/documents/{known[name]}") for name in (HIDDEN, HIDDEN_PDF)]
        picture = api.get(f"/api/v1/documents/{known[HIDDEN_PDF]}/pages/1/picture")
        unknown = api.get(f"/api/v1/documents/{UNKNOWN}")

    assert sources(answer["citations"] + answer["nearest"]) <= {OPEN}
    assert sources(found["hits"]) == sources(listed) == {OPEN}
    for response in (*closed, picture):
        hidden = assert_told(response, 404).replace(str(response.url).split("/")[6], UNKNOWN)
        assert hidden == assert_told(unknown, 404)


def test_the_group_itself_sees_it_all(guarded: Path, embedder: Embedder) -> None:
    with serving(guarded, embedder, GROUP) as inside, client(inside) as api:
        known = {document["source"]: document["document_id"] for document in documents(api)}
        found = api.get("/api/v1/search", params={"q": ABOUT, "limit": 5}).json()
        document = api.get(f"/api/v1/documents/{known[HIDDEN]}")
        picture = api.get(f"/api/v1/documents/{known[HIDDEN_PDF]}/pages/1/picture?width=100")

    assert set(known) == {OPEN, HIDDEN, HIDDEN_PDF}
    assert sources(found["hits"]) == {HIDDEN}
    assert (document.status_code, picture.status_code) == (200, 200)


def test_withdrawn_documents_are_gone_at_once(
    guarded: Path, embedder: Embedder, tmp_path: Path
) -> None:
    data = copied(guarded, tmp_path / "data")
    with serving(data, embedder, GROUP) as inside, client(inside) as api:
        known = {document["source"]: document["document_id"] for document in documents(api)}

        in_record(data, "UPDATE documents SET withdrawn = 1 WHERE source = ?", HIDDEN)

        found = api.get("/api/v1/search", params={"q": ABOUT, "limit": 100}).json()
        assert HIDDEN not in sources(found["hits"]) | sources(documents(api))
        assert_told(api.get(f"/api/v1/documents/{known[HIDDEN]}"), 404)


def test_a_file_that_has_changed_is_not_drawn(
    guarded: Path, embedder: Embedder, tmp_path: Path
) -> None:
    data = copied(guarded, tmp_path / "data")
    moved = write_changed(tmp_path / "material" / HIDDEN_PDF)
    in_record(data, "UPDATE folders SET path = ?", str(tmp_path / "material"))
    with serving(data, embedder, GROUP) as inside, client(inside) as api:
        known = {document["source"]: document["document_id"] for document in documents(api)}
        address = f"/api/v1/documents/{known[HIDDEN_PDF]}"

        assert HIDDEN_PDF in assert_told(api.get(f"{address}/pages/1/picture"), 409)
        moved.unlink()
        assert_told(api.get(f"{address}/pages/1/picture"), 409)
        assert api.get(address).json()["text"]


def test_a_page_that_cannot_be_drawn_is_told(
    guarded: Path, embedder: Embedder, tmp_path: Path
) -> None:
    data = copied(guarded, tmp_path / "data")
    broken = write_changed(tmp_path / "material" / HIDDEN_PDF)
    in_record(data, "UPDATE folders SET path = ?", str(tmp_path / "material"))
    in_record(data, "UPDATE versions SET content_hash = ?", content_hash(broken))
    with serving(data, embedder, GROUP) as inside, client(inside) as api:
        known = {document["source"]: document["document_id"] for document in documents(api)}

        response = api.get(f"/api/v1/documents/{known[HIDDEN_PDF]}/pages/1/picture")

    assert "bilaga.pdf" in assert_told(response, 503)
    assert response.json()["error"]["remedy"]


def write_changed(path: Path) -> Path:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"%PDF-1.7 another file")
    return path


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200),
        ("LOCALHOST", 200),
        ("127.0.0.1:1", 200),
        ("[::1]:8000", 200),
        ("evil.example", 400),
        ("localhost.evil.example", 400),
        ("127.0.0.1.evil.example:8000", 400),
        ("localhost:8000@evil.example", 400),
        ("", 400),
    ],
)
def test_a_service_on_this_machine_answers_to_its_own_names_alone(
    service: Service, host: str, status: int
) -> None:
    guarded_app: FastAPI = create_app(service)
    guarded_app.middleware("http")(only_by_names(LOOPBACK_NAMES))

    response = TestClient(guarded_app).get("/livez", headers={"host": host})

    assert response.status_code == status
    if status != 200:
        assert_told(response, status)
