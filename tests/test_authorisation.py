"""Who may do what: nine kinds of caller, every route, their own object, another's, and none.

The table is written here once more, apart from the service's own list. A route without a row fails.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient

from assistant.people.types import Caller, Role, Way, signed_in_asker
from assistant.types import Asker
from ingest.embedding import Embedder
from tests.canaries import FILTERS, A, Planted, planted, served

__all__ = ["planted"]  # a fixture, taken in by its name

KINDS = {
    "visitor": (Way.VISITOR, Role.VISITOR),
    "key": (Way.KEY, Role.READER),
    "reader": (Way.OIDC, Role.READER),
    "editor": (Way.OIDC, Role.EDITOR),
    "reviewer": (Way.OIDC, Role.REVIEWER),
    "administrator": (Way.OIDC, Role.ADMINISTRATOR),
    "archivist": (Way.OIDC, Role.ARCHIVIST),
    "auditor": (Way.OIDC, Role.AUDITOR),
}
NOBODY = "nobody"
READING = frozenset({"key", "reader"})
ASKING = READING | {"visitor"}
EDITING = frozenset({"editor"})
RUNNING = frozenset({"editor", "administrator"})
REVIEWING = frozenset({"editor", "reviewer"})
ALL = frozenset({*KINDS, NOBODY})
LESSONS = READING | {"editor", "reviewer"}
SIGNED_IN = frozenset(KINDS) - {"visitor"}
REFUSED = "Din roll räcker inte"
_SIGNED_IN = signed_in_asker(frozenset())
CALLERS = {
    kind: Caller(
        way=way,
        id=kind,
        roles=frozenset({role}),
        asker=Asker() if way is Way.VISITOR else _SIGNED_IN,
    )
    for kind, (way, role) in KINDS.items()
}
WRITER = replace(CALLERS["editor"], id="writer")
OWNER = Caller(
    way=Way.OIDC,
    id="owner",
    roles=frozenset({Role.READER}),
    asker=signed_in_asker(frozenset({A})),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Who may come in, and what they get for their own object, another's, and one that is none.

    `of` is what the path names: nothing, a document, a project, an agency, a book, an answer.
    """

    who: frozenset[str]
    own: int = 200
    of: str = ""
    foreign: int = 404
    query: str = ""
    body: dict[str, Any] | None = None
    form: dict[str, str] | None = None


def rows(who: frozenset[str], *paths: str, **said: Any) -> dict[str, Row]:
    return {path: Row(who=who, **said) for path in paths}


