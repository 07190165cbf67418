"""Findings about a number or a project's value that is there."""

from ingest.register.checks.findings import FaultKind, Finding, Place, finding
from ingest.register.checks.gathering import Project, Told
from ingest.register.types import RowKind


def of_number(kind: FaultKind, told: Told, why: str) -> Finding:
    """A finding about a figure or an answer about maturity."""
    place = Place(
        agency=told.named, year=told.year, row_kind=told.kind, field=told.subject, cell=told.cell
    )
    return finding(kind, place, why, value=told.value, original=told.original)


def of_project(kind: FaultKind, project: Project, name: str, why: str) -> Finding:
    """A finding about a field of a project, which must have a value."""
    value = next(one for one in project.row.values if one.field == name)
    place = Place(
        agency=project.named,
        year=project.book,
        row_kind=RowKind.PROJECT,
        field=name,
        cell=value.cell,
        project=project.name,
    )
    return finding(kind, place, why, value=value.value, original=value.original)
