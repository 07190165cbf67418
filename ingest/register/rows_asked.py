"""Writes the query for the rows that a selection is about, in the words of the copy's database.

Names of tables and columns are our own; every value of a selection goes beside the text, as a
parameter. Whether a row passes is true, false, or null where that cannot be told.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.errors import SelectionError
from ingest.register.agencies_asked import agencies_asked, names_asked, within
from ingest.register.copied import COLUMNS, PROJECTS, WORKED_OUT
from ingest.register.fields import PROJECT_FIELDS, FieldKind
from ingest.register.measures import RATIOS, Ratio, Unit
from ingest.register.numbers import unit_of
from ingest.register.prices import KPI
from ingest.register.refusing import refuse_unknown, unknown
from ingest.register.selection import Condition, Op, Selection, Subject

_OF_PROJECT = frozenset(
    (*(name for name, _ in COLUMNS[PROJECTS]), *(name for name, _ in WORKED_OUT))
)
_OF_AGENCY = frozenset({"agency", "department", "size", "groups"})
_COMPARING = {
    Op.IS: "{} = ?",
    Op.IS_NOT: "{} <> ?",
    Op.CONTAINS: "contains(lower({}), lower(?))",
    Op.ABOVE: "{} > ?",
    Op.AT_LEAST: "{} >= ?",
    Op.BELOW: "{} < ?",
    Op.AT_MOST: "{} <= ?",
}
_TRUE = "true"
_YES_NO = frozenset(one.id for one in PROJECT_FIELDS if one.kind is FieldKind.YES_NO)
_ITS_NAME = "project"
"""The field of a project's name; the copy has its id under that name."""


@dataclass(slots=True)
class Asked:
    """The text of a query and its parameters, in order."""

    text: str
    parameters: list[Any] = field(default_factory=list)


def rows_asked(selection: Selection, books: Sequence[int], *, all_books: bool) -> Asked:
    """The query for the rows, as a table; its last columns are what results are grouped by, g0 on.

    The others are row, second, agency, year, project, name, name_of_agency, v, a, b, ok, also.

    `v` is the number, `a` and `b` what a ratio is made of, with their rows in `row` and `second`.
    `also` tells whether a row passes `share_of`. `all_books` says that no book is left out.
    """
    return _Writer(selection, books, all_books=all_books).written()


def of_agencies(selection: Selection) -> Asked:
    """The conditions of a selection that are of agencies alone, as one on `ag`."""
    own = [
        condition
        for condition in selection.conditions
        if {one.field for one in condition.ways} <= _OF_AGENCY
    ]
    return _Writer(selection, (), all_books=False).conditions(own)


def quoted(name: str) -> str:
    """An id of ours as a text of a query; whatever no id of ours holds is left out."""
    return "'" + "".join(letter for letter in name if letter.isalnum() or letter == "_") + "'"


def ratio_of(number: str) -> Ratio | None:
    """The ratio of that id."""
    return next((ratio for ratio in RATIOS if ratio.id == number), None)


