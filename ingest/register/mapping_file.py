"""Writes a mapping as YAML in Swedish, and reads it back with every error told by its place."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, TypeVar

import yaml

from ingest.errors import MappingError
from ingest.register.layout import NO, STAGES, TAXES, YES
from ingest.register.mapping import (
    FIELDS,
    FREE,
    LEFT_OUT,
    ColumnMapping,
    Fixed,
    Mapping,
    SheetMapping,
    Word,
    bare_header,
    field_of,
    validate,
)
from ingest.register.synonyms import field_called
from ingest.register.types import Collection, RowKind, Stage, Tax, column_letters, column_number

KINDS = {
    RowKind.AGENCY: "myndigheter",
    RowKind.PROJECT: "projekt",
    RowKind.FIGURE: "nyckeltal",
    RowKind.MATURITY: "mognad",
    RowKind.DEFINITION: "definitioner",
}
_FREE, _LEFT_OUT = "fritt", "utelämnad"
LARGEST = 1 << 20
_HELP = "`docs/register.md` visar hur en mappning ser ut."
_ABOUT = ("undersökning", "år", "läge", "moms", "prisnivå", "exempel")
_OF_SHEET = ("blad", "slag", "rubrikrader", "sista rad", "år får saknas", "fast", "kolumner")
_OF_COLUMN = ("kolumn", "rubrik", "fält", "enhet", "år", "fyll nedåt", "ord", "säker")
WORDS = frozenset((*_ABOUT, *_OF_SHEET, *_OF_COLUMN, *KINDS.values(), _FREE, _LEFT_OUT))
"""All that a mapping is written with, beside the names of fields and units."""
_Read = dict[str, Any]
_Told = TypeVar("_Told", bound=StrEnum)


def written(mapping: Mapping) -> str:
    """The mapping as YAML; `read` gives it back."""
    told = {
        "insamling": _about(mapping.collection),
        "blad": [_sheet_told(sheet) for sheet in mapping.sheets],
    }
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=100)


def read(text: str) -> Mapping:
    """The mapping that the YAML says, found sound; raise `MappingError` for one that is wrong."""
    if len(text) > LARGEST:
        raise MappingError("Mappningen är större än 1 MB.", _HELP)
    try:
        told = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as error:
        raise MappingError(
            f"Mappningen är inte giltig YAML: {_first_line(error)}.", _HELP
        ) from error
    known = _checked(told, "Mappningen", ("insamling", "blad"))
    mapping = Mapping(
        collection=_collection(known.get("insamling")),
        sheets=tuple(map(_sheet_read, _list(known.get("blad"), "Mappningen", "blad"))),
    )
    validate(mapping)
    return mapping


def _first_line(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    place = f"rad {mark.line + 1}, tecken {mark.column + 1}" if mark else "den är för djup"
    return f"felet är vid {place}" if mark else place


def _about(collection: Collection) -> _Read:
    return {
        "undersökning": collection.survey,
        "år": collection.year,
        "läge": STAGES[collection.stage],
        "moms": TAXES[collection.tax],
        "prisnivå": collection.price_year,
        "exempel": YES if collection.is_example else NO,
    }


def _sheet_told(sheet: SheetMapping) -> _Read:
    told: _Read = {"blad": sheet.sheet, "slag": KINDS[sheet.kind]}
    told["rubrikrader"] = list(sheet.header_rows)
    if sheet.last_row is not None:
        told["sista rad"] = sheet.last_row
    if sheet.may_lack_year:
        told["år får saknas"] = YES
    if sheet.fixed:
        told["fast"] = {_field_told(sheet.kind, one.field): one.value for one in sheet.fixed}
    told["kolumner"] = [_column_told(sheet.kind, column) for column in sheet.columns]
    return told


def _column_told(kind: RowKind, column: ColumnMapping) -> _Read:
    told: _Read = {
        "kolumn": column_letters(column.column),
        "rubrik": column.header,
        "fält": _field_told(kind, column.field),
    }
    if column.unit:
        told["enhet"] = column.unit
    if column.year is not None:
        told["år"] = column.year
    if column.fills_down:
        told["fyll nedåt"] = YES
    if column.words:
        told["ord"] = {word.said: word.means for word in column.words}
    if not column.is_certain:
        told["säker"] = NO
    return told


def _field_told(kind: RowKind, identity: str) -> str:
    field = field_of(kind, identity)
    return (
        bare_header(field) if field else {FREE: _FREE, LEFT_OUT: _LEFT_OUT}.get(identity, identity)
    )


def _collection(told: object) -> Collection:
    where = "Mappningens insamling"
    known = _checked(told, where, _ABOUT)
    price_year = known.get("prisnivå")
    return Collection(
        survey=_text(known.get("undersökning"), where, "undersökning"),
        year=_number(known.get("år"), where, "år"),
        stage=_one_of(STAGES, known.get("läge", STAGES[Stage.DRAFT]), where, "läge"),
        tax=_one_of(TAXES, known.get("moms", TAXES[Tax.UNKNOWN]), where, "moms"),
        price_year=None if price_year is None else _number(price_year, where, "prisnivå"),
        is_example=_yes(known.get("exempel", NO), where, "exempel"),
    )


def _sheet_read(told: object) -> SheetMapping:
    known = _checked(told, "Ett blad", _OF_SHEET)
    name = known.get("blad")
    sheet = "" if name is None else str(name)
    where = f"Bladet ”{sheet}”"
    kind = _one_of(KINDS, known.get("slag"), where, "slag")
    last = known.get("sista rad")
    fixed = _checked(known.get("fast") or {}, f"{where}, fast", None)
    columns = _list(known.get("kolumner"), where, "kolumner")
    rows = _list(known.get("rubrikrader", [1]), where, "rubrikrader")
    return SheetMapping(
        sheet=sheet,
        kind=kind,
        header_rows=tuple(_number(row, where, "rubrikrader") for row in rows),
        columns=tuple(_column_read(one, kind, where) for one in columns),
        fixed=tuple(Fixed(field=_field(kind, key), value=str(fixed[key])) for key in fixed),
        last_row=None if last is None else _number(last, where, "sista rad"),
        may_lack_year=_yes(known.get("år får saknas", NO), where, "år får saknas"),
    )


def _column_read(told: object, kind: RowKind, where: str) -> ColumnMapping:
    known = _checked(told, f"{where}, en kolumn", _OF_COLUMN)
    letters = _text(known.get("kolumn"), f"{where}, en kolumn", "kolumn")
    where = f"{where}, kolumn {letters}"
    year = known.get("år")
    words = _checked(known.get("ord") or {}, f"{where}, ord", None)
    return ColumnMapping(
        column=column_number(letters),
        header=str(known.get("rubrik") or ""),
        field=_field(kind, str(known.get("fält") or _FREE)),
        unit=str(known.get("enhet") or ""),
        year=None if year is None else _number(year, where, "år"),
        fills_down=_yes(known.get("fyll nedåt", NO), where, "fyll nedåt"),
        words=tuple(Word(said=said, means=str(words[said])) for said in words),
        is_certain=_yes(known.get("säker", YES), where, "säker"),
    )


def _field(kind: RowKind, said: str) -> str:
    """The id of the field that is called so; what is no field is kept, for `validate` to tell."""
    named = {_FREE: FREE, _LEFT_OUT: LEFT_OUT}
    known = {bare_header(field).casefold(): field.id for field in FIELDS[kind]}
    key = said.strip().casefold()
    if key in named:
        return named[key]
    return known.get(key) or field_called(kind, said) or said


def _checked(told: object, where: str, keys: Iterable[str] | None) -> _Read:
    """The entries, if they are such and their keys are known; None allows any keys."""
    if not isinstance(told, dict):
        raise MappingError(f"{where} saknas eller är inga uppgifter med namn.", _HELP)
    entries = {str(key): value for key, value in told.items()}
    if keys is not None and (odd := [key for key in entries if key not in set(keys)]):
        raise MappingError(
            f"{where} har uppgiften ”{odd[0]}”, som inte finns.", f"Välj bland: {', '.join(keys)}."
        )
    return entries


def _list(told: object, where: str, key: str) -> Sequence[object]:
    if isinstance(told, list):
        return told
    raise MappingError(f"{where}: ”{key}” är ingen lista.", _HELP)


def _text(told: object, where: str, key: str) -> str:
    if isinstance(told, str) and told.strip():
        return told.strip()
    raise MappingError(f"{where}: ”{key}” saknas.", _HELP)


def _number(told: object, where: str, key: str) -> int:
    if isinstance(told, int) and not isinstance(told, bool) and told > 0:
        return told
    raise MappingError(f"{where}: ”{key}” är ”{told}”, inget heltal över noll.", _HELP)


def _yes(told: object, where: str, key: str) -> bool:
    if told in (YES, NO, True, False):
        return told in (YES, True)
    raise MappingError(f"{where}: ”{key}” är ”{told}”.", f"Skriv {YES} eller {NO}.")


def _one_of(words: dict[_Told, str], told: object, where: str, key: str) -> _Told:
    for meant, word in words.items():
        if word == told:
            return meant
    raise MappingError(
        f"{where}: ”{key}” är ”{told}”.", f"Välj bland: {', '.join(words.values())}."
    )
