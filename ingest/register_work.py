"""One writer's work on the register: a folder's collection workbooks taken in, or forgotten.

Loads nothing of the register's reading and asking as long as there is nothing to do.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.access_rules import FolderRules
from ingest.collected import look
from ingest.progress import Progress
from ingest.record.register.looking import RegisterSeen
from ingest.register.copied import announced_files, copy_of, older_copies
from ingest.report import Tally

if TYPE_CHECKING:
    from ingest.collecting import Means


class RegisterWork:
    """The register while the data folder is locked, in an open record."""

    def __init__(self, data: Path, seen: RegisterSeen, progress: Progress) -> None:
        self._data = data
        self._seen = seen
        self._progress = progress

    def take_in(
        self, folder: Path, sources: Sequence[str], tally: Tally, rules: FolderRules
    ) -> None:
        """Have the register hold what the folder's collection workbooks say."""
        looked = look(folder, sources, self._seen.there(folder), rules)
        tally.unchanged += looked.unchanged
        if looked.fresh or looked.gone:
            from ingest.collecting import FolderBooks  # noqa: PLC0415  (most have nothing new)

            FolderBooks(self._means(), folder, tally, rules).take_in(looked)

    def forget(self, folder: Path, tally: Tally) -> None:
        """Have the register hold nothing of the folder's collection workbooks."""
        if self._seen.has_held(folder):
            from ingest.collecting import FolderBooks  # noqa: PLC0415  (the same)
            from ingest.register.importing import forgetting  # noqa: PLC0415  (the same)

            with forgetting(self._data):
                FolderBooks(self._means(), folder, tally).forget()

    def finish(self) -> None:
        """Check the collections and make the copy that is asked, where that was not done yet."""
        version = self._seen.version()
        if version is None:
            return
        copy = copy_of(self._data, version)
        is_done = self._seen.is_reviewed() and copy.exists()
        if not is_done or announced_files(self._data) or older_copies(copy):
            from ingest.collecting import finish  # noqa: PLC0415  (the same)

            finish(self._means())

    def _means(self) -> "Means":
        from ingest.collecting import Means  # noqa: PLC0415  (the same)
        from ingest.record.register.record import RegisterRecord  # noqa: PLC0415  (the same)

        return Means(
            data=self._data, record=RegisterRecord(self._seen.engine), progress=self._progress
        )
