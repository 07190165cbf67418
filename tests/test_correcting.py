"""Corrections: they hold at once, survive syncs, can be taken back, and leave no half state."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from assistant.library import LibraryKeeper
from ingest.correcting import correct, wish
from ingest.embedding import Embedder
from ingest.errors import CorrectionError, DocumentError, LockedError
from ingest.history import run_in_full
from ingest.holdings import Described, open_holdings
from ingest.index.lexical import query_weights
from ingest.lock import writing
from ingest.originals import content_hash
from ingest.record.corrections import note_corrections
from ingest.record.document_names import document_id
from ingest.record.opening import open_for_writing
from ingest.record.runs import FileStatus, Job
from ingest.record.turns import taking_turns
from ingest.record.types import Vectors
from ingest.sync import sync
from ingest.types import Chunk, Kind, Witness
from ingest.work import Library
from tests.conftest import MATERIAL, write_material
from tests.services import in_record
from tests.shelving import copied

REPORT = "projekt/slutrapport.md"
TITLE = "Slutrapport för Vägprojektet"
BETTER = "Om en kungsörn"
RULE = '["styrgrupp"]'


@dataclass(slots=True)
class Counting:
    """An embedder that counts the passages it is given."""

    real: Embedder
    passages: int = 0

    @property
    def fingerprint(self) -> str:
        return self.real.fingerprint

    @property
    def dimension(self) -> int:
        return self.real.dimension

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.passages += len(texts)
        return self.real.embed_passages(texts)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self.real.embed_queries(texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A library, the folder it was made of, and the report's id."""

    library: Library
    material: Path
    report: str

    @property
    def counted(self) -> int:
        """The passages embedded so far."""
        assert isinstance(self.library.embedder, Counting)
        return self.library.embedder.passages

    def edit(self, **said: object) -> None:
        correct(self.library, wish(self.report, said, "anna"))

    def described(self) -> Described:
        with open_holdings(self.library.data, lambda _: True) as held:
            return held.described(held.find(self.report))

    def found_by(self, word: str) -> bool:
        """True when the report's passages are found by this word."""
        with closing(LibraryKeeper(self.library.data, self.library.embedder)) as keeper:
            library = keeper.current()
            assert library.trouble == ()
            assert library.lexical is not None
            found = library.lexical.search(query_weights(word), 10)
            passages = library.record.passages([one.key for one in found])
            return any(one.document.source == REPORT for one in passages)

    def passages(self) -> list[tuple[str, Chunk]]:
        with closing(LibraryKeeper(self.library.data, self.library.embedder)) as keeper:
            record = keeper.current().record
            every = record.passages(record.keys())
            return [(p.text, p.chunk) for p in every if p.document.source == REPORT]

    def vectors(self) -> Vectors:
        with closing(LibraryKeeper(self.library.data, self.library.embedder)) as keeper:
            record = keeper.current().record
            every = record.passages(record.keys())
            keys = [one.key for one in every if one.document.source == REPORT]
            return record.vectors(keys, self.library.embedder.fingerprint).vectors


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Made:
    folder = tmp_path_factory.mktemp("first")
    material = write_material(folder / "material", MATERIAL)
    library = Library(data=folder / "data", embedder=Counting(embedder), workers=1)
    sync(library, [material])
    in_record(library.data, "UPDATE documents SET access = ?, own_access = ?", RULE, RULE)
    with open_holdings(library.data, lambda _: True) as held:
        return Made(library=library, material=material, report=held.find(REPORT).id)


def another(of: Made, folder: Path) -> Made:
    """A copy of a library, with material of its own."""
    data = copied(of.library.data, folder / "data")
    shutil.copytree(of.material, folder / "material")
    in_record(data, "UPDATE folders SET path = ?", str(folder / "material"))
    assert isinstance(of.library.embedder, Counting)
    embedder = Counting(of.library.embedder.real)
    library = Library(data=data, embedder=embedder, workers=1)
    return Made(library=library, material=folder / "material", report=of.report)


@pytest.fixture
def made(first: Made, tmp_path: Path) -> Made:
    return another(first, tmp_path)


