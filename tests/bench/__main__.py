"""`make bench`: prints every figure of the table, each beside its bar.

`python -m tests.bench [MATERIAL] [--only part,part]`; the parts are taking-in, cold, warm,
citations, kills, quality, and others that are measured only when they are named: scale makes a
library of `--chunks` passages out of the material's sentences (minutes), in `--keep` if it is to
stay; one-change takes in files of so many, serves them, and changes one file; memory takes in
`--documents` files; unchanged syncs 10,000 files again; scans makes pages into pictures and reads
them (minutes); hostile takes in the folder `hostile` beside the material (minutes); damage harms
the files of an index and fills disks (minutes); fuzzing sends requests made up from the interface's
description (minutes); pdf-text compares the text of the material's PDFs
with what pdftotext reads; pdf-speed takes them in beside pdfium's bare text and beside a stack that
many use (minutes); pages tells how soon a person sees something in a browser (a minute); marks says
on how many of 50 pages a quote is marked exactly; metadata says how often title, year and publisher
are right; register-checks
counts the planted faults that the checks of the register find; register-following says how well
projects are followed over years, register-similar how often a planted sibling is found,
register-cells reopens the cells behind answers, register-questions holds answers against an
independent reference, and register-scale asks a register of a million project-years (minutes);
none of the six needs material; access-steps takes 5,000 random steps on who may see what (minutes);
load has 50 people ask a library of `--chunks` passages for `--minutes`.
"""

import argparse
import logging
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from assistant import search_wiring, wiring
from assistant.confirmation import Confirmer
from assistant.library import LibraryKeeper
from ingest.embedding import load_embedder
from ingest.secondreading import SecondReader
from tests.bench.access_steps import measure_access_steps
from tests.bench.asking import measure_cold, measure_warm
from tests.bench.citations import measure_citations
from tests.bench.damage import measure_damage
from tests.bench.figures_asked import examined
from tests.bench.fuzzing import measure_fuzzing
from tests.bench.hostile import measure_hostile
from tests.bench.kills import measure_kills
from tests.bench.load import Large, measure_load
from tests.bench.marks import measure_marks
from tests.bench.memory import measure_memory
from tests.bench.metadata import measure_metadata
from tests.bench.multiplying import Material, read_material
from tests.bench.one_change import measure_one_change
from tests.bench.pages import measure_pages
from tests.bench.pdf_speed import measure_pdf_speed
from tests.bench.pdf_text import measure_pdf_text
from tests.bench.quality import measure_quality
from tests.bench.questions import domain_questions, many_questions
from tests.bench.register_cells import measure_register_cells
from tests.bench.register_checks import measure_register_checks
from tests.bench.register_following import measure_register_following
from tests.bench.register_questions import measure_register_questions
from tests.bench.register_scale import measure_register_scale
from tests.bench.register_similar import measure_register_similar
from tests.bench.running import lardom
from tests.bench.scale import Sources, measure_scale
from tests.bench.scans import measure_scans
from tests.bench.streaming import measure_streaming
from tests.bench.taking_in import measure_pdf_rate, measure_taking_in
from tests.bench.unchanged import measure_unchanged

