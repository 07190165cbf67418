"""Says how a question was read and what came of it, in Swedish."""

from collections.abc import Sequence

from assistant.figures.figures_said import figure_said
from assistant.figures.kinds import UNITS
from assistant.figures.naming import called
from assistant.figures.numbers_said import amount_said, number_said
from assistant.figures.said import FigureSaid, Said, Warned
from assistant.figures.types import Corrected, Reading
from assistant.figures.warnings_said import warnings_between, warnings_of
from assistant.figures.wording import Wording
from ingest.register.selection import (
    Aggregate,
    Catalogue,
    Condition,
    Found,
    Op,
    Result,
    Selection,
    Subject,
)

MOST_NAMED = 10
"""More agencies that have told nothing are counted, not named."""


class Sayer:
    """Says readings and results of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._wording = Wording(catalogue)
        self._names = {agency.id: agency.names[0] for agency in catalogue.agencies}

    def reading(self, reading: Reading) -> str:
        """How a question was read, with what was taken for misspellings."""
        read = " ".join(map(self._wording.sentence, reading.selections))
        return f"{read}{_corrections(reading.corrections)}"

    def results(self, results: Sequence[Result]) -> tuple[Said, ...]:
        """What each result says; warnings on them beside each other stand on the first."""
        between = warnings_between(results)
        return tuple(
            self._said(result, (*warnings_of(result), *(between if n == 0 else ())))
            for n, result in enumerate(results)
        )

    def _said(self, result: Result, warnings: tuple[Warned, ...]) -> Said:
        selection = result.selection
        figures = tuple(figure_said(one, selection) for one in result.figures)
        is_list = selection.aggregate is Aggregate.LIST
        items = tuple(self._item(row, selection) for row in result.rows) if is_list else ()
        return Said(
            sentence=self._wording.sentence(selection),
            answer=_answer(result, figures),
            figures=figures,
            items=items,
            gaps=tuple(self._gaps(result)),
            warnings=warnings,
        )

    def _item(self, row: Found, selection: Selection) -> str:
        """Ny ärendehantering (Björkverket, 2017): 12 345 tkr."""
        agency = self._names.get(row.agency, str(row.agency))
        whose = f"{agency}, {row.year}"
        name = f"{row.name} ({whose})" if row.name else whose
        if not selection.number:
            return name
        if row.number is None:
            return f"{name}: uppgift saknas"
        return f"{name}: {amount_said(row.number, UNITS[selection.number])}"

    def _gaps(self, result: Result) -> list[str]:
        found = []
        if result.silent:
            names = [self._names.get(one, str(one)) for one in result.silent[:MOST_NAMED]]
            more = len(result.silent) - len(names)
            rest = f" och {more} till" if more else ""
            listed = ", ".join(names) if more else _listed(names)
            noun = "myndigheter" if result.asked != 1 else "myndighet"
            found.append(
                f"{len(result.silent)} av {result.asked} {noun} har inte lämnat uppgift: "
                f"{listed}{rest}."
            )
        missing = sum(figure.missing for figure in result.figures)
        if missing:
            found.append(_missing(missing, result.selection))
        return [*found, *_empty(result)]


def _answer(result: Result, figures: Sequence[FigureSaid]) -> str:
    """The result in one sentence."""
    selection = result.selection
    if selection.aggregate is Aggregate.LIST:
        return _listing(result)
    if not figures:
        return "Det finns inga sådana uppgifter i registret."
    if len(figures) > 1:
        return f"{len(figures)} värden, ett för varje {' och '.join(_groups(selection))}."
    said = figures[0]
    lead = f"{said.label}: " if said.label else ""
    text = f"{lead}{said.text}"
    return f"{text[0].upper()}{text[1:]} ({said.basis})."


def _groups(selection: Selection) -> list[str]:
    names = {"agency": "myndighet", "year": "år", "highest_risk": "risknivå"}
    return [names.get(one) or called(one) for one in selection.by]


def _listing(result: Result) -> str:
    noun = "projekt" if result.selection.subject is Subject.PROJECTS else "uppgifter"
    count, shown = result.row_count, len(result.rows)
    if count == 0:
        return f"Inga {noun} i registret motsvarar det."
    if result.selection.limit and shown < count:
        return f"De {number_said(shown)} första av {number_said(count)} {noun}."
    if shown < count:
        return f"{number_said(count)} {noun}, varav {number_said(shown)} visas."
    return f"{number_said(count)} {noun}."


def _missing(count: int, selection: Selection) -> str:
    noun = "projekt" if selection.subject is Subject.PROJECTS else "uppgifter"
    if selection.aggregate is Aggregate.SHARE:
        return f"För {number_said(count)} {noun} går det inte att avgöra; de är inte medräknade."
    about = f" om {called(selection.number)}" if selection.number else ""
    if noun == "projekt":
        return f"{number_said(count)} projekt saknar uppgift{about} och är inte medräknade."
    return f"{number_said(count)} uppgifter{about} saknas och är inte medräknade."


def _empty(result: Result) -> list[str]:
    """How many of those that lack a thing have told nothing of it, where all rows are at hand."""
    selection = result.selection
    if len(result.rows) != result.row_count or not result.rows:
        return []
    if selection.aggregate not in {Aggregate.LIST, Aggregate.COUNT}:
        return []
    return [_told(one, result) for one in selection.conditions if one.op is Op.LACKS]


def _told(condition: Condition, result: Result) -> str:
    field = condition.field
    filled = [{one.field for one in row.values if one.value != ""} for row in result.rows]
    empty = sum(field not in fields for fields in filled)
    return (
        f"{empty} av {len(result.rows)} har lämnat fältet {called(field)} tomt; "
        "det räknas som att det saknas."
    )


def _corrections(corrections: Sequence[Corrected]) -> str:
    said = [f"”{one.typed}” som ”{one.read}”" for one in corrections]
    return f" Jag läste {_listed(said)}." if said else ""


def _listed(texts: Sequence[str]) -> str:
    return " och ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
