"""Takes a file into the register: read in a confined process, by its mapping, then stored.

file -> book -> kept, and its rows in the record -> checks -> the copy that is asked
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.errors import LoadError
from ingest.material_names import is_collection
from ingest.record.register.places import BookPlace
from ingest.record.register.record import RegisterRecord
from ingest.record.register.types import Import, Put
from ingest.register.bookprocess import read_book
from ingest.register.importing import store_book
from ingest.register.mapping import Mapping
from ingest.register.mapping_file import written
from ingest.register.renewing import changing
from ingest.register.types import Book, RowKind
from ingest.system_errors import in_swedish

LARGEST = 200 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of a file: what it said, and what the record did with it."""

    source: str
    book: Book
    put: Put

    def count(self, kind: RowKind) -> int:
        """How many rows of a kind it has."""
        return Counter(row.kind for row in self.book.rows)[kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file as it came: its bytes, and what its columns are to be read as, None as our own."""

    name: str
    content: bytes
    mapping: Mapping | None

    @property
    def sha256(self) -> str:
        """Of the file."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def mapping_hash(self) -> str:
        """Tells one mapping from another."""
        read_as = "" if self.mapping is None else written(self.mapping)
        return hashlib.sha256(read_as.encode()).hexdigest()

    def read(self, access: Sequence[str]) -> Import:
        """What it says; raises `LoadError` and `MappingError` as `bookprocess.read_book`."""
        return Import(
            book=read_book(self.content, self.name, self.mapping),
            source=self.name,
            sha256=self.sha256,
            mapping_hash=self.mapping_hash,
            access=tuple(access),
        )


def content_of(path: Path) -> bytes:
    """The bytes of a file; raises `LoadError` where it cannot be read, or is too large."""
    try:
        if path.stat().st_size > LARGEST:
            raise LoadError(
                f"Filen {path.name} är större än {LARGEST >> 20} MB.", "Dela den i flera filer."
            )
        return path.read_bytes()
    except OSError as error:
        raise LoadError(
            f"Filen {path} går inte att läsa ({in_swedish(error)}).",
            "Kontrollera sökvägen och att filen får läsas.",
        ) from error


def take_in(data: Path, path: Path, access: Sequence[str], mapping: Mapping | None = None) -> Taken:
    """Take a file in; without a mapping it has to be a collection workbook of our own.

    One that lies in a material folder, where the next sync would take it in, comes from there.

    Raises:
        LoadError: the file cannot be read, or does not look as its mapping says.
        MappingError: the mapping is wrong in itself.
        LockedError: another process is writing.
        DataFolderError: the data folder cannot be used.
    """
    given = Given(name=path.name, content=content_of(path), mapping=mapping)
    what = given.read(access)
    with changing(data) as record:
        place = _place(record, path.resolve())
        put = store_in(data, record, given.content, what, place)
    return Taken(source=path.name, book=what.book, put=put)


def store_in(
    data: Path,
    record: RegisterRecord,
    content: bytes,
    what: Import,
    place: BookPlace | None,
) -> Put:
    """Store what was read; checks and copy are left to be made. Hold the lock."""
    source = what.source if place is None else place.source
    return store_book(data, record, content, replace(what, source=source), place).put


def _place(record: RegisterRecord, path: Path) -> BookPlace | None:
    """Where a sync would find the file; it is looked at again there, by its own mapping."""
    above = [folder for folder in record.folders() if path.is_relative_to(folder)]
    for folder in sorted(above, key=lambda one: len(one.parts), reverse=True):
        source = path.relative_to(folder).as_posix()
        if is_collection(source):
            return BookPlace(folder=folder, source=source, mark="")
    return None
