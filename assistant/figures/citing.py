"""Numbers the cells that an answer rests on, in the order they come; each cell once."""

from assistant.addresses import cell_url
from assistant.figures.answer import CellCitation
from ingest.register.fields import AGENCY_FIELDS, PROJECT_FIELDS
from ingest.register.numbers import name_of
from ingest.register.selection import Traced

_LABELS = {field.id: field.header for field in (*AGENCY_FIELDS, *PROJECT_FIELDS)}


class CellNumbering:
    """The citations of one answer. For one thread."""

    def __init__(self) -> None:
        self._cited: dict[tuple[str, str, str], CellCitation] = {}

    @property
    def citations(self) -> tuple[CellCitation, ...]:
        """All so far, in the order of their numbers."""
        return tuple(self._cited.values())

    def number(self, traced: Traced) -> int:
        """The number of a value's cell."""
        place = (traced.sha256, traced.cell.sheet, traced.cell.name)
        if place not in self._cited:
            self._cited[place] = CellCitation(
                n=len(self._cited) + 1,
                field=traced.field,
                label=_LABELS.get(traced.field) or name_of(traced.field),
                value=traced.value,
                original=traced.original,
                source=traced.source,
                sha256=traced.sha256,
                sheet=traced.cell.sheet,
                cell=traced.cell.name,
                url=cell_url(*place),
                is_corrected=traced.is_corrected,
            )
        return self._cited[place].n
