"""Questions to the register over HTTP, alone and beside the documents, and who may see what."""

import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from assistant.answer import Answer
from assistant.figures.answer import FiguresStatus
from assistant.figures.joining import joined
from assistant.presenting import answer_as_text
from assistant.service import Service
from assistant.types import Route, Status
from ingest.embedding import Embedder
from ingest.register.copied import copy_of
from ingest.register.types import Row
from ingest.sync import sync
from ingest.work import Library
from tests.conftest import write_material
from tests.registering import agency, collection, figure, project, take_in
from tests.services import client, serving

AGENCY = "Exempelverket för sjökort"
HIDDEN = "Exempelbyrån för lås"
COUNT = f"Hur många projekt hade {AGENCY} 2017?"
BENEFIT = "# Nytta\n\nNyttorealisering är att hämta hem den nytta som en förändring ska ge.\n"
COUNTED = "År 2017 fanns det 157 strategiska projekt i staten."
BY_YEAR = f"Hur många projekt hade {AGENCY} per år?"


def rows(*names: str) -> list[Row]:
    found = [agency(2, AGENCY, short_names="ESK"), figure(2, AGENCY, "fte", 500.0)]
    found += [project(at, AGENCY, name, budget=1e6) for at, name in enumerate(names, start=2)]
    return found


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A library with a document about benefits, and a register; not to be written to by tests."""
    folder = tmp_path_factory.mktemp("figures")
    material = write_material(
        folder / "material", {"nytta.md": BENEFIT, "projekt.md": f"# Projekt\n\n{COUNTED}\n"}
    )
    data = folder / "data"
    sync(Library(data=data, embedder=embedder, workers=1), [material])
    take_in(data, rows("Nytt sjökort"), collection(2016), "2016.xlsx")
    take_in(data, rows("Nytt sjökort", "E-tjänst"), collection(2017), "2017.xlsx")
    secret = [agency(2, HIDDEN), project(2, HIDDEN, "Nya lås", budget=9e6)]
    take_in(data, secret, collection(2017), "hemlig.xlsx", access=("lås",))
    return data


@pytest.fixture
def service(data: Path, embedder: Embedder) -> Iterator[Service]:
    with serving(data, embedder) as opened:
        yield opened


@pytest.fixture
def api(service: Service) -> Iterator[TestClient]:
    with client(service) as opened:
        yield opened


def asked(api: TestClient, question: str, **more: Any) -> dict[str, Any]:
    response = api.get("/api/v1/figures", params={"question": question, **more})
    assert response.status_code == 200
    return dict(response.json())


def filter_of(answer: dict[str, Any]) -> str:
    return json.dumps(answer["results"][0]["filter"])


def test_a_figure_comes_with_the_cells_that_it_rests_on(api: TestClient) -> None:
    answer = asked(api, COUNT)

    (result,) = answer["results"]
    cited = {one["n"]: one for one in answer["citations"]}
    assert (answer["status"], result["figures"][0]["value"]) == ("answered", 2)
    assert [row["project"] for row in result["rows"]] == ["E-tjänst", "Nytt sjökort"]
    assert {cited[n]["cell"] for row in result["rows"] for n in row["citations"]} == {
        "A2",
        "B2",
        "A3",
        "B3",
    }
    assert all(one["url"].startswith("/register/blad?fil=") for one in answer["citations"])
    assert answer["files"] == [{"source": "2017.xlsx", "sha256": answer["citations"][0]["sha256"]}]


def test_a_filter_that_came_is_taken_back_and_may_be_edited(api: TestClient) -> None:
    given = asked(api, COUNT)["results"][0]["filter"]

    same = api.get("/api/v1/figures", params={"filter": json.dumps(given)}).json()
    other = api.get(
        "/api/v1/figures", params={"filter": json.dumps({**given, "years": [2016]})}
    ).json()

    assert same["results"][0]["figures"][0]["value"] == 2
    assert other["results"][0]["figures"][0]["value"] == 1
    assert "2016" in other["reading"]


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"question": " "}, id="nothing"),
        pytest.param({"filter": "{"}, id="no-json"),
        pytest.param({"filter": '{"subject": "people"}'}, id="no-such-subject"),
        pytest.param({"filter": "[" * 19_000}, id="deep"),
        pytest.param({"filter": '{"\\ud800": 1}'}, id="half-a-letter"),
        pytest.param({"filter": '{"subject": NaN}'}, id="no-number"),
        pytest.param({"question": "Antal?", "rows": -1}, id="rows"),
    ],
)
def test_what_cannot_be_asked_is_told_in_our_form(api: TestClient, wrong: dict[str, Any]) -> None:
    response = api.get("/api/v1/figures", params=wrong)

    assert response.status_code == 422
    assert set(response.json()["error"]) == {"message", "remedy"}


def test_a_result_is_drawn_and_given_as_files(api: TestClient) -> None:
    answer = asked(api, BY_YEAR)
    (result,) = answer["results"]

    svg = api.get(result["pictures"]["svg"])
    png = api.get(result["pictures"]["png"])
    csv = api.get(result["downloads"]["csv"])
    xlsx = api.get(result["downloads"]["xlsx"])

    assert (svg.status_code, svg.headers["content-type"]) == (200, "image/svg+xml")
    assert png.content.startswith(b"\x89PNG")
    assert "Nytt sjökort" in csv.content.decode("utf-8-sig")
    assert load_workbook(io.BytesIO(xlsx.content)).sheetnames == ["Resultat", "Rader"]


def test_a_single_value_is_not_drawn(api: TestClient) -> None:
    answer = asked(api, COUNT)

    response = api.get("/api/v1/figures/picture.svg", params={"filter": filter_of(answer)})

    assert answer["results"][0]["pictures"] is None
    assert response.status_code == 404


def test_the_same_question_through_ask_gives_the_same_answer(api: TestClient) -> None:
    alone = asked(api, COUNT)
    through_ask = api.post("/api/v1/ask", json={"question": COUNT}).json()

    assert (through_ask["route"], through_ask["status"]) == ("register", "answered")
    assert through_ask["register"] == alone
    assert through_ask["answer"].startswith(alone["answer"])


def test_a_question_to_the_documents_is_answered_by_them(service: Service) -> None:
    answer = service.assistant.ask("Vad är nyttorealisering?", service.asker)

    assert (answer.route, answer.register) == (Route.DOCUMENTS, None)


def test_an_agency_that_the_register_lacks_is_told_and_documents_are_searched(
    service: Service,
) -> None:
    answer = service.assistant.ask("Hur många projekt hade Skatteverket 2017?", service.asker)

    assert answer.register is not None
    assert answer.register.status is FiguresStatus.REFUSED
    assert "Skatteverket" in answer.answer or answer.status is not Status.NO_EVIDENCE


def test_what_is_streamed_begins_with_the_register(service: Service) -> None:
    steps = list(service.assistant.answering(COUNT, service.asker))

    assert getattr(steps[0], "status", None) is FiguresStatus.ANSWERED
    assert isinstance(steps[-1], Answer)
    assert steps[-1].register == steps[0]


@pytest.mark.parametrize(
    ("question", "first", "then"),
    [
        pytest.param("Hur många projekt fanns 2017?", COUNTED, "Registret säger:", id="documents"),
        pytest.param("Hur många projekt fanns 2016?", "Jag räknar", COUNTED, id="register"),
    ],
)
def test_made_up_figures_stand_behind_documents_that_answer_just_that(
    service: Service, question: str, first: str, then: str
) -> None:
    answer = service.assistant.ask("Hur många projekt fanns 2017?", service.asker)
    alone = replace(answer, route=Route.DOCUMENTS, register=None)

    both = joined(alone, service.figures.answer(question, service.asker))

    text = " ".join(answer_as_text(both).split())
    assert text.index(first) < text.index(then)


def test_a_workbook_of_others_is_nowhere(data: Path, embedder: Embedder) -> None:
    with serving(data, embedder) as open_to_all, client(open_to_all) as api:
        told = asked(api, f"Hur många projekt hade {HIDDEN} 2017?")
        every = asked(api, "Hur många projekt fanns 2017?")
    with serving(data, embedder, "lås") as own, client(own) as api:
        seen = asked(api, f"Hur många projekt hade {HIDDEN} 2017?")

    assert told["status"] != "answered"
    assert every["results"][0]["figures"][0]["value"] == 2
    assert "hemlig.xlsx" not in json.dumps(every)
    assert seen["results"][0]["figures"][0]["value"] == 1


def test_a_kept_answer_is_for_those_who_may_see_its_workbooks(
    data: Path, embedder: Embedder
) -> None:
    with serving(data, embedder, "lås") as own, client(own) as api:
        kept = api.post("/api/v1/ask", json={"question": f"Antal projekt hos {HIDDEN} 2017?"})
        address = f"/api/v1/answers/{kept.json()['answer_id']}.json"
        mine = api.get(address)
    with serving(data, embedder) as open_to_all, client(open_to_all) as api:
        theirs = api.get(address)

    assert kept.json()["route"] == "register"
    assert (mine.status_code, theirs.status_code) == (200, 404)


def test_an_evidence_pack_holds_the_cells_and_the_hashes_of_their_files(api: TestClient) -> None:
    kept = api.post("/api/v1/ask", json={"question": COUNT}).json()

    pack = api.get(f"/api/v1/answers/{kept['answer_id']}.json").json()
    markdown = api.get(f"/api/v1/answers/{kept['answer_id']}.md").text
    replay = api.post(f"/api/v1/answers/{kept['answer_id']}/replay").json()

    assert pack["register"]["answer"] == kept["register"]["answer"]
    assert {one["cell"] for one in pack["register"]["cells"]} == {"A2", "B2", "A3", "B3"}
    assert pack["register"]["cells"][0]["content_hash"] in markdown
    assert kept["register"]["reading"] in markdown.replace("\\", "")
    assert replay["same"]


def test_a_damaged_copy_keeps_no_document_from_answering(
    data: Path, embedder: Embedder, tmp_path: Path
) -> None:
    own = Path(shutil.copytree(data, tmp_path / "data"))
    with serving(own, embedder) as service:
        copy = copy_of(own, 3)
        copy.unlink()
        copy.mkdir()
        answer = service.assistant.ask("Vad är nyttorealisering?", service.asker)

    assert answer.route is Route.DOCUMENTS
    assert "egistret" in (answer.notice or "")
