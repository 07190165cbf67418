"""What may be asked of the register, exactly: a selection, and the result it gives.

A selection is plain data and knows nothing about wording. Who may see a row goes beside, always.
"""

from dataclasses import dataclass
from enum import StrEnum

from ingest.register.behind import Behind, Doubt, FileBehind
from ingest.register.contradictions import NONE, Contradictions
from ingest.register.types import Cell


class Subject(StrEnum):
    """Which rows a selection is about."""

    PROJECTS = "projects"
    FIGURES = "figures"
    MATURITY = "maturity"


class Op(StrEnum):
    """How a condition compares; a value that is missing satisfies only `MISSING` and `LACKS`."""

    IS = "is"
    IS_NOT = "is_not"
    CONTAINS = "contains"
    """The text holds these words, whatever their case."""
    ABOVE = "above"
    AT_LEAST = "at_least"
    BELOW = "below"
    AT_MOST = "at_most"
    MISSING = "missing"
    PRESENT = "present"
    LACKS = "lacks"
    """There is no value, or it is no: what is asked for is not there."""


class Aggregate(StrEnum):
    """What is made of the rows that pass."""

    LIST = "list"
    """The rows themselves, ordered by the number where `order` says so."""
    COUNT = "count"
    AGENCIES = "agencies"
    """How many different agencies the rows that pass are of."""
    SHARE = "share"
    """Rows that also pass `share_of`, in percent of all; one where that cannot be told is in
    neither, and is counted as missing. A yes or no that is not given counts as no."""
    SUM = "sum"
    MEAN = "mean"
    MEDIAN = "median"
    LOWEST = "lowest"
    HIGHEST = "highest"
    CHANGE = "change"
    """The number in the last year minus that in the first, and in percent of it."""


class Order(StrEnum):
    """The order of rows or groups by their number; without one by name and year."""

    NONE = "none"
    RISING = "rising"
    FALLING = "falling"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition on a row.

    `field` is the id of a field or number of a project, or of the row's agency: `department`,
    `size`, `groups` (which holds the value among others); of figures and maturity also the
    selection's own `number`. `value` is normalised as in `types.Value`; money in kronor, dates as
    2017-03-31, and "" with `MISSING` and `PRESENT`. Of a risk of any kind: `highest_risk`; of an
    agency by its full name: `agency`. One of `either` is enough; those have none themselves.
    """

    field: str
    op: Op
    value: str | float | bool = ""
    either: tuple["Condition", ...] = ()

    @property
    def ways(self) -> tuple["Condition", ...]:
        """Itself and `either`."""
        return (self, *self.either)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A question to the register.

    `number` is the id of a measure, a ratio or a question about maturity; of projects one of
    `measures.PROJECT_NUMBERS`, or "" where only the rows matter. `agencies` are the catalogue's
    ids, none for all. `years` are years of collections (projects) or of the figures, rising.
    `conditions` must all hold. `by` groups the result: "agency", "year", or a field as in
    `Condition`; `limit` is how many rows or groups, with those tied with the last, 0 for all.
    `price_year` converts kronor to that year's prices. `shown` are fields of projects to list.
    """

    subject: Subject
    aggregate: Aggregate
    years: tuple[int, ...]
    number: str = ""
    agencies: tuple[int, ...] = ()
    conditions: tuple[Condition, ...] = ()
    share_of: tuple[Condition, ...] = ()
    by: tuple[str, ...] = ()
    order: Order = Order.NONE
    limit: int = 0
    price_year: int | None = None
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A value with its cell. `field` is the id of the field or measure.

    `original` is what its cell says; "" of an empty cell, whose `value` is "" too. `sha256` names
    the version of the file that holds the cell: the workbook, or the file that corrected it.
    `doubts` are what the review holds against the value.
    """

    field: str
    value: str | float | bool
    original: str
    source: str
    sha256: str
    cell: Cell
    is_corrected: bool = False
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A row behind a result: of an agency and year, of a project where it is about projects.

    `number` is what it adds, None where that cannot be told. `values` are the cells behind it.
    `project` is the project's id and `name` its name that year, else None and "". `group` are the
    labels of the figure that it adds to.
    """

    agency: int
    year: int
    project: int | None
    name: str
    number: float | None
    values: tuple[Traced, ...]
    group: tuple[str, ...] = ()

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What the review holds against its values, each once."""
        return tuple(dict.fromkeys(doubt for value in self.values for doubt in value.doubts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of the result. `group` has one label for each of the selection's `by`.

    `unit` is a `measures.Unit`; `n` is how many rows it is made of (agencies, where it is a change
    in figures), `missing` how many more passed and hold no value. `value` is None where there is
    nothing to make it of. `above` and `below` are what a share, a ratio or a change is made of (a
    change: the last year's and the first's), else None. `doubts` are what the review holds
    against values that it is made of.
    """

    group: tuple[str, ...]
    value: float | None
    unit: str
    n: int
    missing: int
    above: float | None = None
    below: float | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a selection gives.

    `rows` are those behind the figures, in order, at most as many as were asked for, `row_count`
    how many there are. `silent` are the selected agencies that gave nothing for any of the years;
    `asked` is how many were selected. `definitions` are the different wordings of the number's
    definition, if any. `files` are the workbooks it is made of, whether or not `rows` has any row;
    so are `doubts` what the review holds against values behind it, in `doubtful` of its rows, or in
    more of them where those are not `all_doubtful`.
    """

    selection: Selection
    figures: tuple[Figure, ...]
    rows: tuple[Found, ...]
    row_count: int
    silent: tuple[int, ...]
    asked: int
    collections: tuple[Behind, ...]
    definitions: tuple[str, ...] = ()
    files: tuple[FileBehind, ...] = ()
    contradicted: Contradictions = NONE
    doubts: tuple[Doubt, ...] = ()
    doubtful: int = 0
    all_doubtful: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyKnown:
    """An agency of the register: `names` are all it has been called, its full name first."""

    id: int
    names: tuple[str, ...]
    department: str
    size: str
    groups: tuple[str, ...]
    is_example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberYears:
    """The years that the register has a number for: `number` as in `Selection`."""

    number: str
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierProject:
    """The name of a project that the latest collection lacks, and the last year that has it."""

    name: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """What the register can be asked about; only what the asker may see.

    `project_years` are the years of its collections of projects, rising; `numbers` those of each
    measure and question. `namesakes` are the names that several projects of one year have.
    """

    agencies: tuple[AgencyKnown, ...]
    project_years: tuple[int, ...]
    numbers: tuple[NumberYears, ...]
    systems: tuple[str, ...]
    suppliers: tuple[str, ...]
    projects: tuple[str, ...]
    earlier: tuple[EarlierProject, ...] = ()
    namesakes: tuple[str, ...] = ()
