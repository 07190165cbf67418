"""Recognises a collection workbook of our own by its sign, and reads what it says of itself."""

from ingest.errors import LoadError, UnclearError
from ingest.register.cell_values import meaning
from ingest.register.columns_read import Column
from ingest.register.fields import Field, FieldKind
from ingest.register.headers import headers_of
from ingest.register.instructions import LABELS
from ingest.register.layout import ABOUT, SHEETS, SIGN, SIGN_LABEL, STAGES, TAXES, Sheet
from ingest.register.mapping import FREE, WIDE, ColumnMapping, Mapping, SheetMapping
from ingest.register.read_sheets import Held, ReadFile, ReadSheet
from ingest.register.synonyms import normalised
from ingest.register.types import Collection, Stage, Tax

_LABEL, _SAID = 1, 2
_SIGN_BEGINS = SIGN.rpartition(" ")[0]


def is_ours(file: ReadFile) -> bool:
    """True for a workbook that bears the sign of any version of the layout."""
    sheet = file.sheet(ABOUT)
    label, sign = _told(sheet, 1) if sheet else (None, None)
    return bool(label and sign and label.text == SIGN_LABEL and sign.text.startswith(_SIGN_BEGINS))


def mapping_of(file: ReadFile) -> Mapping:
    """How a workbook of our own is read.

    Raises `LoadError` where it is of another version, or what it says of itself cannot be read.
    """
    about = file.sheet(ABOUT)
    sign = _told(about, 1)[1] if about else None
    if about is None or sign is None or sign.text != SIGN:
        raise LoadError(
            f"insamlingsboken är av en annan version (”{sign.text if sign else ''}”) än ”{SIGN}”.",
            "Skriv ut en ny med `lardom register template` och för över uppgifterna.",
        )
    sheets = tuple(_mapping(found, sheet) for sheet in SHEETS if (found := file.sheet(sheet.title)))
    return Mapping(collection=_collection(about), sheets=sheets)


def _told(sheet: ReadSheet | None, number: int) -> tuple[Held | None, Held | None]:
    row = sheet.row(number) if sheet else None
    return (row.at(_LABEL), row.at(_SAID)) if row else (None, None)


def _collection(about: ReadSheet) -> Collection:
    survey, year, stage, tax, price_year, example = (_of_label(about, label) for label in LABELS)
    return Collection(
        survey=str(_value(_needed(survey, LABELS[0]), FieldKind.TEXT)),
        year=int(_value(_needed(year, LABELS[1]), FieldKind.YEAR)),
        stage=_stage(_needed(stage, LABELS[2])),
        tax=_tax(tax) if tax else Tax.UNKNOWN,
        price_year=int(_value(price_year, FieldKind.YEAR) or 0) or None if price_year else None,
        is_example=_value(example, FieldKind.YES_NO) is True if example else False,
    )


def _stage(held: Held) -> Stage:
    said = _value(held, FieldKind.CHOICE, tuple(STAGES.values()))
    return next(stage for stage, word in STAGES.items() if word == said)


def _tax(held: Held) -> Tax:
    said = _value(held, FieldKind.CHOICE, tuple(TAXES.values()))
    return next((tax for tax, word in TAXES.items() if word == said), Tax.UNKNOWN)


def _of_label(about: ReadSheet, label: str) -> Held | None:
    """The cell beside a label; None where it is empty."""
    for row in about.rows:
        held, said = row.at(_LABEL), row.at(_SAID)
        if held and normalised(held.text) == normalised(label):
            return said if said and said.original.strip() else None
    return None


def _needed(held: Held | None, label: str) -> Held:
    if held:
        return held
    raise LoadError(
        f"bladet {ABOUT} säger inte ”{label}”.", f"Skriv det i kolumn B på bladet {ABOUT}."
    )


def _value(held: Held, kind: FieldKind, choices: tuple[str, ...] = ()) -> str | float | bool:
    """What a cell says; "" where it says that nothing is known."""
    field = Field(id="", header=ABOUT, kind=kind, explanation="", choices=choices)
    try:
        found = meaning(held, Column(field=field))
    except UnclearError as error:
        raise LoadError(
            f"cell {held.name} på bladet {ABOUT}: {error.reason}", error.remedy
        ) from error
    return found.value if found else ""


def _mapping(sheet: ReadSheet, layout: Sheet) -> SheetMapping:
    """The columns by the headers that we wrote, no others: what else is there is free."""
    named = {normalised(field.header): field.id for field in layout.columns}
    return SheetMapping(
        sheet=sheet.name,
        kind=layout.kind,
        header_rows=(1,),
        may_lack_year=layout.kind in WIDE,
        columns=tuple(
            ColumnMapping(
                column=header.column,
                header=header.text,
                field=named.get(normalised(header.text), FREE),
            )
            for header in headers_of(sheet, (1,))
        ),
    )
