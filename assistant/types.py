"""The nouns on the way to an answer: asker, query, hit, evidence, draft."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.filtering.types import NO_FILTERS, Filters
from ingest.record.types import Passage
from ingest.types import EVERYONE, Span


class Route(StrEnum):
    """What is to be done with a question."""

    DOCUMENTS = "documents"
    REGISTER = "register"
    ENUMERATION = "enumeration"
    GREETING = "greeting"
    HELP = "help"
    OUTSIDE = "outside"
    AMBIGUOUS = "ambiguous"


class Status(StrEnum):
    """How far the material answers the question; a reply is none, and needs no sources."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NO_EVIDENCE = "no_evidence"
    REPLY = "reply"


class Verdict(StrEnum):
    """How far the quotes of a sentence bear it."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    UNSUPPORTED = "unsupported"


class Wanted(StrEnum):
    """What sort of thing the question asks for."""

    TIME = "time"
    DURATION = "duration"
    AMOUNT = "amount"
    WHO = "who"
    REASON = "reason"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """On whose behalf the library is read: the groups a person belongs to."""

    groups: frozenset[str] = frozenset()

    def may_see(self, access: tuple[str, ...]) -> bool:
        """True when the access rule names everyone or one of the asker's groups."""
        return EVERYONE in access or not self.groups.isdisjoint(access)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLinks:
    """The agency's own pages that every page links to, and this service; "" where none is given."""

    accessibility: str = ""
    privacy: str = ""
    service: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One content word of the question: `forms` are its index terms.

    `is_name` tells a name or a number, which points out what the question is about.
    """

    word: str
    forms: tuple[str, ...]
    is_name: bool


class Origin(StrEnum):
    """Where another way of saying a word comes from."""

    ALIAS = "alias"
    SYNONYM = "synonym"
    SPELLING = "spelling"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Other words for some of the question's terms.

    `terms` are positions in `Query.terms`, `words` lower-case Swedish words that together say
    the same (one or several), `weight` how much they count against the word itself (0 to 1).
    """

    terms: tuple[int, ...]
    words: tuple[str, ...]
    weight: float
    origin: Origin

    @property
    def like(self) -> float:
        """How far a text that holds the words says what the terms say, 0 to 1."""
        return 0.7 if self.origin is Origin.SYNONYM else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question understood: its content words, and the sort of answer it wants.

    `words` are all its words but the question words, in order: small ones stand there too,
    for they join phrases. `focus` is the
    position of the term that names what is asked for ("ordförande" in "Vem var ordförande i …").
    `values` are the index terms of its numbers, dates and
    references, `compounds` those of words written apart, both the same however they are typed;
    `filters` those that the question itself sets.
    """

    question: str
    words: tuple[str, ...]
    terms: tuple[Term, ...]
    wanted: Wanted
    focus: int | None = None
    values: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    filters: Filters = NO_FILTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found, with its score; a higher score is better within one search.

    `joined` are the chunks that the passage is made of, the best first, where it is of several.
    `same` are passages elsewhere that say nearly the same and were folded into this one.
    """

    passage: Passage
    score: float
    joined: tuple[int, ...] = ()
    same: tuple[Passage, ...] = ()

    @property
    def keys(self) -> tuple[int, ...]:
        """The chunks that it stands for: its own, the best first, then those folded into it."""
        own = self.joined or (self.passage.key,)
        return (*own, *(passage.key for passage in self.same))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words that support a statement: a span of a passage's document, on one page."""

    passage: Passage
    span: Span
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence of a draft, with the evidence it claims.

    `verdict` is what verification gave it; before that it says nothing.
    """

    text: str
    evidence: tuple[Evidence, ...]
    verdict: Verdict = Verdict.SUPPORTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """A short answer, such as a date, an amount or a name, and the text of who says it."""

    text: str
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an answerer proposes, before anyone has checked it.

    `model` is None when no language model wrote it; `notice` tells the reader something about
    how it came about (Swedish), or is empty. `short` is the bare answer that one of the
    statements says.
    """

    status: Status
    statements: tuple[Statement, ...]
    model: str | None = None
    notice: str = ""
    struck: int = 0
    short: Short | None = None
