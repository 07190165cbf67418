"""All numbers that can be asked for, by their ids: measures, ratios, maturity, projects' own."""

from ingest.register.maturity import QUESTIONS
from ingest.register.measures import MEASURES, PROJECT_NUMBERS, RATIOS, Unit

_UNITS = {
    **{one.id: one.unit for one in (*MEASURES, *RATIOS, *PROJECT_NUMBERS)},
    **{question.id: Unit.LEVEL for question in QUESTIONS},
}
_NAMES = {
    **{one.id: one.name for one in (*MEASURES, *RATIOS, *PROJECT_NUMBERS)},
    **{question.id: f"Mognad i {question.theme}" for question in QUESTIONS},
}


PROJECT_IDS = frozenset(one.id for one in PROJECT_NUMBERS)
FIGURE_IDS = frozenset(_UNITS) - PROJECT_IDS


_ENDS = ("actual_end", "revised_end", "planned_end")
_MADE_OF: dict[str, tuple[tuple[str, ...], ...]] = {
    "overrun": (("outcome",), ("budget",)),
    "overrun_share": (("outcome",), ("budget",)),
    "budget_change": (("revised_budget", "budget"), ("budget",)),
    "length": (_ENDS, ("start",)),
    "delay": (_ENDS, ("planned_end",)),
    "end_revision": (_ENDS[1:], ("planned_end",)),
    "highest_risk": (("risk_benefit",), ("risk_budget",), ("risk_time",)),
}


def made_of(number: str) -> tuple[tuple[str, ...], ...]:
    """The fields that a project's number is made of: of each several, the first with a value."""
    return _MADE_OF.get(number, ((number,),))


def unit_of(number: str) -> Unit:
    """The unit of a number; projects where there is no number."""
    return _UNITS.get(number, Unit.PROJECTS)


def name_of(number: str) -> str:
    """What a number is called (Swedish)."""
    return _NAMES.get(number, number)
