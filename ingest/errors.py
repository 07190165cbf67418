"""The errors of taking material in. Their text is Swedish, for the person at the keyboard.

::

    IngestError
    ├── LoadError           one file cannot be read; becomes a line of the report
    │   ├── FetchError      one web address cannot be fetched; the same
    │   │   ├── AddressRefusedError     it leads to where nothing is fetched from
    │   │   ├── GoneError               there is nothing there any more
    │   │   └── SilentServerError       the server cannot be reached, or breaks off
    │   └── UnclearError    a value cannot be read for certain
    ├── MappingError        what says how a workbook is to be read is wrong
    ├── SourceListError     the list of web sources cannot be used
    ├── FolderError         the folder to take in is missing, unreadable or empty
    ├── DocumentError       there is no such document, or there are several
    │   └── CorrectionError     what is said of a document cannot be right
    │   └── LessonDocumentError     it is a published lesson, which changes by its steps
    ├── LockedError         another process writes to the data folder
    ├── DataFolderError     the data folder cannot be used
    ├── HeldError           a legal hold stands in the way of removing something
    ├── RetentionError      the file of retention rules is missing or wrong
    ├── SelectionError      the register cannot be asked so
    ├── AgencyListError     the list of agencies is missing or wrong in a line
    ├── EmbedderError       the embedding model cannot be used
    │   └── EmbedderMismatchError   the library was built with another model
    └── IndexDamagedError   a generation of the index cannot be opened

A message names the thing, the value and the remedy.
"""

from pathlib import Path

INSTALL = "`lardom doctor` visar vad som saknas och hur det installeras."
LIKELY_DAMAGED = "Filen är troligen skadad: öppna den, spara en ny kopia och lägg in den."
_REBUILD = "Kör `lardom sync` så byggs indexet om från databasen."


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


class FetchError(LoadError):
    """One web address could not be fetched: `reason` and `remedy` as of any file."""


class AddressRefusedError(FetchError):
    """The address leads to a network address that nothing is fetched from."""


class GoneError(FetchError):
    """The server says that there is nothing at the address any more."""


class SilentServerError(FetchError):
    """The server cannot be reached, is too slow, or does not speak as servers do."""


class UnclearError(LoadError):
    """A value cannot be read for certain: `reason` names it, and its cell where that is known."""


class MappingError(IngestError):
    """A mapping is wrong: `message` names the place and the value, `remedy` what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        self.remedy = remedy


class SourceListError(IngestError):
    """The list of web sources is missing, unreadable or wrong."""


class FolderError(IngestError):
    """The folder to take in is missing, unreadable or empty."""


class DocumentError(IngestError):
    """No such document, or several: `message` says what is wrong, `remedy` what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        self.remedy = remedy


class CorrectionError(DocumentError):
    """What is said of a document cannot be right: no such field, or no such value."""


class LessonDocumentError(DocumentError):
    """The document is a published lesson, which changes by its own steps alone."""


class LockedError(IngestError):
    """Another process is writing to the data folder."""


class DataFolderError(IngestError):
    """The data folder cannot be created, written or understood."""


class HeldError(IngestError):
    """A legal hold stands in the way: `message` says of what, `remedy` what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        self.remedy = remedy


class RetentionError(IngestError):
    """The rules of retention cannot be read: `message` says what is wrong, `remedy` what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        self.remedy = remedy


class AgencyListError(IngestError):
    """The list of agencies cannot be read: `message` says what, `remedy` what a person can do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        self.remedy = remedy


class SelectionError(IngestError):
    """The register cannot be asked so: `message` says what is wrong, `remedy` what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        self.remedy = remedy


class EmbedderError(IngestError):
    """The embedding model cannot be found or loaded."""


class EmbedderMismatchError(EmbedderError):
    """The library was embedded with another model than the one that is set."""

    def __init__(self, data: Path, built_with: str, wanted: str) -> None:
        """Take two fingerprints; `built_with` is empty after a recount that did not finish."""
        super().__init__(data, built_with, wanted)
        self.data = data
        self.built_with = built_with
        self.wanted = wanted

    def __str__(self) -> str:
        if not self.built_with:
            return (
                f"Biblioteket i {self.data} har en omräkning till en annan inbäddningsmodell som "
                "inte blev klar. Gör om den med `lardom sync --re-embed`."
            )
        return (
            f"Biblioteket i {self.data} är byggt med en annan inbäddningsmodell "
            f"({self.built_with[:12]}) än den inställda ({self.wanted[:12]}). Ställ tillbaka "
            "LARDOM_EMBEDDING_MODEL, eller räkna om hela biblioteket med `lardom sync --re-embed`."
        )


class IndexDamagedError(IngestError):
    """A generation of the index is incomplete or cannot be opened: `reason` and `remedy`."""

    def __init__(self, reason: str, remedy: str = _REBUILD) -> None:
        super().__init__(reason, remedy)
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.reason} {self.remedy}"
