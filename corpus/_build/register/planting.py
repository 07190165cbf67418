"""Puts faults into what the agencies tell, and keeps what was put where.

One agency gets one fault among its figures, one project one among its rows: then each finding of
the checks can be told right or wrong.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ingest.register.filling import Entry, Line
from ingest.register.types import RowKind

from .agencies import Agency
from .drawing import Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A line of a book: whose it is, and of what; `subject` is a measure, question or project."""

    line: Line
    agency: Agency
    subject: str = ""

    def with_value(self, name: str, value: str | float | bool | None) -> "Said":
        """With another value in a field, or none."""
        others = [entry for entry in self.line.entries if entry.field != name]
        told = [] if value is None else [Entry(field=name, value=value)]
        return replace(self, line=replace(self.line, entries=(*others, *told)))

    def text(self, name: str) -> str:
        """The text of a field, "" where it is empty."""
        entry = self.line.get(name)
        return str(entry.value) if entry else ""

    def number(self, name: str) -> float:
        """The number of a field, 0 where it is empty."""
        entry = self.line.get(name)
        return float(entry.value) if entry else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A fault: in the collection of `year`, in a field or measure of what `subject` is about."""

    kind: str
    year: int
    agency: Agency
    row_kind: RowKind
    field: str
    subject: str
    what: str
    occurrence: int = 1
    """1 the first row that tells of it, 2 the second."""


@dataclass(slots=True, kw_only=True)
class Field:
    """Where faults are planted: the lines by year of collection, and what has been used up."""

    years: dict[int, list[Said]]
    drawing: Drawing
    used: set[str] = field(default_factory=set)
    planted: list[Planted] = field(default_factory=list)

    def find(self, year: int, kind: RowKind, fits: Callable[[Said], bool]) -> list[Said]:
        """The lines of a kind that fit."""
        return [one for one in self.years[year] if one.line.kind is kind and fits(one)]

    def change(self, year: int, old: Said, new: Said | None) -> None:
        """Put another line in the place of one, or take it out."""
        at = self.years[year].index(old)
        self.years[year][at : at + 1] = [new] if new else []

    def repeat(self, year: int, old: Said, new: Said) -> None:
        """Put a further line behind the last one of the same kind and agency."""
        same = [
            at
            for at, one in enumerate(self.years[year])
            if one.line.kind is old.line.kind and one.agency == old.agency
        ]
        self.years[year].insert(same[-1] + 1, new)

    def note(self, fault: Planted) -> None:
        """Keep what was planted."""
        self.planted.append(fault)

    def of_agency(self, year: int, agency: Agency, subject: str) -> Said:
        """An agency's line about a measure or question."""
        return next(
            one for one in self.years[year] if one.agency == agency and one.subject == subject
        )

    def drawn(self, choices: list[Said], mark: Callable[[Said], str]) -> Said | None:
        """One that is not used up, which then is; None where all are."""
        free = [one for one in choices if mark(one) not in self.used]
        if not free:
            return None
        chosen = self.drawing.one_of(free)
        self.used.add(mark(chosen))
        return chosen
