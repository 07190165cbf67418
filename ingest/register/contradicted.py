"""Asks the copy which figures behind an answer are given with different values.

Of a figure given in several collections the newest's counts, and the others are no contradiction;
only workbooks that may be seen are looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.register.agencies_asked import within
from ingest.register.aggregated import kept_asked
from ingest.register.columns import Columns
from ingest.register.copied import APART
from ingest.register.rows_asked import Asked, quoted
from ingest.register.selection import Selection

MOST_TOLD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PickedTwice:
    """A figure with the ids of its rows, the one that counts first."""

    agency: int
    year: int
    number: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradicted:
    """How many figures behind an answer have several values; at most `MOST_TOLD` of them."""

    count: int
    first: tuple[PickedTwice, ...]


NOTHING_CONTRADICTED = Contradicted(count=0, first=())


class Twice:
    """The contradicted figures of some numbers, as far as these workbooks give them."""

    def __init__(self, columns: Columns, books: Sequence[int], numbers: Sequence[str]) -> None:
        self._columns = columns
        self._books = books
        self._numbers = ", ".join(map(quoted, numbers))

    def behind(self, selection: Selection, rows: Asked) -> Contradicted:
        """Those behind a selection, whose rows are these."""
        twice = self._asked(selection)
        if not self._columns.fetch(f"{twice} LIMIT 1"):  # mostly, and quickly told
            return NOTHING_CONTRADICTED
        kept = kept_asked(selection, rows)
        found = self._columns.fetch(
            f"{kept.text}, twice AS ({twice}) SELECT agency, year, number, own, count(*) OVER () "
            "FROM twice WHERE own[1] IN (SELECT row FROM kept UNION ALL SELECT second FROM kept) "
            f"ORDER BY agency, year, number LIMIT {MOST_TOLD}",
            kept.parameters,
        )
        return Contradicted(
            count=found[0][-1] if found else 0,
            first=tuple(
                PickedTwice(agency=agency, year=year, number=number, rows=tuple(own))
                for agency, year, number, own, _ in found
            ),
        )

    def _asked(self, selection: Selection) -> str:
        where = f"number IN ({self._numbers}) AND {within('book', self._books)}"
        where += f" AND {within('year', selection.years)}" if selection.years else ""
        where += f" AND {within('agency', selection.agencies)}" if selection.agencies else ""
        return (
            "SELECT agency, year, number, list(row ORDER BY rank) AS own FROM contradicted "
            f"WHERE {where} GROUP BY agency, year, number, collected HAVING {APART}"
        )
