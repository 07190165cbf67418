"""Curated answers over the interface: written, reviewed, pinned, shown, and not shown any more."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from assistant import wiring
from assistant.api.app import create_app
from assistant.confirmation import AsStored, Confirmer
from assistant.curated.checking import Checker
from assistant.curated.keeping import CuratedAnswers
from assistant.service import Service
from ingest.embedding import Embedder
from ingest.index.processes import IndexProcess
from ingest.record.audit import Wanted
from ingest.sync import sync
from ingest.work import Library
from tests.conftest import write_material
from tests.lessons import PEOPLE, ByHeader, by
from tests.services import in_record, serving
from tests.shelving import copied, copied_with_material
from tests.test_editions import guide

QUESTION = "Vad kostade projekt Tranan 2016?"
QUOTE = "Projekt Tranan kostade 31 miljoner kronor 2016."
BUFFER = "Projekt Tranan hade zyxkanariens buffert på 7 miljoner kronor."
CANARY = "zyxkanarien"
FILES = {
    "tranan.md": f"# Slutrapport om Tranan\n\nDet var ett stort projekt. {QUOTE} Det blev dyrt.\n",
    "hemligt/buffert.md": f"# Buffert\n\n{BUFFER}\n",
    "hemligt/_access.yaml": "access: [styrgrupp]\n",
}
SENTENCE = "Projekt Tranan kostade 31 miljoner kronor 2016."


LibraryOf = Callable[[Path], Library]


MARK = "e-post:a.b@exempel.se"


class Clock:
    """A clock that is put on by hand."""

    def __init__(self) -> None:
        self.time = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.time


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A library with its service, and a clock for the curated answers."""

    client: httpx2.Client
    service: Service
    material: Path
    library: Library
    clock: Clock

    @property
    def open(self) -> str:
        return self.document("tranan.md")

    @property
    def secret(self) -> str:
        return self.document("hemligt/buffert.md")

    def document(self, source: str) -> str:
        rows = self.service.library.current().record.documents()
        return next(row.id for row in rows if row.source == source)

    def sync(self) -> None:
        sync(self.library, [self.material])


@contextmanager
def curating(library: Library) -> Iterator[tuple[Service, Clock]]:
    """A service over a library, with a clock of its own for the curated answers."""
    clock, data, embedder = Clock(), library.data, library.embedder
    with serving(data, embedder, editing=True) as made:
        checker = Checker(Confirmer(AsStored()))
        with closing(CuratedAnswers(data, made.library, checker, clock)) as curated:
            pinned = wiring.build_pinned(curated, made.library, embedder)
            yield replace(made, curated=curated, pinned=pinned), clock


@contextmanager
def opened(library: Library, material: Path) -> Iterator[Place]:
    """A library that has taken in the material, served to several people."""
    with (
        curating(library) as (service, clock),
        TestClient(create_app(service, recognisers=[ByHeader()])) as client,
    ):
        yield Place(client=client, service=service, material=material, library=library, clock=clock)


@pytest.fixture(scope="session")
def tranan(tmp_path_factory: pytest.TempPathFactory, library_of: LibraryOf) -> Path:
    """The material taken in, once; not to be written to."""
    room = tmp_path_factory.mktemp("tranan")
    sync(library_of(room / "data"), [write_material(room / "material", FILES)])
    return room


@pytest.fixture(scope="session")
def library_of(embedder: Embedder, index_process: IndexProcess) -> LibraryOf:
    """A library over a data folder, which publishes by the process that all tests share."""
    return lambda data: Library(data=data, embedder=embedder, workers=1, ahead=index_process)


@pytest.fixture(scope="module")
def standing(
    tranan: Path, tmp_path_factory: pytest.TempPathFactory, library_of: LibraryOf
) -> Iterator[Place]:
    """A library that is opened and served once: what it knows of Swedish takes its time to read."""
    data = copied(tranan / "data", tmp_path_factory.mktemp("curated") / "data")
    with opened(library_of(data), tranan / "material") as made:
        yield made


