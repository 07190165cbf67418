"""Answers under their id: the evidence pack in four forms, asking again, feedback."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader

from assistant.service import Service
from ingest.embedding import Embedder
from ingest.record.access import to_column
from ingest.record.answers import AnswerRecord
from ingest.record.opening import open_beside_writer
from ingest.sync import sync
from ingest.work import Library
from tests.conftest import MATERIAL, ROOT, write_material
from tests.services import GROUP, client, in_record, serving
from tests.shelving import copied
from tests.test_api import assert_told

NOTE = "projekt/slutrapport.md"
SAYS = "Projektet kostade 14,5 miljoner kronor"
QUESTION = "Vad kostade Vägprojektet?"
ABOUT_REPORT = "Hur stora var it-kostnaderna 2016?"
UNKNOWN = "0" * 32
FORMS = ("json", "md", "docx", "pdf")
NOTHING = "Vad heter kungen av Bortomland?"


def taken_in(material: Path, data: Path, embedder: Embedder) -> Path:
    shutil.copytree(ROOT / "corpus" / "rapporter", material / "rapporter")
    sync(Library(data=data, embedder=embedder, workers=1), [material])
    return data


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A data folder to be copied: taking the reports in takes seconds."""
    folder = tmp_path_factory.mktemp("pattern")
    return taken_in(write_material(folder / "material", MATERIAL), folder / "data", embedder)


@pytest.fixture
def data(request: pytest.FixtureRequest, tmp_path: Path, pattern: Path, embedder: Embedder) -> Path:
    if "material" in request.fixturenames:  # the test changes it
        return taken_in(request.getfixturevalue("material"), tmp_path / "data", embedder)
    return copied(pattern, tmp_path / "data")


@pytest.fixture
def service(data: Path, embedder: Embedder) -> Iterator[Service]:
    with serving(data, embedder) as opened:
        yield opened


@pytest.fixture
def api(service: Service) -> Iterator[TestClient]:
    with client(service) as opened:
        yield opened


def ask(api: TestClient, question: str = QUESTION) -> dict[str, Any]:
    answer: dict[str, Any] = api.post("/api/v1/ask", json={"question": question}).json()
    assert answer["answer_id"]
    return answer


def words_of(form: str, content: bytes) -> str:
    """The whole text of a pack, blanks and line breaks evened out."""
    if form == "docx":
        text = "\n".join(p.text for p in docx.Document(BytesIO(content)).paragraphs)
    elif form == "pdf":
        text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    else:
        text = content.decode().replace("\\", "")
    return " ".join(text.split())


def pack(api: TestClient, answer_id: str, form: str = "json") -> Any:
    return api.get(f"/api/v1/answers/{answer_id}.{form}")


@pytest.mark.parametrize("form", FORMS)
def test_a_pack_tells_question_answer_quotes_and_circumstances(api: TestClient, form: str) -> None:
    answer = ask(api)

    response = pack(api, answer["answer_id"], form)

    words = words_of(form, response.content)
    document = api.get(f"/api/v1/documents/{answer['citations'][0]['document_id']}").json()
    assert response.status_code == 200
    assert "private" in response.headers.get("cache-control", "private")
    assert all(part in words for part in (QUESTION, SAYS, "Exempelverket", "2021", NOTE))
    assert all(part in words for part in (answer["answer_id"], "0.1.0", document["title"]))


def test_the_json_pack_holds_hashes_and_generation(api: TestClient) -> None:
    answer = ask(api)

    given = pack(api, answer["answer_id"]).json()

    assert [c["quote"] for c in given["citations"]] == [c["quote"] for c in answer["citations"]]
    assert all(len(c["content_hash"]) == 64 for c in given["citations"])
    assert {c["standing"] for c in given["citations"]} == {"current"}
    assert (given["generation"], given["model"]) == (answer["generation"], None)
    assert given["answer"] == answer["answer"]


def test_a_word_pack_has_headings_language_and_pictures_of_its_pages(api: TestClient) -> None:
    answer = ask(api, ABOUT_REPORT)

    document: Any = docx.Document(BytesIO(pack(api, answer["answer_id"], "docx").content))

    with_page = [citation for citation in answer["citations"] if citation["page"]]
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert with_page
    assert len(document.inline_shapes) == len(with_page)
    assert styles[0] == "Title"
    assert styles.count("Heading 2") == len(answer["citations"])
    assert document.core_properties.language == "sv-SE"
    assert document.core_properties.title == "Underlag för ett svar"


