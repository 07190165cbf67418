"""What comes in of curated answers: as JSON, and as the page's form."""

import re
from collections.abc import Callable
from typing import Annotated

from fastapi import Path as InPath
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.curated_json import CURATED
from assistant.curated.keeping import LONGEST_COMMENT, StepWanted
from assistant.curated.workflow import Step
from assistant.curated.writing import (
    LONGEST_SENTENCE,
    MOST_QUOTES,
    MOST_SENTENCES,
    MOST_WORDINGS,
)
from assistant.errors import CuratedError
from assistant.lessons.markdown import access_said
from assistant.lessons.writing import MOST_GROUPS
from assistant.understanding.question import LONGEST_QUESTION
from ingest.record.curated_types import CuratedQuote, CuratedSentence, CuratedText
from ingest.types import INTERNAL

CuratedId = Annotated[
    str,
    InPath(
        description="The curated answer's id.",
        pattern="^[0-9a-f]{32}$",
        examples=[CURATED["curated_id"]],
    ),
]
LONGEST_QUOTE = 5_000
MOST_MARKS = 1_000
LONGEST_NAMED = 2_000
_REST = r"(?: ?,? ?s\.? ?(?P<page>\d{1,6}))? ?: ?(?P<said>\S.*)"
_BY_ID = re.compile(
    rf"(?:[”“\"].{{1,{LONGEST_NAMED}}}?[”“\"] ?\()?\(?(?P<id>[0-9a-f]{{16}})\)?{_REST}"
)
_BY_TITLE = re.compile(rf"[”“\"](?P<title>.{{1,{LONGEST_NAMED}}}?)[”“\"]{_REST}")
"""Looked for where a line has no id behind the title, which may hold quotation marks and colons."""


class QuoteBody(BaseModel):
    """Words of a document, exactly as it has them."""

    model_config = ConfigDict(extra="forbid")

    document_id: str = Field(
        pattern="^[0-9a-f]{16}$", description="The document.", examples=["9f2c41d07ab35e18"]
    )
    page: int | None = Field(None, ge=1, description="Its page, counted from 1.", examples=[3])
    quote: str = Field(
        min_length=1, max_length=LONGEST_QUOTE, description="The words.", examples=["12 miljoner"]
    )

    def as_quote(self) -> CuratedQuote:
        """The same in the language of the rooms below."""
        return CuratedQuote(document=self.document_id, page=self.page, text=self.quote)


class SentenceBody(BaseModel):
    """A sentence and the quotes that bear it."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=LONGEST_SENTENCE, description="The sentence.")
    quotes: list[QuoteBody] = Field(min_length=1, max_length=MOST_QUOTES, description="Its quotes.")

    def as_sentence(self) -> CuratedSentence:
        """The same in the language of the rooms below."""
        return CuratedSentence(text=self.text, quotes=tuple(one.as_quote() for one in self.quotes))


class CuratedBody(BaseModel):
    """What somebody writes of a curated answer."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(
        min_length=1,
        max_length=LONGEST_QUESTION,
        description="The question.",
        examples=[CURATED["question"]],
    )
    wordings: list[str] = Field(
        [], max_length=MOST_WORDINGS, description="Other wordings of the same question."
    )
    sentences: list[SentenceBody] = Field(
        min_length=1, max_length=MOST_SENTENCES, description="The sentences of the answer."
    )
    access: list[str] = Field(
        [INTERNAL],
        max_length=MOST_GROUPS,
        description="everyone, internal, or groups that the caller belongs to.",
    )
    expires: str = Field(
        max_length=10, description="Its last day, within two years.", examples=["2027-11-29"]
    )

    def as_text(self) -> CuratedText:
        """The same in the language of the rooms below."""
        return CuratedText(
            question=self.question,
            wordings=tuple(self.wordings),
            sentences=tuple(one.as_sentence() for one in self.sentences),
            access=tuple(self.access),
            expires=self.expires,
        )


class CuratedChanged(CuratedBody):
    """A draft as it is to be, whole, and the revision that was changed."""

    revision: int = Field(ge=1, description="As it was read.", examples=[1])


class CuratedStep(BaseModel):
    """What is done with a curated answer."""

    model_config = ConfigDict(extra="forbid")

    step: Step = Field(description="What is done.", examples=["pin"])
    comment: str = Field(
        "", max_length=LONGEST_COMMENT, description="Why; needed for what is sent back."
    )
    confirmed: list[str] = Field(
        [], max_length=MOST_MARKS, description="Keys of the marks that may stay (pin)."
    )

    def as_wanted(self) -> StepWanted:
        """The same in the language of the rooms below."""
        return StepWanted(step=self.step, comment=self.comment, confirmed=frozenset(self.confirmed))


class CuratedForm(BaseModel):
    """A curated answer as the page's form sends it.

    `wordings` has one on each line. Each of `text` goes with the one of `quotes` at its place: a
    line for each quote, as "”Slutrapport” s. 3: orden"; the document's id may stand behind its
    title, and then counts, or in its place. A sentence without text is dropped.
    """

    question: str = Field("", max_length=LONGEST_QUESTION)
    wordings: str = Field("", max_length=MOST_WORDINGS * LONGEST_QUESTION)
    text: list[str] = Field([], max_length=MOST_SENTENCES + 2)
    quotes: list[str] = Field([], max_length=MOST_SENTENCES + 2)
    access: str = Field("", max_length=LONGEST_COMMENT)
    expires: str = Field("", max_length=10)
    revision: int = Field(1, ge=1)

    @property
    def rows(self) -> list[tuple[str, str]]:
        """The sentences with their quotes, as they are written."""
        return list(zip(self.text, [*self.quotes, *[""] * len(self.text)], strict=False))

    def as_text(self, called: Callable[[str], str]) -> CuratedText:
        """The same in the language of the rooms below; raises `CuratedError` for a wrong line.

        `called` gives the id of the document that a title means.
        """
        return CuratedText(
            question=self.question,
            wordings=tuple(self.wordings.splitlines()),
            sentences=tuple(
                CuratedSentence(
                    text=text, quotes=tuple(_quote(line, called) for line in _lines(quotes))
                )
                for text, quotes in self.rows
                if text.strip()
            ),
            access=access_said(self.access),
            expires=self.expires,
        )


def quote_line(title: str, document: str, page: int | None, words: str) -> str:
    """A quote as a line of the form; the title is empty where the document is gone."""
    named = f"”{' '.join(title.split())}” ({document})" if title else document
    place = f" s. {page}" if page is not None else ""
    return f"{named}{place}: {' '.join(words.split())}"


def _lines(quotes: str) -> list[str]:
    return [line for line in quotes.splitlines() if line.strip()]


def _quote(line: str, called: Callable[[str], str]) -> CuratedQuote:
    plain = " ".join(line.split())  # runs of blanks would be tried at length
    by_id = _BY_ID.fullmatch(plain)
    found = by_id or _BY_TITLE.fullmatch(plain)
    if found is None:
        raise CuratedError(
            f"Citatraden ”{line.strip()[:100]}” går inte att läsa.",
            "Skriv dokumentets titel, sidan och orden: ”Slutrapport” s. 3: orden i dokumentet.",
        )
    page = found["page"]
    return CuratedQuote(
        document=by_id["id"] if by_id else called(found["title"]),
        page=int(page) if page else None,
        text=found["said"],
    )
