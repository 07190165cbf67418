"""The way of a question: understand, retrieve, draft, verify, compose; each step timed."""

import logging
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from assistant.answering.candidates import CandidateFinder
from assistant.answering.composing import compose
from assistant.answering.extractive import ExtractiveAnswerer
from assistant.confirmation import Confirmer
from assistant.errors import ModelError
from assistant.library import LibraryKeeper, OpenLibrary
from assistant.retrieval import retrieve
from assistant.types import Answer, Asker, Draft, Hit, Query, Status
from assistant.understanding.question import understand
from assistant.verification import verify
from ingest.embedding import Embedder
from ingest.record.types import Vectors

_LOG = logging.getLogger("lardom")
HITS = 12
NOTHING_HELD = "Inget av det som språkmodellen skrev har stöd i källorna."
QUOTED_INSTEAD = "Svaret består därför av citat."


class Answerer(Protocol):
    """Drafts an answer in its own words; raises `ModelError` when it cannot."""

    def draft(self, query: Query, hits: tuple[Hit, ...]) -> Draft:
        """The draft, every statement with the evidence it claims."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found, and in which generation."""

    generation: int
    hits: tuple[Hit, ...]


class Assistant:
    """Answers questions on behalf of an asker. One per process; usable by threads."""

    def __init__(
        self,
        library: LibraryKeeper,
        embedder: Embedder,
        confirmer: Confirmer,
        answerer: Answerer | None = None,
    ) -> None:
        self._library = library
        self._embedder = embedder
        self._confirmer = confirmer
        self._answerer = answerer

    def search(self, question: str, asker: Asker, limit: int) -> Found:
        """The passages nearest a question, best first."""
        library = self._library.current()
        query = understand(_plain(question))
        hits = retrieve(query, self._vector(query), library.legs, asker, limit)
        return Found(generation=library.generation, hits=hits)

    def ask(self, question: str, asker: Asker) -> Answer:
        """The answer to a question, with citations that have been checked."""
        times: dict[str, float] = {}
        library = self._library.current()
        with _timed(times, "total"):
            with _timed(times, "understanding"):
                query = understand(_plain(question))
                vector = self._vector(query)
            with _timed(times, "retrieval"):
                hits = retrieve(query, vector, library.legs, asker, HITS)
            with _timed(times, "answering"):
                quoted = self._quote(library, query, vector, hits)
                written = self._write(query, hits, quoted)
            with _timed(times, "verification"):
                checked = verify(written)
                if written.model is not None and written.statements and not checked.statements:
                    checked = _instead(verify(quoted), NOTHING_HELD)
        return compose(query.question, checked, hits, library.generation, times)

    def _vector(self, query: Query) -> Vectors:
        vector: Vectors = self._embedder.embed_queries([query.question])[0]
        return vector

    def _quote(
        self, library: OpenLibrary, query: Query, vector: Vectors, hits: tuple[Hit, ...]
    ) -> Draft:
        finder = CandidateFinder(self._embedder, library.frequency, library.chunks)
        return ExtractiveAnswerer(finder, self._confirmer).draft(query, vector, hits)

    def _write(self, query: Query, hits: tuple[Hit, ...], quoted: Draft) -> Draft:
        """The language model's draft; the quotes as they are where there is none to be had."""
        if self._answerer is None or quoted.status is Status.NO_EVIDENCE:
            return quoted
        try:
            return self._confirmer.draft(self._answerer.draft(query, hits))
        except ModelError as error:
            _LOG.warning("%s (%s)", error, type(error.__cause__).__name__)  # with the remedy
            return _instead(quoted, error.message)


def _plain(question: str) -> str:
    """The question without control characters and halves of letters, which nothing can read."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in question)


def _instead(quoted: Draft, reason: str) -> Draft:
    notice = f"{reason} {QUOTED_INSTEAD} {quoted.notice}".strip()
    return Draft(status=quoted.status, statements=quoted.statements, notice=notice)


@contextmanager
def _timed(times: dict[str, float], name: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    times[name] = round((time.perf_counter() - started) * 1000, 2)
