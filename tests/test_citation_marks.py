"""What readers say of citations reaches the editors who may see the document, and nobody else."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, expect

from assistant.api.app import create_app
from assistant.service import Service
from ingest.embedding import Embedder
from ingest.erasing import erase_document, erase_person
from ingest.record.audit import Wanted
from ingest.record.citation_marks import MOST_MARKS, CitationMarkRecord
from ingest.record.expiring import opened_expiring
from ingest.record.holds import KeptClass
from ingest.record.opening import RECORD_NAME, open_beside_writer
from ingest.sync import sync
from ingest.work import Library
from tests.accessibility import violations
from tests.browsing import browser, widest
from tests.conftest import write_material
from tests.lessons import ByHeader, by
from tests.peopled import of, peopled
from tests.services import in_record, serving
from tests.shelving import copied_with_material, taken_in_at
from tests.test_erasing import found

__all__ = ["browser"]  # a fixture, taken in by its name

QUESTION = "Vad kostade projekt Tranan 2016?"
OF_BOTH = "Vad är känt om projekt Tranan miljoner kronor?"
OF_BUFFER = "Hur stor buffert hade projekt Tranan?"
QUOTE = "Projekt Tranan kostade 31 miljoner kronor 2016."
BUFFER = "Projekt Tranan hade en buffert på 7 miljoner kronor."
CANARY = "kvastfibbla"
FILES = {
    "tranan.md": f"# Slutrapport om Tranan\n\nDet var ett stort projekt. {QUOTE} Det blev dyrt.\n",
    "hemligt/buffert.md": f"# Buffert för Tranan\n\n{BUFFER}\n",
    "hemligt/_access.yaml": "access: [styrgrupp]\n",
}
LATER = "2999-01-01T12:00:00Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A library with its service."""

    client: TestClient
    service: Service
    material: Path
    library: Library

    @property
    def open(self) -> str:
        return self.document("tranan.md")

    @property
    def secret(self) -> str:
        return self.document("hemligt/buffert.md")

    def document(self, source: str) -> str:
        rows = self.service.library.current().record.documents()
        return next(row.id for row in rows if row.source == source)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """The files taken in, made once; not to be written to."""
    return taken_in_at(tmp_path_factory.mktemp("marks"), FILES, embedder)


@pytest.fixture
def place(home: Path, tmp_path: Path, embedder: Embedder) -> Iterator[Place]:
    material, data = tmp_path / "material", copied_with_material(home, tmp_path)
    library = Library(data=data, embedder=embedder, workers=1)
    with (
        serving(data, embedder, editing=True) as service,
        TestClient(create_app(service, recognisers=[ByHeader()])) as client,
    ):
        yield Place(client=client, service=service, material=material, library=library)


def mark(
    place: Place, document: str, verdict: str = "outdated", text: str = "", question: str = QUESTION
) -> str:
    """The id of what a member says of the citation of a document in an answer of theirs."""
    headers = by("member")
    answer = place.client.post("/api/v1/ask", json={"question": question}, headers=headers).json()
    number = next(one["n"] for one in answer["citations"] if one["document_id"] == document)
    said = {"verdict": verdict, "citation": number, "text": text}
    path = f"/api/v1/answers/{answer['answer_id']}/feedback"
    reply = place.client.post(path, json=said, headers=headers)
    assert reply.status_code == 201, reply.text
    return str(reply.json()["feedback_id"])


def listed(place: Place, name: str = "editor", **asked: str) -> dict[str, Any]:
    reply = place.client.get("/api/v1/marks", params=asked, headers=by(name))
    assert reply.status_code == 200, reply.text
    told: dict[str, Any] = reply.json()
    return told


def marks_of(told: dict[str, Any]) -> list[dict[str, Any]]:
    quotes = [quote for one in told["documents"] for quote in one["quotes"]]
    return [one for quote in quotes for one in quote["marks"]]


