"""What comes in with a question: its filters, and the conversation that it belongs to."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.filtering.types import NO_FILTERS, Filters
from assistant.understanding.earlier import MOST_EARLIER
from ingest.types import Kind

Part = Literal["publication_number", "publisher", "agency", "kind", "years"]
"""A part of the filters (`filtering.parts.PARTS`)."""
Year = Annotated[int | None, Field(ge=1, le=9999)]


class AskedFilters(BaseModel):
    """Which documents may answer; what is left out leaves all."""

    publisher: str | None = Field(
        None, description="Who published it: any name of an agency.", examples=["Riksrevisionen"]
    )
    first_year: Year = Field(None, description="The first year, included.", examples=[2015])
    last_year: Year = Field(None, description="The last year, included.", examples=[2025])
    kind: Kind | None = Field(None, description="What sort of document.", examples=["report"])
    publication_number: str | None = Field(
        None, description="Its publication number or its diarienummer.", examples=["RiR 2019:28"]
    )
    agency: str | None = Field(
        None, description="Who published it, or is named in its title.", examples=["Digg"]
    )

    def as_filters(self) -> Filters:
        """The filters, as the assistant takes them."""
        return Filters(
            publisher=self.publisher,
            first_year=self.first_year,
            last_year=self.last_year,
            kind=self.kind,
            publication_number=self.publication_number,
            agency=self.agency,
        )


class BodyFilters(AskedFilters):
    """Filters in a body, where no other name is let pass."""

    model_config = ConfigDict(extra="forbid")


class Question(BaseModel):
    """A question in plain Swedish, which may lean on those before it."""

    question: str = Field(examples=["Hur stora var myndigheternas it-kostnader 2016?"])
    filters: BodyFilters | None = None
    ignore_filters: list[Part] = Field(
        default_factory=list,
        max_length=10,
        description=(
            "Which filters that are read out of the question shall not hold; `filters` do anyway."
        ),
        examples=[["years"]],
    )
    ignore_curated: bool = Field(
        False, description="Whether the ordinary answer is wanted, where a curated one is pinned."
    )
    conversation_id: str | None = Field(
        None,
        pattern="^[0-9a-f]{32}$",
        description="The conversation to go on with, where conversations are kept.",
    )
    earlier: list[str] = Field(
        default_factory=list,
        description=(
            f"The questions before it, the oldest first, at most {MOST_EARLIER}; "
            "not read where `conversation_id` is given."
        ),
    )

    def wanted_filters(self) -> Filters:
        """The filters, as the assistant takes them; none where none were sent."""
        return self.filters.as_filters() if self.filters else NO_FILTERS
