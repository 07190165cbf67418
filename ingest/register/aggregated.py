"""Writes the queries that make figures of the rows that a selection is about."""

from collections.abc import Collection

from ingest.register.measures import Unit
from ingest.register.numbers import unit_of
from ingest.register.rows_asked import Asked, ratio_of
from ingest.register.selection import Aggregate, Order, Selection, Subject

_ADDABLE = frozenset({Unit.KRONOR, Unit.FULL_TIME, Unit.DAYS})
_KNOWN = "ok AND v IS NOT NULL"
Suspect = tuple[int, int, str]
"""What a row may be known by: its agency, its year, and the name of its project, or ""."""


def figures_asked(selection: Selection, rows: Asked) -> Asked:
    """The query for the figures: each group's labels, then value, n, missing, above and below."""
    value, counted, above, below = _parts(selection)
    missing = f"count(*) FILTER (WHERE ok IS NULL OR (ok AND NOT ({counted})))"
    labels = [f"g{n}" for n in range(len(selection.by))]
    columns = (
        *labels,
        f"{value} AS value",
        f"{_size(selection)} FILTER (WHERE ok AND {counted}) AS n",
        f"{missing} AS missing",
        f"{above} AS above",
        f"{below} AS below",
    )
    text = f"WITH rows AS ({rows.text}) SELECT {', '.join(columns)} FROM {_among(selection)}"
    if labels:
        kept = "" if "year" in selection.by else " HAVING n > 0 OR missing > 0"
        text += f" GROUP BY {', '.join(labels)}{kept}{_first(selection, 'value')}"
        text += f" ORDER BY {_order(selection, labels)}"
    return Asked(text, rows.parameters)


def rows_behind_asked(selection: Selection, rows: Asked, most: int) -> Asked:
    """The query for the rows behind the figures, in their order, and how many there are.

    Of a share those that pass come first.
    """
    kept = kept_asked(selection, rows)
    text = (
        f"{kept.text} SELECT {_row(selection)}, (SELECT count(*) FROM kept) "
        f"FROM kept ORDER BY {_row_order(selection)} LIMIT {int(most)}"
    )
    return Asked(text, kept.parameters)


def suspects_asked(
    selection: Selection, rows: Asked, suspects: Collection[Suspect], most: int
) -> Asked:
    """The query for the rows behind the figures that are known by one of these, in their order."""
    agencies, years, names = (list(column) for column in zip(*suspects, strict=True))
    kept = kept_asked(selection, rows)
    text = (
        f"{kept.text} SELECT {_row(selection)} FROM kept WHERE (agency, year, name) "
        "IN (SELECT (unnest(?::BIGINT[]), unnest(?::BIGINT[]), unnest(?::VARCHAR[]))) "
        f"ORDER BY {_row_order(selection)} LIMIT {int(most)}"
    )
    return Asked(text, [*kept.parameters, agencies, years, names])


def _row(selection: Selection) -> str:
    number = "CAST(also AS DOUBLE)" if selection.aggregate is Aggregate.SHARE else "v"
    labels = "".join(f", g{n}" for n in range(len(selection.by)))
    return f"row, second, agency, year, project, name, {number}{labels}"


def kept_asked(selection: Selection, rows: Asked) -> Asked:
    """The beginning of a query, which calls the rows behind the figures `kept`.

    Of a lowest or highest number those that have it.
    """
    kept = {
        Aggregate.LIST: "ok" if not selection.number else _KNOWN,
        Aggregate.COUNT: "ok",
        Aggregate.AGENCIES: "ok",
        Aggregate.SHARE: "ok AND also IS NOT NULL",
        Aggregate.LOWEST: f"{_KNOWN} AND v = (SELECT min(v) FROM rows WHERE ok)",
        Aggregate.HIGHEST: f"{_KNOWN} AND v = (SELECT max(v) FROM rows WHERE ok)",
    }.get(selection.aggregate, _KNOWN if selection.number else "ok")
    if selection.aggregate in {Aggregate.LOWEST, Aggregate.HIGHEST} and selection.by:
        wanted = "min" if selection.aggregate is Aggregate.LOWEST else "max"
        labels = ", ".join(f"g{n}" for n in range(len(selection.by)))
        ends = f"SELECT {labels}, {wanted}(v) FROM rows WHERE {_KNOWN} GROUP BY {labels}"
        kept = f"{_KNOWN} AND ({labels}, v) IN ({ends})"
    if _limits_rows(selection):
        kept += _first(selection, "v")
    text = f"WITH rows AS ({rows.text}), kept AS (SELECT * FROM {_among(selection)} WHERE {kept})"
    return Asked(text, rows.parameters)


