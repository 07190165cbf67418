"""The errors of taking material in. Their text is Swedish, for the person at the keyboard.

::

    IngestError
    ├── LoadError           one file cannot be read; becomes a line of the report
    ├── FolderError         the folder to take in is missing, unreadable or empty
    ├── LockedError         another process writes to the data folder
    ├── DataFolderError     the data folder cannot be used
    ├── EmbedderError       the embedding model cannot be used
    │   └── EmbedderMismatchError   the library was built with another model
    └── IndexDamagedError   a generation of the index cannot be opened

A message names the thing, the value and the remedy.
"""


class IngestError(Exception):
    """Anything that stops material from being taken in; `str()` is fit to show."""


class LoadError(IngestError):
    """One file could not be read: `reason` says why, `remedy` what a person can do."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} {remedy}")
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[type["LoadError"], tuple[str, str]]:
        """Pickle by both parts: the error crosses from a parsing process to its parent."""
        return (LoadError, (self.reason, self.remedy))


class FolderError(IngestError):
    """The folder to take in is missing, unreadable or empty."""


class LockedError(IngestError):
    """Another process is writing to the data folder."""


class DataFolderError(IngestError):
    """The data folder cannot be created, written or understood."""


class EmbedderError(IngestError):
    """The embedding model cannot be found or loaded."""


class EmbedderMismatchError(EmbedderError):
    """The library was embedded with another model than the one that is set."""


class IndexDamagedError(IngestError):
    """A generation of the index is incomplete or cannot be opened."""
