"""Whether a library is to be kept in step with the starter material."""

from contextlib import closing
from pathlib import Path

from ingest.record.opening import open_for_reading
from ingest.record.reading import RecordReader


def may_start_with(data: Path, starter: Path) -> bool:
    """True when a library is empty or holds the starter material: then it is to be kept in step.

    Who has taken the starter material out again, and their own in, shall not get it back.
    """
    engine = open_for_reading(data)
    if engine is None:
        return True
    with closing(RecordReader(engine, None)) as reader:
        folders = reader.folders()
    return not folders or str(starter.resolve()) in folders
