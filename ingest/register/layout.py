"""How the collection workbook is laid out: its sheets, and the columns of each.

What is written (`template`) and what is recognised (`mapping`) go by the same lists. Knows
nothing about files.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.register.fields import AGENCY_FIELDS, PROJECT_FIELDS, Field, FieldKind
from ingest.register.maturity import HIGHEST, LOWEST, QUESTIONS
from ingest.register.measures import MEASURES, Measure, Unit
from ingest.register.types import RowKind, Stage, Tax

ABOUT = "Insamling"
INSTRUCTIONS = "Läs mig"
CHECKS = "Kontroll"
SIGN_LABEL, SIGN = "Mall", "Lärdoms insamlingsbok 1"
"""Cells A1 and B1 of the sheet `ABOUT`: by them a workbook of this layout is known."""

_UNIT_OF_HEADER = {Unit.KRONOR: "tkr", Unit.PERCENT: "procent"}
_KIND_OF_UNIT = {Unit.KRONOR: FieldKind.MONEY, Unit.PERCENT: FieldKind.SHARE}

AGENCY = Field(
    id="agency",
    header="Myndighet",
    kind=FieldKind.TEXT,
    explanation="Myndigheten som uppgiften gäller.",
    is_required=True,
)
YEAR = Field(
    id="year", header="År", kind=FieldKind.YEAR, explanation="Året som uppgifterna på raden gäller."
)
VALUE = Field(id="value", header="Värde", kind=FieldKind.COUNT, explanation="Nyckeltalets värde.")
MEASURE = Field(
    id="measure",
    header="Mått",
    kind=FieldKind.CHOICE,
    explanation="Nyckeltalet.",
    choices=tuple(measure.name for measure in MEASURES),
    is_required=True,
)
DEFINITION = Field(
    id="definition",
    header="Definition",
    kind=FieldKind.TEXT,
    explanation="Vad måttet betyder i den här insamlingen.",
    is_required=True,
)
QUESTION = Field(
    id="question",
    header="Fråga",
    kind=FieldKind.CHOICE,
    explanation="Mognadsfrågan.",
    choices=tuple(question.theme.capitalize() for question in QUESTIONS),
    is_required=True,
)
LEVEL = Field(
    id="level",
    header="Nivå",
    kind=FieldKind.LEVEL,
    explanation="Nivå 1 (lägst) till 5 (högst).",
    choices=tuple(str(level) for level in range(LOWEST, HIGHEST + 1)),
    is_required=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of the collection workbook: its header stands in row 1, a column for each field.

    On the sheets of figures and maturity the columns after the year are measures and questions.
    """

    title: str
    kind: RowKind
    columns: tuple[Field, ...]


def measure_field(measure: Measure) -> Field:
    """The column of a measure on a wide sheet of figures, with its unit in the header."""
    return Field(
        id=measure.id,
        header=f"{measure.name} ({_UNIT_OF_HEADER.get(measure.unit, 'antal')})",
        kind=_KIND_OF_UNIT.get(measure.unit, FieldKind.COUNT),
        explanation=measure.definition,
    )


def _question_fields() -> Iterator[Field]:
    for question in QUESTIONS:
        yield Field(
            id=question.id,
            header=question.theme.capitalize(),
            kind=FieldKind.LEVEL,
            explanation=f"{question.text} {LOWEST} stämmer inte alls, {HIGHEST} stämmer helt.",
            choices=LEVEL.choices,
        )


MEASURE_FIELDS = tuple(map(measure_field, MEASURES))
QUESTION_FIELDS = tuple(_question_fields())

SHEETS = (
    Sheet(title="Myndigheter", kind=RowKind.AGENCY, columns=AGENCY_FIELDS),
    Sheet(title="Projekt", kind=RowKind.PROJECT, columns=PROJECT_FIELDS),
    Sheet(title="Nyckeltal", kind=RowKind.FIGURE, columns=(AGENCY, YEAR, *MEASURE_FIELDS)),
    Sheet(title="Mognad", kind=RowKind.MATURITY, columns=(AGENCY, YEAR, *QUESTION_FIELDS)),
    Sheet(title="Mått", kind=RowKind.DEFINITION, columns=(MEASURE, DEFINITION)),
)

STAGES = {
    Stage.DRAFT: "utkast",
    Stage.REVIEW: "under granskning",
    Stage.SETTLED: "fastställd",
}
TAXES = {Tax.INCLUDED: "med moms", Tax.EXCLUDED: "utan moms", Tax.UNKNOWN: "okänt"}
YES, NO = "ja", "nej"


def by_id(fields: Iterable[Field], identity: str) -> Field | None:
    """The field of that id, or None."""
    return next((field for field in fields if field.id == identity), None)


def sheet_of(kind: RowKind) -> Sheet:
    """The sheet that rows of a kind stand on."""
    return next(sheet for sheet in SHEETS if sheet.kind is kind)
