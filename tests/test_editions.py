"""A report in a new edition replaces the old one: kept, marked, and behind the newest."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from assistant.retrieval.newest_editions import newest_edition_first
from assistant.types import Hit
from ingest.editions import MOST_EDITIONS, Publication, marked, newer_editions
from ingest.embedding import Embedder
from ingest.resemblance import KEPT, resemblance, sketch_of
from ingest.sync import sync
from ingest.types import EVERYONE, Kind
from ingest.work import Library
from tests.conftest import write_material
from tests.services import client, in_record, serving
from tests.shelving import copied, reader_of

WORDS = [f"ord{n}" for n in range(400)]
TEXT = " ".join(WORDS)
ALIKE = " ".join([*WORDS[:300], *(f"nytt{n}" for n in range(100))])
OTHER = " ".join(f"annat{n}" for n in range(400))


def publication(
    name: str,
    title: str,
    issued: str | None = None,
    *,
    text: str = TEXT,
    kind: Kind = Kind.REPORT,
    number: str | None = None,
    access: Sequence[str] = (EVERYONE,),
    publisher: str | None = "Exempelverket",
) -> Publication:
    return Publication(
        document=name,
        title=title,
        publisher=publisher,
        kind=kind,
        number=number,
        issued=issued,
        access=tuple(access),
        sketch=sketch_of(text),
    )


@pytest.mark.parametrize(
    ("title", "key", "version", "is_final"),
    [
        ("Vägledning i nyttorealisering 2.0", "vägledning i nyttorealisering", (2, 0), True),
        (
            "Vägledning i nyttorealisering, version 1.1",
            "vägledning i nyttorealisering",
            (1, 1),
            True,
        ),
        ("Handbok i styrning, andra upplagan", "handbok i styrning", (2,), True),
        ("Handbok i styrning (3:e reviderade upplagan)", "handbok i styrning", (3,), True),
        ("Handbok i styrning – utkast", "handbok i styrning", (), False),
        ("Handbok i styrning, reviderad 2019", "handbok i styrning", (), True),
        ("Årsredovisning 2019", "årsredovisning 2019", (), True),
        ("Version av sanningen", "version av sanningen", (), True),
    ],
)
def test_a_title_tells_its_edition(
    title: str, key: str, version: tuple[int, ...], is_final: bool
) -> None:
    mark = marked(title)

    assert (" ".join(mark.key), mark.version, mark.is_final) == (key, version, is_final)


def test_of_three_editions_the_newest_replaces_both_others() -> None:
    found = newer_editions(
        [
            publication("b", "Vägledning i nytta, version 1.1", "2012"),
            publication("c", "Vägledning i nytta 2.0", "2014", text=ALIKE),
            publication("a", "Vägledning i nytta, version 1", "2011"),
        ]
    )

    assert found == {"a": "c", "b": "c"}


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (("Handbok i styrning", "2017"), ("Handbok i styrning", "2019-05")),
        (("Handbok i styrning", "2017-03"), ("Handbok i styrning, reviderad", "2017-11-02")),
        (("Handbok i styrning – utkast", None), ("Handbok i styrning", None)),
        (("Handbok i styrning, version 9", "2017"), ("Handbok i styrning, version 10", "2017")),
    ],
    ids=["by year", "by month", "by draft", "by version"],
)
def test_the_newer_is_told_by_what_is_known(
    older: tuple[str, str | None], newer: tuple[str, str | None]
) -> None:
    found = newer_editions([publication("new", *newer), publication("old", *older)])

    assert found == {"old": "new"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            publication("a", "Årsredovisning 2018", "2019"),
            publication("b", "Årsredovisning 2019", "2020"),
        ),
        (
            publication("a", "Samma titel här", "2018"),
            publication("b", "Samma titel här", "2019", text=OTHER),
        ),
        (
            publication("a", "Samma titel här", "2018"),
            publication("b", "Samma titel här", "2019", publisher="Annat verk"),
        ),
        (
            publication("a", "Ett uppdrag till", "2018", kind=Kind.DECISION),
            publication("b", "Ett uppdrag till", "2019", kind=Kind.DECISION),
        ),
        (
            publication("a", "Samma titel här", "2018", number="Ds 2018:3"),
            publication("b", "Samma titel här", "2019", number="SOU 2019:4"),
        ),
        (publication("a", "Samma titel här", "2018"), publication("b", "Samma titel här", "2018")),
        (
            publication("a", "Samma titel här", "2018-03"),
            publication("b", "Samma titel här", "2018"),
        ),
        (publication("a", "Bilaga", "2018"), publication("b", "Bilaga", "2019")),
        (
            publication("a", "Samma titel här", "2018"),
            publication("b", "Samma titel här", "2019", access=["styrgrupp"]),
        ),
    ],
    ids=[
        "a yearly series",
        "another text",
        "another publisher",
        "decisions",
        "another series",
        "of the same year",
        "of an unknown day of the year",
        "a word as title",
        "newer for fewer",
    ],
)
def test_what_is_no_edition_replaces_nothing(one: Publication, other: Publication) -> None:
    assert newer_editions([one, other]) == {}


def test_very_many_of_one_title_are_no_editions() -> None:
    many = [
        publication(str(n), "Protokoll från mötet", f"{1900 + n}") for n in range(MOST_EDITIONS)
    ]

    assert len(newer_editions(many)) == MOST_EDITIONS - 1
    assert newer_editions([*many, publication("till", "Protokoll från mötet", "2000")]) == {}


def test_a_group_that_may_see_both_is_pointed_to_the_newer() -> None:
    old = publication("a", "Samma titel här", "2018", access=["styrgrupp"])
    new = publication("b", "Samma titel här", "2019", access=["revision", "styrgrupp"])

    assert newer_editions([old, new]) == {"a": "b"}


def test_resemblance_is_the_share_of_common_runs() -> None:
    one, other = sketch_of(TEXT), sketch_of(ALIKE)

    assert resemblance(one, one) == 1.0
    assert resemblance(one, sketch_of(OTHER)) < 0.02
    assert abs(resemblance(one, other) - 297 / 497) < 0.12
    assert len(one) == 4 * KEPT
    assert resemblance(sketch_of("kort"), sketch_of("kort")) == 0.0


SECTIONS = [
    "Nyttan ska mätas före och efter införandet av ett system.",
    "Den som äger nyttan ska vara utpekad innan projektet börjar.",
    "Målet för handläggningstiden är {days} dagar efter införandet.",
    "Uppföljningen görs av den enhet som har fått ansvaret för nyttan.",
    "Resultatet redovisas för ledningen varje halvår i en egen rapport.",
]


def guide(days: int, version: str, year: int) -> str:
    head = f"---\ntitle: Vägledning i nytta {version}\npublisher: Exempelverket\ndate: {year}\n"
    body = "\n\n".join(f"## Del {n}\n\n{text}" for n, text in enumerate(SECTIONS, start=1))
    return f"{head}type: rapport\n---\n\n{body.format(days=days)}\n"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    folder = tmp_path_factory.mktemp("editions")
    files = {
        "gammal.md": guide(30, "1.0", 2012),
        "ny.md": guide(20, "2.0", 2018),
        "annat.md": "# Annat\n\nEn text om helt andra saker.\n",
    }
    material = write_material(folder / "material", files)
    sync(Library(data=folder / "data", embedder=embedder, workers=1), [material])
    return folder / "data"


def test_the_old_edition_is_kept_and_points_to_the_new(data: Path, embedder: Embedder) -> None:
    with serving(data, embedder) as service, client(service) as web:
        listed = {one["source"]: one for one in web.get("/api/v1/documents").json()["documents"]}
        old = web.get(f"/api/v1/documents/{listed['gammal.md']['document_id']}").json()

    assert old["superseded_by"] == listed["ny.md"]["document_id"]
    assert old["newest_edition"]["title"] == "Vägledning i nytta 2.0"
    assert listed["ny.md"]["superseded_by"] is listed["annat.md"]["superseded_by"] is None


def test_the_newest_edition_is_found_and_cited_first(data: Path, embedder: Embedder) -> None:
    question = "Vad är målet för handläggningstiden efter införandet?"
    with serving(data, embedder) as service, client(service) as web:
        found = web.get("/api/v1/search", params={"q": question}).json()["hits"]
        answer = web.post("/api/v1/ask", json={"question": question}).json()

    assert found[0]["source"] == "ny.md"
    assert answer["citations"][0]["source"] == "ny.md"
    assert "20 dagar" in answer["sentences"][0]["text"]


def test_a_newest_edition_that_is_withdrawn_is_not_pointed_to(
    data: Path, embedder: Embedder, tmp_path: Path
) -> None:
    here = copied(data, tmp_path / "data")
    in_record(here, "UPDATE documents SET withdrawn = 1 WHERE source = ?", "ny.md")
    with serving(here, embedder) as service, client(service) as web:
        listed = web.get("/api/v1/documents").json()["documents"]
        name = next(one["document_id"] for one in listed if one["source"] == "gammal.md")
        old = web.get(f"/api/v1/documents/{name}").json()

    assert old["newest_edition"] is None


def test_what_says_the_same_is_told_by_the_newest(data: Path) -> None:
    with closing(reader_of(data, 1)) as reader:
        passages = {one.document.source: one for one in reader.passages(reader.keys())}
    old, new, other = (passages[name] for name in ("gammal.md", "ny.md", "annat.md"))

    folded = newest_edition_first([Hit(passage=old, score=2.0, same=(other, new))])
    apart = newest_edition_first([Hit(passage=p, score=1.0) for p in (other, old, new)])

    assert (folded[0].passage, folded[0].same) == (new, (other, old))
    assert [hit.passage for hit in apart] == [other, new, old]
