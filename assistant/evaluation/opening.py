"""Opens what a question set is asked of: the live library, or one made of the set's passages."""

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant import library_wiring, wiring
from assistant.evaluation.passage_library import build_passage_library
from assistant.evaluation.types import QuestionSet
from assistant.library import OpenLibrary
from assistant.service import Service
from assistant.settings import Settings
from ingest.embedding import Embedder
from ingest.progress import Progress
from ingest.work import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A service without a language model, its library, and an empty folder to build in."""

    service: Service
    library: OpenLibrary
    embedder: Embedder
    scratch: Path


@contextmanager
def opened(settings: Settings, question_set: QuestionSet, progress: Progress) -> Iterator[Opened]:
    """What the set is asked of, until the block ends.

    Raises:
        NoLibraryError: the questions are for the live library, and there is none.
        IngestError: the library or the index cannot be read or written.
    """
    embedder = library_wiring.build_embedder(settings)
    with tempfile.TemporaryDirectory(prefix="lardom-eval-") as folder:
        scratch = Path(folder)
        data = settings.data
        if question_set.passages is not None:
            data = scratch / "data"
            own = Library(data=data, embedder=embedder)
            build_passage_library(question_set.passages, own, progress)
        asked = settings.model_copy(update={"data": data, "chat_model": ""})
        with closing(wiring.build_service_with(embedder, asked)) as service:
            yield Opened(
                service=service,
                library=service.library.current(),
                embedder=embedder,
                scratch=scratch,
            )
