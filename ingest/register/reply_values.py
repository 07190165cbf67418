"""Normalises what an agency answers as the value that it is about, in the unit of that value."""

from decimal import Decimal

from ingest.errors import UnclearError
from ingest.register.amounts import read_number
from ingest.register.cell_values import meaning
from ingest.register.checks.findings import Finding
from ingest.register.columns_read import Column
from ingest.register.fields import AGENCY_FIELDS, PROJECT_FIELDS, Field, FieldKind
from ingest.register.layout import MEASURE_FIELDS, QUESTION_FIELDS, by_id
from ingest.register.read_sheets import Held
from ingest.register.units import Sort, WrittenUnit, unit_in

_FIELDS: tuple[Field, ...] = (
    *PROJECT_FIELDS,
    *AGENCY_FIELDS,
    *MEASURE_FIELDS,
    *QUESTION_FIELDS,
)


def value_of(text: str, about: Finding) -> str | float | bool:
    """The value that the text says.

    An amount without a unit is in that of the value it is to replace, or of the collection
    workbook where the cell was empty.

    Raises:
        UnclearError: when that is not certain.
    """
    field = by_id(_FIELDS, about.place.field)
    if field is None:
        raise UnclearError("uppgiften gäller inget enskilt värde.", "Rätta i arbetsboken.")
    held = Held(row=1, column=1, value=text, original=text)
    said = meaning(held, Column(field=field, unit=_unit(field, about)))
    if said is None:
        raise UnclearError(f"”{text}” säger inget värde.", "Skriv värdet, eller välj ”utgår”.")
    return said.value


def _unit(field: Field, about: Finding) -> WrittenUnit | None:
    usual = unit_in(field.header)
    if field.kind is not FieldKind.MONEY or not isinstance(about.value, int | float):
        return usual
    try:
        shown = read_number(about.original)
    except UnclearError:
        return usual
    if shown.unit is not None or not shown.value:
        return shown.unit or usual
    factor = Decimal(str(about.value)) / shown.value
    return WrittenUnit(name="samma enhet", sort=Sort.MONEY, factor=factor)
