"""The table of a result, as it is shown beside its picture and downloaded.

Figures come first where there are several; else the rows behind, with the cells they rest on.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.register.numbers import name_of
from ingest.register.selecting import figure_unit
from ingest.register.selection import Found, Result, Subject

Plain = str | float | None
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
    return ResultTable(
        name="Resultat",
        headers=(*labels, f"Värde ({unit})", "Antal bakom", "Uppgift saknas"),
        rows=tuple(
            (*figure.group, figure.value, figure.n, figure.missing) for figure in result.figures
        ),
    )


def row_table(result: Result, agencies: Mapping[int, str]) -> ResultTable:
    """The rows behind; agencies by their ids. Cells stand as file, sheet and cell."""
    selection = result.selection
    is_about_projects = selection.subject is Subject.PROJECTS
    number = name_of(selection.number) if selection.number else ""
    named = ("Projekt",) if is_about_projects else ()
    counted = (f"{number} ({_unit(result)})",) if number else ()
    return ResultTable(
        name="Rader",
        headers=("Myndighet", *named, "År", *counted, "Källor"),
        rows=tuple(
            (
                agencies.get(row.agency, ""),
                *((row.name,) if is_about_projects else ()),
                row.year,
                *((row.number,) if number else ()),
                _cells(row),
            )
            for row in result.rows
        ),
    )


def _unit(result: Result) -> str:
    return figure_unit(result.selection) if result.selection.number else ""


def _cells(row: Found) -> str:
    return "; ".join(f"{value.source} {value.cell.sheet}!{value.cell.name}" for value in row.values)
