"""How a project went, in words: time, cost, risk, outcome; by its newest collection."""

from dataclasses import dataclass

from assistant.figures.numbers_said import amount_said
from assistant.showing.values import level_said
from ingest.register.measures import Unit
from ingest.register.profiles import ProjectState

_DONE, _STOPPED = "avslutat", "avbrutet"
_RISKS = (("risk_benefit", "nyttan"), ("risk_budget", "budgeten"), ("risk_time", "tiden"))


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeShown:
    """How it went, each in a sentence (Swedish)."""

    time: str
    cost: str
    risk: str
    outcome: str


def outcome_of(state: ProjectState) -> OutcomeShown:
    """How a project went, or goes, by what one collection says."""
    return OutcomeShown(
        time=_time(state), cost=_cost(state), risk=_risk(state), outcome=_outcome(state)
    )


def _time(state: ProjectState) -> str:
    days = state.delay
    if days is None:
        return "Det går inte att säga om tidplanen höll: datum saknas."
    ended = "Avslutat" if state.actual_end else "Slutdatum"
    end = state.actual_end or state.revised_end
    if end is None:
        return f"Första planen gäller, med slut {state.planned_end}."
    if days == 0:
        return f"{ended} {end}, som i första planen."
    span = amount_said(abs(days), Unit.DAYS)
    return f"{ended} {end}, {span} {'senare' if days > 0 else 'tidigare'} än i första planen."


def _cost(state: ProjectState) -> str:
    if state.outcome is None or state.budget is None:
        lacks = "utfall" if state.budget is not None else "budget"
        return f"Det går inte att säga vad det kostade mot budget: {lacks} saknas."
    spent, planned = (amount_said(one, Unit.KRONOR) for one in (state.outcome, state.budget))
    is_over = state.status in {_DONE, _STOPPED}
    told = f"Utfallet är{'' if is_over else ' hittills'} {spent} mot {planned} i första planen"
    if not state.budget or state.overrun is None:
        return f"{told}."
    if not is_over and state.overrun <= 0:
        return f"{told}: {_percent(state.outcome / state.budget)} upparbetat."
    if state.overrun == 0:
        return f"{told}: lika mycket."
    by = _percent(abs(state.overrun) / state.budget)
    return f"{told}: {by} {'över' if state.overrun > 0 else 'under'}."


def _percent(share: float) -> str:
    return amount_said(100 * share, Unit.PERCENT)


def _risk(state: ProjectState) -> str:
    given = [(getattr(state, field), whose) for field, whose in _RISKS]
    told = [f"{level_said(level)} för {whose}" for level, whose in given if level is not None]
    return f"Risk: {', '.join(told)}." if told else "Risken är inte angiven."


def _outcome(state: ProjectState) -> str:
    if state.status is None and state.phase is None:
        return f"Läget {state.year} är inte angivet."
    phase = f", i fasen {state.phase}" if state.phase and state.phase != state.status else ""
    status = state.status or "inte angivet"
    return f"Läget {state.year}: {status}{phase}."