@pytest.fixture(scope="module")
def dated(first: Made, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Its file is gone, and all but its title is corrected."""
    made = another(first, tmp_path_factory.mktemp("dated"))
    (made.material / REPORT).unlink()
    made.edit(date="2019-05-02", publisher="", kind="lärdom")
    return made


@pytest.fixture(scope="module")
def titled(dated: Made, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Its title is corrected too."""
    made = another(dated, tmp_path_factory.mktemp("titled"))
    made.edit(title=BETTER)
    return made


@pytest.fixture(scope="module")
def taken_back(titled: Made, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """All corrections but that of the kind are taken back."""
    made = another(titled, tmp_path_factory.mktemp("taken_back"))
    made.edit(title=None, date=None, publisher=None)
    return made


def test_a_correction_holds_at_once_without_its_file(titled: Made) -> None:
    known = titled.described().row.metadata

    assert (known.title, known.kind, known.publisher) == (BETTER, Kind.LESSON, None)
    assert (known.date, known.year) == ("2019-05-02", 2019)
    assert titled.found_by("kungsörn")


def test_what_the_material_says_is_kept_beside_it(titled: Made, first: Made) -> None:
    assert titled.described().as_read == first.described().row.metadata


def test_what_was_said_and_by_whom_is_kept_the_oldest_first(taken_back: Made) -> None:
    assert [(one.field, one.value, one.who) for one in taken_back.described().said] == [
        ("date", "2019-05-02", "anna"),
        ("publisher", "", "anna"),
        ("kind", "lesson", "anna"),
        ("title", BETTER, "anna"),
        ("title", None, "anna"),
        ("date", None, "anna"),
        ("publisher", None, "anna"),
    ]


def test_a_correction_that_is_taken_back_leaves_what_the_material_says(
    taken_back: Made, first: Made
) -> None:
    before, after = first.described().row.metadata, taken_back.described().row.metadata

    (kind,) = (one for one in after.origins if one.field == "kind")
    assert kind.witness is Witness.CORRECTION
    assert {*after.origins} - {kind} == {one for one in before.origins if one.field != "kind"}
    assert after == replace(before, kind=Kind.LESSON, origins=after.origins)
    assert not taken_back.found_by("kungsörn")


def test_only_a_new_title_is_embedded_anew(dated: Made, titled: Made, first: Made) -> None:
    assert (dated.counted, titled.counted) == (0, titled.described().row.chunks)
    assert np.array_equal(dated.vectors(), first.vectors())
    assert not np.array_equal(titled.vectors(), first.vectors())


def test_passages_and_who_may_see_them_are_as_they_were(titled: Made, first: Made) -> None:
    assert titled.passages() == first.passages()
    assert titled.described().row.access == ("styrgrupp",)


def test_the_history_tells_of_the_correction(dated: Made) -> None:
    found = run_in_full(dated.library.data, 2)

    assert found is not None
    assert (found.run.job, found.run.generation) == (Job.EDIT, 2)
    (file,) = found.files
    assert (file.source, file.status) == (REPORT, FileStatus.CORRECTED)
    assert (file.reason, file.access) == ("Rättat: datum, utgivare, slag.", ("styrgrupp",))


def test_a_corrected_document_is_of_the_same_file(titled: Made, first: Made) -> None:
    assert titled.described().row.content_hash == content_hash(first.material / REPORT)


def test_a_correction_wins_over_a_changed_file_and_its_sidecar(
    library: Library, material: Path
) -> None:
    sync(library, [material])
    report = document_id(material.resolve(), REPORT)
    engine = open_for_writing(library.data)
    with taking_turns(engine).begin() as connection:
        note_corrections(connection, report, wish(report, {"title": BETTER}, None).said)
    engine.dispose()
    write_material(
        material,
        {
            REPORT: MATERIAL[REPORT].replace("14,5 miljoner", "15 skovelhjul"),
            f"{REPORT}.meta.yaml": "title: Bredvidtitel\npublication_number: EX 2020:7\n",
        },
    )

    sync(library, [material])

    made = Made(library=library, material=material, report=report)
    known = made.described()
    assert known.row.content_hash == content_hash(material / REPORT)
    assert (known.row.metadata.title, known.as_read.title) == (BETTER, "Bredvidtitel")
    assert known.row.metadata.publication_number == "EX 2020:7"
    assert made.found_by("kungsörn")
    assert made.found_by("skovelhjul")


def test_a_writer_at_work_is_not_waited_for(made: Made) -> None:
    started = time.monotonic()

    with writing(made.library.data), pytest.raises(LockedError):
        made.edit(title=BETTER)

    assert time.monotonic() - started < 1
    assert made.described().said == ()


@pytest.mark.parametrize(
    "said",
    [{}, {"title": "x", "year": "x"}, {"färg": None}],
    ids=["nothing", "no-year", "no-field"],
)
def test_what_cannot_be_right_changes_nothing(first: Made, said: dict[str, object]) -> None:
    with pytest.raises(CorrectionError):
        first.edit(**said)

    assert first.described().said == ()


def test_a_document_that_is_not_there_cannot_be_corrected(made: Made) -> None:
    wanted = wish("0" * 16, {"title": "x"}, None)

    with pytest.raises(DocumentError, match="0000000000000000"):
        correct(made.library, wanted)


def stop_building(what: str, _done: int, _whole: int) -> None:
    if what == "Bygger index":
        raise KeyboardInterrupt


def test_a_correction_that_was_not_published_is_published_with_the_next(made: Made) -> None:
    with pytest.raises(KeyboardInterrupt):
        correct(made.library, wish(made.report, {"title": BETTER}, None), stop_building)
    between = made.described().row.metadata.title

    made.edit(year=2019)

    known = made.described()
    assert between == known.as_read.title == TITLE
    assert (known.row.metadata.title, known.row.metadata.year) == (BETTER, 2019)
    assert made.found_by("kungsörn")


KILLED = """
import os, signal, sys, threading
from pathlib import Path
from ingest.correcting import correct, wish
from ingest.embedding import load_embedder
from ingest.work import Library

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

library = Library(data=Path(sys.argv[1]), embedder=load_embedder("", batch_size=64, device="cpu"))
if sys.argv[4] == "building":
    progress = die
else:
    threading.Timer(float(sys.argv[4]), die).start()
    progress = lambda *_: None
correct(library, wish(sys.argv[2], {"title": sys.argv[3]}, None), progress)
"""


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["0.3", "building"])
def test_a_killed_correction_leaves_the_old_or_the_new(made: Made, moment: str) -> None:
    arguments = (str(made.library.data), made.report, BETTER, moment)
    ended = subprocess.run([sys.executable, "-P", "-c", KILLED, *arguments], check=False)
    shown, said = made.described().row.metadata.title, bool(made.described().said)
    found = made.found_by("kungsörn")

    sync(made.library, [made.material])

    assert ended.returncode == -signal.SIGKILL
    assert (shown, found) in {(TITLE, False), (BETTER, True)}
    assert made.described().row.metadata.title == (BETTER if said else TITLE)
    assert made.found_by("kungsörn") is said
