"""What tests share: the bundled model, a small material folder, and libraries made from it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant import search_wiring, wiring
from assistant.asking import Assistant
from assistant.confirmation import Confirmer
from assistant.library import LibraryKeeper
from ingest.embedding import Embedder, load_embedder
from ingest.index.processes import IndexProcess, started
from ingest.secondreading import SecondReader
from ingest.sync import sync
from ingest.work import Library

ROOT = Path(__file__).parent.parent

os.environ.setdefault("ANONYMIZED_TELEMETRY", "false")
os.environ.setdefault("LANGSMITH_TRACING", "false")
os.environ.setdefault("HF_HUB_OFFLINE", "1")

MATERIAL = {
    "projekt/slutrapport.md": """---
title: Slutrapport för Vägprojektet
publisher: Exempelverket
date: 2021-03-04
type: projektdokumentation
---

# Slutrapport för Vägprojektet

## Kostnader

Projektet kostade 14,5 miljoner kronor. Budgeten var 12 miljoner kronor från början.

## Erfarenheter

Kravställningen gjordes om två gånger eftersom beställaren saknade kompetens.
""",
    "beslut/uppdrag.md": """---
title: Uppdrag om nyttorealisering
publisher: Regeringskansliet
date: 2020-11-12
type: regeringsbeslut
---

# Uppdrag om nyttorealisering

Regeringen beslutade den 12 november 2020 att ge Exempelverket i uppdrag att stödja
myndigheternas arbete med nyttorealisering. Uppdraget ska redovisas senast den 1 mars 2022.
""",
    "anteckning.txt": "Mötet handlade om avveckling av det gamla ärendesystemet Diabas.\n",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A running server: its address, and the data folder it reads.

    `process` is the number of its process; None where it runs in this one.
    """

    address: str
    data: Path
    process: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """A folder of material, and the data folder that it was taken into."""

    material: Path
    data: Path


def write_material(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return load_embedder("", batch_size=64, device="cpu")


@pytest.fixture
def material(tmp_path: Path) -> Path:
    return write_material(tmp_path / "material", MATERIAL)


@pytest.fixture(scope="session")
def index_process() -> Iterator[IndexProcess]:
    """What builds and checks indexes, with its libraries loaded once."""
    with started() as process:
        yield process


@pytest.fixture(scope="session", autouse=True)
def one_index_process(index_process: IndexProcess) -> Iterator[None]:
    """Has every sync in this process publish with the same child: each new one takes seconds."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("ingest.sync.started", lambda: nullcontext(index_process))
        yield


@pytest.fixture
def library(tmp_path: Path, embedder: Embedder, index_process: IndexProcess) -> Library:
    return Library(data=tmp_path / "data", embedder=embedder, workers=1, ahead=index_process)


@pytest.fixture(scope="session")
def taken_in(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> TakenIn:
    """The small material taken in, made once; not to be written to: see `shelving.copied`."""
    room = tmp_path_factory.mktemp("taken-in")
    material = write_material(room / "material", MATERIAL)
    sync(Library(data=room / "data", embedder=embedder, workers=1), [material])
    return TakenIn(material=material, data=room / "data")


@pytest.fixture(scope="session")
def starter_data(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A data folder with the starter corpus taken in; not to be written to by tests."""
    data = tmp_path_factory.mktemp("starter")
    sync(Library(data=data, embedder=embedder), [ROOT / "corpus"])
    return data


@pytest.fixture(scope="session")
def starter(starter_data: Path, embedder: Embedder) -> Iterator[Assistant]:
    keeper, reader = LibraryKeeper(starter_data, embedder), SecondReader()
    searcher = search_wiring.build_searcher(keeper, embedder)
    yield wiring.build_assistant(searcher, embedder, Confirmer(reader))
    reader.close()
    keeper.close()


@pytest.fixture(scope="session")
def server(starter_data: Path) -> Iterator[Served]:
    """The real server in a process of its own, over the starter corpus."""
    with served(starter_data) as running:
        yield running


@contextmanager
def served(data: Path, **settings: str) -> Iterator[Served]:
    """`lardom serve` over a data folder, on a free port, until the block ends.

    `settings` are environment variables.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-P", "-m", "assistant", "serve", "--port", str(port)]
    environment = {**os.environ, "LARDOM_DATA": str(data), **settings}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            wait_until_alive(address, process)
            yield Served(address=address, data=data, process=process.pid)
        finally:
            process.terminate()
            process.wait(20)


def wait_until_alive(address: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/livez", timeout=2):  # noqa: S310  (our own)
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"the server at {address} did not come up (exit {process.poll()})")
