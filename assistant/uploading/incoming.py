"""Writes a file that comes in piece by piece, no larger than it may be, until it is whole."""

from pathlib import Path

from assistant.errors import UploadRefusedError, UploadTooLargeError
from assistant.uploading.placing import settle_file


class Incoming:
    """A file on its way in, written by one thread at a time."""

    def __init__(self, path: Path, limit: int) -> None:
        self.path = path
        self._limit = limit
        self._file = path.open("wb")
        self._size = 0

    def write(self, data: bytes) -> None:
        """Add to it; raises UploadTooLargeError before the limit is passed, and OSError."""
        self._size += len(data)
        if self._size > self._limit:
            raise too_large(self._limit)
        self._file.write(data)

    def finish(self) -> None:
        """Have it whole on the disk; raises UploadRefusedError where nothing came."""
        settle_file(self._file)
        self._file.close()
        if not self._size:
            raise UploadRefusedError("Filen är tom.", "Spara den på nytt och ladda upp den igen.")

    def close(self) -> None:
        """Remove what is left of it; safe to repeat, and after it was placed."""
        self._file.close()
        self.path.unlink(missing_ok=True)


def too_large(limit: int) -> UploadTooLargeError:
    """What is said to a file of more bytes than are taken."""
    return UploadTooLargeError(
        f"Filen är större än gränsen {_size(limit)}.", "Dela dokumentet i flera filer."
    )


def _size(limit: int) -> str:
    return f"{limit >> 20} MB" if limit >> 20 else f"{limit} byte"
