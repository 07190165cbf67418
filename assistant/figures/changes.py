"""Between which years a change is asked for."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.figures.drafting import Draft
from assistant.figures.types import NOT_REGISTER, Halt, Unsure
from ingest.register.selection import Selection


def change_years(draft: Draft, selection: Selection, known: Sequence[int]) -> tuple[int, int]:
    """The first and the last year of a change.

    Raises:
        Unsure: when only its last year is said, or none; between which it is then asked back.
        Halt: when there are no two years.
    """
    years = selection.years
    if len(years) > 1:
        return (years[0], years[-1])
    last = years[-1]
    earlier = [year for year in known if year < last]
    if not earlier or (draft.when and draft.when[0].value != "years"):
        raise Halt(NOT_REGISTER)
    spans = dict.fromkeys(((earlier[-1], last), (earlier[0], last)))
    raise Unsure(
        "Mellan vilka år ska ändringen räknas?",
        *(replace(selection, years=span) for span in spans),
    )
