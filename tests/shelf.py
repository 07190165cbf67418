"""A record that folders are taken in to, without the index that a whole sync builds beside it."""

from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from ingest.record.corrections import CorrectionRecord
from ingest.record.opening import open_for_writing
from ingest.record.runs import FileStatus
from ingest.record.types import DocumentRow
from ingest.record.writing import RecordWriter
from ingest.report import SyncReport, Tally
from ingest.ruling import FolderRuling
from ingest.sandbox import LongWork
from ingest.scanning import scan_folder
from ingest.taking_in import FolderWork, Means
from tests.shelving import Counting, reader_of


@dataclass(slots=True, kw_only=True)
class Shelf:
    """A record that folders are taken in to, and shown from, without an index beside it."""

    data: Path
    embedder: Counting
    generation: int = 0
    read: int = 0
    """So many files have been read so far, not only compared."""
    files: dict[str, tuple[FileStatus, str]] = field(default_factory=dict)

    def take_in(self, *folders: Path, is_cut_off: bool = False) -> SyncReport:
        """Take folders in and show what has come of it, unless the run ends before."""
        self.generation += 1
        engine = open_for_writing(self.data)
        writer, tally = RecordWriter(engine, self.generation), Tally()
        for folder in folders:
            scan = scan_folder(folder)
            ruling = FolderRuling(folder, scan.rules, tally)
            means = Means(
                writer=writer,
                corrections=CorrectionRecord(engine),
                ruling=ruling,
                embedder=self.embedder,
                workers=1,
                progress=self._count,
                long_work=LongWork(),
            )
            FolderWork(means, folder, tally).take_in(scan)
            ruling.end(writer.rulings)
        if not is_cut_off:
            writer.prune()
        engine.dispose()
        self.files = {file.source: (file.status, file.reason) for file in tally.files}
        return tally.close(self.generation, 0.0)

    def _count(self, what: str, _done: int, _whole: int) -> None:
        self.read += what == "Läser dokument"

    def rows(self) -> dict[str, DocumentRow]:
        """What readers see, by source."""
        with closing(reader_of(self.data, self.generation)) as reader:
            return {row.source: row for row in reader.documents()}
