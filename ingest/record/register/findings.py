"""What the checks found, and what the agencies answered; an answer stays when it is found again."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, update

from ingest.record.moments import now
from ingest.record.register.tables import (
    register_agencies,
    register_books,
    register_findings,
    register_sheets,
)
from ingest.register.checks.findings import FaultKind, Finding, Place, Severity
from ingest.register.types import Cell, RowKind


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingHeld:
    """A finding in the record. The sheet of its cell is the sheet's own name, `sheet` its id.

    `agency` is its number in the register, by whose own name the finding calls it.
    `answer` is of `replies.ReplyKind`, None as long as the agency has said nothing; `book` the
    workbook with the cell, None where that cannot be told. `is_open` is False where the last
    check did not find it any more.
    """

    finding: Finding
    collection: int
    agency: int | None
    sheet: int | None
    book: int | None
    source: str
    is_open: bool
    answer: str | None
    comment: str
    answered: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGiven:
    """What an agency answered: `answer` is of `replies.ReplyKind`."""

    finding: str
    answer: str
    comment: str


def put_findings(connection: Connection, collection: int, findings: Iterable[Finding]) -> None:
    """Store what was found in a collection now; what is not found any more is closed."""
    c = register_findings.c
    of_it = c.collection_id == collection
    known = set(connection.scalars(select(c.id).where(of_it)))
    connection.execute(update(register_findings).where(of_it).values(is_open=False))
    agencies = dict(
        connection.execute(select(register_agencies.c.name, register_agencies.c.id)).all()
    )
    for one in findings:
        name, values = _name(collection, one), _values(one, agencies)
        if name in known:
            connection.execute(update(register_findings).where(c.id == name).values(values))
        else:
            key = {"id": name, "collection_id": collection}
            connection.execute(insert(register_findings).values({**values, **key}))


def findings_held(connection: Connection, collection: int) -> list[FindingHeld]:
    """All findings of a collection, by agency and place."""
    c, s, b = register_findings.c, register_sheets.c, register_books.c
    query = (
        select(register_findings, register_agencies.c.name, s.name.label("sheet"), s.book_id)
        .add_columns(b.source)
        .outerjoin(register_agencies, register_agencies.c.id == c.agency_id)
        .outerjoin(register_sheets, s.id == c.sheet_id)
        .outerjoin(register_books, b.id == s.book_id)
        .where(c.collection_id == collection)
        .order_by(register_agencies.c.name, s.name, c.row, c.column, c.id)
    )
    return [_held(row) for row in connection.execute(query)]


def note_answers(connection: Connection, answers: Iterable[AnswerGiven]) -> None:
    """Note what agencies answered."""
    for given in answers:
        is_it = register_findings.c.id == given.finding
        values = {"answer": given.answer, "comment": given.comment, "answered": now()}
        connection.execute(update(register_findings).where(is_it).values(values))


def _name(collection: int, one: Finding) -> str:
    return f"{collection}-{one.id}"


def _values(one: Finding, agencies: dict[str, int]) -> dict[str, Any]:
    place = one.place
    return {
        "agency_id": agencies.get(place.agency),
        "sheet_id": int(place.cell.sheet) if place.cell.sheet else None,
        "row": place.cell.row,
        "column": place.cell.column,
        "kind": one.kind.value,
        "year": place.year,
        "row_kind": place.row_kind.value,
        "severity": one.severity.value,
        "field": place.field,
        "project": place.project,
        "value": None if one.value is None else json.dumps(one.value, ensure_ascii=False),
        "original": one.original,
        "why": one.why,
        "is_open": True,
    }


def _held(row: Any) -> FindingHeld:
    place = Place(
        agency=row.name or "",
        year=row.year,
        row_kind=RowKind(row.row_kind),
        field=row.field,
        cell=Cell(sheet=row.sheet or "", row=row.row, column=row.column),
        project=row.project,
    )
    found = Finding(
        id=row.id,
        kind=FaultKind(row.kind),
        severity=Severity(row.severity),
        place=place,
        value=None if row.value is None else json.loads(row.value),
        original=row.original,
        why=row.why,
    )
    return FindingHeld(
        finding=found,
        collection=row.collection_id,
        agency=row.agency_id,
        sheet=row.sheet_id,
        book=row.book_id,
        source=row.source or "",
        is_open=row.is_open,
        answer=row.answer,
        comment=row.comment or "",
        answered=row.answered,
    )