def settle(place: Place, mark_id: str, name: str = "editor", **said: Any) -> Any:
    body = {"state": "settled", "done": "corrected", **said}
    path = f"/api/v1/marks/{mark_id}/settlement"
    return place.client.post(path, json=body, headers=by(name))


def test_an_editor_sees_the_quotes_that_were_marked_with_what_was_said(place: Place) -> None:
    mark(place, place.open, "outdated", "Det finns en nyare rapport.")
    mark(place, place.open, "wrong")
    mark(place, place.open, "right")

    (one,) = listed(place)["documents"]

    assert (one["title"], one["access"]) == ("Slutrapport om Tranan", ["everyone"])
    assert [one[name] for name in ("right", "wrong", "outdated", "open")] == [1, 1, 1, 2]
    (quote,) = one["quotes"]
    assert quote["quote"] in FILES["tranan.md"]
    assert quote["url"].startswith(f"/dokument/{place.open}?start=")
    assert {said["comment"] for said in quote["marks"]} == {"Det finns en nyare rapport.", ""}
    assert one["latest"] == quote["marks"][0]["day"]


def test_nothing_tells_who_marked_or_what_was_asked(place: Place) -> None:
    mark(place, place.open, "wrong", "Fel år.")

    reply = place.client.get("/api/v1/marks", headers=by("editor"))
    page = place.client.get("/markeringar", headers=by("editor"))

    for said in (reply.text, page.text):
        assert "Fel år." in said
        assert "member" not in said
        assert QUESTION not in said


def test_marks_are_filtered_by_document_and_state(place: Place) -> None:
    first, second = mark(place, place.open), mark(place, place.secret, "wrong", question=OF_BUFFER)
    assert settle(place, first).status_code == 200

    of_secret = listed(place, document_id=place.secret)
    still_open, settled = listed(place, state="open"), listed(place, state="settled")

    assert [one["mark_id"] for one in marks_of(of_secret)] == [second]
    assert [one["mark_id"] for one in marks_of(still_open)] == [second]
    assert [one["mark_id"] for one in marks_of(settled)] == [first]


def test_an_open_mark_is_found_behind_any_number_of_newer_ones(place: Place) -> None:
    waiting = mark(place, place.open, "wrong")
    newer = mark(place, place.open, "right")
    with closing(sqlite3.connect(place.library.data / RECORD_NAME)) as record, record:
        columns = "answer_id, citation, verdict, text"
        record.executemany(
            f"INSERT INTO feedback (id, said, {columns}) "  # noqa: S608  (names of our own)
            f"SELECT ?, ?, {columns} FROM feedback WHERE id = ?",
            [(f"{number:032x}", "2998-01-01T12:00:00Z", newer) for number in range(MOST_MARKS)],
        )

    told = listed(place, state="open")

    assert [one["mark_id"] for one in marks_of(told)] == [waiting]
    assert told["is_all"]


def test_marks_of_a_document_are_for_those_who_may_see_it(place: Place) -> None:
    secret = mark(place, place.secret, "wrong", f"{CANARY} stämmer inte.", OF_BUFFER)

    unseen = listed(place, "other-editor")
    missing = settle(place, "0" * 32, "other-editor")
    refused = settle(place, secret, "other-editor")

    assert marks_of(listed(place))[0]["mark_id"] == secret
    assert unseen == {"documents": [], "open": 0, "is_all": True}
    assert listed(place, "other-editor", document_id=place.secret) == unseen
    assert refused.status_code == missing.status_code == 404
    assert refused.text.replace(secret, "0" * 32) == missing.text
    page = place.client.get("/markeringar", headers=by("other-editor")).text
    assert CANARY not in page
    assert "Buffert" not in page
    assert place.client.get("/api/v1/marks", headers=by("reader")).status_code == 403


