"""Values in the reader's language: amounts with their units, days, risks, what is lacking.

In Swedish they are said as everywhere else (`figures.numbers_said`, `values.said`).
"""

from assistant.showing.languages import Messages
from assistant.showing.values import ValueShown, is_level
from ingest.register.measures import Unit
from ingest.register.numbers import unit_of
from ingest.register.types import Stage, Tax
from ingest.types import Kind

_THOUSAND, _MILLION, _BILLION = 1_000, 1_000_000, 1_000_000_000
_YEAR_DAYS = 365
_MONTH_DAYS = _YEAR_DAYS / 12
_LEVELS = {1: "values.low", 2: "values.medium", 3: "values.high"}
_NAMED = {
    Unit.FULL_TIME: "values.full_time",
    Unit.KRONOR_EACH: "values.kronor_each",
    Unit.PROJECTS: "values.projects",
    Unit.AGENCIES: "values.agencies",
}
_STAGES = {
    Stage.DRAFT: "values.draft",
    Stage.REVIEW: "values.review",
    Stage.SETTLED: "values.settled",
}
_TAXES = {
    Tax.INCLUDED: "values.with_tax",
    Tax.EXCLUDED: "values.without_tax",
    Tax.UNKNOWN: "values.unknown_tax",
}
_KINDS = {
    Kind.REPORT: "values.report",
    Kind.PROJECT: "values.project_document",
    Kind.LESSON: "values.lesson",
    Kind.DECISION: "values.decision",
    Kind.REGULATION: "values.regulation",
    Kind.OTHER: "values.other_document",
}
_WORDS = {
    "nyutveckling": "values.developed",
    "vidareutveckling": "values.extended",
    "systembyte": "values.replaced",
    "infrastruktur": "values.infrastructure",
    "avveckling": "values.phased_out",
    "förstudie": "values.pre_study",
    "planering": "values.planning",
    "genomförande": "values.carrying_out",
    "införande": "values.introducing",
    "avslutat": "values.finished",
    "pågående": "values.ongoing",
    "pausat": "values.paused",
    "avbrutet": "values.stopped",
}
"""The words that the survey offers for a project's sort, phase and status."""


def amount_in(messages: Messages, value: float | None, unit: str) -> str:
    """A value with its unit; of money what it is about, and in brackets exactly."""
    if value is None:
        return messages.say("values.lacking")
    if unit == Unit.KRONOR:
        return _money(messages, value)
    if unit == Unit.PERCENT:
        return messages.say("values.percent", amount=messages.number(value, 1))
    if unit == Unit.DAYS:
        return _days(messages, value)
    if unit == Unit.LEVEL:
        return messages.say("values.level", amount=_shortest(messages, value))
    amount = _shortest(messages, value)
    if unit == Unit.KRONOR_EACH:
        amount = messages.number(value)
    return messages.say(_NAMED[Unit(unit)], count=value, amount=amount)


def figure_in(messages: Messages, value: float, unit: str) -> str:
    """A value alone, for a column of a unit: kronor in thousands, a share with a decimal."""
    if unit == Unit.KRONOR:
        return thousands_in(messages, value)
    if unit == Unit.PERCENT:
        return messages.number(value, 1)
    return messages.number(value) if unit == Unit.KRONOR_EACH else _shortest(messages, value)


def value_in(messages: Messages, shown: ValueShown) -> str:
    """A value of a cell."""
    value = shown.value
    if isinstance(value, bool):
        return messages.say("values.yes" if value else "values.no")
    if value == "":
        return messages.say("values.lacking")
    if isinstance(value, str):
        return word_in(messages, value)
    if is_level(shown.field):
        return level_in(messages, int(value))
    return amount_in(messages, value, unit_of(shown.field))


def number_in(messages: Messages, number: str, value: float | None) -> str:
    """A number that is worked out; the highest risk as low, medium or high."""
    if value is not None and is_level(number):
        return level_in(messages, int(value))
    return amount_in(messages, value, unit_of(number))


def word_in(messages: Messages, text: str | None) -> str:
    """A word of the survey; what is none of its words stays as it is."""
    if not text:
        return messages.say("values.lacking")
    return messages.say(_WORDS[text]) if text in _WORDS else text


def level_in(messages: Messages, level: int | None) -> str:
    """A risk of 1 to 3."""
    if level is None:
        return messages.say("values.lacking")
    return messages.say(_LEVELS[level]) if level in _LEVELS else str(level)


def thousands_in(messages: Messages, value: float | None) -> str:
    """Kronor in thousands, with a decimal where they are not whole ones."""
    if value is None:
        return messages.say("values.lacking")
    return messages.number(value / _THOUSAND, 0 if value % _THOUSAND == 0 else 1)


def stage_in(messages: Messages, stage: str) -> str:
    """How far the quality assurance of a collection has come."""
    return messages.say(_STAGES[Stage(stage)])


def tax_in(messages: Messages, tax: str) -> str:
    """Whether amounts hold value-added tax."""
    return messages.say(_TAXES[Tax(tax)])


def kind_in(messages: Messages, kind: str) -> str:
    """A kind of document."""
    return messages.say(_KINDS[Kind(kind)])


def _money(messages: Messages, value: float) -> str:
    exact = _exact(messages, value)
    for least, key in ((_BILLION, "values.billions"), (_MILLION, "values.millions")):
        if abs(value) >= least:
            return messages.say(key, amount=messages.number(value / least, 1), exact=exact)
    return exact


def _exact(messages: Messages, value: float) -> str:
    """In thousands of kronor where it is whole ones, else in kronor."""
    if value and value % _THOUSAND == 0:
        return messages.say("values.thousands", amount=messages.number(value / _THOUSAND))
    return messages.say("values.kronor", amount=messages.number(value))


def _days(messages: Messages, value: float) -> str:
    days = messages.say("values.days", count=value, amount=_shortest(messages, value))
    if abs(value) < _MONTH_DAYS:
        return days
    is_long = abs(value) >= 2 * _YEAR_DAYS
    key, size = ("values.years", _YEAR_DAYS) if is_long else ("values.months", _MONTH_DAYS)
    return messages.say(key, days=days, amount=messages.number(value / size, 1))


def _shortest(messages: Messages, value: float) -> str:
    """With one decimal where it is no whole number."""
    return messages.number(value, 0 if value == round(value) else 1)