@pytest.fixture
def place(standing: Place) -> Place:
    """It with nothing pinned, today; its documents and their rules are to stay as they are."""
    standing.clock.time = datetime.now(UTC)
    every = standing.client.get("/api/v1/curated", headers=by("reviewer")).json()["curated"]
    for one in every:
        if "reopen" in one["steps"]:
            step(standing, one["curated_id"], "withdraw", "reviewer")
    return standing


@pytest.fixture
def changing(tranan: Path, tmp_path: Path, library_of: LibraryOf) -> Iterator[Place]:
    """A library of its own, whose documents, rules and material may be changed."""
    data = copied_with_material(tranan, tmp_path)
    with opened(library_of(data), tmp_path / "material") as made:
        yield made


def body(document: str, text: str = SENTENCE, quote: str = QUOTE, **said: Any) -> dict[str, Any]:
    quotes = [{"document_id": document, "quote": quote}]
    expires = (datetime.now(UTC) + timedelta(days=100)).date().isoformat()
    return {
        "question": QUESTION,
        "sentences": [{"text": text, "quotes": quotes}],
        "access": ["everyone"],
        "expires": expires,
        **said,
    }


def write(place: Place, said: dict[str, Any], name: str = "editor") -> Any:
    return place.client.post("/api/v1/curated", json=said, headers=by(name))


def step(place: Place, curated: str, what: str, name: str, **more: Any) -> Any:
    address = f"/api/v1/curated/{curated}/steps"
    return place.client.post(address, json={"step": what, **more}, headers=by(name))


def pinned(place: Place, said: dict[str, Any]) -> str:
    reply = write(place, said)
    assert reply.status_code == 201, reply.text
    curated = str(reply.json()["curated_id"])
    assert step(place, curated, "submit", "editor").status_code == 200
    assert step(place, curated, "pin", "reviewer").status_code == 200
    return curated


def ask(place: Place, name: str = "reader", **more: Any) -> dict[str, Any]:
    said = {"question": QUESTION, **more}
    reply = place.client.post("/api/v1/ask", json=said, headers=by(name))
    assert reply.status_code == 200, reply.text
    answer: dict[str, Any] = reply.json()
    return answer


def listed(place: Place, curated: str, name: str = "reviewer") -> tuple[str, list[str]]:
    found = place.client.get("/api/v1/curated", headers=by(name)).json()["curated"]
    (one,) = (one for one in found if one["curated_id"] == curated)
    return one["state"], one["troubles"]


def test_a_pinned_answer_is_given_with_its_review_and_citations(place: Place) -> None:
    curated = pinned(place, body(place.open))

    answer = ask(place)

    assert answer["curated"] | {"expires": ""} == {
        "id": curated,
        "reviewer": "Exempel reviewer",
        "reviewed": place.clock.time.date().isoformat(),
        "expires": "",
    }
    assert [(one["text"], one["verdict"]) for one in answer["sentences"]] == [
        (SENTENCE, "supported")
    ]
    (citation,) = answer["citations"]
    assert (citation["document_id"], citation["quote"]) == (place.open, QUOTE)
    shown = place.client.get(citation["url"], headers=by("reader"))
    assert shown.status_code == 200
    assert answer["ai_generated"] is False


def test_the_stream_gives_the_same_sentences_and_then_the_whole(place: Place) -> None:
    pinned(place, body(place.open))
    headers = by("reader") | {"Accept": "text/event-stream"}

    text = place.client.post("/api/v1/ask", json={"question": QUESTION}, headers=headers).text

    events = [line.removeprefix("event: ") for line in text.splitlines() if line[:6] == "event:"]
    assert events == ["sentence", "answer", "done"]
    assert '"curated":{"id"' in text.replace(" ", "")


@pytest.mark.parametrize(
    "more",
    [
        {"ignore_curated": True},
        {"filters": {"first_year": 2000}},
        {"ignore_filters": ["years"]},
        {"question": "Vad kostade projekt Tranan 2017?"},
        {"question": "Vad kostade inte projekt Tranan 2016?"},
    ],
    ids=["ordinary wanted", "filters", "filters taken away", "another year", "negated"],
)
def test_another_question_or_a_narrowed_one_gets_the_ordinary_answer(
    place: Place, more: dict[str, Any]
) -> None:
    pinned(place, body(place.open))

    assert ask(place, **more)["curated"] is None


