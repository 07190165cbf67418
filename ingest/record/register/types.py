"""What the record hands out of the register, and what is put into it."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.register.types import Book, Collection, Refused, Row, Stage, Tax, least_settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """A workbook as it was read, with the file that it was read from.

    `sha256` is of the file; `mapping_hash` tells what its columns were read as. `access` names
    who may see what it says.
    """

    book: Book
    source: str
    sha256: str
    mapping_hash: str
    access: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """What came of an import: `is_new` is False where the record had it already.

    `is_stored` is False too where it had gone and is back: it is what it was. `replaced` is the
    book that it took the place of, or None. `carried` and `dropped` count the
    corrections of that one that still hold, and those whose cell says something else now. `unclear`
    names the rows of projects of which it cannot be told which row of that one they are.
    `differs` says where it differs from the rest of its collection, for a person (Swedish).
    """

    book: int
    collection: int
    is_new: bool
    is_stored: bool
    replaced: int | None = None
    carried: int = 0
    dropped: int = 0
    unclear: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()

    @property
    def unclear_said(self) -> str:
        """The same for a person (Swedish); "" where there are none."""
        if not self.unclear:
            return ""
        return (
            "Flera rader har samma projektnamn, och det går inte att se vilken som är vilken i "
            f"den förra versionen: {', '.join(self.unclear)}. Rättelser av dem följer inte med. "
            "Skilj raderna åt med diarienummer eller startdatum."
        )

    @property
    def changes(self) -> bool:
        """True when the register holds something else than before."""
        return self.is_new or self.replaced is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookHeld:
    """A workbook in the record; `imported` is UTC, as 2026-01-31T12:00:00Z.

    `source` is the path below its folder, or the name of a file that was named by hand. `refused`
    are the cells that could not be read. `stage`, `tax`, `price_year` and `is_example` are what it
    says of its rows, as `Collection` has them.
    """

    id: int
    source: str
    sha256: str
    imported: str
    access: tuple[str, ...]
    is_live: bool
    notices: tuple[str, ...]
    refused: tuple[Refused, ...]
    collection: int
    stage: Stage
    tax: Tax
    price_year: int | None
    is_example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCounts:
    """How many rows a workbook has of each kind; `figures` are single values, maturity too."""

    agencies: int
    projects: int
    figures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionHeld:
    """A collection in the record, with its live workbooks, or those of them that may be seen.

    `said` is what whoever assures the quality has said of all of it, None where that is nothing.
    """

    id: int
    survey: str
    year: int
    said: Stage | None
    books: tuple[BookHeld, ...]

    @property
    def stage(self) -> Stage:
        """How far it has come: what was said of it, else the least settled of these workbooks."""
        return self.said or least_settled(one.stage for one in self.books)

    @property
    def collection(self) -> Collection:
        """What its workbooks say together.

        Where they do not agree the tax is unknown and there is no price year; it is an example
        when any of them is.
        """
        return self._as(self.books)

    def of(self, book: int) -> Collection:
        """What one of its workbooks says."""
        return self._as([one for one in self.books if one.id == book])

    def _as(self, books: Sequence[BookHeld]) -> Collection:
        taxes, prices = {one.tax for one in books}, {one.price_year for one in books}
        return Collection(
            survey=self.survey,
            year=self.year,
            stage=self.stage,
            tax=taxes.pop() if len(taxes) == 1 else Tax.UNKNOWN,
            price_year=prices.pop() if len(prices) == 1 else None,
            is_example=any(one.is_example for one in books),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RowHeld:
    """A row in the record: of which book, and which agency and project it is about."""

    id: int
    book: int
    agency: int
    project: int | None
    row: Row
