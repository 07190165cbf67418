"""Warnings on how far the figures of a question can be trusted and compared."""

from collections.abc import Iterator, Sequence

from assistant.figures.doubts_said import doubts_said
from assistant.figures.kinds import UNITS, is_money
from assistant.figures.naming import called
from assistant.figures.numbers_said import exact_said, number_said
from assistant.figures.said import Warned, WarningKind
from ingest.register.behind import Behind
from ingest.register.contradictions import Contradiction, ValueGiven
from ingest.register.measures import Unit
from ingest.register.selection import Aggregate, Result
from ingest.register.types import Stage, Tax

FEW = 5
"""A mean, a median or a share of fewer rows says little."""
_MADE_OF_FEW = {Aggregate.MEAN, Aggregate.MEDIAN, Aggregate.SHARE}
_STAGES = {Stage.DRAFT: "ett utkast", Stage.REVIEW: "under granskning"}
_TAXES = {
    Tax.INCLUDED: "med moms",
    Tax.EXCLUDED: "utan moms",
    Tax.UNKNOWN: "okänt om med eller utan moms",
}


def warnings_of(result: Result) -> tuple[Warned, ...]:
    """The warnings on one result, the weightiest first."""
    behind = result.collections
    found = list(doubts_said(result))
    if is_money(result.selection.number):
        found += [*_prices(result, behind), *_taxes(behind)]
    found += [*_contradicted(result), *_definitions(result), *_few(result), *_stages(behind)]
    return (*found, *_corrected(result), *_examples(behind))


def _examples(behind: Sequence[Behind]) -> Iterator[Warned]:
    made_up = [one.is_example for one in behind]
    told = "är påhittade exempel, inte verkliga myndigheters."
    if made_up and all(made_up):
        yield Warned(kind=WarningKind.EXAMPLE, text=f"Uppgifterna {told}")
    elif any(made_up):
        yield Warned(kind=WarningKind.SOME_EXAMPLES, text=f"En del av uppgifterna {told}")


def warnings_between(results: Sequence[Result]) -> tuple[Warned, ...]:
    """The warnings on results of one question beside each other."""
    numbers = {result.selection.number for result in results}
    if not ({"budget", "revised_budget"} & numbers and "outcome" in numbers):
        return ()
    text = (
        "Budget är vad hela projektet får kosta, utfall vad som är upparbetat hittills: för "
        "projekt som pågår kan de inte jämföras rakt av."
    )
    return (Warned(kind=WarningKind.BUDGET_AND_OUTCOME, text=text),)


def _prices(result: Result, behind: Sequence[Behind]) -> Iterator[Warned]:
    asked = result.selection.price_year
    if asked:
        text = f"Beloppen är omräknade till {asked} års priser med konsumentprisindex."
        yield Warned(kind=WarningKind.CONVERTED, text=text)
        return
    levels = {one.price_year or one.year for one in behind}
    if len(levels) > 1:
        years = _listed([str(year) for year in sorted(levels)])
        text = (
            f"Beloppen är i olika års priser ({years}). Lägg till ”i {max(levels)} års priser” "
            "för att räkna om dem med konsumentprisindex."
        )
        yield Warned(kind=WarningKind.PRICE_LEVEL, text=text)


def _taxes(behind: Sequence[Behind]) -> Iterator[Warned]:
    taxes = {one.tax for one in behind}
    if len(taxes) > 1:
        said = _listed(list(dict.fromkeys(f"{one.year} {_TAXES[one.tax]}" for one in behind)))
        yield Warned(kind=WarningKind.TAX, text=f"Momsen skiljer sig: {said}.")
    elif Tax.UNKNOWN in taxes:
        text = "Det är inte känt om beloppen är med eller utan moms."
        yield Warned(kind=WarningKind.TAX, text=text)


def _definitions(result: Result) -> Iterator[Warned]:
    if len(result.definitions) > 1:
        said = "; ".join(f"”{one}”" for one in result.definitions)
        name = called(result.selection.number)
        text = f"Definitionen av {name} har ändrats mellan insamlingarna: {said}."
        yield Warned(kind=WarningKind.DEFINITION, text=text)


def _few(result: Result) -> Iterator[Warned]:
    few = [one for one in result.figures if 0 < one.n < FEW]
    if few and result.selection.aggregate in _MADE_OF_FEW:
        where = (
            "" if len(result.figures) == 1 else f" i {len(few)} av {len(result.figures)} grupper"
        )
        text = f"Få observationer{where} (färre än {FEW}): enstaka värden slår igenom."
        yield Warned(kind=WarningKind.FEW, text=text)


def _stages(behind: Sequence[Behind]) -> Iterator[Warned]:
    open_ones = [one for one in behind if one.stage is not Stage.SETTLED]
    if open_ones:
        told = (f"{one.survey} {one.year} är {_STAGES[one.stage]}" for one in open_ones)
        said = _listed(list(dict.fromkeys(told)))
        text = f"Alla uppgifter är inte fastställda: {said}."
        yield Warned(kind=WarningKind.NOT_SETTLED, text=text)


def _corrected(result: Result) -> Iterator[Warned]:
    count = sum(any(value.is_corrected for value in row.values) for row in result.rows)
    if count:
        noun = "rad" if count == 1 else "rader"
        text = f"{count} {noun} bland underlaget har rättats efter insamlingen."
        yield Warned(kind=WarningKind.CORRECTED, text=text)


def _contradicted(result: Result) -> Iterator[Warned]:
    """Which values there are, where the answer is of one agency; else of how many figures."""
    count, told = result.contradicted.count, result.contradicted.first
    is_one = result.row_count == 1 or len(result.selection.agencies) == 1
    if is_one and len(told) == count:
        texts = [_values_said(one, result) for one in told]
    else:
        texts = [f"{number_said(count)} av uppgifterna bakom svaret finns med olika värden."]
    if count:
        yield from (Warned(kind=WarningKind.CONTRADICTED, text=text) for text in texts)


def _values_said(one: Contradiction, result: Result) -> str:
    """Två uppgifter finns: 12 tkr (cell E5) och 13 tkr (cell E6); svaret räknar med den första."""
    said = _listed([_value_said(value, UNITS[one.number]) for value in one.values])
    count = {2: "Två", 3: "Tre"}.get(len(one.values), number_said(len(one.values)))
    is_plain = result.row_count == 1 and one.number == result.selection.number
    about = "" if is_plain else f" om {called(one.number)} {one.year}"
    return f"{count} uppgifter{about} finns: {said}; svaret räknar med den första."


def _value_said(value: ValueGiven, unit: Unit) -> str:
    sheet = f" på bladet ”{value.cell.sheet}”" if value.cell.sheet else ""
    return f"{exact_said(value.value, unit)} (cell {value.cell.name}{sheet} i {value.source})"


def _listed(texts: Sequence[str]) -> str:
    return " och ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
