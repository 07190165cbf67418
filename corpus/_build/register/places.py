"""Where in a workbook a line's value stands, by the layout of the collection workbook."""

from collections.abc import Sequence

from ingest.register.layout import sheet_of
from ingest.register.types import Cell, RowKind

from .planting import Planted, Said

_FIRST_ROW = 2
_OWN_ROW = (RowKind.AGENCY, RowKind.PROJECT, RowKind.DEFINITION)


def row_of(lines: Sequence[Said], wanted: Said) -> int:
    """The row of a line on its sheet, header and all."""
    same = [one for one in lines if one.line.kind is wanted.line.kind]
    if wanted.line.kind in _OWN_ROW:
        return _FIRST_ROW + same.index(wanted)
    rows: list[tuple[str, set[str]]] = []
    for one in same:
        agency = one.text("agency")
        mine = [told for name, told in rows if name == agency]
        if not mine or one.subject in mine[-1]:
            mine = [set()]
            rows.append((agency, mine[0]))
        mine[-1].add(one.subject)
        if one == wanted:
            return _FIRST_ROW + next(at for at, (_, told) in enumerate(rows) if told is mine[-1])
    raise LookupError(f"no such line: {wanted}")


def cell_of(lines: Sequence[Said], fault: Planted) -> Cell | None:
    """The cell of a fault; None where the agency gave no row at all."""
    same = [
        one
        for one in lines
        if one.line.kind is fault.row_kind and one.agency.number == fault.agency.number
    ]
    own = [one for one in same if one.subject == fault.subject]
    if not same or not fault.field:
        return None
    told = own[fault.occurrence - 1] if len(own) >= fault.occurrence else same[0]
    sheet = sheet_of(fault.row_kind)
    column = [field.id for field in sheet.columns].index(fault.field) + 1
    return Cell(sheet=sheet.title, row=row_of(lines, told), column=column)
