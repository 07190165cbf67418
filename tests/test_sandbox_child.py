from pathlib import Path

from ingest.originals import reading_originals
from ingest.reading import SourceReader
from ingest.sandbox_child import _outcome
from ingest.types import Failure


def test_a_fault_that_nobody_foresaw_is_told_without_the_programs_own_words(
    tmp_path: Path,
) -> None:
    source = "ett\0namn.txt"  # Python itself refuses to open such a name

    with reading_originals() as originals:
        outcome = _outcome(SourceReader(tmp_path, originals), source)

    assert isinstance(outcome, Failure)
    assert outcome.reason == "läsprogrammet förstår inte hur filen är uppbyggd."
    assert "Error" not in outcome.remedy
