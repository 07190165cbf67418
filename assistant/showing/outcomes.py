"""How a project went, in words: time, cost, risk, outcome; by its newest collection."""

from dataclasses import dataclass

from assistant.showing.languages import Messages
from assistant.showing.wording import amount_in, level_in, word_in
from ingest.register.measures import Unit
from ingest.register.profiles import ProjectState

_DONE, _STOPPED = "avslutat", "avbrutet"
_RISKS = ("risk_benefit", "risk_budget", "risk_time")
_TIMES = {
    True: ("outcomes.ended_earlier", "outcomes.ended_as_planned", "outcomes.ended_later"),
    False: ("outcomes.ends_earlier", "outcomes.ends_as_planned", "outcomes.ends_later"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeShown:
    """How it went, each in a sentence (of the API: Swedish)."""

    time: str
    cost: str
    risk: str
    outcome: str


def outcome_of(state: ProjectState, messages: Messages) -> OutcomeShown:
    """How a project went, or goes, by what one collection says; in the messages' language."""
    return OutcomeShown(
        time=_time(state, messages),
        cost=_cost(state, messages),
        risk=_risk(state, messages),
        outcome=_outcome(state, messages),
    )


def _time(state: ProjectState, messages: Messages) -> str:
    days = state.delay
    if days is None:
        return messages.say("outcomes.time_unknown")
    end = state.actual_end or state.revised_end
    if end is None:
        return messages.say("outcomes.plan_holds", end=state.planned_end)
    earlier, same, later = _TIMES[state.actual_end is not None]
    if days == 0:
        return messages.say(same, end=end)
    span = amount_in(messages, abs(days), Unit.DAYS)
    return messages.say(later if days > 0 else earlier, end=end, span=span)


def _cost(state: ProjectState, messages: Messages) -> str:
    if state.outcome is None or state.budget is None:
        lacks = "outcomes.no_outcome" if state.budget is not None else "outcomes.no_budget"
        return messages.say(lacks)
    is_over = state.status in {_DONE, _STOPPED}
    told = messages.say(
        "outcomes.cost" if is_over else "outcomes.cost_so_far",
        spent=amount_in(messages, state.outcome, Unit.KRONOR),
        planned=amount_in(messages, state.budget, Unit.KRONOR),
    )
    if not state.budget or state.overrun is None:
        return messages.say("outcomes.only", told=told)
    if not is_over and state.overrun <= 0:
        return _shared("outcomes.spent", messages, told, state.outcome / state.budget)
    if state.overrun == 0:
        return messages.say("outcomes.same", told=told)
    key = "outcomes.over" if state.overrun > 0 else "outcomes.under"
    return _shared(key, messages, told, abs(state.overrun) / state.budget)


def _shared(key: str, messages: Messages, told: str, share: float) -> str:
    return messages.say(key, told=told, share=amount_in(messages, 100 * share, Unit.PERCENT))


def _risk(state: ProjectState, messages: Messages) -> str:
    told = [
        messages.say(f"outcomes.{field}", level=level_in(messages, getattr(state, field)))
        for field in _RISKS
        if getattr(state, field) is not None
    ]
    if not told:
        return messages.say("outcomes.no_risk")
    return messages.say("outcomes.risk", told=", ".join(told))


def _outcome(state: ProjectState, messages: Messages) -> str:
    year = str(state.year)
    if state.status is None and state.phase is None:
        return messages.say("outcomes.no_state", year=year)
    status = word_in(messages, state.status) if state.status else messages.say("outcomes.not_given")
    if state.phase and state.phase != state.status:
        phase = word_in(messages, state.phase)
        return messages.say("outcomes.state_in_phase", year=year, status=status, phase=phase)
    return messages.say("outcomes.state", year=year, status=status)
