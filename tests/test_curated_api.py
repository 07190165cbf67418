"""Curated answers over the interface: written, reviewed, pinned, shown, and not shown any more."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant import wiring
from assistant.api.app import create_app
from assistant.confirmation import AsStored, Confirmer
from assistant.curated.checking import Checker
from assistant.curated.keeping import CuratedAnswers
from assistant.service import Service
from ingest.embedding import Embedder
from ingest.record.audit import Wanted
from ingest.sync import sync
from ingest.work import Library
from tests.conftest import write_material
from tests.lessons import ByHeader, by
from tests.services import serving

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


class Clock:
    """A clock that is put on by hand."""

    def __init__(self) -> None:
        self.time = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.time


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A library with its service, and a clock for the curated answers."""

    client: TestClient
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


@pytest.fixture
def place(tmp_path: Path, embedder: Embedder) -> Iterator[Place]:
    material, data, clock = write_material(tmp_path / "material", FILES), tmp_path / "data", Clock()
    library = Library(data=data, embedder=embedder, workers=1)
    sync(library, [material])
    with serving(data, embedder, editing=True) as opened:
        checker = Checker(Confirmer(AsStored()))
        with closing(CuratedAnswers(data, opened.library, checker, clock)) as curated:
            pinned = wiring.build_pinned(curated, opened.library, embedder)
            service = replace(opened, curated=curated, pinned=pinned)
            with TestClient(create_app(service, recognisers=[ByHeader()])) as client:
                yield Place(
                    client=client,
                    service=service,
                    material=material,
                    library=library,
                    clock=clock,
                )


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


def step(place: Place, curated: str, what: str, name: str, **more: str) -> Any:
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

    entries = place.service.auditor.opened().entries(Wanted())

    noted = [one.event.object for one in entries if "curated" in one.event.object]
    assert sorted(noted) == sorted(
        f"curated:{curated}:{done}" for done in ("write", "submit", "pin")
    )
