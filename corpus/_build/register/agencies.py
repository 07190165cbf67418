"""The example agencies: invented, and plainly so. `agencies.tsv` lists them."""

import csv
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("agencies.tsv")
SMALL_BELOW, MEDIUM_BELOW = 200, 1000
_MADE_UP_ORG_NUMBER = "999900-{:04}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An example agency.

    `full_time` is about its number of full-time posts in 2015; `domain` is what it deals with, as
    it stands after "för". `renamed_in` is the first year of its present name, 0 where it always
    had it or had it before the register begins; `ends_in` is the year it was gone, 0 where it
    is there still, and `successor` then names who took over.
    """

    number: int
    name: str
    short: str
    department: str
    full_time: int
    groups: tuple[str, ...]
    domain: str
    former: tuple[str, ...]
    renamed_in: int
    ends_in: int
    successor: str

    @property
    def org_number(self) -> str:
        """A number that no authority gives out."""
        return _MADE_UP_ORG_NUMBER.format(self.number)

    @property
    def size(self) -> str:
        """As `fields.SIZES` says it."""
        if self.full_time < SMALL_BELOW:
            return "liten"
        return "medelstor" if self.full_time < MEDIUM_BELOW else "stor"

    def name_in(self, year: int) -> str:
        """What the agency was called that year."""
        return self.former[0] if year < self.renamed_in else self.name

    def is_there(self, year: int) -> bool:
        """Whether it was an agency still."""
        return not self.ends_in or year < self.ends_in


def read_agencies() -> tuple[Agency, ...]:
    """The agencies of the table, in its order."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return tuple(_agency(number, row) for number, row in enumerate(rows, start=1))


def _agency(number: int, row: dict[str, str]) -> Agency:
    return Agency(
        number=number,
        name=row["name"],
        short=row["short"],
        department=row["department"],
        full_time=int(row["full_time"]),
        groups=_listed(row["groups"]),
        domain=row["domain"],
        former=_listed(row["former"]),
        renamed_in=int(row["renamed_in"] or 0),
        ends_in=int(row["ends_in"] or 0),
        successor=row["successor"],
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("; ") if part)
