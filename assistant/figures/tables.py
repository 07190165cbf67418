"""The table of a result, as it is shown beside its picture and downloaded.

Figures come first where there are several; else the rows behind, with the cells they rest on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ingest.register.behind import Doubt
from ingest.register.numbers import name_of
from ingest.register.selecting import figure_unit
from ingest.register.selection import Found, Result, Subject

Plain = str | float | None
DOUBTED = "Utpekad i granskningen"
_GROUPS = {"agency": "Myndighet", "year": "År"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultTable:
    """A table: a name, the headers of its columns, and its rows, each as long as the headers."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Plain, ...], ...]


def figure_table(result: Result) -> ResultTable:
    """The figures: a row for each group, or one."""
    labels = tuple(_GROUPS.get(by, by) for by in result.selection.by)
    unit = figure_unit(result.selection)
    is_doubted = any(figure.doubts for figure in result.figures)
    return ResultTable(
        name="Resultat",
        headers=(
            *labels,
            f"Värde ({unit})",
            "Antal bakom",
            "Uppgift saknas",
            *((DOUBTED,) if is_doubted else ()),
        ),
        rows=tuple(
            (
                *figure.group,
                figure.value,
                figure.n,
                figure.missing,
                *((_reasons(figure.doubts),) if is_doubted else ()),
            )
            for figure in result.figures
        ),
    )


def row_table(result: Result, agencies: Mapping[int, str]) -> ResultTable:
    """The rows behind; agencies by their ids. Cells stand as file, sheet and cell.

    Where the review points some of them out, the last column says why.
    """
    selection = result.selection
    is_about_projects = selection.subject is Subject.PROJECTS
    number = name_of(selection.number) if selection.number else ""
    named = ("Projekt",) if is_about_projects else ()
    counted = (f"{number} ({_unit(result)})",) if number else ()
    is_doubted = any(row.doubts for row in result.rows)
    return ResultTable(
        name="Rader",
        headers=(
            "Myndighet",
            *named,
            "År",
            *counted,
            "Källor",
            *((DOUBTED,) if is_doubted else ()),
        ),
        rows=tuple(
            (
                agencies.get(row.agency, ""),
                *((row.name,) if is_about_projects else ()),
                row.year,
                *((row.number,) if number else ()),
                _cells(row),
                *((_reasons(row.doubts),) if is_doubted else ()),
            )
            for row in result.rows
        ),
    )


def _reasons(doubts: Iterable[Doubt]) -> str:
    return " ".join(one.why for one in doubts)


def _unit(result: Result) -> str:
    return figure_unit(result.selection) if result.selection.number else ""


def _cells(row: Found) -> str:
    return "; ".join(f"{value.source} {value.cell.sheet}!{value.cell.name}" for value in row.values)
