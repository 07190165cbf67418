"""What the fields and numbers of a project are called in the reader's language, and how defined.

In Swedish they are called as everywhere else (`values.label_of`).
"""

from assistant.showing.languages import Messages
from assistant.showing.values import ValueShown

_NAMES = {
    "agency": "fields.agency",
    "project": "fields.project",
    "purpose": "fields.purpose",
    "kind": "fields.kind",
    "system": "fields.system",
    "start": "fields.start",
    "planned_end": "fields.planned_end",
    "revised_end": "fields.revised_end",
    "actual_end": "fields.actual_end",
    "budget": "fields.budget",
    "revised_budget": "fields.revised_budget",
    "outcome": "fields.outcome",
    "phase": "fields.phase",
    "risk_benefit": "fields.risk_benefit",
    "risk_budget": "fields.risk_budget",
    "risk_time": "fields.risk_time",
    "benefit_plan": "fields.benefit_plan",
    "benefit_owner": "fields.benefit_owner",
    "supplier": "fields.supplier",
    "status": "fields.status",
    "overrun": "fields.overrun",
    "overrun_share": "fields.overrun_share",
    "budget_change": "fields.budget_change",
    "length": "fields.length",
    "delay": "fields.delay",
    "end_revision": "fields.end_revision",
    "highest_risk": "fields.highest_risk",
}
_MEANINGS = {
    "overrun": "fields.overrun_means",
    "overrun_share": "fields.overrun_share_means",
    "budget_change": "fields.budget_change_means",
    "length": "fields.length_means",
    "delay": "fields.delay_means",
    "end_revision": "fields.end_revision_means",
    "highest_risk": "fields.highest_risk_means",
}


def field_in(messages: Messages, field: str) -> str:
    """What a field or a number is called; a column that is neither keeps its header."""
    return messages.say(_NAMES[field]) if field in _NAMES else field


def label_in(messages: Messages, shown: ValueShown) -> str:
    """The same of a value."""
    return field_in(messages, shown.field)


def meaning_in(messages: Messages, number: str) -> str:
    """How a number is worked out."""
    return messages.say(_MEANINGS[number])
