"""Keeps up with the register's rows what is made of them: the findings, and the copy that is asked.

Whoever changes the register does so through `changing`; what one who was killed left undone is
done there first.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ingest.lock import writing
from ingest.record.register.record import RegisterRecord, open_register_to_write
from ingest.register.asking import copy_anew
from ingest.register.checking import check_each
from ingest.register.columns import sweep_copies
from ingest.register.copied import copy_of
from ingest.register.importing import sweep_files


@contextmanager
def changing(data: Path) -> Iterator[RegisterRecord]:
    """The register, to be changed: it is up to date when it is given, and again afterwards.

    Raises:
        LockedError: another process is writing.
        DataFolderError: the data folder cannot be used.
    """
    with writing(data), closing(open_register_to_write(data)) as record:
        bring_up_to_date(data, record)
        yield record
        bring_up_to_date(data, record)


def bring_up_to_date(data: Path, record: RegisterRecord) -> None:
    """Check the collections and make the copy, where that was not done yet. Hold the lock."""
    sweep_files(data, record)
    if not record.is_reviewed():
        review(record)
    version = record.version()
    if version is None:
        return
    if not copy_of(data, version).exists():
        copy_anew(data, record)
    sweep_copies(copy_of(data, version))


def review_all(data: Path) -> None:
    """Check every collection anew, and store what is found; raises as `changing`."""
    with writing(data), closing(open_register_to_write(data)) as record:
        review(record)


def review(record: RegisterRecord) -> None:
    """Check every collection anew, and store what is found. Hold the lock."""
    books = record.rebuilt()
    found = check_each([one.book for one in books])
    for one, findings in zip(books, found, strict=True):
        record.put_findings(one.id, findings)
    checked = {one.id for one in books}
    for held in record.collections():
        if held.id not in checked:  # its last workbook has gone
            record.put_findings(held.id, ())
    record.note_review()
