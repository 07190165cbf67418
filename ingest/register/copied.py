"""The tables of the copy that is asked: what each holds, in the order of its columns.

The copy is columnar, and disposable: the record is the truth, and a new copy is made of it
whenever it changes. Every row names its book, for whoever asks may not see them all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BOOKS, NAMES, AGENCIES, DEFINITIONS = "books", "names", "agencies", "definitions"
PROJECTS, FIGURES = "projects", "figures"
GIVEN = "given"
"""A small table of the agencies and years that each workbook has projects of."""
FORMER = "former"
"""A small table of what each workbook says was an agency's name once, in small letters."""
_FORM = 4
"""Which tables the copies have: one of another form is not opened, but made anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some rows of a table, as columns in the order of `COLUMNS`; none where there are no rows."""

    table: str
    columns: Sequence[Sequence[Any]]


def copy_of(data: Path, version: int) -> Path:
    """Where the copy of a version of the register lies."""
    return data / "register" / f"copy-{_FORM}-{version:06d}.duckdb"


def older_copies(kept: Path) -> tuple[Path, ...]:
    """The copies beside one that is kept, and what belongs to them."""
    beside = kept.parent.glob("copy-*.duckdb*")
    return tuple(path for path in beside if not path.name.startswith(kept.name))


def coming_files(data: Path) -> Path:
    """Where files are announced that the record does not name yet, or soon no more, by hash."""
    return data / "register" / "coming"


def announced_files(data: Path) -> tuple[Path, ...]:
    """Those of them that are: while nobody writes, what is left of a process that was killed."""
    folder = coming_files(data)
    return tuple(sorted(folder.iterdir())) if folder.is_dir() else ()


COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    # `weight` puts what is said of one agency in order: what counts most has the highest; `stage`
    # is what was said of all of a book's collection, else its own
    BOOKS: (
        *(("book", "INTEGER"), ("survey", "VARCHAR"), ("year", "SMALLINT"), ("stage", "VARCHAR")),
        *(("tax", "VARCHAR"), ("price_year", "SMALLINT"), ("is_example", "BOOLEAN")),
        *(("source", "VARCHAR"), ("sha256", "VARCHAR")),
    ),
    NAMES: (
        *(("weight", "INTEGER"), ("book", "INTEGER"), ("agency", "INTEGER")),
        ("name", "VARCHAR"),
    ),
    AGENCIES: (
        *(("weight", "INTEGER"), ("book", "INTEGER"), ("agency", "INTEGER")),
        *(("short_names", "JSON"), ("former_names", "JSON"), ("groups", "JSON")),
        *(("department", "VARCHAR"), ("size", "VARCHAR"), ("is_example", "BOOLEAN")),
    ),
    DEFINITIONS: (
        *(("book", "INTEGER"), ("year", "SMALLINT"), ("number", "VARCHAR")),
        ("definition", "VARCHAR"),
    ),
    PROJECTS: (
        *(("row", "INTEGER"), ("book", "INTEGER"), ("year", "SMALLINT"), ("agency", "INTEGER")),
        *(("project", "INTEGER"), ("name", "VARCHAR"), ("purpose", "VARCHAR"), ("kind", "VARCHAR")),
        *(("system", "VARCHAR"), ("start", "DATE"), ("planned_end", "DATE")),
        *(("revised_end", "DATE"), ("actual_end", "DATE"), ("budget", "DOUBLE")),
        *(("revised_budget", "DOUBLE"), ("outcome", "DOUBLE"), ("phase", "VARCHAR")),
        *(("risk_benefit", "TINYINT"), ("risk_budget", "TINYINT"), ("risk_time", "TINYINT")),
        *(("benefit_plan", "BOOLEAN"), ("benefit_owner", "VARCHAR"), ("supplier", "VARCHAR")),
        ("status", "VARCHAR"),
    ),
    FIGURES: (
        *(("row", "INTEGER"), ("book", "INTEGER"), ("collected", "SMALLINT")),
        *(("agency", "INTEGER"), ("year", "SMALLINT"), ("number", "VARCHAR"), ("value", "DOUBLE")),
        ("is_corrected", "TINYINT"),
    ),
}

CONTRADICTED = "contradicted"
"""A small table of the figures that one collection gives with different values."""
APART = "max(value) - min(value) > 1e-9 * greatest(abs(max(value)), abs(min(value)))"
"""That values differ by more than how they were reckoned."""
MADE_OF_THEM: dict[str, str] = {
    FORMER: "SELECT book, agency, lower(unnest(CAST(former_names AS VARCHAR[]))) AS name "
    "FROM agencies",
    GIVEN: "SELECT DISTINCT book, year, agency FROM projects",
    CONTRADICTED: "SELECT f.* FROM figures f JOIN (SELECT number, year, agency, collected "
    f"FROM figures GROUP BY ALL HAVING {APART}) USING (number, year, agency, collected)",
}
"""Tables that are made of the others, when these are there."""

WORKED_OUT: tuple[tuple[str, str], ...] = (
    ("overrun", "outcome - budget"),
    ("overrun_share", "100 * (outcome - budget) / nullif(budget, 0)"),
    ("budget_change", "coalesce(revised_budget, budget) - budget"),
    ("length", "date_diff('day', start, coalesce(actual_end, revised_end, planned_end))"),
    ("delay", "date_diff('day', planned_end, coalesce(actual_end, revised_end, planned_end))"),
    ("end_revision", "date_diff('day', planned_end, coalesce(revised_end, planned_end))"),
    ("highest_risk", "greatest(risk_benefit, risk_budget, risk_time)"),
)
"""The numbers of a project that are worked out, as `measures.PROJECT_NUMBERS` defines them."""
