"""A selection as an editable filter: JSON that carries, beside each value, what it is called."""

import json
from collections.abc import Mapping

from assistant.figures.conditions_said import condition_said
from assistant.figures.kinds import allowed_ops
from assistant.figures.naming import group_of, name_of
from ingest.register.selection import (
    Aggregate,
    Catalogue,
    Condition,
    Op,
    Order,
    Selection,
    Subject,
)

SUBJECTS = {
    Subject.PROJECTS: "Projekt",
    Subject.FIGURES: "Nyckeltal",
    Subject.MATURITY: "Mognad",
}
AGGREGATES = {
    Aggregate.LIST: "Lista",
    Aggregate.COUNT: "Antal",
    Aggregate.AGENCIES: "Antal olika myndigheter",
    Aggregate.SHARE: "Andel",
    Aggregate.SUM: "Summa",
    Aggregate.MEAN: "Medelvärde",
    Aggregate.MEDIAN: "Median",
    Aggregate.LOWEST: "Lägsta",
    Aggregate.HIGHEST: "Högsta",
    Aggregate.CHANGE: "Ändring",
}
OPS = {
    Op.IS: "är",
    Op.IS_NOT: "är inte",
    Op.CONTAINS: "innehåller",
    Op.ABOVE: "över",
    Op.AT_LEAST: "minst",
    Op.BELOW: "under",
    Op.AT_MOST: "högst",
    Op.MISSING: "saknar uppgift",
    Op.PRESENT: "har uppgift",
    Op.LACKS: "saknas",
}
ORDERS = {Order.NONE: "utan ordning", Order.RISING: "lägst först", Order.FALLING: "högst först"}


def written(selection: Selection, catalogue: Catalogue) -> str:
    """The selection as JSON text, with labels in Swedish; `filter_read.read` takes it back."""
    names = {agency.id: agency.names[0] for agency in catalogue.agencies}
    number = selection.number
    filled: Mapping[str, object] = {
        "subject": _labelled(selection.subject, SUBJECTS[selection.subject]),
        "aggregate": _labelled(selection.aggregate, AGGREGATES[selection.aggregate]),
        "number": _labelled(number, name_of(number)) if number else None,
        "agencies": [_labelled(one, names.get(one, str(one))) for one in selection.agencies],
        "years": list(selection.years),
        "conditions": [_condition(one) for one in selection.conditions],
        "share_of": [_condition(one) for one in selection.share_of],
        "by": [_labelled(one, f"per {group_of(one)}") for one in selection.by],
        "order": _labelled(selection.order, ORDERS[selection.order]),
        "limit": selection.limit,
        "price_year": selection.price_year,
        "shown": [_labelled(one, name_of(one)) for one in selection.shown],
    }
    return json.dumps(filled, ensure_ascii=False)


def _labelled(value: object, label: str) -> Mapping[str, object]:
    return {"value": value, "label": label}


def _condition(condition: Condition) -> Mapping[str, object]:
    return {
        "field": _labelled(condition.field, name_of(condition.field)),
        "op": _labelled(condition.op, OPS[condition.op]),
        "value": condition.value,
        "label": condition_said(condition),
        "either": [_condition(one) for one in condition.either],
        "ops": [str(one) for one in allowed_ops(condition.field)],
    }
