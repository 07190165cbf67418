"""Opens a record for short transactions, once and when it is first needed; makes it if it must."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from sqlalchemy import Engine

from ingest.record.opening import bring_up, open_beside_writer


class Closing(Protocol):
    """What is to be let go of."""

    def close(self) -> None:
        """Let go of it."""
        ...


Part = TypeVar("Part", bound=Closing)


class OpenedOnce(Generic[Part]):
    """One part of a data folder's record, as `part` makes it. Usable by threads. Close it."""

    def __init__(self, data: Path, part: Callable[[Engine], Part]) -> None:
        self._data = data
        self._part = part
        self._lock = threading.Lock()
        self._opened: Part | None = None

    def there(self) -> Part | None:
        """The part, or None where nothing has been taken in yet.

        Raises `DataFolderError` when the record cannot be used.
        """
        with self._lock:
            if self._opened is None and (engine := open_beside_writer(self._data)):
                self._opened = self._part(engine)
            return self._opened

    def made(self) -> Part:
        """The part, in a record that is made where there is none.

        Raises:
            LockedError: it must be made or migrated first, and another process is writing.
            DataFolderError: as `open_for_writing`.
        """
        with self._lock:
            if self._opened is None:
                self._opened = self._part(open_or_make(self._data))
            return self._opened

    def close(self) -> None:
        """Let go of the record."""
        with self._lock:
            if self._opened:
                self._opened.close()
            self._opened = None


def open_or_make(data: Path) -> Engine:
    """The record for short transactions, made where nothing has been taken in yet.

    Raises:
        LockedError: it must be made or migrated first, and another process is writing.
        DataFolderError: as `open_for_writing`.
    """
    while (engine := open_beside_writer(data)) is None:
        bring_up(data)
    return engine
