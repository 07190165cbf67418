"""Takes files into the register: one that is named, or the collection workbooks of a folder.

file -> read in a confined process, by its mapping -> kept, and its rows in the record
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import LoadError
from ingest.material_names import is_collection
from ingest.record.register.types import Import, Put
from ingest.register.bookprocess import read_book
from ingest.register.importing import import_book
from ingest.register.mapping import Mapping
from ingest.register.mapping_file import written
from ingest.register.reviewing import review_all
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

    Raises:
        LoadError: the file cannot be read, or does not look as its mapping says.
        MappingError: the mapping is wrong in itself.
        LockedError: another process is writing.
        DataFolderError: the data folder cannot be used.
    """
    content = content_of(path)
    book = read_book(content, path.name, mapping)
    read_as = "" if mapping is None else written(mapping)
    what = Import(
        book=book,
        source=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        mapping_hash=hashlib.sha256(read_as.encode()).hexdigest(),
        access=tuple(access),
    )
    put = import_book(data, content, what).put
    if put.is_new:
        review_all(data)
    return Taken(source=path.name, book=book, put=put)


def collections_in(folder: Path) -> Iterator[Path]:
    """The collection workbooks of a folder and those below it, by name."""
    for path in sorted(folder.rglob("*.xlsx")):
        if is_collection(path.relative_to(folder).as_posix()) and path.is_file():
            yield path
