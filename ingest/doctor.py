"""What must be there for the library to work, what may be, and what to do about the rest.

Nothing is changed, and nothing is looked at that another check has found broken.
"""

import platform
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ingest.children import network_is_cut
from ingest.embedding import Embedder
from ingest.errors import IngestError
from ingest.index.generation import current_generation, generation_folder
from ingest.index.publishing import generation_is_whole
from ingest.index.types import Order
from ingest.programs.finding import lacking_for_recognition, office_program
from ingest.record.facts import Fact
from ingest.record.forms import NEWEST
from ingest.record.opening import RECORD_NAME, look_at, open_for_reading
from ingest.record.reading import RecordReader
from ingest.system_errors import in_swedish

OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 38, 0)
SCARCE, TOO_LITTLE = 2 << 30, 200 << 20
REBUILD = "Kör `lardom sync`, så byggs indexet om från databasen."


class State(StrEnum):
    """How a check came out; the value is what the JSON carries."""

    WELL = "well"
    LACKING = "lacking"
    """Something that may be there is not, or will be wanted soon."""
    BROKEN = "broken"
    """Something that is needed is not there, or not whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at: what was found, and what a person can do about it (Swedish)."""

    name: str
    state: State
    found: str
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """What is looked at: the data folder, the embedder that is set, and what may be used."""

    data: Path
    load_embedder: Callable[[], Embedder]
    ocr: bool
    office: bool


def examine(patient: Patient) -> tuple[Check, ...]:
    """Every check, what is needed first. Takes some seconds where there is a library."""
    needed = [_python(), _sqlite(), _folder(patient.data), _record(patient.data)]
    may_be = (_recognition(patient), _office(patient), _confinement())
    return (*needed, *_library(patient, needed[-1]), *may_be)


def worst(checks: tuple[Check, ...]) -> State:
    """The state of the whole."""
    found = {check.state for check in checks}
    return next((s for s in (State.BROKEN, State.LACKING) if s in found), State.WELL)


def _python() -> Check:
    is_new = sys.version_info >= OLDEST_PYTHON
    return Check(
        name="Python",
        state=State.WELL if is_new else State.BROKEN,
        found=platform.python_version(),
        remedy=""
        if is_new
        else f"Installera Python {'.'.join(map(str, OLDEST_PYTHON))} eller nyare.",
    )


def _sqlite() -> Check:
    is_new = sqlite3.sqlite_version_info >= OLDEST_SQLITE
    wanted = ".".join(map(str, OLDEST_SQLITE))
    return Check(
        name="SQLite",
        state=State.WELL if is_new else State.BROKEN,
        found=sqlite3.sqlite_version,
        remedy="" if is_new else f"Använd en Python som är byggd med SQLite {wanted} eller nyare.",
    )


def _folder(data: Path) -> Check:
    name, place = "Datamapp", data.resolve()
    if not place.exists():
        return Check(
            name=name, state=State.WELL, found=f"{place} finns inte än; den görs när den behövs"
        )
    try:
        with tempfile.TemporaryFile(dir=place):
            free = shutil.disk_usage(place).free
    except OSError as error:
        return Check(
            name=name,
            state=State.BROKEN,
            found=f"{place} går inte att skriva i ({in_swedish(error)})",
            remedy="Ge skrivrättighet, eller peka ut en annan mapp med LARDOM_DATA.",
        )
    found = f"{place}, {free >> 20} MB lediga"
    if free >= SCARCE:
        return Check(name=name, state=State.WELL, found=found)
    return Check(
        name=name,
        state=State.LACKING if free >= TOO_LITTLE else State.BROKEN,
        found=found,
        remedy="Frigör plats på disken, eller flytta datamappen och peka ut den med LARDOM_DATA.",
    )