def test_a_follow_up_gets_the_ordinary_answer_and_a_question_of_its_own_the_pinned(
    place: Place,
) -> None:
    pinned(place, body(place.open, question="Och 2016?", wordings=[QUESTION]))
    earlier = ["Vad kostade projekt Tranan 2015?"]

    assert ask(place, question="Och 2016?", earlier=earlier)["curated"] is None
    assert ask(place, earlier=earlier)["curated"] is not None


def test_a_wording_is_answered_as_the_question(place: Place) -> None:
    pinned(place, body(place.open, wordings=["Hur dyrt blev projekt Tranan 2016?"]))

    assert ask(place, question="hur dyrt blev projekt tranan 2016")["curated"] is not None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"quote": "Projekt Tranan kostade 32 miljoner kronor 2016."}, "Mening 1: citatet"),
        ({"text": "Projekt Tranan kostade 32 miljoner kronor 2016."}, "Mening 1 har inte stöd"),
        ({"text": "Projekt Tranan kostade inte 31 miljoner kronor."}, "Mening 1 har inte stöd"),
        ({"expires": "2020-01-01"}, "Giltigt till"),
        ({"expires": "2100-01-01"}, "Giltigt till"),
        ({"access": ["revision"]}, "Får se"),
        ({"access": ["everyone", "internal"]}, "Får se"),
    ],
    ids=["misquoted", "another number", "negated", "past", "too far", "not theirs", "two ways"],
)
def test_what_does_not_hold_is_refused_with_its_reason(
    place: Place, said: dict[str, Any], told: str
) -> None:
    reply = write(place, body(place.open, **said))

    assert reply.status_code == 422
    assert told in reply.json()["error"]["message"]


def test_it_is_never_for_more_than_its_sources(place: Place) -> None:
    wide = write(place, body(place.secret, text=BUFFER, quote=BUFFER))

    assert wide.status_code == 422
    assert "får ses av färre" in wide.json()["error"]["message"]


def test_somebody_else_than_its_author_pins_it(place: Place) -> None:
    curated = write(place, body(place.open), "writing-reviewer").json()["curated_id"]

    assert step(place, curated, "pin", "reviewer").status_code == 404  # a draft is its author's
    assert step(place, curated, "submit", "writing-reviewer").status_code == 200
    assert step(place, curated, "pin", "writing-reviewer").status_code == 403
    assert step(place, curated, "pin", "reader").status_code == 403
    assert step(place, curated, "send_back", "reviewer").status_code == 422
    assert step(place, curated, "send_back", "reviewer", comment="Säg mer.").status_code == 200
    assert ask(place)["curated"] is None


def test_a_draft_is_changed_as_it_was_read_and_a_pinned_one_not_at_all(place: Place) -> None:
    curated = write(place, body(place.open)).json()["curated_id"]
    address, said = f"/api/v1/curated/{curated}", body(place.open, question="Vad kostade Tranan?")

    def put(revision: int) -> int:
        sent = {**said, "revision": revision}
        return place.client.put(address, json=sent, headers=by("editor")).status_code

    assert [put(1), put(1)] == [200, 409]
    step(place, curated, "submit", "editor")
    assert put(3) == 409


def test_a_withdrawn_source_takes_the_answer_away_on_the_next_request(changing: Place) -> None:
    curated = pinned(changing, body(changing.open))
    assert ask(changing)["curated"]

    address = f"/api/v1/documents/{changing.open}/withdrawal"
    changing.client.post(address, json={"withdrawn": True}, headers=by("editor"))

    assert ask(changing)["curated"] is None
    assert listed(changing, curated) == ("needs_review", ["gone"])
    told = changing.client.get(f"/api/v1/curated/{curated}", headers=by("reviewer")).text
    assert "31 miljoner" not in told


