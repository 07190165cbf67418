"""Reads an edited filter back into a selection, and refuses what cannot be asked."""

import json
from enum import StrEnum
from typing import TypeVar

from assistant.errors import FilterError
from assistant.figures.condition_read import condition_of
from assistant.figures.filter_written import AGGREGATES, ORDERS, SUBJECTS
from assistant.figures.kinds import (
    UNITS,
    is_group,
    is_money,
    is_project_field,
    kind_of,
    subject_of_number,
)
from assistant.figures.types import Halt, Refused
from assistant.figures.years import known_years
from ingest.register.selection import (
    Aggregate,
    Catalogue,
    Condition,
    Order,
    Selection,
    Subject,
)

_KEYS = (
    "subject", "aggregate", "number", "agencies", "years", "conditions", "share_of", "by", "order",
    "limit", "price_year", "shown",
)  # fmt: skip
_ROWS = {
    Aggregate.LIST, Aggregate.COUNT, Aggregate.AGENCIES, Aggregate.SHARE, Aggregate.CHANGE
}  # fmt: skip
_FIRST_PRICES, _LAST_PRICES = 1980, 2079
Choice = TypeVar("Choice", bound=StrEnum)


def read(text: str, catalogue: Catalogue) -> Selection:
    """The selection of a filter as JSON text; labels in it say nothing.

    Raises:
        FilterError: for the first thing in it that cannot be, with its name and what may be.
    """
    given = _object(text)
    subject = _choice(given, "subject", Subject, SUBJECTS)
    number = _text(given, "number")
    selection = Selection(
        subject=subject,
        aggregate=_choice(given, "aggregate", Aggregate, AGGREGATES),
        years=tuple(sorted(set(_whole_numbers(given, "years")))),
        number=number,
        agencies=tuple(dict.fromkeys(_whole_numbers(given, "agencies"))),
        conditions=_conditions(given, "conditions", subject, number),
        share_of=_conditions(given, "share_of", subject, number),
        by=tuple(dict.fromkeys(_texts(given, "by"))),
        order=_choice(given, "order", Order, ORDERS) if given.get("order") else Order.NONE,
        limit=_whole_number(given.get("limit") or 0, "limit"),
        price_year=_price_year(given),
        shown=tuple(dict.fromkeys(_texts(given, "shown"))),
    )
    _check(selection, catalogue)
    return selection


def _object(text: str) -> dict[str, object]:
    try:
        given = json.loads(text, parse_constant=_no_number)
        json.dumps(given, ensure_ascii=False).encode()  # half a letter is none
    except (ValueError, RecursionError) as error:
        raise FilterError("Filtret är inte giltig JSON.", "Skicka ett JSON-objekt.") from error
    if not isinstance(given, dict):
        raise FilterError("Filtret är inget JSON-objekt.", "Skicka ett JSON-objekt.")
    strange = sorted(set(given) - set(_KEYS))
    if strange:
        raise FilterError(
            f"Filtret har inget som heter ”{strange[0]}”.", f"Använd {', '.join(_KEYS)}."
        )
    return {key: _bare(value) for key, value in given.items()}


def _no_number(name: str) -> object:
    raise ValueError(name)


def _bare(value: object) -> object:
    """A value without its label."""
    return value["value"] if isinstance(value, dict) and "value" in value else value


def _choice(
    given: dict[str, object], key: str, kind: type[Choice], labels: dict[Choice, str]
) -> Choice:
    value = given.get(key)
    try:
        return kind(str(value))
    except ValueError as error:
        known = ", ".join(f"{one} ({label})" for one, label in labels.items())
        raise FilterError(f"”{value}” kan inte vara {key}.", f"Använd {known}.") from error


def _text(given: dict[str, object], key: str) -> str:
    value = given.get(key) or ""
    if not isinstance(value, str):
        raise FilterError(f"{key} är ”{value}”, ingen text.", "Ange ett id, eller utelämna det.")
    return value


def _list(given: dict[str, object], key: str) -> list[object]:
    value = given.get(key) or []
    if not isinstance(value, list):
        raise FilterError(f"{key} är ”{value}”, ingen lista.", "Ange en lista.")
    return value


def _texts(given: dict[str, object], key: str) -> list[str]:
    return [str(_bare(one)) for one in _list(given, key)]


