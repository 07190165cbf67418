"""The nouns of the answer, as it leaves the assistant: sentences, citations, lists, ways on."""

from dataclasses import dataclass

from assistant.figures.answer import FiguresAnswer
from assistant.filtering.types import NOT_FILTERED, Filtering
from assistant.types import Route, Status, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the answer with the numbers of its citations, and how far they bear it."""

    text: str
    citations: tuple[int, ...]
    verdict: Verdict = Verdict.SUPPORTED


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortAnswer:
    """The date, amount or name that is asked for, as its sentence has it, and who bears it."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a quote stands. `start` and `end` are offsets into the document's text.

    `heading` is the path of headings over it, joined with " › ", "" where it stands under none.
    `quote` is verbatim; `page` is None for formats without pages. `superseded_by` is the document
    that is the newest edition of this one. `url` is our view of it, `original_url` where it was
    published: of a web page at the section that the quote stands in, whose `anchor` the page tells.
    """

    n: int
    document_id: str
    title: str
    publisher: str | None
    year: int | None
    source: str
    page: int | None
    page_label: str | None
    heading: str
    quote: str
    start: int
    end: int
    url: str
    superseded_by: str | None = None
    original_url: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """A document close to a question that the material does not answer.

    `date` is when it was issued, as 2021-03-04, where that is known to the day.
    """

    document_id: str
    title: str
    publisher: str | None
    year: int | None
    source: str
    url: str
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A way on: what it is called, the question that it asks, and the document it is about."""

    label: str
    question: str
    document_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A document of a list; `heading` is the one that speaks of the topic, "" for the title."""

    document_id: str
    title: str
    publisher: str | None
    year: int | None
    source: str
    heading: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """All the documents that a question asked for: those with the topic in the title first.

    `looked_through` is the number of documents that the asker may see; `topic` the words that
    title or heading had to say, empty where every document that passes the filters is listed.
    """

    count: int
    looked_through: int
    topic: tuple[str, ...]
    documents: tuple[Listed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedMark:
    """That the answer is a curated one: which, who reviewed it and when, its last day.

    Days are YYYY-MM-DD; `reviewer` is a name, empty where nobody signs in.
    """

    id: str
    reviewer: str
    reviewed: str
    expires: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the asker gets; the JSON of `lardom ask --json` and `POST /api/v1/ask`.

    `route` tells what was done with the question. Only `documents` gives sentences and
    citations; another route gives a reply in `answer` alone, with status `reply`, but
    `no_evidence` for an errand outside the library and for a list of nothing, and `answered`
    for a list of documents, which stand in `listing`. `choices` are ways on: documents to choose
    from where the question was loose, or questions that the library answers. `nearest` are the
    closest documents where it has no answer. `answer_id` names it where it is kept: 32 hex digits;
    `conversation_id` likewise the conversation that it belongs to. `understood_as` is the question
    that was answered where `question` leans on those before it; `short_answer` the bare answer to
    it, where one sentence says it for sure. `register` is what the register of projects and key
    figures says, where it has anything to say: with the route `register` it is what `answer`
    begins with, sentences and citations are what documents say beside it, and there is no
    short answer. `curated` tells of an answer that people wrote and reviewed, and pinned to the
    question.
    """

    question: str
    status: Status
    answer: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    nearest: tuple[Nearest, ...]
    notice: str | None
    generation: int
    model: str | None
    ai_generated: bool
    timings_ms: dict[str, float]
    filters: Filtering = NOT_FILTERED
    struck: int = 0
    answer_id: str | None = None
    route: Route = Route.DOCUMENTS
    choices: tuple[Choice, ...] = ()
    listing: Listing | None = None
    understood_as: str | None = None
    conversation_id: str | None = None
    short_answer: ShortAnswer | None = None
    register: FiguresAnswer | None = None
    curated: CuratedMark | None = None