def test_a_rule_that_is_changed_holds_for_marks_at_once(place: Place) -> None:
    marked = mark(place, place.open)
    assert marks_of(listed(place, "other-editor"))

    path = f"/api/v1/documents/{place.open}/access"
    closed = place.client.patch(path, json={"access": ["styrgrupp"]}, headers=by("editor"))

    assert closed.status_code == 200
    assert listed(place, "other-editor")["documents"] == []
    assert settle(place, marked, "other-editor").status_code == 404
    assert settle(place, marked).status_code == 200


def test_a_withdrawn_document_has_no_marks(place: Place) -> None:
    marked = mark(place, place.open, "wrong", CANARY)
    path = f"/api/v1/documents/{place.open}/withdrawal"

    place.client.post(path, json={"withdrawn": True}, headers=by("editor"))

    assert listed(place)["documents"] == []
    assert settle(place, marked).status_code == 404
    assert CANARY not in place.client.get("/markeringar", headers=by("editor")).text


def test_a_comment_is_for_who_may_see_all_that_its_answer_rests_on(place: Place) -> None:
    mark(place, place.open, "wrong", f"Bufferten var {CANARY}.", OF_BOTH)
    assert CANARY in str(listed(place))

    told = listed(place, "other-editor")

    (shown,) = marks_of(told)
    assert (shown["verdict"], shown["comment"]) == ("wrong", "")
    assert CANARY not in place.client.get("/markeringar", headers=by("other-editor")).text


def test_a_comment_is_told_without_what_surely_is_personal(place: Place) -> None:
    mark(place, place.open, "wrong", "Ring 08-123 456 78, 811228-9874 eller a@exempel.se om det.")

    (shown,) = marks_of(listed(place))

    assert shown["comment"] == "Ring [telefon], [personnummer] eller [e-post] om det."


def test_words_that_the_document_has_no_more_are_not_told(place: Place) -> None:
    mark(place, place.open, "wrong")
    write_material(place.material, {"tranan.md": FILES["tranan.md"].replace(QUOTE, "Struket.")})
    sync(place.library, [place.material])

    (quote,) = listed(place)["documents"][0]["quotes"]
    page = place.client.get("/markeringar", headers=by("editor")).text

    assert (quote["quote"], quote["url"]) == (None, f"/dokument/{place.open}")
    assert "31 miljoner" not in page
    assert "står inte där längre" in page


def test_words_that_have_moved_are_told_where_they_are(place: Place) -> None:
    mark(place, place.open, "wrong")
    before = listed(place)["documents"][0]["quotes"][0]
    moved = FILES["tranan.md"].replace("Det var ett stort projekt.", "Det var ett större projekt.")
    write_material(place.material, {"tranan.md": moved})
    sync(place.library, [place.material])

    after = listed(place)["documents"][0]["quotes"][0]

    assert after["quote"] == before["quote"]
    assert after["url"] != before["url"]


def test_settling_a_mark_is_kept_with_what_was_done_and_noted(place: Place) -> None:
    marked = mark(place, place.open)

    reply = settle(place, marked, done="no_fault", note=f"Siffran {CANARY} stämmer.")

    (shown,) = marks_of(reply.json())
    assert reply.json()["open"] == 0
    assert shown["state"] == "settled"
    assert shown["settled"]["done"] == "no_fault"
    assert shown["settled"]["who"] == "Exempel editor"
    assert CANARY in shown["settled"]["note"]
    entries = place.service.auditor.opened().entries(Wanted(limit=10))
    (noted,) = [one.event for one in entries if one.event.action == "mark"]
    assert (noted.caller, noted.object) == ("editor", f"mark:{marked}:no_fault")
    again = settle(place, marked, state="open", done=None)
    assert (again.json()["open"], marks_of(again.json())[0]["settled"]) == (1, None)