def _whole_numbers(given: dict[str, object], key: str) -> list[int]:
    return [_whole_number(_bare(one), key) for one in _list(given, key)]


def _whole_number(value: object, key: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise FilterError(f"”{value}” i {key} är inget heltal.", "Ange ett heltal från 0.")
    return value


def _price_year(given: dict[str, object]) -> int | None:
    value = given.get("price_year")
    if value is None:
        return None
    year = _whole_number(value, "price_year")
    if not _FIRST_PRICES <= year <= _LAST_PRICES:
        raise FilterError(f"Prisåret {year} är inget år.", "Ange ett år med fyra siffror.")
    return year


def _conditions(
    given: dict[str, object], key: str, subject: Subject, number: str
) -> tuple[Condition, ...]:
    return tuple(condition_of(one, subject, number) for one in _list(given, key))


def _check(selection: Selection, catalogue: Catalogue) -> None:
    """The parts of a selection must go together, and be there."""
    for check in (_check_number, _check_groups, _check_share, _check_order, _check_shown):
        check(selection)
    ids = {agency.id for agency in catalogue.agencies}
    strange = [one for one in selection.agencies if one not in ids]
    if strange:
        raise FilterError(
            f"Registret har ingen myndighet {strange[0]}.", "Välj bland registrets myndigheter."
        )
    _check_years(selection, catalogue)


def _check_number(selection: Selection) -> None:
    number, subject = selection.number, selection.subject
    if not number:
        if selection.aggregate not in _ROWS or subject is not Subject.PROJECTS:
            raise FilterError(
                f"{AGGREGATES[selection.aggregate]} behöver ett tal att räkna med.", "Ange number."
            )
        return
    if number not in UNITS or subject_of_number(number) is not subject:
        raise FilterError(
            f"{SUBJECTS[subject]} har inget tal ”{number}”.",
            f"Använd {', '.join(one for one in UNITS if subject_of_number(one) is subject)}.",
        )
    if selection.price_year and not is_money(number):
        raise FilterError(
            f"”{number}” är inga pengar och kan inte räknas om.", "Utelämna price_year."
        )


def _check_groups(selection: Selection) -> None:
    strange = [one for one in selection.by if not is_group(one, selection.subject)]
    if strange:
        raise FilterError(
            f"{SUBJECTS[selection.subject]} kan inte delas upp på ”{strange[0]}”.",
            "Använd till exempel agency, year, department eller size.",
        )


def _check_share(selection: Selection) -> None:
    if (selection.aggregate is Aggregate.SHARE) != bool(selection.share_of):
        raise FilterError(
            "En andel, och bara en andel, behöver villkor för vilka den är.", "Ange share_of."
        )


def _check_order(selection: Selection) -> None:
    ordered = selection.order is not Order.NONE
    is_list = selection.aggregate is Aggregate.LIST
    if ordered and not (selection.by or (is_list and selection.number)):
        raise FilterError(
            "Det finns inget att ordna efter.", "Ange number för en lista, eller by för grupper."
        )


def _check_shown(selection: Selection) -> None:
    is_list = selection.subject is Subject.PROJECTS and selection.aggregate is Aggregate.LIST
    strange = [
        one for one in selection.shown if not (is_list and kind_of(one) and is_project_field(one))
    ]
    if strange:
        raise FilterError(
            f"”{strange[0]}” kan inte visas här.", "Ange fält i projekten, för en lista av projekt."
        )


def _check_years(selection: Selection, catalogue: Catalogue) -> None:
    try:
        known = known_years(catalogue, selection.subject, selection.number)
    except Halt as halted:
        refused = halted.outcome
        why = refused.why if isinstance(refused, Refused) else "Registret har inte det."
        raise FilterError(why, "Välj ett annat tal.") from halted
    strange = [one for one in selection.years if one not in known]
    if strange or not selection.years:
        what = strange[0] if strange else "inget år"
        raise FilterError(
            f"Registret har inte uppgifter om det för {what}.",
            f"Ange år bland {', '.join(map(str, known))}.",
        )
    if selection.aggregate is Aggregate.CHANGE and len(selection.years) < 2:
        raise FilterError("En ändring behöver två år.", "Ange det första och det sista året.")
