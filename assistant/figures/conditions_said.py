"""Conditions in Swedish, so that they read back as the same conditions."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.figures.kinds import UNITS
from assistant.figures.naming import called
from assistant.figures.numbers_said import number_said
from ingest.register.fields import PROJECT_FIELDS, FieldKind
from ingest.register.measures import Unit
from ingest.register.selection import Condition, Op

_WHOLE = {
    ("overrun", Op.ABOVE, 0.0): "som är över budget",
    ("overrun", Op.AT_MOST, 0.0): "som är inom budget",
    ("overrun", Op.BELOW, 0.0): "som är under budget",
    ("delay", Op.ABOVE, 0.0): "som är försenade",
    ("delay", Op.AT_MOST, 0.0): "som är i tid",
    ("budget_change", Op.ABOVE, 0.0): "med höjd budget",
    ("budget_change", Op.BELOW, 0.0): "med sänkt budget",
    ("highest_risk", Op.AT_LEAST, 2.0): "med medel eller hög risk",
    ("highest_risk", Op.AT_MOST, 2.0): "med låg eller medel risk",
    ("benefit_plan", Op.LACKS, ""): "som saknar nyttorealiseringsplan",
    ("benefit_plan", Op.IS, True): "med nyttorealiseringsplan",
    ("benefit_owner", Op.LACKS, ""): "som saknar nyttoägare",
    ("benefit_owner", Op.PRESENT, ""): "med nyttoägare",
    ("revised_end", Op.PRESENT, ""): "med reviderat slutdatum",
    ("revised_end", Op.MISSING, ""): "utan reviderat slutdatum",
    ("revised_budget", Op.PRESENT, ""): "med reviderad budget",
    ("revised_budget", Op.MISSING, ""): "utan reviderad budget",
}
_RISKS = {"highest_risk": "", "risk_benefit": " i nytta", "risk_budget": " i budget"} | {
    "risk_time": " i tid"
}
_LEVELS = {1.0: "låg", 2.0: "medel", 3.0: "hög"}
_PLURALS = {
    "pågående": "pågående", "pausat": "pausade", "avslutat": "avslutade", "avbrutet": "avbrutna",
}  # fmt: skip
_SIZES = {"liten": "små", "medelstor": "medelstora", "stor": "stora"}
_OPS = {
    Op.ABOVE: "över",
    Op.AT_LEAST: "minst",
    Op.BELOW: "under",
    Op.AT_MOST: "högst",
    Op.IS: "exakt",
    Op.IS_NOT: "skild från",
}
_BARE = frozenset({Op.MISSING, Op.LACKS, Op.PRESENT})
DATES = {"start": "startade", "planned_end": "ska vara klara", "actual_end": "slutade"}
_WHEN = {Op.ABOVE: "efter", Op.AT_LEAST: "från och med", Op.BELOW: "före"} | {
    Op.AT_MOST: "till och med"
}
_NAMED = {"system": "med systemet", "supplier": "med leverantören", "project": "i projektet"}
_UNITS = {Unit.KRONOR: " kronor", Unit.KRONOR_EACH: " kronor", Unit.PERCENT: " procent"} | {
    Unit.DAYS: " dagar"
}
_MILLION = 1_000_000
_KINDS = {field.id: field.kind for field in PROJECT_FIELDS}


def condition_said(condition: Condition) -> str:
    """A condition as words after the noun: "med hög risk", "som är försenade"."""
    return " eller ".join(map(_said, condition.ways))


def conditions_said(conditions: Sequence[Condition]) -> str:
    """Conditions that must all hold; where one of several is enough, that is told apart."""
    many = len(conditions) > 1
    texts = (
        f"{'antingen ' if many and one.either else ''}{condition_said(one)}" for one in conditions
    )
    return " och ".join(texts)


def ways_of(condition: Condition) -> tuple[Condition, ...]:
    """A condition's ways, each by itself."""
    return tuple(replace(one, either=()) for one in condition.ways)


def _said(condition: Condition) -> str:
    field, op, value = condition.field, condition.op, condition.value
    whole = _WHOLE.get((field, op, value))
    if whole:
        return whole
    if field in _RISKS and op in {Op.IS, Op.IS_NOT} and value in _LEVELS:
        level = f"{_LEVELS[float(value)]} risk{_RISKS[field]}"
        return f"med {level}" if op is Op.IS else f"som inte har {level}"
    if field in UNITS and op not in _BARE:
        return f"med {called(field)} {_OPS.get(op, op)} {amount_in_words(field, value)}"
    if _KINDS.get(field) is FieldKind.DATE and op in _WHEN:
        return f"som {DATES.get(field, called(field))} {_WHEN[op]} {value}"
    return _named(condition)


def amount_in_words(field: str, value: str | float | bool) -> str:
    """An amount of a field that can be read back: "12,5 miljoner kronor"."""
    number = float(value)
    millions = round(number / _MILLION, 2)
    if UNITS[field] is Unit.KRONOR and millions >= 1 and millions * _MILLION == number:
        return f"{_plain(millions)} miljoner kronor"
    return f"{_plain(number)}{_UNITS.get(UNITS[field], '')}"


def _plain(number: float) -> str:
    decimals = 0 if number == int(number) else len(f"{number:.6f}".rstrip("0").partition(".")[2])
    return number_said(number, decimals)


def _named(condition: Condition) -> str:
    """Of a choice or a name: "som är avslutade", "hos stora myndigheter"."""
    field, value = condition.field, str(condition.value)
    if field == "status":
        negation = "inte " if condition.op is Op.IS_NOT else ""
        return f"som {negation}är {_PLURALS.get(value, value)}"
    said = {
        "size": "stora myndigheter",
        "groups": f"gruppen {value}",
    }.get(field, value)
    if field == "size":
        said = f"{_SIZES.get(value, value)} myndigheter"
    if condition.op is Op.IS_NOT:
        lead = {"phase": "fasen", "kind": "typen", "agency": "hos", "size": "hos"}
        lead |= {"groups": "hos"} | {field: words.split()[1] for field, words in _NAMED.items()}
        return f"utom {lead.get(field, '')} {said}".replace("  ", " ")
    if condition.op in {Op.MISSING, Op.LACKS}:
        return f"utan {called(field)}"
    if condition.op is Op.PRESENT:
        return f"med {called(field)}"
    if field in {"phase", "kind"}:
        return f"i fasen {value}" if field == "phase" else f"av typen {value}"
    lead = {"department": "under", "size": "hos", "groups": "hos", "agency": "hos"} | _NAMED
    return f"{lead.get(field, f'med {called(field)}')} {said}"