_ANSWER = "/api/v1/answers/{answer_id}"
_DOCUMENT = "/api/v1/documents/{document_id}"
_PROJECT = "/api/v1/projects/{project_id}"
_LESSON = "/api/v1/lessons/{lesson_id}"
_ATTACHMENT = f"{_LESSON}/attachments/{{attachment_id}}"
_CURATED = "/api/v1/curated/{curated_id}"
_TASK = {"topic": "Vad som ingen har frågat?", "kind": "find_material"}
_MARK = "/api/v1/marks/{mark_id}"
_TEXT = {"title": "Ny rubrik", "revision": 1}
_FILTER, _BY = (f"filter={one}" for one in FILTERS[1:])
MATRIX = {
    **rows(ALL, "GET /livez", "GET /readyz", "GET /widget.js", "GET /embed"),
    **rows(ALL, "GET /sprak/{language}", own=303, of="language"),
    **rows(ASKING, "POST /api/v1/ask", body={"question": "Vad kostade projektet?"}),
    **rows(READING, "GET /", "GET /sok", "GET /projekt", "GET /tackning", "GET /nyckeltal"),
    **rows(READING, "GET /register", "GET /api/v1/examples", "GET /api/v1/filters"),
    **rows(READING, "GET /api/v1/search", query="q=projektet"),
    **rows(READING, "GET /api/v1/search/documents", "GET /api/v1/documents"),
    **rows(READING, "GET /api/v1/agencies", "GET /api/v1/coverage", "GET /api/v1/projects"),
    **rows(READING, "GET /api/v1/projects/similar", query="text=system"),
    **rows(READING, "GET /api/v1/figures", query=_FILTER),
    **rows(READING, "GET /api/v1/figures/table.csv", query=_FILTER),
    **rows(READING, "GET /api/v1/figures/table.xlsx", query=_FILTER),
    **rows(READING, "GET /api/v1/figures/picture.svg", query=_BY),
    **rows(READING, "GET /api/v1/figures/picture.png", query=_BY),
    **rows(READING, "GET /dokument/{document_id}", of="document"),
    **rows(READING, f"GET {_DOCUMENT}", f"GET {_DOCUMENT}/dublin-core", of="document"),
    **rows(READING, f"GET {_DOCUMENT}/pages/{{number}}/picture", of="document"),
    **rows(READING, "GET /projekt/{project_id}", f"GET {_PROJECT}", of="project"),
    **rows(READING, f"GET {_PROJECT}/plans.svg", f"GET {_PROJECT}/plans.png", of="project"),
    **rows(READING, f"GET {_PROJECT}/money.svg", f"GET {_PROJECT}/money.png", of="project"),
    **rows(READING, "GET /api/v1/agencies/{agency_id}", of="agency"),
    **rows(READING, "GET /register/blad", of="book"),
    **rows(READING, f"GET {_ANSWER}.json", f"GET {_ANSWER}.md", of="answer"),
    **rows(READING, f"GET {_ANSWER}.docx", f"GET {_ANSWER}.pdf", of="answer"),
    **rows(READING, f"POST {_ANSWER}/replay", of="answer"),
    **rows(READING, f"POST {_ANSWER}/feedback", of="answer", own=201, body={"verdict": "right"}),
    **rows(EDITING, "POST /api/v1/documents", own=403),
    **rows(EDITING, f"PATCH {_DOCUMENT}/metadata", of="document", own=422, body={"year": 1}),
    **rows(EDITING, f"GET {_DOCUMENT}/corrections", of="document"),
    **rows(EDITING, f"GET {_DOCUMENT}/visibility", of="document"),
    **rows(EDITING, f"PATCH {_DOCUMENT}/access", of="document", body={"access": None}),
    **rows(EDITING, f"POST {_DOCUMENT}/withdrawal", of="document", body={"withdrawn": False}),
    **rows(EDITING, "GET /dokument/{document_id}/synlighet", of="document"),
    **rows(
        EDITING,
        "POST /dokument/{document_id}/synlighet",
        of="document",
        own=303,
        form={"to": "material"},
    ),
    **rows(EDITING, "GET /ladda-upp", "GET /api/v1/uploads/visibility"),
    **rows(EDITING, "POST /ladda-upp", own=403),
    **rows(EDITING, "GET /markeringar", "GET /api/v1/marks"),
    **rows(EDITING, "POST /markeringar/{mark_id}", own=404, form={"state": "open"}),
    **rows(EDITING, f"POST {_MARK}/settlement", own=404, body={"state": "open"}),
    **rows(RUNNING, "GET /inlasningar", "GET /obesvarade", "GET /api/v1/runs"),
    **rows(RUNNING, "GET /inlasningar/{number}", "GET /api/v1/runs/{run_id}", of="run"),
    **rows(REVIEWING, "GET /register/granskning/{collection_id}", of="collection"),
    **rows(ALL, "GET /logga-in", own=200),
    **rows(ALL, "GET /logga-in/start", "GET /logga-in/svar", own=404),
    **rows(ALL, "GET /logga-ut/klart", own=303),
    **rows(ALL, "POST /logga-ut/av-inloggningstjansten", own=404),
    **rows(ALL, "POST /logga-ut", own=303),
    **rows(ALL, "POST /api/v1/visitors", own=404),
    **rows(SIGNED_IN, "GET /api/v1/me/records"),
    **rows(LESSONS, "GET /lardomar", "GET /api/v1/lessons", "GET /api/v1/lessons/feed.atom"),
    **rows(LESSONS, "GET /api/v1/lessons/template.md", "GET /api/v1/lessons/template.docx"),
    **rows(LESSONS, "GET /lardomar/{lesson_id}", f"GET {_LESSON}", of="lesson"),
    **rows(EDITING, "GET /lardomar/ny"),
    **rows(EDITING, "POST /lardomar/ny", "POST /lardomar/fil", own=422),
    **rows(EDITING, "POST /lardomar/forslag", own=303),
    **rows(EDITING, "GET /lardomar/{lesson_id}/andra", of="lesson"),
    **rows(EDITING, "POST /lardomar/{lesson_id}/andra", of="lesson", own=422),
    **rows(EDITING, "POST /api/v1/lessons", "POST /api/v1/lessons/drafts/file", own=422),
    **rows(EDITING, "POST /api/v1/lessons/drafts/docx", own=422),
    **rows(EDITING, "POST /api/v1/lessons/drafts/proposed"),
    **rows(EDITING, f"PUT {_LESSON}/text", of="lesson", body=_TEXT),
    **rows(LESSONS, f"GET {_LESSON}/attachments", of="lesson"),
    **rows(LESSONS, f"GET {_ATTACHMENT}", of="lesson", own=404),
    **rows(EDITING, f"POST {_LESSON}/attachments", of="lesson", own=403),
    **rows(EDITING, "POST /lardomar/{lesson_id}/bilagor", of="lesson", own=403),
    **rows(EDITING, f"DELETE {_ATTACHMENT}", of="lesson", own=404),
    **rows(
        EDITING,
        "POST /lardomar/{lesson_id}/bilagor/{attachment_id}/ta-bort",
        of="lesson",
        own=404,
    ),
    **rows(
        REVIEWING, "POST /lardomar/{lesson_id}/steg", of="lesson", own=422, form={"step": "submit"}
    ),
    **rows(
        REVIEWING,
        "POST /lardomar/{lesson_id}/kommentar",
        of="lesson",
        own=303,
        form={"text": "Bra."},
    ),
    **rows(REVIEWING, f"POST {_LESSON}/steps", of="lesson", own=422, body={"step": "submit"}),
    **rows(REVIEWING, f"GET {_LESSON}/changes", f"GET {_LESSON}/comments", of="lesson"),
    **rows(REVIEWING, f"POST {_LESSON}/comments", of="lesson", own=201, body={"text": "Bra."}),
    **rows(EDITING, "GET /granskade-svar/ny"),
    **rows(EDITING, "POST /granskade-svar/ny", "POST /api/v1/curated", own=422),
    **rows(EDITING, "GET /granskade-svar/{curated_id}/andra", own=404),
    **rows(EDITING, "POST /granskade-svar/{curated_id}/andra", own=404, form={"question": "Vad?"}),
    **rows(EDITING, f"PUT {_CURATED}", own=422),
    **rows(REVIEWING, "GET /granskade-svar", "GET /api/v1/curated"),
    **rows(REVIEWING, "GET /granskade-svar/{curated_id}", f"GET {_CURATED}", own=404),
    **rows(REVIEWING, "POST /granskade-svar/{curated_id}/steg", own=404, form={"step": "submit"}),
    **rows(REVIEWING, f"POST {_CURATED}/steps", own=404, body={"step": "submit"}),
    **rows(EDITING, "GET /uppgifter", "GET /api/v1/tasks"),
    **rows(EDITING, "POST /uppgifter", own=404, form=_TASK),
    **rows(EDITING, "POST /api/v1/tasks", own=404, body=_TASK),
    **rows(EDITING, "POST /uppgifter/{task_id}/steg", own=404, form={"step": "done"}),
    **rows(EDITING, "POST /api/v1/tasks/{task_id}/steps", own=404, body={"step": "done"}),
    **rows(frozenset({"archivist"}), "GET /api/v1/retention"),
    **rows(frozenset({"archivist"}), "POST /api/v1/retention/runs", own=409, query="dry_run=true"),
    **rows(frozenset({"archivist"}), "POST /api/v1/retention/holds", own=422),
    **rows(frozenset({"archivist"}), "DELETE /api/v1/retention/holds/{hold_id}", own=404),
    **rows(frozenset({"administrator"}), "GET /api/v1/switches"),
    **rows(frozenset({"administrator"}), "PUT /api/v1/switches/{part}", own=422),
    **rows(frozenset({"auditor"}), "GET /api/v1/audit"),
    **rows(
        REVIEWING,
        "GET /api/v1/register/collections/{collection_id}/lists/{agency_id}.xlsx",
        of="list",
    ),
}
"""`own` 403 of an upload is not the role's: there is no folder. 422: no such year can be said, a
lesson without text cannot be handed in, or a form is empty. 409: nobody has written rules.
Single curated answers, marks, tasks and attachments have tests of their own (`test_curated_api`,
`test_citation_marks`, `test_tasks_api`, `test_lesson_attachments`)."""
MENU = (
    *("/", "/sok", "/projekt", "/nyckeltal", "/register", "/tackning", "/lardomar"),
    *("/granskade-svar", "/inlasningar", "/obesvarade", "/uppgifter", "/markeringar"),
    "/ladda-upp",
)
WITHOUT_OTHERS = {"", "run", "collection", "language"}