def test_a_pdf_pack_is_tagged_titled_swedish_and_has_pictures(api: TestClient) -> None:
    answer = ask(api, ABOUT_REPORT)

    reader = PdfReader(BytesIO(pack(api, answer["answer_id"], "pdf").content))

    catalog: Any = reader.trailer["/Root"]
    pieces = [one.get_object() for one in catalog["/StructTreeRoot"]["/K"]["/K"]]
    tags = [piece["/S"] for piece in pieces]
    with_page = [citation for citation in answer["citations"] if citation["page"]]
    assert catalog["/Lang"] == "sv-SE"
    assert catalog["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Underlag för ett svar"
    assert tags[:2] == ["/H1", "/H2"]
    assert tags.count("/Figure") == len(with_page) > 0
    assert all(piece["/Alt"] for piece in pieces if piece["/S"] == "/Figure")
    assert sum(len(page.images) for page in reader.pages) == len(with_page)
    assert all(font_is_inside(page) for page in reader.pages)
    assert reader.outline


def font_is_inside(page: Any) -> bool:
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    used = [font for font in fonts if "Helvetica" not in font["/BaseFont"]]
    return all("/FontFile2" in font["/FontDescriptor"] for font in used) and bool(used)


def test_every_piece_of_a_pdf_pack_is_found_from_its_page(api: TestClient) -> None:
    reader = PdfReader(BytesIO(pack(api, ask(api, ABOUT_REPORT)["answer_id"], "pdf").content))

    root: Any = reader.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]  # a dictionary
    numbers = root["/ParentTree"]["/Nums"]
    for page, number, own in zip(reader.pages, numbers[::2], numbers[1::2], strict=True):
        marked = page.get_contents().get_data().count(b"/MCID")  # type: ignore[union-attr]  # drawn
        assert page["/StructParents"] == number
        assert len(own.get_object()) == marked


def test_a_refusal_has_a_pack_too(api: TestClient) -> None:
    answer = ask(api, NOTHING)

    given = pack(api, answer["answer_id"]).json()

    assert given["status"] == "no_evidence"
    assert given["answer"] == answer["answer"]
    for form in FORMS:
        assert pack(api, answer["answer_id"], form).status_code == 200


@pytest.mark.parametrize("question", ["Hej!", "Vad kostade det?", "Hjälp", "Lista alla dokument"])
def test_a_reply_has_a_pack_and_is_the_same_again(api: TestClient, question: str) -> None:
    answer = ask(api, question)

    given = pack(api, answer["answer_id"]).json()
    again = api.post(f"/api/v1/answers/{answer['answer_id']}/replay").json()

    listed = (answer["listing"] or {"documents": []})["documents"]
    assert (given["route"], given["status"]) == (answer["route"], answer["status"])
    assert given["answer"] == answer["answer"]
    assert given["choices"] == [choice["question"] for choice in answer["choices"]]
    assert [one["title"] for one in given["listed"]] == [one["title"] for one in listed]
    assert (again["same"], again["differences"]) == (True, [])
    for form in FORMS:
        assert pack(api, answer["answer_id"], form).status_code == 200


def test_a_list_tells_what_has_come_and_gone(api: TestClient, data: Path) -> None:
    answer_id = ask(api, "Lista alla dokument")["answer_id"]
    in_record(data, "UPDATE documents SET withdrawn = 1 WHERE source = ?", NOTE)

    given = pack(api, answer_id).json()
    again = api.post(f"/api/v1/answers/{answer_id}/replay").json()

    assert {one["source"]: one["standing"] for one in given["listed"]}[NOTE] == "withdrawn"
    assert given["looked_through"] == len(given["listed"])
    assert any("Dokument som är borta" in told and NOTE in told for told in again["differences"])


@pytest.mark.parametrize("form", FORMS)
def test_what_a_withdrawn_document_said_is_left_out(api: TestClient, data: Path, form: str) -> None:
    answer = ask(api)
    in_record(data, "UPDATE documents SET withdrawn = 1 WHERE source = ?", NOTE)

    response = pack(api, answer["answer_id"], form)

    words = words_of(form, response.content)
    assert response.status_code == 200
    assert "14,5" not in words
    assert ("withdrawn" if form == "json" else "återkallat") in words


def test_a_changed_document_is_told_and_its_page_not_shown(
    api: TestClient, data: Path, embedder: Embedder, material: Path
) -> None:
    answer = ask(api, ABOUT_REPORT)
    for path in (material / "rapporter").glob("*.pdf"):
        path.with_name(f"{path.name}.meta.yaml").write_text("title: En annan\n", encoding="utf-8")
    sync(Library(data=data, embedder=embedder, workers=1), [material])

    given = pack(api, answer["answer_id"]).json()
    document: Any = docx.Document(BytesIO(pack(api, answer["answer_id"], "docx").content))

    assert {c["standing"] for c in given["citations"] if c["page"]} == {"changed"}
    assert len(document.inline_shapes) == 0


