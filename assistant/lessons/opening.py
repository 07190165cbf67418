"""Opens the record for lessons when it is first needed, and makes it where there is none yet."""

import threading
from pathlib import Path

from ingest.lock import writing
from ingest.record.lessons import LessonRecord
from ingest.record.opening import open_beside_writer, open_for_writing


class OpenLessons:
    """The record's lessons, opened once per process; usable by threads. Close it."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._lock = threading.Lock()
        self._record: LessonRecord | None = None

    def there(self) -> LessonRecord | None:
        """The record, or None where there is none yet."""
        with self._lock:
            return self._opened()

    def made(self) -> LessonRecord:
        """The record, made where there is none; raises `LockedError` where somebody else does."""
        with self._lock:
            if record := self._opened():
                return record
            with writing(self._data):
                open_for_writing(self._data).dispose()
            record = self._opened()
            if record is None:  # it was made just now
                raise RuntimeError("the record was made but is not there")
            return record

    def close(self) -> None:
        """Let go of the record."""
        with self._lock:
            if self._record:
                self._record.close()
            self._record = None

    def _opened(self) -> LessonRecord | None:
        if self._record is None and (engine := open_beside_writer(self._data)):
            self._record = LessonRecord(engine)
        return self._record
