"""The nouns of measuring answers: a question with its answer judged, and the figures over many."""

from dataclasses import dataclass

from assistant.answer import Answer, Citation
from assistant.evaluation.strict_checking import Objection
from assistant.evaluation.types import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedCitation:
    """A citation: whether it is at a right place, and its quote in the record word for word.

    A place is a page, or a document without pages. `verbatim`: at its offsets, on its page.
    """

    citation: Citation
    right: bool
    verbatim: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedSentence:
    """A sentence of an answer, and what speaks against it (nothing: it is supported)."""

    text: str
    objections: tuple[Objection, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedAnswer:
    """A question asked, and its answer judged.

    `missing_sources` are right documents that are cited at no right place, `missing_facts` those
    that the answer does not say, `unquoted_facts` those that no quote holds.
    """

    question: Question
    answer: Answer
    citations: tuple[JudgedCitation, ...]
    sentences: tuple[JudgedSentence, ...]
    missing_sources: tuple[str, ...]
    missing_facts: tuple[str, ...]
    unquoted_facts: tuple[str, ...]
    milliseconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFigures:
    """The measures over some questions, each 0 to 1, or None where nothing could be counted."""

    questions: int
    recall: float | None
    recall_all: float | None
    precision: float | None
    supported: float | None
    verbatim: float | None
    facts: float | None
    facts_in_citations: float | None
    refused: float | None
    refusal_precision: float | None
    answered: float | None
    answered_fully: float | None
    median_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersReport:
    """A set's answers measured. `questions` have an answer in the material, `unanswerable` not."""

    name: str
    questions: int
    unanswerable: int
    figures: AnswerFigures
    by_type: dict[str, AnswerFigures]
    judged: tuple[JudgedAnswer, ...]