def test_a_pack_is_only_for_those_who_may_see_every_document_of_it(
    api: TestClient, data: Path, embedder: Embedder
) -> None:
    answer_id = ask(api)["answer_id"]
    rule = to_column([GROUP])
    in_record(data, "UPDATE documents SET access = ? WHERE source = ?", rule, NOTE)

    for form in FORMS:
        assert_told(pack(api, answer_id, form), 404)
    assert_told(api.post(f"/api/v1/answers/{answer_id}/replay"), 404)
    said = api.post(f"/api/v1/answers/{answer_id}/feedback", json={"verdict": "right"})
    assert_told(said, 404)
    with serving(data, embedder, GROUP) as service, client(service) as theirs:
        assert pack(theirs, answer_id).status_code == 200


def test_a_withdrawn_document_still_guards_its_answers(api: TestClient, data: Path) -> None:
    answer_id = ask(api)["answer_id"]
    guarded = "UPDATE documents SET withdrawn = 1, access = ? WHERE source = ?"
    in_record(data, guarded, to_column([GROUP]), NOTE)

    assert_told(pack(api, answer_id), 404)


@pytest.mark.parametrize("form", FORMS)
def test_an_answer_that_is_not_there_is_told_in_swedish(api: TestClient, form: str) -> None:
    assert UNKNOWN in assert_told(pack(api, UNKNOWN, form), 404)
    assert_told(pack(api, "nonsens", form), 422)


def test_asking_again_on_the_same_library_gives_the_same(api: TestClient) -> None:
    answer = ask(api)

    again = api.post(f"/api/v1/answers/{answer['answer_id']}/replay").json()

    assert set(again) == {"same", "generation", "then_generation", "answer", "differences"}
    assert (again["same"], again["differences"]) == (True, [])
    assert again["generation"] == again["then_generation"] == answer["generation"]
    assert again["answer"]["citations"] == answer["citations"]


def test_asking_again_on_a_changed_library_tells_what_differs(
    api: TestClient, data: Path, embedder: Embedder, material: Path
) -> None:
    answer = ask(api)
    text = (material / NOTE).read_text(encoding="utf-8").replace("14,5", "15,5")
    write_material(material, {NOTE: text})
    sync(Library(data=data, embedder=embedder, workers=1), [material])

    again = api.post(f"/api/v1/answers/{answer['answer_id']}/replay").json()

    assert again["same"] is False
    assert again["generation"] > again["then_generation"]
    assert any("borta" in told and "14,5" in told for told in again["differences"])
    assert any("ny" in told and "15,5" in told for told in again["differences"])


def test_asking_again_lets_out_nothing_of_a_withdrawn_document(api: TestClient, data: Path) -> None:
    answer_id = ask(api)["answer_id"]
    in_record(data, "UPDATE documents SET withdrawn = 1 WHERE source = ?", NOTE)

    again = api.post(f"/api/v1/answers/{answer_id}/replay")

    assert again.json()["same"] is False
    assert "14,5" not in again.text
    assert "återkallade" in again.text


def test_asking_again_uses_the_filters_of_then(api: TestClient) -> None:
    filters = {"publisher": "Exempelverket", "kind": "project", "first_year": 2020}
    answer = api.post("/api/v1/ask", json={"question": QUESTION, "filters": filters}).json()

    again = api.post(f"/api/v1/answers/{answer['answer_id']}/replay").json()

    assert again["same"] is True
    assert again["answer"]["filters"] == answer["filters"]


@pytest.mark.parametrize("verdict", ["right", "wrong", "outdated"])
def test_what_a_reader_says_is_stored(api: TestClient, data: Path, verdict: str) -> None:
    answer_id = ask(api)["answer_id"]
    said = {"verdict": verdict, "citation": 1, "text": "Å" * 2000}

    response = api.post(f"/api/v1/answers/{answer_id}/feedback", json=said)

    engine = open_beside_writer(data)
    assert engine is not None
    with closing(AnswerRecord(engine)) as record:
        (stored,) = record.said_of(answer_id)
    assert response.status_code == 201
    assert response.json()["feedback_id"] == stored.id
    assert (stored.verdict, stored.citation, stored.text) == (verdict, 1, "Å" * 2000)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        pytest.param({}, "verdict", id="no-verdict"),
        pytest.param({"verdict": "bra"}, "'right', 'wrong' eller 'outdated'", id="verdict"),
        pytest.param({"verdict": "right", "citation": 99}, "99", id="no-such-citation"),
        pytest.param({"verdict": "right", "citation": 0}, "minst 1", id="citation-nought"),
        pytest.param({"verdict": "right", "text": "x" * 2001}, "högst 2000 tecken", id="too-long"),
        pytest.param({"verdict": "right", "namn": "x"}, "namn", id="another-name"),
    ],
)
def test_what_cannot_be_meant_is_refused(api: TestClient, said: dict[str, Any], told: str) -> None:
    answer_id = ask(api)["answer_id"]

    assert told in assert_told(api.post(f"/api/v1/answers/{answer_id}/feedback", json=said), 422)


def test_feedback_on_no_answer_is_refused(api: TestClient) -> None:
    response = api.post(f"/api/v1/answers/{UNKNOWN}/feedback", json={"verdict": "right"})

    assert_told(response, 404)
