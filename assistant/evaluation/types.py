"""The nouns of evaluation: a question set, what was found for each question, and the figures."""

from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """What is measured, each from 0 to 1; the value is its name in the JSON."""

    NDCG = "ndcg@10"
    HIT_1 = "hit@1"
    HIT_5 = "hit@5"
    HIT_20 = "hit@20"
    MRR = "mrr"
    DOCUMENT = "document@5"
    PAGE = "page@5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevant:
    """Where an answer stands. Of a set with passages `source` is a passage's id, `quote` empty.

    `page` is the page's number, or None where the document has no pages.
    """

    source: str
    page: int | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question; nothing is `relevant` to one that the material does not answer.

    `type`, `language` and `id` are empty where the set has none. A right answer holds every one
    of `facts`.
    """

    text: str
    relevant: tuple[Relevant, ...]
    type: str = ""
    language: str = ""
    id: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPassage:
    """A passage that a set brings with it; `title` is empty where it has none of its own."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSet:
    """The questions to ask: those with an answer and those without, one at least of either.

    `passages` is None for a set whose questions are asked of the live library.
    """

    name: str
    questions: tuple[Question, ...]
    unanswerable: tuple[Question, ...]
    passages: tuple[SetPassage, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A question with the keys of the passages that bear an answer.

    No keys: its documents are not in the library, or not for this asker; it counts as missed.
    """

    question: Question
    keys: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one way of searching found for one question: keys of passages, best first.

    `document` tells whether a right document was among the first five different ones, `page`
    likewise; None where that is not asked.
    """

    judged: Judged
    found: tuple[int, ...]
    document: bool | None
    page: bool | None
    milliseconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The measures over some questions, and how long a retrieval took."""

    questions: int
    scores: dict[Measure, float]
    median_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One way of searching: its figures over all questions, by their type and language."""

    name: str
    figures: Figures
    by_type: dict[str, Figures]
    by_language: dict[str, Figures]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A set measured: ours and the baselines in the same run over the same passages.

    `questions` were measured, of which `missing` have their answers in no passage here.
    `generation` is None for a set that brings its own passages.
    """

    name: str
    questions: int
    unanswerable: int
    missing: int
    passages: int
    generation: int | None
    ours: Result
    baselines: tuple[Result, ...]
