"""A library where everything that is for one circle only carries that circle's own made-up word.

The words stand in texts, titles, file names, folders, metadata, names of projects and cells.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pypdfium2
import pytest
from fastapi import Request
from fastapi.testclient import TestClient
from reportlab.pdfgen.canvas import Canvas

from assistant.api.app import create_app
from assistant.people.types import Caller, Role, Way, signed_in_asker
from assistant.service import Service
from assistant.types import Asker
from ingest.embedding import Embedder
from ingest.record.opening import open_for_reading
from ingest.record.reading import RecordReader
from ingest.register.asking import Register
from ingest.register.filling import line
from ingest.register.finding import ProjectsWanted
from ingest.register.template import workbook
from ingest.sync import sync
from ingest.types import EVERYONE, INTERNAL
from ingest.work import Library
from tests.conftest import write_material
from tests.registering import agency, collection, figure, project
from tests.services import in_record, serving

A, B = "styrgrupp", "revision"
ROOTS = {
    "everyone": "zorvik",
    "internal": "kvalbrem",
    "a": "dransyl",
    "b": "fjomtag",
    "nobody": "hyltrusk",
    "withdrawn": "pramvelt",
}
"""The levels, and the beginning of every word that is planted at each."""
RULES = {
    "everyone": "everyone",
    "internal": "internal",
    "a": f"[{A}]",
    "b": f"[{B}]",
    "nobody": "[]",
    "withdrawn": "everyone",
}
_SIGNED_IN = frozenset({Role.READER})


def _person(name: str, groups: frozenset[str], roles: frozenset[Role] = _SIGNED_IN) -> Caller:
    return Caller(way=Way.OIDC, id=name, name=name, roles=roles, asker=signed_in_asker(groups))


CALLERS = {
    "visitor": Caller(
        way=Way.VISITOR, id="visitor", roles=frozenset({Role.VISITOR}), asker=Asker()
    ),
    "reader": _person("reader", frozenset()),
    "member": _person("member", frozenset({A})),
    "both": _person("both", frozenset({A, B})),
    "editor": Caller(
        way=Way.LOCAL,
        roles=frozenset(Role) - {Role.VISITOR},
        asker=signed_in_asker(frozenset()),
    ),
}
SEES = {
    "visitor": {"everyone"},
    "reader": {"everyone", "internal"},
    "member": {"everyone", "internal", "a"},
    "both": {"everyone", "internal", "a", "b"},
    "editor": {"everyone", "internal"},
}


SUM = json.dumps({"subject": "projects", "aggregate": "sum", "number": "budget", "years": [2017]})
LIST = json.dumps({"subject": "projects", "aggregate": "list", "years": [2017]})
BY = json.dumps(
    {
        "subject": "projects",
        "aggregate": "sum",
        "number": "budget",
        "by": ["agency"],
        "years": [2017],
    }
)
FILTERS = tuple(map(quote, (SUM, LIST, BY)))


class ByHeader:
    """Takes a request for the caller that a header names; nobody without it."""

    def __init__(self, callers: dict[str, Caller]) -> None:
        self._callers = callers

    def caller(self, request: Request) -> Caller | None:
        return self._callers.get(request.headers.get("x-caller", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A library of canaries, and the names of what lies in it, whoever may see it, by level."""

    data: Path
    material: Path
    documents: dict[str, tuple[str, ...]]
    pdfs: dict[str, tuple[str, ...]]
    projects: dict[str, int]
    agencies: dict[str, int]
    books: dict[str, str]
    collection: int


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Planted:
    """The library, made once; not to be written to by tests."""
    return plant(tmp_path_factory.mktemp("canaries"), embedder)


def plant(folder: Path, embedder: Embedder) -> Planted:
    """Take one document, one PDF, one broken file and one workbook in for each level."""
    material = folder / "material"
    for number, (level, root) in enumerate(ROOTS.items(), start=11):
        _plant_level(material, level, root, number)
    data = folder / "data"
    sync(Library(data=data, embedder=embedder, workers=1), [material])
    withdrawn = f"{ROOTS['withdrawn']}%"
    planted = _found(data, material)
    in_record(data, "UPDATE documents SET withdrawn = 1 WHERE source LIKE ?", withdrawn)
    return planted


def _plant_level(material: Path, level: str, root: str, number: int) -> None:
    place = f"{root}mapp"
    said = (
        f"title: Slutrapport {root}titel om projektet\npublisher: {root}verket\nyear: 2017\n"
        f"projects: [{root}projektet]\nsystems: [{root}systemet]\ndiarienummer: {root}nummer\n"
    )
    write_material(
        material,
        {
            f"{place}/_access.yaml": f"access: {RULES[level]}\n",
            f"{place}/{root}fil.md": _text(root, number),
            f"{place}/{root}fil.md.meta.yaml": said,
        },
    )
    _draw(material / place / f"{root}bild.pdf", root, number)
    if level != "withdrawn":
        (material / place / f"{root}trasig.pdf").write_bytes(b"%PDF-1.7 och sedan inget mer")
        _fill(material / place / "register" / f"insamling-2017-{root}.xlsx", root, number)


