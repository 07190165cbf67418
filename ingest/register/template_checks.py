"""What the collection workbook checks while it is filled in: lists, kinds of value, order, sums.

Each cell's rule refuses or warns in words; the sheet of checks counts what is left, in words too.
"""

from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from ingest.register.fields import ENDS, Field, FieldKind
from ingest.register.instructions import LABELS, Told
from ingest.register.layout import (
    ABOUT,
    AGENCY,
    NO,
    SHEETS,
    STAGES,
    TAXES,
    YES,
    Sheet,
    by_id,
    sheet_of,
)
from ingest.register.measures import MEASURES, TOTALS
from ingest.register.types import RowKind, column_letters

LAST_ROW = 2000
"""The rules reach so far down; what stands below is read all the same."""
_LONGEST_LIST, _LONGEST_HELP = 255, 255
_NUMBERS = {FieldKind.MONEY, FieldKind.COUNT, FieldKind.SHARE}


def guard(book: Workbook) -> None:
    """Put the rules on the cells of the sheets."""
    for sheet in SHEETS:
        for column, field in enumerate(sheet.columns, start=1):
            if rule := _rule(sheet, field):
                letters = column_letters(column)
                rule.add(f"{letters}2:{letters}{LAST_ROW}")
                book[sheet.title].add_data_validation(rule)
    choices = {"Läge": STAGES.values(), "Moms": TAXES.values(), "Exempel": (YES, NO)}
    for row, label in enumerate(LABELS, start=2):
        if label in choices:
            rule = _list(f'"{",".join(choices[label])}"')
            rule.add(f"B{row}")
            book[ABOUT].add_data_validation(rule)


def checks() -> Iterator[Told]:
    """The rows of the sheet of checks: what is checked, and a formula that says how it stands."""
    yield "Kontroll", "Så står det till", "Vad som bör göras"
    for identity in ENDS:
        end = by_id(sheet_of(RowKind.PROJECT).columns, identity)
        start, until = _range(RowKind.PROJECT, "start"), _range(RowKind.PROJECT, identity)
        wrong = f'({start}<>"")*({until}<>"")*({until}<{start})'
        named = end.header if end else identity
        yield f"{named} före start", _count(wrong, "projekt"), "Se över datumen på bladet Projekt."
    for total in TOTALS:
        whole = _range(RowKind.FIGURE, total.total)
        parts = "+".join(_range(RowKind.FIGURE, part) for part in total.parts)
        filled = "*".join(
            f'({_range(RowKind.FIGURE, name)}<>"")' for name in (total.total, *total.parts)
        )
        named = next(measure.name for measure in MEASURES if measure.id == total.total)
        yield (
            f"{named} som inte är summan av sina delar",
            _count(f"{filled}*(ABS({whole}-({parts}))>1)", "rader"),
            "Se över beloppen på bladet Nyckeltal.",
        )


def _count(wrong: str, of_what: str) -> str:
    found = f"SUMPRODUCT({wrong})"
    return f'=IF({found}=0,"Inget att se över.",{found}&" {of_what} att se över.")'


def _range(kind: RowKind, identity: str) -> str:
    sheet = sheet_of(kind)
    place = [field.id for field in sheet.columns].index(identity) + 1
    letters = column_letters(place)
    return f"{sheet.title}!${letters}$2:${letters}${LAST_ROW}"


def _rule(sheet: Sheet, field: Field) -> DataValidation | None:
    if field.id == AGENCY.id and sheet.kind is not RowKind.AGENCY:
        return _explained(_list(_range(RowKind.AGENCY, "agency"), is_strict=False), field)
    if field.choices and len(",".join(field.choices)) <= _LONGEST_LIST:
        return _explained(_list(f'"{",".join(field.choices)}"'), field)
    if field.kind is FieldKind.DATE:
        return _explained(_date(sheet, field), field)
    if field.kind in _NUMBERS:
        return _explained(_number(field), field)
    if field.kind is FieldKind.YEAR:
        return _explained(DataValidation("whole", "1990", "2100", operator="between"), field)
    return None


def _list(source: str, *, is_strict: bool = True) -> DataValidation:
    return DataValidation(
        "list",
        source,
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="stop" if is_strict else "warning",
        errorTitle="Värdet finns inte i listan",
        error="Välj ett av värdena i listan.",
    )


def _date(sheet: Sheet, field: Field) -> DataValidation:
    start = [one.id for one in sheet.columns].index("start") + 1
    earliest = f"${column_letters(start)}2" if field.id in ENDS else "DATE(1980,1,1)"
    rule = DataValidation("date", earliest, operator="greaterThanOrEqual", allow_blank=True)
    rule.errorTitle = "Datumet stämmer inte"
    rule.error = "Skriv datumet som 2017-03-31. Ett slut kan inte ligga före starten."
    rule.showErrorMessage = True
    return rule


def _number(field: Field) -> DataValidation:
    rule = DataValidation("decimal", "0", operator="greaterThanOrEqual", allow_blank=True)
    if field.kind is FieldKind.SHARE:
        rule.operator, rule.formula2 = "between", "100"
    rule.errorStyle = "warning"
    rule.errorTitle = "Värdet är inget vanligt tal"
    rule.error = "Skriv ett tal i rubrikens enhet, eller ett belopp med enhet som 1,2 mnkr."
    rule.showErrorMessage = True
    return rule


def _explained(rule: DataValidation, field: Field) -> DataValidation:
    """The rule with help that is shown, and read out, when the cell is chosen."""
    rule.allow_blank = True
    rule.promptTitle = field.header[:32]
    rule.prompt = field.explanation[:_LONGEST_HELP]
    rule.showInputMessage = True
    return rule
