"""Damaged index files: the service and `lardom ask` still answer, and the next sync mends them."""

import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from assistant.library import LibraryKeeper
from assistant.repeating import Repeating
from assistant.upkeep import Upkeep
from ingest.embedding import Embedder
from ingest.errors import IndexDamagedError
from ingest.history import last_runs
from ingest.index.generation import generation_folder, live_generation
from ingest.index.types import Order
from ingest.progress import silent
from ingest.record.runs import Job
from ingest.record.types import Vectors
from ingest.sync import mend, sync
from ingest.work import Library, Work
from tests.conftest import MATERIAL, write_material
from tests.damage import ASKED, COST, KINDS, Damage, graph_material
from tests.services import client, serving
from tests.shelving import check_here, copied

QUESTION = {"question": ASKED}
MENDED_WITHIN = 60


def by_name(name: str) -> Damage:
    (kind,) = (kind for kind in KINDS if kind.name == name)
    return kind


IN_THE_WAY = [
    by_name(name)
    for name in (
        "index a file",
        "CURRENT a folder",
        "CURRENT of another generation",
    )
]
WHILE_IT_RUNS = [
    by_name(name)
    for name in (
        "CURRENT missing",
        "gen-000001 missing",
        "manifest.json cut short",
        "chroma/chroma.sqlite3 zero-filled",
        "chroma/*/data_level0.bin emptied",
        "lexical/*.term cut short",
        "lexical/*.idx emptied",
        "lexical/*.fast zero-filled",
    )
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A data folder beside its material; tests damage copies of it."""
    folder = tmp_path_factory.mktemp("damage")
    write_material(folder / "material", graph_material())
    sync(Library(data=folder / "data", embedder=embedder, workers=1), [folder / "material"])
    assert list(generation_folder(folder / "data", 1).glob("chroma/*/index_metadata.pickle"))
    return folder / "data"


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    return copied(made, tmp_path / "data")


def vector_of(embedder: Embedder) -> Vectors:
    return np.asarray(embedder.embed_queries([QUESTION["question"]])[0])


def order_of(data: Path, generation: int, embedder: Embedder) -> Order:
    return Order(
        data=str(data),
        folder=str(generation_folder(data, generation)),
        generation=generation,
        previous=0,
        embedder=embedder.fingerprint,
        dimension=embedder.dimension,
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_damaged_index_is_told_with_the_remedy_and_the_next_sync_sees_it(
    kind: Damage, data: Path, embedder: Embedder
) -> None:
    kind.happen(data)

    with closing(LibraryKeeper(data, embedder)) as keeper:
        library = keeper.current()
        found = bool(library.vectors and library.vectors.search(vector_of(embedder), 1))
    live = live_generation(data)

    assert any("lardom sync" in told for told in library.trouble)
    assert found
    if live:  # without a name it is built anew in any case
        with pytest.raises(IndexDamagedError):
            check_here(order_of(data, live, embedder))


@pytest.mark.parametrize("kind", WHILE_IT_RUNS, ids=lambda kind: kind.name)
def test_a_service_whose_index_is_damaged_while_it_runs_answers_and_tells(
    kind: Damage, data: Path, embedder: Embedder
) -> None:
    with serving(data, embedder) as service, client(service) as asking:
        before = asking.post("/api/v1/ask", json=QUESTION)
        kind.happen(data)
        answers = [asking.post("/api/v1/ask", json=QUESTION).text for _ in range(2)]
        ready = asking.get("/readyz").json()

    assert all(COST in answer for answer in (before.text, *answers))
    assert ready["status"] == "degraded"
    assert any("lardom sync" in told for told in ready["trouble"])


@pytest.mark.slow
@pytest.mark.parametrize("kind", IN_THE_WAY, ids=lambda kind: kind.name)
def test_the_next_sync_builds_the_index_anew_whatever_is_in_the_way(
    kind: Damage, material: Path, library: Library
) -> None:
    sync(library, [material])
    kind.happen(library.data)

    report = sync(library, [material])

    with closing(LibraryKeeper(library.data, library.embedder)) as keeper:
        assert keeper.current().trouble == ()
    assert len(report.unchanged) == len(MATERIAL)


@pytest.mark.slow
def test_a_service_has_its_index_built_anew_while_it_answers(
    material: Path, library: Library
) -> None:
    sync(library, [material])
    by_name("manifest.json missing").happen(library.data)

    with serving(library.data, library.embedder) as service, client(service) as asking:
        upkeep = Repeating("upkeep", Upkeep(service.library, lambda: mend(library)).look)
        upkeep.start()
        answer = asking.post("/api/v1/ask", json=QUESTION)
        deadline = time.monotonic() + MENDED_WITHIN
        while asking.get("/readyz").json()["status"] == "degraded":
            assert time.monotonic() < deadline
            time.sleep(0.2)
        upkeep.stop()

    (mended, _) = last_runs(library.data, 10)
    assert COST in answer.text
    assert (mended.job, mended.generation, mended.trouble) == (Job.MEND, 2, None)


@pytest.mark.slow
def test_what_a_sync_that_died_has_staged_is_not_published_by_mending(
    material: Path, library: Library
) -> None:
    sync(library, [material])
    work = Work(library, silent)
    work.writer.remove(material, [next(iter(MATERIAL))])
    by_name("manifest.json missing").happen(library.data)

    assert mend(library) is None
    assert live_generation(library.data) == 1
