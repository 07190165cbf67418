"""The page of the key figures: what can be chosen, and what comes of a choice.

Figures are asked for and said by the room that answers questions; nothing is worked out here.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from assistant.figures.filter_written import written
from assistant.figures.said import WarningKind
from assistant.figures.wording import Wording
from assistant.service import Service
from assistant.showing.figure_choices import (
    HOWS,
    Apart,
    Chosen,
    FiguresWanted,
    NumberGroup,
    chosen,
    number_groups,
    usual,
    years_there,
    years_written,
)
from assistant.showing.figure_tables import agency_table, rows_shown
from assistant.showing.frames import Frame
from assistant.showing.languages import Messages
from assistant.showing.rendering import page
from ingest.register.measures import Unit
from ingest.register.numbers import unit_of
from ingest.register.prices import price_years
from ingest.register.selection import Aggregate, Catalogue, Selection, Subject

PATH = "/nyckeltal"
_MOST_ROWS = 1000
_HOWS = {
    Aggregate.SUM: "figures.sum",
    Aggregate.MEAN: "figures.mean",
    Aggregate.MEDIAN: "figures.median",
    Aggregate.LOWEST: "figures.lowest",
    Aggregate.HIGHEST: "figures.highest",
}
_APART = {Apart.YEAR: "figures.by_year", Apart.AGENCY: "figures.by_agency"}
_UNITS = {
    Unit.KRONOR: "figures.in_thousands",
    Unit.PERCENT: "figures.in_percent",
    Unit.FULL_TIME: "figures.in_full_time",
    Unit.DAYS: "figures.in_days",
    Unit.KRONOR_EACH: "figures.in_kronor_each",
    Unit.LEVEL: "figures.in_levels",
}


def key_figures_page(frame: Frame, service: Service, wanted: FiguresWanted) -> str:
    """The form, and what comes of what is chosen in it; without a choice the measures there are.

    Raises:
        QuestionError: the register has no such measure.
        FilterError: the register has no such agency.
    """
    catalogue = service.register.catalogue(service.asker.may_see)
    groups = number_groups(catalogue)
    made = chosen(wanted, groups) if wanted.number else None
    shown = made and made.selection and _result(service, catalogue, made.selection)
    return page(
        frame,
        "figures",
        here=PATH,
        asked=wanted,
        groups=groups,
        agencies=[(one.id, one.names[0]) for one in catalogue.agencies],
        years=[(year, str(year)) for year in years_there(groups)],
        prices=[(year, str(year)) for year in reversed(price_years())],
        hows=[(one, frame.messages.say(_HOWS[one])) for one in HOWS],
        aparts=[(one, frame.messages.say(key)) for one, key in _APART.items()],
        made=made,
        notes=_notes(frame.messages, made) if made else [],
        remedy=_other_years(wanted, made) if made else "",
        everyone=address_of(replace(wanted, agencies=())),
        shown=shown,
        prices_differ=WarningKind.PRICE_LEVEL,
        unit=frame.messages.say(_UNITS[Unit(unit_of(wanted.number))]) if made else "",
        questions={} if made else _questions(catalogue, groups),
    )


def address_of(wanted: FiguresWanted) -> str:
    """The address at which a choice is shown."""
    asked = [
        ("matt", wanted.number),
        *(("myndighet", agency) for agency in wanted.agencies),
        ("fran", wanted.first or ""),
        ("till", wanted.last or ""),
        ("per", wanted.apart if wanted.apart is not Apart.YEAR else ""),
        ("hur", wanted.how or ""),
        ("priser", wanted.price_year or ""),
    ]
    given = [(name, str(value)) for name, value in asked if value != ""]
    return f"{PATH}?{urlencode(given)}" if given else PATH


def question_url(catalogue: Catalogue, selection: Selection) -> str:
    """Where the question page answers what a selection asks."""
    return f"/?{urlencode({'q': Wording(catalogue).question(selection)})}"


def _result(service: Service, catalogue: Catalogue, selection: Selection) -> dict[str, Any]:
    """What the page shows of the answer of a selection."""
    filtered = written(selection, catalogue)
    answer = service.figures.by_filter(filtered, service.asker, _MOST_ROWS)
    (result,) = answer.results
    is_apart = "agency" in selection.by
    apart = agency_table(answer, selection, catalogue.agencies) if is_apart else None
    of_projects = selection.subject is Subject.PROJECTS
    return {
        "selection": selection,
        "answer": answer,
        "result": result,
        "is_empty": all(figure.value is None for figure in result.figures),
        "apart": apart,
        "rows": rows_shown(answer) if of_projects or apart is None else (),
        "of_projects": of_projects,
        "unit": unit_of(selection.number),
        "is_money": unit_of(selection.number) is Unit.KRONOR,
        "has_formula": any(figure.formula for figure in result.figures),
        "question": question_url(catalogue, selection),
        "by_agency": {
            line.agency_id: question_url(catalogue, _of_agency(selection, line.agency_id))
            for line in (apart.lines if apart else ())
            if line.agency_id is not None
        },
    }


def _of_agency(selection: Selection, agency: int) -> Selection:
    return replace(selection, agencies=(agency,), by=("year",))


def _questions(catalogue: Catalogue, groups: Sequence[NumberGroup]) -> dict[str, str]:
    """The question page's address of every number there is."""
    numbers = (one for group in groups for one in group.numbers)
    return {one.number: question_url(catalogue, usual(one)) for one in numbers}


def _notes(messages: Messages, made: Chosen) -> list[str]:
    """What is said of a choice that could not be as wanted."""
    said = [messages.say(key) for key in made.notes]
    if made.left_out and made.selection:
        said.append(messages.say("figures.some_years", years=years_written(made.left_out)))
    return said


def _other_years(wanted: FiguresWanted, made: Chosen) -> str:
    """The address of the same with all years that the number is there for, "" where it is shown."""
    if made.selection is not None:
        return ""
    return address_of(replace(wanted, first=None, last=None))