@pytest.mark.parametrize(
    ("said", "status", "told"),
    [
        pytest.param({"done": None}, 422, "inget", id="nothing-done"),
        pytest.param({"state": "open"}, 422, "corrected", id="open-and-done"),
        pytest.param({"done": "bra"}, 422, "'no_fault'", id="no-such-thing"),
        pytest.param({"note": "x" * 2001}, 422, "2000", id="too-long"),
        pytest.param({"state": "open", "done": None}, 409, "inte avslutad", id="open-already"),
        pytest.param({"vem": "x"}, 422, "vem", id="another-name"),
    ],
)
def test_what_cannot_be_done_about_a_mark_is_refused(
    place: Place, said: dict[str, Any], status: int, told: str
) -> None:
    reply = settle(place, mark(place, place.open), **said)

    assert reply.status_code == status
    assert told in reply.json()["error"]["message"] + reply.json()["error"]["remedy"]


def test_what_is_settled_or_right_is_not_settled_again(place: Place) -> None:
    wrong, right = mark(place, place.open, "wrong"), mark(place, place.open, "right")
    assert settle(place, wrong).status_code == 200

    again, praised = settle(place, wrong), settle(place, right)

    assert (again.status_code, praised.status_code) == (409, 409)
    assert "redan avslutad" in again.text
    assert "stämmer" in praised.text


def test_of_two_who_settle_at_once_one_is_told(place: Place) -> None:
    marked = mark(place, place.open)
    engine = open_beside_writer(place.library.data)
    assert engine is not None
    with closing(CitationMarkRecord(engine)) as record:
        read = record.find(marked, "2026-01-01T00:00:00Z")
        assert read is not None
        assert settle(place, marked).status_code == 200
        (settled,) = record.of([place.open], "2026-01-01T00:00:00Z")
        assert settled.settlement is not None

        assert not record.change(read, settled.settlement)


def test_feedback_on_an_answer_as_a_whole_is_no_mark(place: Place) -> None:
    answer = place.client.post("/api/v1/ask", json={"question": QUESTION}, headers=by("reader"))
    path = f"/api/v1/answers/{answer.json()['answer_id']}/feedback"
    place.client.post(path, json={"verdict": "wrong"}, headers=by("reader"))

    assert listed(place)["documents"] == []


def test_marks_go_with_the_answers_that_they_are_of(place: Place) -> None:
    mark(place, place.open)

    in_record(place.library.data, "UPDATE answers SET expires = ?", "2020-01-01T00:00:00Z")

    assert listed(place)["documents"] == []


def test_the_page_lists_marks_and_settles_them_without_a_script(place: Place) -> None:
    marked = mark(place, place.open, "outdated", "Det finns en nyare rapport.")
    address, editor = f"/markeringar?dokument={place.open}&lage=open", by("editor")

    page = place.client.get(address, headers=editor).text
    form = {"state": "settled", "done": "withdrawn", "note": "Ersatt.", "dokument": place.open}
    form["lage"] = "open"
    done = place.client.post(
        f"/markeringar/{marked}", data=form, headers=editor, follow_redirects=False
    )
    after = place.client.get(f"/markeringar?dokument={place.open}", headers=editor).text

    assert "1 markering: 1 inaktuell" in page
    assert "Det finns en nyare rapport." in page
    assert f'action="/markeringar/{marked}"' in page
    assert 'name="lage" value="open"' in page
    assert (done.status_code, done.headers["location"]) == (303, address)
    assert "Tillbakadraget" in after
    assert "Ersatt." in after
    assert "Exempel editor" in after
    assert "inga markeringar" in place.client.get(address, headers=editor).text