@pytest.mark.parametrize(
    "text",
    [
        "# Slutrapport\n\nDet kostade 45 miljoner kronor 2016.\n",
        FILES["tranan.md"] + "Mer.",
    ],
    ids=["other words", "words added elsewhere"],
)
def test_a_changed_source_takes_the_answer_away(changing: Place, text: str) -> None:
    curated = pinned(changing, body(changing.open))

    write_material(changing.material, {"tranan.md": text})
    changing.sync()

    assert ask(changing)["curated"] is None
    assert listed(changing, curated) == ("needs_review", ["changed"])


def test_a_removed_source_takes_the_answer_away(changing: Place) -> None:
    curated = pinned(changing, body(changing.open))

    (changing.material / "tranan.md").unlink()
    changing.sync()

    assert ask(changing)["curated"] is None
    assert listed(changing, curated) == ("needs_review", ["gone"])


def test_a_source_for_fewer_takes_the_answer_away_from_all_and_hides_it_from_the_others(
    changing: Place,
) -> None:
    curated = pinned(changing, body(changing.open))

    address = f"/api/v1/documents/{changing.open}/access"
    changing.client.patch(address, json={"access": ["styrgrupp"]}, headers=by("editor"))

    assert [ask(changing, name)["curated"] for name in ("reader", "member")] == [None, None]
    assert listed(changing, curated) == ("needs_review", ["hidden"])
    assert (
        changing.client.get(f"/api/v1/curated/{curated}", headers=by("other-editor")).status_code
        == 404
    )


def test_a_newer_edition_of_a_source_takes_the_answer_away(changing: Place) -> None:
    quote, asked = "Målet för handläggningstiden är 30 dagar efter införandet.", "Vad är målet?"
    write_material(changing.material, {"gammal.md": guide(30, "1.0", 2012)})
    changing.sync()
    said = body(changing.document("gammal.md"), text=quote, quote=quote, question=asked)
    curated = pinned(changing, said)
    before = ask(changing, question=asked)["curated"]

    write_material(changing.material, {"ny.md": guide(20, "2.0", 2018)})
    changing.sync()

    assert before is not None
    assert ask(changing, question=asked)["curated"] is None
    assert listed(changing, curated) == ("needs_review", ["superseded"])


def test_what_may_be_personal_data_is_confirmed_before_it_is_pinned(place: Place) -> None:
    said = body(place.open, wordings=["Vad svarade a.b@exempel.se om Tranan?"])
    curated = write(place, said).json()["curated_id"]
    step(place, curated, "submit", "editor")
    shown = place.client.get(f"/api/v1/curated/{curated}", headers=by("reviewer")).json()

    refused = step(place, curated, "pin", "reviewer")
    other = step(place, curated, "pin", "reviewer", confirmed=["e-post:c.d@exempel.se"])
    before = ask(place)["curated"]
    done = step(place, curated, "pin", "reviewer", confirmed=[MARK])

    assert shown["marks"] == [
        {"key": MARK, "kind": "e-post", "field": "wordings", "text": "a.b@exempel.se"}
    ]
    assert (refused.status_code, other.status_code, before) == (422, 422, None)
    assert MARK in refused.json()["error"]["message"]
    assert done.status_code == 200
    assert ask(place)["curated"] is not None


def test_the_page_has_every_mark_ticked_before_it_pins(place: Place) -> None:
    said = body(place.open, question="Vad svarade a.b@exempel.se om Tranan?")
    curated = write(place, said).json()["curated_id"]
    step(place, curated, "submit", "editor")
    address = f"/granskade-svar/{curated}"

    shown = place.client.get(address, headers=by("reviewer")).text
    form = {"step": "pin", "confirmed": MARK}
    place.client.post(f"{address}/steg", data=form, headers=by("reviewer"))
    after = place.client.get(address, headers=by("reviewer")).text

    assert f'name="confirmed" value="{MARK}" required' in shown
    assert "fäst" in after.lower()
    assert f'– <span lang="sv">{MARK}</span>' in after


def test_what_may_be_personal_data_is_told_to_those_alone_who_work_on_it(place: Place) -> None:
    said = body(place.open, question="Vad svarade a.b@exempel.se om Tranan?")
    curated = write(place, said).json()["curated_id"]
    step(place, curated, "submit", "editor")

    found = place.client.get("/api/v1/curated", headers=by("other-editor")).json()["curated"]

    assert [one["marks"] for one in found if one["curated_id"] == curated] == [[]]


