"""Real services over real libraries, and one library where most is for a single group."""

import sqlite3
import string
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant import search_wiring, wiring
from assistant.api.app import create_app
from assistant.auditing import AuditLog, head_of
from assistant.citation_marks.keeping import CitationMarks
from assistant.confirmation import Confirmer
from assistant.conversing import Conversations
from assistant.deciding import AccessDecider
from assistant.editing import Editor
from assistant.figures.answering import FiguresAnswerer
from assistant.figures.likeness import ProjectLikeness
from assistant.keeping import AnswerKeeper
from assistant.lessons.attaching import Attachments
from assistant.lessons.proposing import Proposer
from assistant.library import LibraryKeeper
from assistant.model_wiring import Models
from assistant.originals import Originals
from assistant.people.types import local_caller
from assistant.retaining import Kept, Retention
from assistant.service import Service
from assistant.switching import Switches
from assistant.tasks.asking import LibraryAsking
from assistant.tasks.keeping import Tasks
from assistant.types import SiteLinks
from assistant.uploading.taking_in import Uploader
from assistant.writing import Answerer
from ingest.embedding import Embedder
from ingest.pageprocess import PageProcess
from ingest.recognised import RecognisedPages
from ingest.record.access import to_column
from ingest.register.asking import Register
from ingest.secondreading import SecondReader
from ingest.settings import LibrarySettings
from ingest.sync import sync
from ingest.work import Library
from tests.conftest import ROOT, write_material

GROUP = "styrgrupp"
HIDDEN = "hemligt/protokoll.md"
HIDDEN_PDF = "hemligt/bilaga.pdf"
OPEN = "öppet/korpen.md"
SECTIONS = 130
ABOUT = "Vad kostade projekt Korpen?"


@contextmanager
def serving(
    data: Path,
    embedder: Embedder,
    *groups: str,
    answerer: Answerer | None = None,
    keep_conversations: int = 0,
    editing: bool = False,
    uploader: Uploader | None = None,
    rules: Path | None = None,
) -> Iterator[Service]:
    """A service over a data folder, on behalf of a person of these groups."""
    models = Models(answerer=answerer, closing=(answerer,) if answerer else ())
    library, reader = LibraryKeeper(data, embedder), SecondReader()
    recognised, pages = RecognisedPages.of(data), PageProcess()
    register = Register(data)
    figures = FiguresAnswerer(register)
    lessons = wiring.build_lessons(LibrarySettings(data=data))
    auditor = AuditLog.of(data, None)
    searcher = search_wiring.build_searcher(library, embedder)
    confirmer = Confirmer(reader, recognised)
    curated = wiring.build_curated(data, library, confirmer)
    pinned = wiring.build_pinned(curated, library, embedder, figures)
    answers = AnswerKeeper(data, embedder.fingerprint, days=30)
    topics = wiring.build_topics(answers, embedder)
    plain = wiring.build_assistant(searcher, embedder, confirmer, figures=figures)
    service = Service(
        assistant=wiring.build_assistant(searcher, embedder, confirmer, models, figures),
        library=library,
        documents=search_wiring.build_document_searcher(library, searcher),
        topics=topics,
        register=register,
        figures=figures,
        likeness=ProjectLikeness(register, embedder),
        reader=reader,
        pages=pages,
        originals=Originals(recognised, pages),
        answers=answers,
        conversations=Conversations(data, keep_conversations),
        editor=Editor(data, embedder, is_open=editing),
        access=AccessDecider(data),
        uploader=uploader or wiring.build_uploader(LibrarySettings(data=data), None),
        lessons=lessons,
        attachments=Attachments(data, lessons),
        proposer=Proposer(library, lessons),
        curated=curated,
        marks=CitationMarks(data, library),
        pinned=pinned,
        tasks=Tasks(data, topics, LibraryAsking(library, plain, curated, pinned)),
        auditor=auditor,
        switches=Switches(data),
        retention=Retention(
            Kept(data=data, rules=rules, head=head_of(data, None)),
            lambda: Library(data=data, embedder=embedder, workers=1),
            auditor,
        ),
        caller=local_caller(frozenset(groups)),
        links=SiteLinks(),
        models=models.closing,
    )
    with closing(service):
        yield service


@contextmanager
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service), raise_server_exceptions=False) as opened:
        yield opened


def in_record(data: Path, statement: str, *values: str) -> None:
    """Change the record as its administrator may at any time."""
    with closing(sqlite3.connect(data / "record.sqlite3")) as record:
        assert record.execute(statement, values).rowcount > 0
        record.commit()


@pytest.fixture(scope="session")
def guarded(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A data folder where all but one passage about Korpen is for the group alone.

    Not to be written to by tests; made once, whichever rooms' tests take it in.
    """
    folder = tmp_path_factory.getbasetemp() / "guarded"
    if folder.exists():
        return folder / "data"
    material = write_material(
        folder / "material",
        {
            OPEN: "# Korpen\n\nI en fotnot nämns att projekt Korpen kostade 3 miljoner kronor.\n",
            HIDDEN: "# Protokoll om Korpen\n\n" + "\n".join(map(_section, range(SECTIONS))),
        },
    )
    report = next((ROOT / "corpus" / "rapporter").glob("*.pdf"))
    (material / HIDDEN_PDF).write_bytes(report.read_bytes())
    data = folder / "data"
    sync(Library(data=data, embedder=embedder, workers=1), [material])
    rule = to_column([GROUP])
    planted = "UPDATE documents SET access = ?, own_access = ? WHERE source LIKE 'hemligt/%'"
    in_record(data, planted, rule, rule)
    return data


def _section(number: int) -> str:
    word = string.ascii_lowercase[number % 26] * 3
    row = f"Vad kostade projekt Korpen? Projekt Korpen kostade {number + 10} miljoner kronor {word}"
    return f"## Möte {number}\n\n" + "\n".join(f"{row} {part}." for part in range(12)) + "\n"