@pytest.mark.browser
def test_a_mark_is_settled_and_opened_again_on_a_narrow_page(
    browser: Browser, place: Place
) -> None:
    mark(place, place.open, "outdated", "Det finns en nyare rapport.")
    mark(place, place.open, "right")
    with peopled(place.service) as server:
        seen = of(browser, server, "editor", width=360)
        page = seen.open("/markeringar?lage=open")
        page.get_by_text("Avsluta markeringen").click()
        assert violations(page) == []
        assert widest(page) <= 360
        page.get_by_label("Inget fel").check()
        page.get_by_role("button", name="Avsluta").click()
        expect(page.get_by_text("Här finns inga markeringar.")).to_be_visible()

        page.get_by_role("link", name="Avslutade").click()
        expect(page.get_by_text("Avslutad av Exempel editor.")).to_be_visible()
        assert violations(page) == []
        page.get_by_role("button", name="Öppna igen").click()
        expect(page.get_by_text("Här finns inga markeringar.")).to_be_visible()
        assert (seen.complaints, seen.foreign) == ([], [])
        page.context.close()


def test_what_a_reader_writes_never_becomes_markup(place: Place) -> None:
    mark(place, place.open, "wrong", "<script>alert(1)</script>")

    page = place.client.get("/markeringar", headers=by("editor")).text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_documents_page_tells_its_editors_how_many_marks_it_has(place: Place) -> None:
    for verdict in ("outdated", "outdated", "wrong"):
        mark(place, place.open, verdict)
    path = f"/dokument/{place.open}"

    told = place.client.get(path, headers=by("editor")).text
    silent = place.client.get(path, headers=by("reader")).text
    other = place.client.get(f"/dokument/{place.secret}", headers=by("editor")).text

    assert "3 markeringar: 2 inaktuella, 1 fel." in told
    assert f'href="/markeringar?dokument={place.open}"' in told
    for page in (silent, other):
        assert "/markeringar?" not in page


def test_the_way_to_the_page_is_shown_to_editors(place: Place) -> None:
    shown = {
        name: 'href="/markeringar"' in place.client.get("/", headers=by(name)).text
        for name in ("editor", "reviewer", "reader")
    }

    assert shown == {"editor": True, "reviewer": False, "reader": False}


def test_an_older_library_has_no_answers_and_no_marks(tmp_path: Path, embedder: Embedder) -> None:
    with (
        serving(tmp_path / "data", embedder) as service,
        TestClient(create_app(service)) as client,
    ):
        reply = client.get("/api/v1/marks")

    assert reply.json() == {"documents": [], "open": 0, "is_all": True}


def settled_canary(place: Place) -> Path:
    """A mark with a canary in its comment and in the note of its settling; the data folder."""
    marked = mark(place, place.open, "wrong", f"{CANARY}1")
    assert settle(place, marked, note=f"{CANARY}2").status_code == 200
    assert found(place.library.data)
    return place.library.data


def test_after_retention_no_comment_and_no_note_is_in_any_file(place: Place) -> None:
    data = settled_canary(place)
    place.service.close()

    with opened_expiring(data) as record:
        assert record.remove(KeptClass.FEEDBACK, LATER) == 1
        assert record.wipe()

    assert found(data) == []


def test_an_erased_document_takes_its_marks_along(place: Place) -> None:
    data, document = settled_canary(place), place.open
    place.service.close()

    erase_document(place.library, document)

    assert found(data) == []


def test_an_erased_reader_takes_their_marks_along_and_an_erased_editor_their_name(
    place: Place,
) -> None:
    data = settled_canary(place)
    place.service.close()

    erase_person(data, "editor")
    with closing(sqlite3.connect(data / "record.sqlite3")) as record:
        rows = record.execute("SELECT who, who_name, note FROM citation_mark_changes").fetchall()
    erase_person(data, "member")

    assert rows == [(None, "", f"{CANARY}2")]
    assert found(data) == []


def test_what_is_told_of_a_person_counts_what_they_settled(place: Place) -> None:
    assert settle(place, mark(place, place.open, "wrong", "Fel.")).status_code == 200

    own = place.client.get("/api/v1/me/records", headers=by("editor")).json()
    said = place.client.get("/api/v1/me/records", headers=by("member")).json()

    assert own["counts"]["citation_mark_changes"] == 1
    assert [one["text"] for one in said["feedback"]] == ["Fel."]