class _Writer:
    def __init__(self, selection: Selection, books: Sequence[int], *, all_books: bool) -> None:
        self._selection = selection
        self._books = books
        self._all_books = all_books
        self._parameters: list[Any] = []
        self._is_about_projects = selection.subject is Subject.PROJECTS

    def conditions(self, conditions: Sequence[Condition]) -> Asked:
        """Conditions alone."""
        return Asked(self._all(conditions), self._parameters)

    def written(self) -> Asked:
        chosen = self._selection
        refuse_unknown(chosen)
        first = ["r.row", "r.second", "r.agency", "r.year", "r.project", "r.name"]
        first.append("ag.name AS name_of_agency")
        number = self._number()
        groups = [f"{self._grouped(by)} AS g{n}" for n, by in enumerate(chosen.by)]
        ok, also = self._all(chosen.conditions), self._all(chosen.share_of, empty_is_no=True)
        columns = (
            *first,
            f"{number} AS v",
            f"r.a{self._conversion()} AS a",
            "r.b",
            f"{ok} AS ok",
            f"{also} AS also",
            *groups,
        )
        source = self._projects() if self._is_about_projects else self._figures()
        text = (
            f"SELECT {', '.join(columns)} FROM {source} r "
            f"JOIN {self._agencies()} ON ag.agency = r.agency {self._seen()}"
            f"WHERE {' AND '.join(self._chosen('r.year', 'r.agency')) or _TRUE}"
        )
        return Asked(text, self._parameters)

    def _agencies(self) -> str:
        """The agencies with what is asked of them: no more than their names, mostly."""
        chosen = self._selection
        conditions = (*chosen.conditions, *chosen.share_of)
        asked = {*chosen.by, *(way.field for one in conditions for way in one.ways)}
        more = _OF_AGENCY - {"agency"}
        is_simple = asked.isdisjoint(more)
        return f"{names_asked(self._books)} ag" if is_simple else agencies_asked(self._books)

    def _seen(self) -> str:
        """The workbooks that may be seen: joining the few is quicker than looking at every row."""
        if self._all_books and self._selection.price_year is None:
            return ""
        seen = _TRUE if self._all_books else within("book", self._books)
        return f"JOIN (SELECT * FROM books WHERE {seen}) k ON k.book = r.book "

    def _chosen(self, year: str, agency: str) -> list[str]:
        """That these columns hold a year and an agency that are selected."""
        chosen = self._selection
        years = [within(year, chosen.years)] if chosen.years else []
        return [*years, *([within(agency, chosen.agencies)] if chosen.agencies else [])]

    def _projects(self) -> str:
        return "(SELECT *, NULL AS second, NULL AS a, NULL AS b FROM projects)"

    def _figures(self) -> str:
        ratio = ratio_of(self._selection.number)
        if ratio is None:
            own = self._newest(self._selection.number)
            return f"(SELECT *, NULL AS second, NULL AS a, NULL AS b, value AS v0 FROM ({own}))"
        above, below = self._newest(ratio.above), self._newest(ratio.below)
        return (
            "(SELECT x.row, y.row AS second, x.book, x.agency, x.year, NULL AS project, "
            f"'' AS name, x.value AS a, y.value AS b, {ratio.factor} * x.value / "
            f"nullif(y.value, 0) AS v0 FROM ({above}) x JOIN ({below}) y "
            "ON x.agency = y.agency AND x.year = y.year)"
        )

    def _newest(self, number: str) -> str:
        """Of figures given in several collections, those of the newest that may be seen."""
        wanted = [f"number = {quoted(number)}", *self._chosen("year", "agency")]
        named = "agency, year, NULL AS project, '' AS name"
        if self._all_books:
            return (
                f"SELECT row, book, value, {named} FROM figures "
                f"WHERE rank = 1 AND {' AND '.join(wanted)}"
            )
        wanted.append(within("book", self._books))
        newest = ", ".join(f"arg_min({one}, rank) AS {one}" for one in ("row", "book", "value"))
        return (
            f"SELECT {newest}, {named} FROM figures WHERE {' AND '.join(wanted)} "
            "GROUP BY agency, year"
        )

    def _number(self) -> str:
        chosen = self._selection
        if not chosen.number:
            return "NULL"
        column = _column(chosen.number) if self._is_about_projects else "r.v0"
        return f"CAST({column} AS DOUBLE){self._conversion()}"

    def _conversion(self) -> str:
        """What makes kronor those of the wanted year; of a ratio in kronor also what is above."""
        chosen = self._selection
        unit = unit_of(chosen.number) if chosen.number else None
        if chosen.price_year is None or unit not in {Unit.KRONOR, Unit.KRONOR_EACH}:
            return ""
        index = " ".join(f"WHEN {year} THEN {kpi}" for year, kpi in KPI)
        given = f"CASE coalesce(k.price_year, r.year) {index} END"
        wanted = dict(KPI).get(chosen.price_year)
        if wanted is None:
            raise SelectionError(
                f"Det finns inget prisindex för {chosen.price_year}.",
                f"Välj ett år från {KPI[0][0]} till {KPI[-1][0]}.",
            )
        return f" * {wanted} / {given}"

    def _all(self, conditions: Sequence[Condition], *, empty_is_no: bool = False) -> str:
        told = (self._one(one, empty_is_no=empty_is_no) for one in conditions)
        return " AND ".join(f"({one})" for one in told) or _TRUE

    def _one(self, condition: Condition, *, empty_is_no: bool) -> str:
        return " OR ".join(self._way(one, empty_is_no=empty_is_no) for one in condition.ways)

    def _way(self, condition: Condition, *, empty_is_no: bool) -> str:
        if condition.field == "groups":
            self._parameters.append(condition.value)
            held = "coalesce(list_contains(CAST(ag.groups AS VARCHAR[]), ?), false)"
            return held if condition.op is Op.IS else f"NOT {held}"
        column = self._field(condition.field)
        if condition.op is Op.MISSING:
            return f"{column} IS NULL"
        if condition.op is Op.PRESENT:
            return f"{column} IS NOT NULL"
        if condition.op is Op.LACKS:
            is_no = f" OR {column} = false" if condition.field in _YES_NO else ""
            return f"{column} IS NULL{is_no}"
        if empty_is_no and condition.field in _YES_NO:
            column = f"coalesce({column}, false)"
        self._parameters.append(condition.value)
        return _COMPARING[condition.op].format(column)

    def _field(self, name: str) -> str:
        if name in _OF_AGENCY:
            return "ag.name" if name == "agency" else f"ag.{name}"
        if self._is_about_projects:
            return _column(name)
        if name == self._selection.number:
            return "r.v0"
        raise unknown(name)

    def _grouped(self, by: str) -> str:
        if by == "agency":
            return "ag.name"
        if by == "year":
            return "CAST(r.year AS VARCHAR)"
        return f"coalesce(CAST({self._field(by)} AS VARCHAR), '')"


def _column(name: str) -> str:
    if name not in _OF_PROJECT:
        raise unknown(name)
    return "r.name" if name == _ITS_NAME else f"r.{name}"