@pytest.fixture(scope="module")
def api(planted: Planted, embedder: Embedder) -> Iterator[TestClient]:
    with served(planted.data, embedder, {**CALLERS, "owner": OWNER, "writer": WRITER}) as (
        _,
        opened,
    ):
        yield opened


def test_every_route_has_a_row(api: TestClient) -> None:
    found = {
        f"{method} {route.path}"
        for route in iter_route_contexts(api.app.routes)  # type: ignore[attr-defined]  # FastAPI's
        for method in route.methods or ()
        if str(route.path) not in {"/static", "/openapi.json"}
    }

    assert found == set(MATRIX)


def test_the_description_has_no_route_without_a_row(api: TestClient) -> None:
    described = api.get("/openapi.json").json()["paths"]

    found = {f"{method.upper()} {path}" for path, said in described.items() for method in said}

    assert found <= set(MATRIX)


@pytest.mark.parametrize("kind", [NOBODY, *KINDS])
def test_each_kind_of_caller_gets_what_is_theirs_and_nothing_else(
    api: TestClient, planted: Planted, kind: str
) -> None:
    wrong = {}
    answers = {one: _asked(api, one) for one in (kind, "owner") if one in {*READING, "owner"}}
    answers |= {f"lesson of {one}": _written(api, one) for one in ("editor", "writer")}
    for route, row in MATRIX.items():
        for whose in ("own", "foreign", "missing"):
            if (whose == "foreign" and row.of in WITHOUT_OTHERS) or (not row.of and whose != "own"):
                continue
            response = _sent(api, kind, route, row, _names(planted, row.of, whose, kind, answers))
            if (got := _told(response)) != (expected := _expected(row, kind, whose)):
                wrong[route, whose] = (got, expected)

    assert wrong == {}