SCALE = "scale"
ONE_CHANGE = "one-change"
MEMORY = "memory"
MARKS = "marks"
UNCHANGED = "unchanged"
PAGES = "pages"
LOAD = "load"
PARTS = ("taking-in", "cold", "warm", "citations", "kills", "quality")
_NEEDING_A_LIBRARY = {
    *("cold", "warm", "citations", "quality"),
    *(SCALE, ONE_CHANGE, MEMORY, UNCHANGED, PAGES, MARKS, LOAD),
}
STREAMS = 50
MATERIAL = Path("../shared/material")
logging.getLogger("pypdf").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How large and how long, and where what is made for it lies."""

    chunks: int
    documents: int
    minutes: float
    keep: Path


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("material", type=Path, nargs="?", default=MATERIAL)
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--data", type=Path, help="a library of the material that is there already")
    parser.add_argument("--chunks", type=int, default=100_000, help="how large, for scale")
    parser.add_argument("--documents", type=int, default=5000, help="how many, for memory")
    parser.add_argument("--minutes", type=float, default=10, help="how long, for load")
    parser.add_argument("--keep", type=Path, help="where what was made stays, or is already")
    chosen = parser.parse_args()
    material = chosen.material.resolve()
    parts = set(chosen.only.split(","))
    with tempfile.TemporaryDirectory(prefix="lardom-bench-") as scratch:
        data = chosen.data or Path(scratch) / "data"
        if "taking-in" in parts:
            measure_taking_in(material, data)
            measure_pdf_rate(_pdfs(material), Path(scratch) / "pdfs")
        elif parts & _NEEDING_A_LIBRARY:
            lardom(data, "sync", str(material))
        _measure_asking(parts, material, data)
        keep = chosen.keep or Path(scratch) / "large"
        wanted = Wanted(
            chunks=chosen.chunks, documents=chosen.documents, minutes=chosen.minutes, keep=keep
        )
        if SCALE in parts:
            _measure_scale(material, data, keep, chosen.chunks)
        _measure_library(parts, material, data, wanted)
        _measure_harm(parts, material, Path(scratch))
        if "scans" in parts:
            measure_scans(_pdfs(material), Path(scratch) / "scans")
        if "pdf-text" in parts:
            measure_pdf_text(_pdfs(material))
        if "metadata" in parts:
            measure_metadata(material)
        _measure_register(parts, keep)
        if "pdf-speed" in parts:
            measure_pdf_speed(_pdfs(material), Path(scratch) / "speed")


def _measure_library(parts: set[str], material: Path, data: Path, wanted: Wanted) -> None:
    """The parts that need a library of the material, most of them to make a larger one."""
    keep, chunks = wanted.keep, wanted.chunks
    measures: dict[str, Callable[[], None]] = {
        MARKS: lambda: measure_marks(data, load_embedder("", batch_size=64, device="cpu")),
        ONE_CHANGE: lambda: measure_one_change(_taken_apart(data), keep, chunks),
        LOAD: lambda: measure_load(
            Large(material=_taken_apart(data), keep=keep, chunks=chunks),
            domain_questions(material.parent),
            wanted.minutes,
        ),
        MEMORY: lambda: measure_memory(_taken_apart(data), material, keep, wanted.documents),
        UNCHANGED: lambda: measure_unchanged(_taken_apart(data), material, keep),
        PAGES: lambda: measure_pages(
            _taken_apart(data), material, keep, domain_questions(material.parent)[:20]
        ),
    }
    for part, measure in measures.items():
        if part in parts:
            measure()


def _measure_register(parts: set[str], keep: Path) -> None:
    """The parts about the register of the starter material, and about a large one."""
    measures: dict[str, Callable[[], None]] = {
        "register-checks": measure_register_checks,
        "register-following": measure_register_following,
        "register-similar": measure_register_similar,
        "register-cells": measure_register_cells,
        "register-questions": partial(
            examined, partial(measure_register_questions, with_held_out=True, showing=False)
        ),
        "register-scale": partial(measure_register_scale, keep / "register"),
    }
    for part, measure in measures.items():
        if part in parts:
            measure()


def _measure_harm(parts: set[str], material: Path, scratch: Path) -> None:
    if "fuzzing" in parts:
        measure_fuzzing(scratch / "fuzzed")
    if "access-steps" in parts:
        measure_access_steps()
    if "kills" in parts:
        measure_kills(scratch / "kills")
    if "damage" in parts:
        measure_damage(scratch / "damage")
    if "hostile" in parts:
        measure_hostile(material.parent / "hostile", scratch / "hostile")


def _pdfs(material: Path) -> Path:
    return material / "foreskrifter"


def _measure_asking(parts: set[str], material: Path, data: Path) -> None:
    if not parts & {"cold", "warm", "citations", "quality"}:
        return
    shared = material.parent
    embedder = load_embedder("", batch_size=64, device="cpu")
    keeper, reader = LibraryKeeper(data, embedder), SecondReader()
    questions = many_questions(keeper.current().record, shared)
    if "cold" in parts:
        measure_cold(data, questions)
    if "warm" in parts:
        measure_warm(data, questions)
        measure_streaming(data, questions[:STREAMS])
    if "citations" in parts:
        searcher = search_wiring.build_searcher(keeper, embedder)
        asked = wiring.build_assistant(searcher, embedder, Confirmer(reader))
        measure_citations(asked, material, questions)
    if "quality" in parts:
        measure_quality(data, shared)
    reader.close()
    keeper.close()


def _measure_scale(material: Path, data: Path, large: Path, chunks: int) -> None:
    embedder = load_embedder("", batch_size=64, device="cpu")
    keeper = LibraryKeeper(data, embedder)
    reader = keeper.current().record
    questions = many_questions(reader, material.parent)
    measure_scale(Sources(reader=reader, embedder=embedder, questions=questions), large, chunks)
    keeper.close()


def _taken_apart(data: Path) -> Material:
    keeper = LibraryKeeper(data, load_embedder("", batch_size=64, device="cpu"))
    material = read_material(keeper.current().record)
    keeper.close()
    return material


if __name__ == "__main__":
    main()
