"""The nouns of an answer from the register: figures, rows, and the cells that they rest on."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class FiguresStatus(StrEnum):
    """What became of a question to the register."""

    ANSWERED = "answered"
    ASKED_BACK = "asked_back"
    """It may mean several things; `choices` are questions that each mean one of them."""
    REFUSED = "refused"
    """It asks for an agency, a year or a measure that the register lacks."""
    NOT_REGISTER = "not_register"
    """It is not surely a question to the register."""
    UNREADABLE = "unreadable"
    """The register cannot be read; `answer` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellCitation:
    """A cell that a figure rests on: `value` is its value as it counts, `original` what it says.

    Money is in kronor, days as 2017-03-31, risks 1 to 3. An empty cell has "" for both.
    `sha256` names the version of the file; `url` opens its sheet with the cell marked.
    """

    n: int
    field: str
    label: str
    value: str | float | bool
    original: str
    source: str
    sha256: str
    sheet: str
    cell: str
    url: str
    is_corrected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """A file that an answer is made of; `sha256` names its version."""

    source: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresRow:
    """A row behind the figures: `number` is what it adds, None where that cannot be told.

    `doubts` are the reasons for which the review points values of it out (Swedish).
    """

    agency: str
    agency_id: int
    project: str
    project_id: int | None
    year: int
    number: float | None
    citations: tuple[int, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureGiven:
    """A figure: `group` holds one label for each thing it is grouped by; `text` says it.

    `n` is how many rows it is made of, `missing` how many more hold no value; `basis` says both.
    `formula` says how it is made, "" where it is the value of a cell. `doubts` are the reasons for
    which the review points out values that it is made of (Swedish).
    """

    group: tuple[str, ...]
    value: float | None
    unit: str
    n: int
    missing: int
    above: float | None
    below: float | None
    text: str
    basis: str
    formula: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """Why the figures are to be taken with care: a kind, and the words (Swedish).

    `url` is where more is to be read, "" where that is nowhere.
    """

    kind: str
    text: str
    url: str = ""

    @property
    def in_full(self) -> str:
        """The words, with the address where there are no links."""
        return f"{self.text} Se {self.url}." if self.url else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """Where a result is drawn, and what the picture shows, in words (Swedish)."""

    svg: str
    png: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Downloads:
    """Where a result's table can be fetched as a file."""

    csv: str
    xlsx: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresResult:
    """One thing that was asked: `reading` says how it was read, `filter` the same, editable.

    `rows` are those behind the figures, `row_count` how many there are in all. `items` says the
    rows of a list. `pictures` is None where there is nothing to draw.
    """

    reading: str
    answer: str
    figures: tuple[FigureGiven, ...]
    items: tuple[str, ...]
    rows: tuple[FiguresRow, ...]
    row_count: int
    gaps: tuple[str, ...]
    warnings: tuple[Caution, ...]
    filter: Mapping[str, object]
    pictures: Pictures | None
    downloads: Downloads


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresAnswer:
    """What the register answers; the JSON of `lardom figures --json` and `/api/v1/figures`.

    `reading` says how the question was read, with what was taken for misspellings. `files` are the
    workbooks that it is made of, whether or not a cell of theirs is cited. `choices` are
    ways on where it may mean several things; `remedy` says what there is instead of what is
    lacking. Everything is Swedish.
    """

    question: str
    status: FiguresStatus
    answer: str
    reading: str
    results: tuple[FiguresResult, ...] = ()
    citations: tuple[CellCitation, ...] = ()
    files: tuple[Workbook, ...] = ()
    choices: tuple[str, ...] = ()
    remedy: str = ""
