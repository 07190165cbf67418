"""The rows of a list in Swedish: each by itself, and the answer that tells of them."""

from collections.abc import Iterator, Mapping, Sequence

from assistant.figures.doubts_said import pointed_out
from assistant.figures.kinds import UNITS, is_project_field, kind_of
from assistant.figures.naming import called, shown_name
from assistant.figures.numbers_said import amount_said, number_said
from assistant.figures.scope_said import (
    begun,
    first_said,
    named,
    priced,
    project,
    when,
    whose,
    without_name,
)
from ingest.register.fields import LEVELS, FieldKind
from ingest.register.measures import Unit
from ingest.register.selection import Found, Op, Order, Result, Selection, Subject

MOST_TOLD = 12
_COMPARED = {Op.ABOVE, Op.AT_LEAST, Op.BELOW, Op.AT_MOST}
_MISSING = "uppgift saknas"
_FIRST = {
    ("length", Order.FALLING): "Längst",
    ("length", Order.RISING): "Kortast",
    ("delay", Order.FALLING): "Mest försenade",
    ("delay", Order.RISING): "Minst försenade",
    ("overrun", Order.FALLING): "Mest över budget",
    ("overrun_share", Order.FALLING): "Mest över budget i procent",
    ("end_revision", Order.FALLING): "Mest flyttat slutdatum",
}


def item_said(row: Found, selection: Selection, names: Mapping[int, str]) -> str:
    """Ny ärendehantering (Björkverket, 2017): budget 12 345 tkr; fas genomförande."""
    whose_row = f"{names.get(row.agency, str(row.agency))}, {row.year}"
    name = f"{row.name} ({whose_row})" if row.name else whose_row
    told = "; ".join(_told(row, selection))
    return (
        f"{name}: {told}{pointed_out(row.doubts)}" if told else f"{name}{pointed_out(row.doubts)}"
    )


def list_said(result: Result, names: Mapping[int, str]) -> str:
    """Björkverket hade 3 projekt i insamlingen 2017: Arkiv, Portal och Ny ärendehantering."""
    selection = result.selection
    noun = "projekt" if selection.subject is Subject.PROJECTS else "uppgifter"
    about, years = whose(selection, names), when(selection)
    if not result.row_count:
        return _none(selection, noun, names)
    if selection.limit and selection.number and selection.order is not Order.NONE:
        return _first(result, names)
    name = named(selection)
    if name and len(result.rows) == result.row_count:
        items = "; ".join(_named_row(row, selection, names) for row in result.rows[:MOST_TOLD])
        return f"{items}{priced(selection)}."
    count = number_said(result.row_count)
    items = _items(result.rows[:MOST_TOLD], selection, names)
    shown = min(len(result.rows), MOST_TOLD)
    part = f", av dem {first_said(shown)}" if shown < result.row_count else ""
    if len(selection.agencies) == 1:
        agency = names.get(selection.agencies[0], "")
        rest = about.removeprefix(f" hos {agency}")
        return f"{agency} hade {count} {noun}{rest}{years}{part}: {items}{priced(selection)}."
    return f"{begun(years.strip())} fanns {count} {noun}{about}{part}: {items}{priced(selection)}."


def _none(selection: Selection, noun: str, names: Mapping[int, str]) -> str:
    about, years = whose(selection, names), when(selection)
    name = named(selection)
    if name:
        rest = whose(without_name(selection), names)
        return f"{begun(project(name))} finns inte{rest}{years}."
    return f"{begun(years.strip())} fanns inga {noun}{about}."


def _first(result: Result, names: Mapping[int, str]) -> str:
    """Högst budget i insamlingen 2018: Portalen (Björkverket), 12 mnkr."""
    selection = result.selection
    default = f"{'Högst' if selection.order is Order.FALLING else 'Lägst'} "
    lead = _FIRST.get((selection.number, selection.order), default + called(selection.number))
    of = " bland projekten" if selection.subject is Subject.PROJECTS else ""
    about = f"{of}{whose(selection, names)}{when(selection)}"
    count = len(result.rows)
    many = f", {first_said(count)}" if count > 1 else ""
    items = "; ".join(
        f"{_short(row, names)}: {'; '.join(_told(row, selection))}{pointed_out(row.doubts)}"
        for row in result.rows[:MOST_TOLD]
    )
    return f"{lead}{about}{many}: {items}{priced(selection)}."


def _items(rows: Sequence[Found], selection: Selection, names: Mapping[int, str]) -> str:
    """The rows, with whose they are where that is not said of all."""
    alone = len(selection.agencies) == 1
    texts = []
    for row in rows:
        name = row.name if alone and row.name else _short(row, names)
        told = ", ".join(_told(row, selection))
        many_years = f", {row.year}" if len(selection.years) > 1 else ""
        texts.append(f"{name}{many_years}{f' – {told}' if told else ''}{pointed_out(row.doubts)}")
    return "; ".join(texts)


def _named_row(row: Found, selection: Selection, names: Mapping[int, str]) -> str:
    told = "; ".join(_told(row, selection))
    agency = names.get(row.agency, str(row.agency))
    name, mark = begun(project(row.name)), pointed_out(row.doubts)
    if not told:
        return f"{name} fanns i insamlingen {row.year} hos {agency}{mark}"
    return f"{name} hos {agency}, insamlingen {row.year}: {told}{mark}"


def _short(row: Found, names: Mapping[int, str]) -> str:
    agency = names.get(row.agency, str(row.agency))
    return f"{row.name} ({agency})" if row.name else agency


def _told(row: Found, selection: Selection) -> Iterator[str]:
    """The number, the fields asked for, and those that a condition compares."""
    if selection.number:
        unit = UNITS[selection.number]
        said = _MISSING if row.number is None else amount_said(row.number, unit)
        yield f"{called(selection.number)} {said}"
    compared = [
        one.field
        for condition in selection.conditions
        for one in condition.ways
        if one.op in _COMPARED and is_project_field(one.field) and kind_of(one.field)
    ]
    values = {value.field: value.value for value in row.values}
    for field in dict.fromkeys((*selection.shown, *compared)):
        if field != selection.number:
            yield f"{shown_name(field)}: {_value(field, values.get(field, ''))}"


def _value(field: str, value: str | float | bool) -> str:
    kind = kind_of(field)
    if value == "" and not isinstance(value, bool):
        return _MISSING
    if kind is FieldKind.MONEY:
        return amount_said(float(value), Unit.KRONOR)
    if kind is FieldKind.LEVEL:
        return LEVELS[int(float(value)) - 1]
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return str(value).rstrip(".")
