"""One value as it is shown: what it is, in words, what its cell says, and where that stands."""

from dataclasses import dataclass

from assistant.addresses import cell_url
from assistant.figures.naming import name_of
from assistant.figures.numbers_said import amount_said
from ingest.register.fields import AGENCY_FIELDS, LEVELS, PROJECT_FIELDS, FieldKind
from ingest.register.numbers import FIGURE_IDS, unit_of
from ingest.register.selection import Traced

NOT_SAID = "uppgift saknas"
_FIELDS = {field.id: field for field in (*AGENCY_FIELDS, *PROJECT_FIELDS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class CellShown:
    """Where a value stands: the version of the file by its hash, sheet and cell.

    `url` opens the sheet with the cell marked. `cell` is "" of a value that the whole file has.
    """

    source: str
    sha256: str
    sheet: str
    cell: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueShown:
    """A value: money in kronor, days as 2017-03-31, risks 1 to 3; "" where the cell is empty.

    `said` says it in Swedish, `original` is what the cell says.
    """

    field: str
    label: str
    value: str | float | bool
    said: str
    original: str
    is_corrected: bool
    citation: CellShown


def value_shown(traced: Traced) -> ValueShown:
    """A value that was looked up, as it is shown."""
    is_known = traced.field in _FIELDS or traced.field in FIGURE_IDS
    return ValueShown(
        field=traced.field,
        label=label_of(traced.field) if is_known else traced.field,
        value=_plain(traced.value),
        said=said(traced.field, traced.value),
        original=traced.original,
        is_corrected=traced.is_corrected,
        citation=cell_shown(traced),
    )


def _plain(value: str | float | bool) -> str | float | bool:
    """Every number as the same sort of number, whatever the record has."""
    return value if isinstance(value, bool | str) else float(value)


def cell_shown(traced: Traced) -> CellShown:
    """Where a value that was looked up stands."""
    place = (traced.sha256, traced.cell.sheet, traced.cell.name)
    return CellShown(
        source=traced.source, sha256=place[0], sheet=place[1], cell=place[2], url=cell_url(*place)
    )


def label_of(field: str) -> str:
    """What a field or number is called, without the unit that workbooks have it in."""
    return name_of(field).removesuffix(" (tkr)")


def said(field: str, value: str | float | bool) -> str:
    """A value in Swedish."""
    if value == "" and not isinstance(value, bool):
        return NOT_SAID
    known = _FIELDS.get(field)
    kind = known.kind if known else None
    if kind is FieldKind.YES_NO:
        return "ja" if value else "nej"
    if isinstance(value, str):
        return value
    if kind is FieldKind.LEVEL:
        return level_said(int(value))
    return number_said_of(field, float(value))


def number_said_of(number: str, value: float | None) -> str:
    """A number with its unit; the highest risk as low, medium or high."""
    if value is None:
        return NOT_SAID
    return (
        level_said(int(value)) if number == "highest_risk" else amount_said(value, unit_of(number))
    )


def is_level(field: str) -> bool:
    """Whether a field or number is a risk."""
    known = _FIELDS.get(field)
    return field == "highest_risk" or (known is not None and known.kind is FieldKind.LEVEL)


def level_said(level: int) -> str:
    """A risk of 1 to 3."""
    return LEVELS[level - 1] if 1 <= level <= len(LEVELS) else str(level)
