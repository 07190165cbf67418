"""Lessons over the interface: written, reviewed by another, published into answers, taken back."""

import io
import os
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from fastapi.testclient import TestClient
from PIL import Image

from assistant.api.app import create_app
from assistant.api.ask import LARGEST_BODY
from assistant.api.permissions import PERMISSIONS
from assistant.lessons.keeping import Lessons
from assistant.lessons.publishing import LessonPublisher
from assistant.lessons.word_form import LARGEST_WORD
from assistant.lessons.word_template import word_template
from assistant.lessons.writing import LABELS
from ingest.embedding import Embedder
from ingest.sync import sync
from ingest.work import Library
from tests.conftest import write_material
from tests.lessons import (
    LESSON,
    PEOPLE,
    ByHeader,
    NoSyncing,
    by,
    published,
    soon,
    step,
    written,
)
from tests.services import serving

ASKED = {"question": "Vad gick fel i projekt Tranan?"}
OUT = {"access": ["styrgrupp"]}
CANARY = "Zyxkanarien"
HIDDEN = "Qvintilfjädern"
OUTSIDE = "outside-reviewer"
GROUP = {"editor", "reviewer", "writing-reviewer", "member"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[TestClient]:
    """Where the library takes nothing in."""
    data: Path = tmp_path_factory.mktemp("untold")
    lessons = Lessons(data, LessonPublisher(data, NoSyncing()))
    with (
        closing(lessons),
        serving(data, embedder) as service,
        TestClient(
            create_app(replace(service, lessons=lessons), recognisers=[ByHeader()])
        ) as opened,
    ):
        yield opened


@pytest.fixture(scope="module")
def answering(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[TestClient]:
    data: Path = tmp_path_factory.mktemp("lessons")
    with (
        serving(data, embedder, editing=True) as service,
        TestClient(create_app(service, recognisers=[ByHeader()])) as opened,
    ):
        yield opened


def titles(client: TestClient, name: str) -> set[str]:
    """The titles of the documents that an answer to somebody cites."""
    answer = client.post("/api/v1/ask", json=ASKED, headers=by(name)).json()
    return {one["title"] for one in answer.get("citations", ())}


def titles_listed(client: TestClient, name: str) -> list[str]:
    rows = client.get("/api/v1/documents", headers=by(name)).json()["documents"]
    return [row["title"] for row in rows]


def seen(client: TestClient, name: str, lesson: str) -> int:
    return client.get(f"/api/v1/lessons/{lesson}", headers=by(name)).status_code


def test_a_draft_is_its_authors_alone(client: TestClient) -> None:
    lesson = written(client)

    statuses = {name: seen(client, name, lesson) for name in PEOPLE}

    assert statuses == {name: 200 if name == "editor" else 404 for name in PEOPLE}


def test_a_lesson_is_in_answers_when_its_publication_is_told_of_and_gone_when_withdrawn(
    answering: TestClient,
) -> None:
    lesson = written(answering)
    step(answering, "editor", lesson, "submit")

    began = time.monotonic()
    assert step(answering, "reviewer", lesson, "publish") == 200
    while not (found := titles(answering, "reader")) and time.monotonic() - began < soon():
        time.sleep(0.2)
    took = time.monotonic() - began
    step(answering, "reviewer", lesson, "withdraw")

    day = time.strftime("%Y-%m-%d", time.gmtime())
    assert found == {f"{LESSON['title']} (lärdom, publicerad {day})"}
    assert took < soon()
    assert titles(answering, "reader") == set()
    assert seen(answering, "reader", lesson) == 404


DOCUMENT = "/api/v1/documents/{document_id}"
CHANGING: dict[tuple[str, str], list[dict[str, object]]] = {
    ("PATCH", f"{DOCUMENT}/access"): [{"access": ["everyone"]}, {"access": ["styrgrupp"]}],
    ("POST", f"{DOCUMENT}/withdrawal"): [{"withdrawn": True}],
    ("PATCH", f"{DOCUMENT}/metadata"): [{"title": "Anna Andersson 811218-9876"}, {"kind": "other"}],
}
"""Every route that changes a document, and what it may be told."""


def test_nothing_of_a_published_lesson_changes_past_its_review(answering: TestClient) -> None:
    lesson = published(answering, title=f"{CANARY} ändras inte", **OUT)
    document = taken_in(answering)
    address = f"{DOCUMENT.format(document_id=document)}/visibility"
    before = [titles_listed(answering, name) for name in ("reader", "member")]

    told = [
        answering.request(
            method, path.format(document_id=document), json=body, headers=by("editor")
        )
        for (method, path), bodies in CHANGING.items()
        for body in bodies
    ]

    assert {reply.status_code for reply in told} == {409}, [reply.text for reply in told]
    assert all("Lärdomar" in reply.json()["error"]["remedy"] for reply in told)
    assert [titles_listed(answering, name) for name in ("reader", "member")] == before
    visibility = answering.get(address, headers=by("editor")).json()
    assert (visibility["access"], visibility["history"]) == (["styrgrupp"], [])
    assert step(answering, "reviewer", lesson, "withdraw") == 200


def test_whoever_may_not_see_a_lesson_is_not_told_that_it_is_one(answering: TestClient) -> None:
    lesson = published(answering, title=f"{CANARY} för styrgruppen", **OUT)
    document = taken_in(answering)

    told = {
        answering.request(
            method, path.format(document_id=document), json=bodies[0], headers=by("other-editor")
        ).status_code
        for (method, path), bodies in CHANGING.items()
    }

    assert told == {404}
    step(answering, "reviewer", lesson, "withdraw")


def test_what_was_decided_of_a_lesson_before_can_be_taken_back(answering: TestClient) -> None:
    lesson = published(answering, title=f"{CANARY} tas tillbaka", **OUT)
    address = DOCUMENT.format(document_id=taken_in(answering))

    told = [
        answering.request(method, f"{address}/{path}", json=body, headers=by("editor")).status_code
        for method, path, body in (
            ("PATCH", "access", {"access": None}),
            ("POST", "withdrawal", {"withdrawn": False}),
            ("PATCH", "metadata", {"title": None}),
        )
    ]

    assert told == [200, 200, 200]
    step(answering, "reviewer", lesson, "withdraw")


def test_every_route_that_changes_a_document_is_tried_on_a_lesson() -> None:
    changing = {
        (method, path)
        for method, path in PERMISSIONS
        if path.startswith(DOCUMENT) and method not in {"GET", "HEAD"}
    }

    assert changing == set(CHANGING)


def surfaces(client: TestClient, name: str, document: str, answer: str) -> dict[str, str]:
    """What every surface tells somebody that could tell of a lesson; of failures nothing."""
    paths = [
        f"/api/v1/search?q={CANARY}",
        f"/api/v1/search/documents?q={CANARY}",
        "/api/v1/documents",
        "/api/v1/filters",
        "/api/v1/examples",
        "/api/v1/lessons",
        "/api/v1/lessons/feed.atom",
        "/lardomar",
        "/lardomar?due=true",
        f"/sok?q={CANARY}",
        f"/api/v1/documents/{document}",
        f"/dokument/{document}",
        f"/api/v1/documents/{document}/dublin-core",
        f"/api/v1/answers/{answer}.json",
        f"/api/v1/answers/{answer}.md",
    ]
    told = {path: client.get(path, headers=by(name)) for path in paths}
    told["/api/v1/ask"] = client.post(
        "/api/v1/ask", json={"question": f"Vad hände med {CANARY} driften?"}, headers=by(name)
    )
    # what was asked for is said again, and is no leak
    return {path: reply.text.replace(CANARY, "") for path, reply in told.items()}


def taken_in(client: TestClient) -> str:
    """The document of the lesson with the canary, once a busy machine has come to it."""
    deadline = time.monotonic() + 6 * soon()
    while time.monotonic() < deadline:
        rows = client.get("/api/v1/documents", headers=by("member")).json()["documents"]
        for row in rows:
            if CANARY in row["title"]:
                return str(row["document_id"])
        time.sleep(0.2)
    raise AssertionError("the lesson is not in the library")


def test_no_surface_tells_those_outside_of_a_lesson_or_anybody_of_a_withdrawn_one(
    answering: TestClient,
) -> None:
    said = f"Driften av {CANARY} fick veta av {HIDDEN} först vid överlämningen."
    lesson = published(answering, title=f"Driften av {CANARY}", happened=said, **OUT)
    document = taken_in(answering)
    asked = {"question": f"Vad hände med {CANARY} driften?"}
    answer = answering.post("/api/v1/ask", json=asked, headers=by("member")).json()["answer_id"]

    inside = surfaces(answering, "member", document, answer)
    outside = surfaces(answering, "reader", document, answer)
    step(answering, "reviewer", lesson, "withdraw")
    after = surfaces(answering, "member", document, answer)

    # an own kept answer still names what it rested on, by title, and tells no word of it
    telling = {path for path, text in inside.items() if HIDDEN in text}
    assert {"/api/v1/ask", "/api/v1/lessons", f"/api/v1/answers/{answer}.json"} <= telling
    assert {path for path, text in outside.items() if HIDDEN in text} == set()
    assert {path for path, text in after.items() if HIDDEN in text} == set()


WORKERS = {"editor", "reviewer", "writing-reviewer", OUTSIDE}
LEVELS = {
    "open": (["everyone"], set(PEOPLE)),
    "internal": (["internal"], set(PEOPLE)),
    "one group": (["styrgrupp"], GROUP),
    "one of two groups": (["styrgrupp", "revision"], GROUP),
    "withdrawn": (["everyone"], WORKERS),
}


@pytest.mark.parametrize(("access", "seeing"), LEVELS.values(), ids=LEVELS)
def test_a_lesson_is_on_no_surface_for_those_who_may_not_see_it(
    client: TestClient, request: pytest.FixtureRequest, access: list[str], seeing: set[str]
) -> None:
    level = request.node.callspec.id
    word = f"Fjällugglan-{level.replace(' ', '-')}"  # those of others are withdrawn, not gone
    lesson = published(client, title=word, access=access)
    if level == "withdrawn":
        step(client, "reviewer", lesson, "withdraw")
    client.post(
        f"/api/v1/lessons/{lesson}/comments", json={"text": f"{word}!"}, headers=by("editor")
    )
    one = f"/api/v1/lessons/{lesson}"
    every = {"/api/v1/lessons", "/lardomar", one, f"/lardomar/{lesson}"}
    work = {f"{one}/changes", f"{one}/comments", f"/lardomar/{lesson}/andra"}

    told = {
        (path, name): client.get(path, headers=by(name))
        for path in every | work | {"/api/v1/lessons/feed.atom"}
        for name in PEOPLE
    }

    for (path, name), reply in told.items():
        if name not in seeing or (path in work and name not in WORKERS):
            assert word not in reply.text, (path, name)
            assert lesson not in reply.text or reply.status_code in {403, 404}, (path, name)
        elif path in every:
            assert word in reply.text, (path, name)
    step(client, "reviewer", lesson, "withdraw")


def test_whoever_has_not_signed_in_is_told_nothing(client: TestClient) -> None:
    paths = ("/api/v1/lessons", "/lardomar", "/api/v1/lessons/feed.atom")

    assert {client.get(path).status_code for path in paths} == {401}


def test_nobody_reviews_what_they_have_written(client: TestClient) -> None:
    reply = client.post("/api/v1/lessons", json=LESSON, headers=by("writing-reviewer"))
    lesson = reply.json()["lesson_id"]
    step(client, "writing-reviewer", lesson, "submit")

    own = step(client, "writing-reviewer", lesson, "publish")
    sent_back = step(client, "reviewer", lesson, "send_back", comment="Säg mer om varför.")

    assert own == 403
    assert sent_back == 200
    said = client.get(f"/api/v1/lessons/{lesson}/comments", headers=by("writing-reviewer")).json()
    assert [one["text"] for one in said["comments"]] == ["Säg mer om varför."]


def test_what_may_be_personal_data_must_be_confirmed_before_publishing(client: TestClient) -> None:
    lesson = written(client, why="Ring 08-123 456 78 eller skriv till a@exempel.se.", **OUT)
    step(client, "editor", lesson, "submit")
    marks = client.get(f"/api/v1/lessons/{lesson}", headers=by("reviewer")).json()["marks"]

    unsaid = step(client, "reviewer", lesson, "publish")
    keys = [one["key"] for one in marks]
    said = step(client, "reviewer", lesson, "publish", confirmed=keys)

    assert [one["kind"] for one in marks] == ["e-post", "telefon"]
    assert (unsaid, said) == (422, 200)
    step(client, "reviewer", lesson, "withdraw")


def test_a_step_that_does_not_follow_is_refused(client: TestClient) -> None:
    lesson = written(client)

    assert step(client, "editor", lesson, "publish") == 409
    assert step(client, "reviewer", lesson, "submit") == 404
    assert step(client, "reader", lesson, "submit") == 403


def test_what_is_changed_is_told_field_by_field_and_an_older_change_is_refused(
    client: TestClient,
) -> None:
    lesson = written(client)
    path = f"/api/v1/lessons/{lesson}"
    body = LESSON | {"theme": "Upphandling", "revision": 1}

    first = client.put(f"{path}/text", json=body, headers=by("editor"))
    again = client.put(f"{path}/text", json=body, headers=by("editor"))

    assert (first.status_code, again.status_code) == (200, 409)
    changes = client.get(f"{path}/changes", headers=by("editor")).json()["changes"]
    told = [(one["field"], one["before"], one["after"]) for one in changes]
    assert told == [("state", "", "draft"), ("theme", "Drift", "Upphandling")]
    assert changes[1]["who"] == "Exempel editor"


def test_the_work_on_a_published_lesson_is_not_for_readers(client: TestClient) -> None:
    lesson = published(client)

    for path in ("changes", "comments"):
        assert (
            client.get(f"/api/v1/lessons/{lesson}/{path}", headers=by("reader")).status_code == 403
        )
        assert (
            client.get(f"/api/v1/lessons/{lesson}/{path}", headers=by("other-editor")).status_code
            == 404
        )
    told = client.get(f"/api/v1/lessons/{lesson}", headers=by("reader")).json()
    assert (told["author"], told["reviewer"]) == (None, "Exempel reviewer")
    step(client, "reviewer", lesson, "withdraw")


def test_a_reviewer_is_not_told_what_a_lesson_said_while_it_was_for_others(
    client: TestClient,
) -> None:
    lesson = written(client, happened=f"{HIDDEN} lovade något.", **OUT)
    address = f"/api/v1/lessons/{lesson}"
    client.post(f"{address}/comments", json={"text": f"Ta bort {HIDDEN}."}, headers=by("editor"))
    time.sleep(1.1)  # changes are told apart by the second
    opened = LESSON | {"access": ["internal"], "revision": 1}
    assert client.put(f"{address}/text", json=opened, headers=by("editor")).status_code == 200
    time.sleep(1.1)
    step(client, "editor", lesson, "submit")
    client.post(f"{address}/comments", json={"text": "Säg mer."}, headers=by("reviewer"))

    def told(name: str) -> str:
        paths = (address, f"{address}/changes", f"{address}/comments", f"/lardomar/{lesson}")
        replies = [client.get(path, headers=by(name)) for path in paths]
        assert {reply.status_code for reply in replies} == {200}
        return " ".join(reply.text for reply in replies)

    assert HIDDEN not in told(OUTSIDE)
    assert "styrgrupp" not in told(OUTSIDE)
    assert "Säg mer." in told(OUTSIDE)
    assert '"field":"state","before":"draft","after":"review"' in told(OUTSIDE)
    assert HIDDEN in told("reviewer")
    assert HIDDEN in told("editor")


def test_a_superseded_lesson_names_the_other_and_is_no_more_for_readers(client: TestClient) -> None:
    old = published(client)
    new = published(client, title="Ta med driften i Tranan från dag ett")

    itself = step(client, "reviewer", old, "supersede", by=old)
    other = step(client, "reviewer", old, "supersede", by=new)

    assert (itself, other) == (422, 200)
    told = client.get(f"/api/v1/lessons/{old}", headers=by("reviewer")).json()
    assert (told["state"], told["superseded_by"]) == ("superseded", new)
    assert (seen(client, "reader", old), seen(client, "reader", new)) == (404, 200)


TOLD = "En leverantör bröt avtalet i hemlighet, och ingen i projektet fick veta det. "
NARROWED_AT = ("before it is taken over", "before it is submitted", "before it is published")


@pytest.mark.parametrize("narrowed", NARROWED_AT)
def test_a_lesson_out_of_a_document_is_for_no_more_than_the_document_is(
    tmp_path: Path, embedder: Embedder, narrowed: str
) -> None:
    text = f"# Rapport\n\n## Erfarenheter\n\n{TOLD}\n"
    sync(
        Library(data=tmp_path / "data", embedder=embedder, workers=1),
        [write_material(tmp_path / "material", {"rapport.md": text})],
    )
    with (
        serving(tmp_path / "data", embedder, editing=True) as service,
        TestClient(create_app(service, recognisers=[ByHeader()])) as client,
    ):
        (document,) = client.get("/api/v1/documents", headers=by("editor")).json()["documents"]
        proposed = client.post("/api/v1/lessons/drafts/proposed", headers=by("editor")).json()
        (lesson,) = (one["lesson_id"] for one in proposed["lessons"])

        def narrow(at: str) -> None:
            if at == narrowed:
                address = f"/api/v1/documents/{document['document_id']}/access"
                assert client.patch(address, json=OUT, headers=by("editor")).status_code == 200

        narrow(NARROWED_AT[0])
        filled = {"happened": TOLD, "differently": "Läs avtalet.", "access": ["everyone"]}
        said = LESSON | filled | {"revision": 1}
        address = f"/api/v1/lessons/{lesson}"
        assert client.put(f"{address}/text", json=said, headers=by("editor")).status_code == 200
        narrow(NARROWED_AT[1])
        assert step(client, "editor", lesson, "submit") == 200
        narrow(NARROWED_AT[2])
        assert step(client, "reviewer", lesson, "publish") == 200

        told = client.get(address, headers=by("reviewer")).json()
        changes = client.get(f"{address}/changes", headers=by("editor")).json()["changes"]
        outside = [client.get(address, headers=by(name)) for name in (OUTSIDE, "reader")]
        rows = [
            client.get("/api/v1/documents", headers=by(name)).text for name in (OUTSIDE, "reader")
        ]

    assert told["access"] == ["styrgrupp"]
    assert ("access", "styrgrupp") in {(one["field"], one["after"]) for one in changes}
    assert [reply.status_code for reply in outside] == [404, 404]
    assert [LESSON["title"] in text for text in rows] == [False, False]


def test_a_filled_form_becomes_a_draft(client: TestClient) -> None:
    form = client.get("/api/v1/lessons/template.md", headers=by("editor")).text
    filled = form.replace("titel: ", "titel: Börja med användarna").replace(
        "## Vad hände\n", "## Vad hände\n\nIngen frågade användarna.\n"
    )

    reply = client.post(
        "/api/v1/lessons/drafts/file", content=filled.encode(), headers=by("editor")
    )

    assert reply.status_code == 201
    told = reply.json()
    assert (told["title"], told["happened"]) == (
        "Börja med användarna",
        "Ingen frågade användarna.",
    )
    assert (told["state"], told["access"]) == ("draft", ["internal"])


def test_one_cannot_write_for_a_group_that_one_is_not_in(client: TestClient) -> None:
    reply = client.post("/api/v1/lessons", json=LESSON | OUT, headers=by("other-editor"))

    assert reply.status_code == 422


def word_form(**said: str) -> bytes:
    """The Word template with some of its fields filled in, and a table under the first."""
    document = docx.Document(io.BytesIO(word_template()))
    for field, text in said.items():
        heading = next(one for one in document.paragraphs if one.text == LABELS[field])
        heading.insert_paragraph_before(LABELS[field], style="Heading 1")
        heading.text, heading.style = text, "Normal"
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "År", "Kostnad"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_a_filled_word_form_becomes_a_draft_that_tells_what_was_left_out(
    client: TestClient,
) -> None:
    form = client.get("/api/v1/lessons/template.docx", headers=by("editor"))
    reply = client.post(
        "/api/v1/lessons/drafts/docx",
        content=word_form(title="Fråga användarna", happened="Ingen frågade."),
        headers=by("editor"),
    )
    told = reply.json()
    comments = client.get(
        f"/api/v1/lessons/{told['lesson']['lesson_id']}/comments", headers=by("editor")
    ).json()["comments"]

    assert form.content == word_template()
    assert reply.status_code == 201
    assert (told["lesson"]["title"], told["lesson"]["happened"]) == (
        "Fråga användarna",
        "Ingen frågade.",
    )
    assert (told["lesson"]["state"], told["lesson"]["access"]) == ("draft", ["internal"])
    assert told["notices"] == [
        "Tabeller under ”Omprövas” är inte med (1 st). Skriv det viktiga ur dem som text."
    ]
    assert [one["text"] for one in comments] == told["notices"]


@pytest.mark.parametrize(
    ("content", "status", "told"),
    [
        (b"PK\x03\x04 skadad", 422, "Word-filen gick inte att läsa"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 422, "varken ett Word-dokument (.docx) eller text"),
        (word_form(title="Rubrik", remind="i vår"), 422, "Omprövas kan inte vara ”i vår”"),
        (
            word_form(title="Rubrik", access="ledning"),
            422,
            "Får se kan inte vara ”ledning, internal”",
        ),
        (b"PK\x03\x04" + bytes(LARGEST_WORD), 413, ""),
    ],
    ids=["damaged", "old Word", "day", "group and internal", "too large"],
)
def test_a_word_form_that_cannot_be_is_refused_and_leaves_no_draft(
    client: TestClient, content: bytes, status: int, told: str
) -> None:
    before = client.get("/api/v1/lessons", headers=by("editor")).json()

    reply = client.post("/api/v1/lessons/drafts/docx", content=content, headers=by("editor"))

    assert reply.status_code == status
    assert told in reply.json()["error"]["message"]
    assert client.get("/api/v1/lessons", headers=by("editor")).json() == before


def with_picture(form: bytes) -> bytes:
    """A form with a picture that hardly gets any smaller when it is packed."""
    noise, filled, target = io.BytesIO(), docx.Document(io.BytesIO(form)), io.BytesIO()
    Image.frombytes("RGB", (500, 500), os.urandom(750_000)).save(noise, "PNG")
    filled.add_picture(noise)
    filled.save(target)
    return target.getvalue()


@pytest.mark.parametrize("at", ["/api/v1/lessons/drafts/docx", "/lardomar/fil"])
def test_a_word_form_may_be_larger_than_any_question(client: TestClient, at: str) -> None:
    large = with_picture(word_form(title="Med bild"))

    sent = (
        client.post(at, files={"file": ("lardom.docx", large)}, headers=by("editor"))
        if at.startswith("/lardomar")
        else client.post(at, content=large, headers=by("editor"))
    )

    assert len(large) > LARGEST_BODY
    assert sent.is_success, sent.text
    assert "Med bild" in sent.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lardom.docx", word_form(title="Från sidan")),
        ("lardom.md", "---\ntitel: Från sidan\n---\n\n## Varför\n\nSå blev det.\n".encode()),
    ],
    ids=["word", "markdown"],
)
def test_a_filled_form_is_taken_in_on_the_page(
    client: TestClient, name: str, content: bytes
) -> None:
    sent = client.post(
        "/lardomar/fil",
        files={"file": (name, content)},
        headers=by("editor"),
        follow_redirects=False,
    )

    assert sent.status_code == 303
    page = client.get(sent.headers["location"], headers=by("editor")).text
    assert "<h1>Från sidan</h1>" in page
    assert ("Tabeller under" in page) == name.endswith(".docx")


def test_a_form_that_cannot_be_read_is_told_of_on_a_page(client: TestClient) -> None:
    reply = client.post(
        "/lardomar/fil",
        files={"file": ("lardom.docx", b"PK\x03\x04 skadad")},
        headers=by("editor") | {"Accept": "text/html"},
    )

    assert reply.status_code == 422
    assert "Word-filen gick inte att läsa" in reply.text