def test_it_ends_with_its_last_day(place: Place) -> None:
    curated = pinned(place, body(place.open))

    place.clock.time += timedelta(days=100)
    last = ask(place)["curated"]
    place.clock.time += timedelta(days=1)

    assert last is not None
    assert ask(place)["curated"] is None
    assert listed(place, curated) == ("expired", ["expired"])


def test_what_was_withdrawn_or_opened_again_is_not_shown(place: Place) -> None:
    curated = pinned(place, body(place.open))

    step(place, curated, "reopen", "reviewer")

    assert ask(place)["curated"] is None
    assert step(place, curated, "withdraw", "editor").status_code == 200
    assert step(place, curated, "submit", "editor").status_code == 409


def test_a_stored_quote_that_was_tampered_with_is_not_shown(place: Place) -> None:
    curated = pinned(place, body(place.open))

    in_record(
        place.library.data,
        "UPDATE curated_answers SET sentences = replace(sentences, '31 miljoner', '99 miljoner')"
        " WHERE id = ?",
        curated,
    )

    assert ask(place)["curated"] is None
    assert listed(place, curated) == ("needs_review", ["not_quoted"])


def test_whoever_may_not_see_one_source_sees_nothing_of_the_answer(place: Place) -> None:
    said = body(place.secret, text=BUFFER, quote=BUFFER, access=["styrgrupp"])
    sentences = [*body(place.open)["sentences"], *said["sentences"]]
    curated = pinned(place, {**said, "sentences": sentences})
    paths = [
        "/api/v1/curated",
        f"/api/v1/curated/{curated}",
        "/granskade-svar",
        f"/granskade-svar/{curated}",
        f"/granskade-svar/{curated}/andra",
    ]

    told = {
        name: "".join(place.client.get(path, headers=by(name)).text for path in paths)
        + place.client.post("/api/v1/ask", json={"question": QUESTION}, headers=by(name)).text
        for name in PEOPLE
    }

    insiders = {name for name, (_, groups) in PEOPLE.items() if "styrgrupp" in groups}
    assert {name for name, text in told.items() if CANARY in text} == insiders
    lists = {name: place.client.get(paths[0], headers=by(name)).text for name in PEOPLE}
    workers = insiders - {"member"}
    assert {name for name, text in lists.items() if curated in text} == workers


def test_a_foreign_source_is_refused_as_one_that_is_not_there(place: Place) -> None:
    foreign = write(place, body(place.secret, text=BUFFER, quote=BUFFER), "other-editor")
    missing = write(place, body("f" * 16, text=BUFFER, quote=BUFFER), "other-editor")

    told = [one.json()["error"]["message"] for one in (foreign, missing)]
    assert [one.status_code for one in (foreign, missing)] == [422, 422]
    assert told[0].replace(place.secret, "f" * 16) == told[1]


def test_a_kept_answer_and_its_evidence_tell_of_the_review(place: Place) -> None:
    curated = pinned(place, body(place.open))
    kept = ask(place)["answer_id"]
    address = f"/api/v1/answers/{kept}"

    pack = place.client.get(f"{address}.json", headers=by("reader")).json()
    text = place.client.get(f"{address}.md", headers=by("reader")).text
    again = place.client.post(f"{address}/replay", headers=by("reader")).json()

    assert pack["curated"]["id"] == curated
    assert "Granskat svar: granskat av Exempel reviewer den" in text
    assert again["same"] is True


def test_what_is_done_is_noted_without_its_content(place: Place) -> None:
    curated = pinned(place, body(place.open))

    entries = place.service.auditor.opened().entries(Wanted())

    every = [one.event.object for one in entries]
    noted = [one for one in every if curated in one]
    done = ("write", "submit", "pin")
    assert not any(word in " ".join(every) for word in ("Tranan", CANARY))
    assert sorted(noted) == sorted(f"curated:{curated}:{one}" for one in done)