def _record(data: Path) -> Check:
    name = "Databas"
    if not (data / RECORD_NAME).exists():
        return Check(name=name, state=State.WELL, found="ingen än; `lardom sync MAPP` gör en")
    try:
        seen = look_at(data)
    except IngestError as error:
        return Check(name=name, state=State.BROKEN, found="går inte att läsa", remedy=str(error))
    if seen.faults:
        return Check(
            name=name,
            state=State.BROKEN,
            found=f"skadad: {seen.faults[0]}",
            remedy="Återställ den från säkerhetskopia, eller flytta undan datamappen och läs in "
            "materialet på nytt med `lardom sync`.",
        )
    if seen.form == NEWEST:
        return Check(name=name, state=State.WELL, found=f"hel, form {seen.form}")
    is_older = (seen.form or "") < NEWEST
    return Check(
        name=name,
        state=State.LACKING if is_older else State.BROKEN,
        found=f"hel, men form {seen.form or 'okänd'}; programmets är {NEWEST}",
        remedy="Kör `lardom sync`, så görs den om." if is_older else "Använd ett nyare program.",
    )


def _library(patient: Patient, record: Check) -> Iterator[Check]:
    """The embedder, and the live generation, where there is a record that can be trusted."""
    name = "Inbäddningsmodell"
    try:
        embedder = patient.load_embedder()
    except IngestError as error:
        yield Check(name=name, state=State.BROKEN, found="går inte att ladda", remedy=str(error))
        return
    well = Check(name=name, state=State.WELL, found=embedder.fingerprint[:12])
    engine = open_for_reading(patient.data) if record.state is State.WELL else None
    if engine is None:
        yield well
        return
    reader = RecordReader(engine, None)
    try:
        remembered = reader.fact(Fact.EMBEDDER)
    finally:
        reader.close()
    if remembered not in (None, embedder.fingerprint):
        yield Check(
            name=name,
            state=State.BROKEN,
            found=f"den inställda är {embedder.fingerprint[:12]}, bibliotekets "
            f"{(remembered or 'halvt omräknat')[:14]}",
            remedy="Ställ tillbaka LARDOM_EMBEDDING_MODEL, eller räkna om med `lardom sync "
            "--re-embed`.",
        )
        return
    yield well
    yield _generation(patient.data, embedder)


def _generation(data: Path, embedder: Embedder) -> Check:
    name = "Index"
    try:
        live = current_generation(data)
    except IngestError as error:
        return Check(name=name, state=State.BROKEN, found=str(error), remedy=REBUILD)
    if not live:
        return Check(name=name, state=State.WELL, found="ingen än; `lardom sync MAPP` gör en")
    order = Order(
        data=str(data),
        folder=str(generation_folder(data, live)),
        generation=live,
        previous=0,
        embedder=embedder.fingerprint,
        dimension=embedder.dimension,
    )
    if generation_is_whole(order):
        return Check(name=name, state=State.WELL, found=f"version {live}, hel")
    found = f"version {live} är skadad eller stämmer inte med databasen"
    return Check(name=name, state=State.BROKEN, found=found, remedy=REBUILD)


def _recognition(patient: Patient) -> Check:
    name = "Textigenkänning (inskannade sidor)"
    if not patient.ocr:
        return Check(name=name, state=State.WELL, found="avstängd med LARDOM_OCR=false")
    if not (lacking := lacking_for_recognition()):
        return Check(name=name, state=State.WELL, found="ocrmypdf, och tesseract med svenska")
    return Check(
        name=name,
        state=State.LACKING,
        found=f"saknar {', '.join(lacking)}: inskannade sidor läses inte",
        remedy=f"Debian, Ubuntu: `sudo apt install {' '.join(lacking)}`. Kör sedan `lardom sync` "
        "på nytt; de filer som saknar text tas då om.",
    )


def _office(patient: Patient) -> Check:
    name = "LibreOffice (äldre Word och PowerPoint)"
    if not patient.office:
        return Check(name=name, state=State.WELL, found="avstängt med LARDOM_OFFICE=false")
    if found := office_program():
        return Check(name=name, state=State.WELL, found=found)
    return Check(
        name=name,
        state=State.LACKING,
        found="saknas: .doc och .ppt läses inte",
        remedy="Debian, Ubuntu: `sudo apt install libreoffice-writer-nogui "
        "libreoffice-impress-nogui`, eller spara om filerna som .docx och .pptx.",
    )


def _confinement() -> Check:
    name = "Läsprocessernas nät"
    if network_is_cut():
        return Check(name=name, state=State.WELL, found="avskurna från alla nät")
    return Check(
        name=name,
        state=State.LACKING,
        found="systemet kan inte skära av dem från nätet",
        remedy="Kör på Linux, med en kärna som har namnrymder eller seccomp.",
    )
