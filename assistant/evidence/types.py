"""The nouns of the evidence pack: the pack, its sentences, its citations, their pictures."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import CuratedMark


class Standing(StrEnum):
    """What has become of a cited document since the answer was given."""

    CURRENT = "current"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSentence:
    """A sentence of the answer; `text` is None where it rests on a withdrawn document.

    `verdict` is what verification said of it, None where the answer does not tell.
    """

    text: str | None
    citations: tuple[int, ...]
    verdict: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceCitation:
    """A quote and where it stood; `quote` is None where the document is withdrawn.

    `start` and `end` are its offsets in the document's text as it was read; `content_hash` is the
    SHA-256, in hex, of the file (and its sidecar) that was read.
    """

    n: int
    document_id: str
    title: str
    publisher: str | None
    year: int | None
    source: str
    page: int | None
    page_label: str | None
    quote: str | None
    start: int
    end: int
    content_hash: str
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceListed:
    """A document of a list, as it was when the list was given; `content_hash` as in a citation."""

    document_id: str
    title: str
    publisher: str | None
    year: int | None
    source: str
    content_hash: str
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceCell:
    """A cell of the register that a figure rests on; `content_hash` is the SHA-256 of the file."""

    n: int
    label: str
    original: str
    source: str
    sheet: str
    cell: str
    content_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFigures:
    """What the register said: how the question was read, the figures, what they rest on.

    `cautions` are gaps and warnings, `formulas` how the figures were made.
    """

    reading: str
    answer: str
    formulas: tuple[str, ...]
    cautions: tuple[str, ...]
    cells: tuple[EvidenceCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePack:
    """The JSON of `GET /api/v1/answers/{answer_id}.json`; `asked` and `expires` are UTC.

    `choices` are the questions that were held out, but those about a withdrawn document;
    `understood_as` is the question answered where `question` leaned on those before it;
    `short_answer` the bare answer, while what it rests on is still shown;
    `listed` the documents of a list, `looked_through` how many documents it was sought among;
    `register` what the register of projects and key figures said, where that was the answer;
    `curated` the review of an answer that was pinned to the question.
    """

    answer_id: str
    asked: str
    expires: str
    question: str
    understood_as: str | None
    short_answer: str | None
    status: str
    answer: str
    sentences: tuple[EvidenceSentence, ...]
    citations: tuple[EvidenceCitation, ...]
    route: str
    choices: tuple[str, ...]
    listed: tuple[EvidenceListed, ...]
    looked_through: int | None
    register: EvidenceFigures | None
    notice: str | None
    ai_generated: bool
    model: str | None
    generation: int
    embedder: str
    product: str
    curated: CuratedMark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    """The page of citation `n` as JPEG, with the quote marked; sizes in pixels."""

    n: int
    jpeg: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A pack with the pictures that could be drawn."""

    pack: EvidencePack
    pictures: tuple[PagePicture, ...]