@pytest.mark.parametrize("kind", [one for one in KINDS if one != "visitor"])
def test_the_menu_leads_to_no_page_that_is_refused(api: TestClient, kind: str) -> None:
    headers = {"x-caller": kind, "Accept": "text/html"}
    heads = [api.get(path, headers=headers).text.split("<main")[0] for path in MENU]

    menus = [re.findall(r'<li><a href="([^"]*)"', head) for head in heads]

    for ways in menus:  # that of a page which is refused too
        assert ways == [path for path in MENU if kind in MATRIX[f"GET {path}"].who]


@pytest.mark.parametrize("kind", sorted(READING | REVIEWING))
def test_the_way_to_a_review_is_shown_to_those_who_may_open_it(api: TestClient, kind: str) -> None:
    page = api.get("/register", headers={"x-caller": kind, "Accept": "text/html"}).text

    may = kind in MATRIX["GET /register/granskning/{collection_id}"].who
    assert ("<body data-reviews>" in page) == may
    assert may or "/register/granskning/" not in page


def _expected(row: Row, kind: str, whose: str) -> int | str:
    if kind == NOBODY and row.who != ALL:
        return 401
    if kind not in row.who:
        return REFUSED
    if row.of == "language":
        return row.own if whose == "own" else 422
    is_own = whose == "own" and (row.of != "lesson" or kind == "editor")
    return row.own if is_own else row.foreign


def _told(response: Any) -> int | str:
    is_refused = response.status_code == 403 and REFUSED in response.text
    return REFUSED if is_refused else response.status_code


def _asked(api: TestClient, kind: str) -> str:
    headers = {"x-caller": kind}
    question = {"question": "Vad kostade projektet?"}
    return str(api.post("/api/v1/ask", json=question, headers=headers).json()["answer_id"])


def _written(api: TestClient, kind: str) -> str:
    """A draft of a lesson, by one who may write."""
    made = api.post("/api/v1/lessons", json={"title": "Lärdom"}, headers={"x-caller": kind})
    return str(made.json()["lesson_id"])


def _sent(api: TestClient, kind: str, route: str, row: Row, names: dict[str, str]) -> Any:
    method, path = route.split()
    for name, said in names.items():
        path = path.replace(f"{{{name}}}", said)
    if row.of == "book":
        path += f"?fil={names['book']}&blad=Projekt"
    headers = {} if kind == NOBODY else {"x-caller": kind}
    address = f"{path}?{row.query}" if row.query else path
    return api.request(
        method, address, json=row.body, data=row.form, headers=headers, follow_redirects=False
    )


def _names(
    planted: Planted, of: str, whose: str, kind: str, answers: dict[str, str]
) -> dict[str, str]:
    """What stands in the address: of what is for everyone, for a group of the owner's, or none."""
    level = "everyone" if whose == "own" else "a"
    missing = whose == "missing"
    pdf = next(iter(planted.pdfs[level]))
    return {
        "document_id": "f" * 16 if missing else pdf,
        "number": "987654" if missing and of == "run" else "1",
        "run_id": "987654" if missing else "1",
        "project_id": "987654" if missing else str(planted.projects[level]),
        "agency_id": "987654" if missing else str(planted.agencies[level]),
        "collection_id": "987654" if missing and of == "collection" else str(planted.collection),
        "book": "e" * 64 if missing else planted.books[level],
        "answer_id": "0" * 32
        if missing
        else answers.get(kind if whose == "own" else "owner", "0" * 32),
        "lesson_id": "0" * 32
        if missing
        else answers[f"lesson of {'editor' if whose == 'own' else 'writer'}"],
        "attachment_id": "0" * 32,
        "curated_id": "0" * 32,
        "task_id": "0" * 32,
        "mark_id": "0" * 32,
        "hold_id": "1",
        "part": "web",
        "language": "tlh" if missing else "en",
    }
