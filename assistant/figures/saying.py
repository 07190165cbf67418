"""Says how a question was read and what came of it, in Swedish."""

from collections.abc import Sequence

from assistant.figures.answers_said import answer_said
from assistant.figures.figures_said import figure_said
from assistant.figures.naming import called
from assistant.figures.numbers_said import number_said
from assistant.figures.rows_said import item_said
from assistant.figures.said import Said, Warned
from assistant.figures.scope_said import listed, when
from assistant.figures.types import Corrected, Reading
from assistant.figures.warnings_said import warnings_between, warnings_of
from assistant.figures.wording import Wording
from ingest.register.selection import (
    Aggregate,
    Catalogue,
    Condition,
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
        rows = result.rows if is_list else ()
        items = tuple(item_said(row, selection, self._names) for row in rows)
        return Said(
            sentence=self._wording.sentence(selection),
            answer=answer_said(result, figures, self._names),
            figures=figures,
            items=items,
            gaps=tuple(self._gaps(result)),
            warnings=warnings,
        )

    def _silent(self, result: Result) -> str:
        """Which agencies gave nothing, "" where none was asked for that did not."""
        if not result.silent or not _is_asked(result.selection):
            return ""
        of_projects = result.selection.subject is Subject.PROJECTS
        has = (
            f"har inga projekt{when(result.selection)}"
            if of_projects
            else "har inte lämnat uppgift"
        )
        names = [self._names.get(one, str(one)) for one in result.silent[:MOST_NAMED]]
        if result.asked == 1 and of_projects and not result.selection.conditions:
            return ""
        if result.asked == 1:
            return f"{names[0]} {has}."
        more = len(result.silent) - len(names)
        told = f"{', '.join(names)} och {more} till" if more else listed(names)
        return f"{len(result.silent)} av {result.asked} myndigheter {has}: {told}."

    def _gaps(self, result: Result) -> list[str]:
        found = []
        silent = self._silent(result)
        if silent:
            found.append(silent)
        missing = sum(figure.missing for figure in result.figures)
        if missing:
            found.append(_missing(missing, result.selection))
        return [*found, *_empty(result)]


def _is_asked(selection: Selection) -> bool:
    """Whether an agency that gave nothing is one that was to: projects not every agency has."""
    within = any(
        one.field == "groups" and one.op is Op.IS
        for condition in selection.conditions
        for one in condition.ways
    )
    return selection.subject is not Subject.PROJECTS or bool(selection.agencies) or within


def _missing(count: int, selection: Selection) -> str:
    noun = "projekt" if selection.subject is Subject.PROJECTS else "uppgifter"
    if selection.aggregate is Aggregate.SHARE:
        return f"För {number_said(count)} {noun} går det inte att avgöra; de är inte medräknade."
    about = f" om {called(selection.number)}" if selection.number else ""
    if noun == "projekt":
        counted = "medräknat" if count == 1 else "medräknade"
        return f"{number_said(count)} projekt saknar uppgift{about} och är inte {counted}."
    if count == 1:
        return f"1 uppgift{about} saknas och är inte medräknad."
    return f"{number_said(count)} uppgifter{about} saknas och är inte medräknade."


def _empty(result: Result) -> list[str]:
    """How many of those that lack a thing have told nothing of it, where all rows are at hand."""
    selection = result.selection
    if len(result.rows) != result.row_count or not result.rows:
        return []
    if selection.aggregate is Aggregate.SHARE:
        asked = (way for one in selection.share_of for way in one.ways)
        fields = [one for one in asked if one.op is Op.LACKS or isinstance(one.value, bool)]
        return list(dict.fromkeys(_told(one, result) for one in fields))
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
    return f" Jag läste {listed(said)}." if said else ""
