"""Warnings on how far the figures of a question can be trusted and compared."""

from collections.abc import Iterator, Sequence

from assistant.figures.doubts_said import doubts_said
from assistant.figures.kinds import is_money
from assistant.figures.naming import called
from assistant.figures.said import Warned, WarningKind
from ingest.register.behind import Behind
from ingest.register.selection import Aggregate, Result
from ingest.register.types import Stage, Tax

FEW = 5
"""A mean, a median or a share of fewer rows says little."""
_MADE_OF_FEW = {Aggregate.MEAN, Aggregate.MEDIAN, Aggregate.SHARE}
_STAGES = {Stage.DRAFT: "ett utkast", Stage.REVIEW: "under granskning"}
_TAXES = {
    Tax.INCLUDED: "med moms",
    Tax.EXCLUDED: "utan moms",
    Tax.UNKNOWN: "det inte är känt om med eller utan moms",
}


def warnings_of(result: Result) -> tuple[Warned, ...]:
    """The warnings on one result, the weightiest first."""
    behind = result.collections
    found = list(doubts_said(result))
    if is_money(result.selection.number):
        found += [*_prices(result, behind), *_taxes(behind)]
    found += [*_definitions(result), *_few(result), *_stages(behind), *_corrected(result)]
    if any(one.is_example for one in behind):
        text = "Uppgifterna är påhittade exempel, inte verkliga myndigheters."
        found.append(Warned(kind=WarningKind.EXAMPLE, text=text))
    return tuple(found)


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


def _listed(texts: Sequence[str]) -> str:
    return " och ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