def _first(selection: Selection, number: str) -> str:
    """The condition that a row or group is among the first, those tied with the last included."""
    if not selection.limit:
        return ""
    if selection.order is Order.NONE:
        return f" QUALIFY row_number() OVER () <= {int(selection.limit)}"
    way = "ASC" if selection.order is Order.RISING else "DESC"
    place = f"rank() OVER (ORDER BY {number} {way} NULLS LAST)"
    return f" QUALIFY {place} <= {int(selection.limit)}"


def _limits_rows(selection: Selection) -> bool:
    return bool(selection.limit) and selection.aggregate is Aggregate.LIST and not selection.by


def _size(selection: Selection) -> str:
    """What is counted: rows, and agencies where each gives a change one row for either year."""
    of_agencies = selection.aggregate is Aggregate.CHANGE
    of_agencies = of_agencies and selection.subject is not Subject.PROJECTS
    return "count(DISTINCT agency)" if of_agencies else "count(*)"


def _parts(selection: Selection) -> tuple[str, str, str, str]:
    """The value, what counts into it, and the two numbers that it is made of."""
    none, known = "NULL", "v IS NOT NULL"
    whether_ratio = ratio_of(selection.number)
    if selection.aggregate is Aggregate.SHARE:
        above, below = _count("ok AND also"), _count("ok AND also IS NOT NULL")
        return f"100.0 * {above} / nullif({below}, 0)", "also IS NOT NULL", above, below
    if selection.aggregate is Aggregate.CHANGE:
        return _change(selection)
    if selection.aggregate is Aggregate.AGENCIES:
        return "count(DISTINCT agency) FILTER (WHERE ok)", "true", none, none
    if selection.aggregate in {Aggregate.COUNT, Aggregate.LIST}:
        return _count("ok"), "true", none, none
    if selection.aggregate is Aggregate.SUM and whether_ratio is not None:
        above, below = (f"kahan_sum({part}) FILTER (WHERE {_KNOWN})" for part in "ab")
        return f"{whether_ratio.factor} * {above} / nullif({below}, 0)", known, above, below
    how = {
        Aggregate.SUM: "kahan_sum" if unit_of(selection.number) in _ADDABLE else "favg",
        Aggregate.MEAN: "favg",
        Aggregate.MEDIAN: "median",
        Aggregate.LOWEST: "min",
        Aggregate.HIGHEST: "max",
    }[selection.aggregate]
    return f"{how}(v) FILTER (WHERE {_KNOWN})", known, none, none


def _change(selection: Selection) -> tuple[str, str, str, str]:
    first, last = (_of_year(selection, year) for year in _ends(selection))
    counted = "v IS NOT NULL" if selection.number else "true"
    return f"({last}) - ({first})", counted, last, first


def _of_year(selection: Selection, year: int) -> str:
    passing = f"FILTER (WHERE ok AND year = {year})"
    ratio = ratio_of(selection.number)
    if not selection.number:
        return f"count(*) {passing}"
    if ratio is not None:
        return f"{ratio.factor} * kahan_sum(a) {passing} / nullif(kahan_sum(b) {passing}, 0)"
    how = "kahan_sum" if unit_of(selection.number) in _ADDABLE else "favg"
    return f"{how}(v) {passing}"


def _among(selection: Selection) -> str:
    """The rows; of a change in figures those of agencies that have both years."""
    if selection.aggregate is not Aggregate.CHANGE:
        return "rows"
    ends = ", ".join(str(year) for year in _ends(selection))
    if selection.subject is Subject.PROJECTS:
        return f"(SELECT * FROM rows WHERE year IN ({ends}))"
    both = (
        f"SELECT agency FROM rows WHERE {_KNOWN} AND year IN ({ends}) "
        "GROUP BY agency HAVING count(DISTINCT year) = 2"
    )
    return f"(SELECT * FROM rows WHERE year IN ({ends}) AND agency IN ({both}))"


def _ends(selection: Selection) -> tuple[int, int]:
    return int(selection.years[0]), int(selection.years[-1])


def _order(selection: Selection, labels: list[str]) -> str:
    by_name = ", ".join(labels)
    if selection.order is Order.NONE:
        return by_name
    way = "ASC" if selection.order is Order.RISING else "DESC"
    return f"value {way} NULLS LAST, {by_name}"


def _row_order(selection: Selection) -> str:
    usual = "name_of_agency, year, name, row"
    if selection.aggregate is Aggregate.SHARE:
        return f"also DESC, {usual}"
    if selection.order is Order.NONE or not selection.number:
        return usual
    return f"v {'ASC' if selection.order is Order.RISING else 'DESC'}, {usual}"


def _count(passing: str) -> str:
    return f"count(*) FILTER (WHERE {passing})"