def _text(root: str, number: int) -> str:
    return (
        f"# Slutrapport {root}rubrik om projektet\n\n## Kostnader\n\n"
        f"Projektet kostade {number} miljoner kronor enligt {root}texten.\n\n"
        f"## Ledning\n\nProjektet leddes av {root}ledaren på {root}verket.\n\n"
        f"## Tid\n\nProjektet {root}projektet blev klart den {number} maj 2017 i {root}staden.\n\n"
        f"## Erfarenheter\n\nErfarenheten av projektet var att {root}planen höll.\n"
    )


def _draw(path: Path, root: str, number: int) -> None:
    canvas = Canvas(str(path))
    canvas.drawString(72, 720, f"Bilaga {root}bilaga om driften av systemet.")
    canvas.drawString(
        72, 690, f"Driften av systemet kostade {number} miljoner kronor i {root}drift."
    )
    canvas.save()


def _fill(path: Path, root: str, number: int) -> None:
    path.parent.mkdir(parents=True)
    name = f"{root.capitalize()}myndigheten"
    rows = [
        agency(2, name),
        project(
            2,
            name,
            f"{root}registerprojekt",
            purpose=f"Att byta {root}syfte i systemet.",
            budget=number * 1e6,
            outcome=number * 2e6,
            start="2017-01-01",
            planned_end="2018-01-01",
        ),
        figure(2, name, "it_cost", number * 1e6),
    ]
    path.write_bytes(workbook(collection(2017), map(line, rows)))


def _found(data: Path, material: Path) -> Planted:
    engine = open_for_reading(data)
    assert engine is not None
    with closing(RecordReader(engine, 1)) as record:
        rows = record.documents()
    documents = {
        level: tuple(row.id for row in rows if row.source.startswith(root))
        for level, root in ROOTS.items()
    }
    with closing(Register(data)) as register:
        seen = register.seen(lambda _: True)
        assert seen is not None
        found = seen.found(ProjectsWanted(limit=100)).projects
        projects = {one.name: one.project for one in found}
        agencies = {one.agency_name: one.agency for one in found}
        held = seen.collections()[0]
    levels = {level: root for level, root in ROOTS.items() if level != "withdrawn"}
    return Planted(
        data=data,
        material=material,
        documents=documents,
        pdfs={
            level: tuple(row.id for row in rows if row.id in some and row.source.endswith(".pdf"))
            for level, some in documents.items()
        },
        projects={level: projects[f"{root}registerprojekt"] for level, root in levels.items()},
        agencies={
            level: agencies[f"{root.capitalize()}myndigheten"] for level, root in levels.items()
        },
        books={
            level: next(book.sha256 for book in held.books if root in book.source)
            for level, root in levels.items()
        },
        collection=held.id,
    )


@contextmanager
def served(
    data: Path, embedder: Embedder, callers: dict[str, Caller] = CALLERS
) -> Iterator[tuple[Service, TestClient]]:
    """The library served to whom the header `x-caller` names."""
    with serving(data, embedder, editing=True, keep_conversations=30) as service:
        app = create_app(service, (), [ByHeader(callers)])
        with TestClient(app, raise_server_exceptions=False) as opened:
            yield service, opened


def words_in(content: bytes) -> str:
    """All that can be read in a file or page, lower-case."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return " ".join(
                packed.read(name).decode(errors="replace") for name in packed.namelist()
            ).casefold()
    if content.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(content) as pdf:
            pages = [page.get_textpage().get_text_range() for page in pdf]
        return " ".join(pages).casefold()
    return content.decode(errors="replace").casefold()


def leaked(said: str, caller: str, asked: str = "") -> set[str]:
    """The levels of which a caller is told something they may not know.

    The words of the question itself are theirs, and may come back.
    """
    for word in re.findall(r"\w+", asked.casefold()):
        said = said.replace(word, " ")
    return {level for level, root in ROOTS.items() if level not in SEES[caller] and root in said}


def rule_of(level: str) -> tuple[str, ...]:
    """Who may see what is planted at a level."""
    return {
        "everyone": (EVERYONE,),
        "internal": (INTERNAL,),
        "a": (A,),
        "b": (B,),
        "nobody": (),
        "withdrawn": (EVERYONE,),
    }[level]
