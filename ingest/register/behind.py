"""What stands behind a result besides its rows: collections, files, what the review points out."""

from dataclasses import dataclass

from ingest.register.types import Stage, Tax


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """The collection that rows of a result come from."""

    survey: str
    year: int
    stage: Stage
    tax: Tax
    price_year: int | None
    is_example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FileBehind:
    """A workbook that a result is made of, by the name and the hash of its file."""

    source: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What the review holds against a value: probably wrong, and nobody has said that it is right.

    `finding` is the finding's id and `collection` its collection's, `why` the reason (Swedish),
    `project` the name of the project, "" of a figure. `is_answered` where the agency has corrected
    the value, and it was pointed out again.
    """

    finding: str
    collection: int
    project: str
    why: str
    is_answered: bool
