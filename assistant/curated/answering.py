"""Answers a question with the answer that is pinned to it, where one is and stands.

A pinned answer stands only for the whole question as it was asked: not where the request narrows
to some documents, and not where the question leans on those before it.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, CuratedMark
from assistant.answering.composing import compose
from assistant.asking import Figures, Rewriting
from assistant.curated.keeping import CuratedAnswers
from assistant.curated.matching import Embedding, Wording, likeness, wording_of
from assistant.errors import AssistantError
from assistant.figures.answer import FiguresAnswer, FiguresStatus
from assistant.filtering.types import NO_FILTERS, Filters
from assistant.library import LibraryKeeper
from assistant.searching import readable
from assistant.timing import timed, total
from assistant.types import Asker
from assistant.understanding.mentions import AgencyNames
from assistant.understanding.question import LONGEST_QUESTION
from ingest.errors import IngestError
from ingest.record.curated_types import Curated

_LOG = logging.getLogger("lardom")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOnce:
    """A question as it comes; `earlier` are those before it, `ignored` parts of its filters."""

    question: str
    asker: Asker
    filters: Filters = NO_FILTERS
    earlier: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a question is read with: vectors, agencies, what leans, and the register."""

    embedding: Embedding
    agencies: AgencyNames
    leaning: Rewriting
    figures: Figures


class CuratedAnswerer:
    """Answers with what is pinned. One per process; usable by threads."""

    def __init__(self, kept: CuratedAnswers, library: LibraryKeeper, reading: Reading) -> None:
        self._kept = kept
        self._library = library
        self._reading = reading

    def answer(self, asked: AskedOnce) -> Answer | None:
        """The pinned answer; None where there is none for this asker, so that all is as usual."""
        question = " ".join(readable(asked.question).split())
        narrowed = asked.filters != NO_FILTERS or asked.ignored
        if narrowed or not question or len(question) > LONGEST_QUESTION:
            return None
        try:
            return self._found(question, asked)
        except (AssistantError, IngestError) as error:  # the usual way says what is wrong
            _LOG.warning("De granskade svaren kunde inte läsas: %s", error)
            return None

    def _found(self, question: str, asked: AskedOnce) -> Answer | None:
        times: dict[str, float] = {}
        with timed(times, "curated"):
            pinned = self._kept.pinned(asked.asker)
            if not pinned or self._leans(question, asked.earlier):
                return None
            live = self._library.current()
            for one in self._matching(question, pinned):
                if draft := self._kept.shown(one, asked.asker, live.record):
                    break
            else:
                return None
        with timed(times, "register"):
            figures = self._figures(question, asked.asker)
        times["total"] = total(times)
        answer = compose(question, draft, (), live.generation, times)
        return replace(answer, curated=mark_of(one), register=figures)

    def _figures(self, question: str, asker: Asker) -> FiguresAnswer | None:
        """What the register says too; that it cannot be read keeps nothing from answering."""
        try:
            figures = self._reading.figures.answer(question, asker)
        except IngestError as error:
            _LOG.warning("Registret kunde inte läsas: %s", error)
            return None
        return figures if figures.status is FiguresStatus.ANSWERED else None

    def _leans(self, question: str, earlier: tuple[str, ...]) -> bool:
        leaning = self._reading.leaning
        return bool(earlier) and leaning.self_contained(question, earlier) is not None

    def _matching(self, question: str, pinned: Sequence[Curated]) -> list[Curated]:
        """Those that the question is, the likest first."""
        asked = self._wording(question)
        scored = [(self._likeness(asked, one), n, one) for n, one in enumerate(pinned)]
        return [one for score, _, one in sorted(scored, key=lambda o: (-o[0], o[1])) if score]

    def _likeness(self, asked: Wording, one: Curated) -> float:
        said = (one.text.question, *one.text.wordings)
        return max(likeness(asked, self._wording(w), self._reading.embedding) for w in said)

    def _wording(self, question: str) -> Wording:
        return wording_of(question, self._reading.agencies)


def mark_of(curated: Curated) -> CuratedMark:
    """What an answer says of its review."""
    return CuratedMark(
        id=curated.id,
        reviewer=curated.reviewer.name,
        reviewed=curated.reviewed,
        expires=curated.text.expires,
    )
