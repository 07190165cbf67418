"""Lets those who look after the library correct its metadata through the service, where it may.

Everything is done when `correct` returns; another writer is not waited for.
"""

from collections.abc import Mapping
from pathlib import Path

from assistant.errors import EditingClosedError, LibraryBusyError
from ingest.embedding import Embedder
from ingest.errors import LockedError


class Editor:
    """Corrects documents in a data folder. One per process; usable by threads."""

    def __init__(self, data: Path, embedder: Embedder, *, is_open: bool) -> None:
        self._data = data
        self._embedder = embedder
        self._is_open = is_open

    @property
    def is_open(self) -> bool:
        """Whether corrections and decisions may come in this way."""
        return self._is_open

    def refuse_if_closed(self) -> None:
        """Raise EditingClosedError unless corrections may come in this way."""
        if not self._is_open:
            raise EditingClosedError(
                "Den här tjänsten tar inte emot rättelser.",
                "Rätta med `lardom documents edit`, eller be den som driver tjänsten att ställa "
                "in LARDOM_EDITING=true.",
            )

    def correct(self, document: str, said: Mapping[str, object], who: str | None = None) -> None:
        """Correct a document field by field (None takes a correction back) and publish it.

        Raises:
            EditingClosedError: corrections may not come in this way.
            CorrectionError: what is said cannot be right.
            LibraryBusyError: another process, or another request, is writing.
            IngestError: it could not be stored or published.
        """
        from ingest.correcting import correct, wish  # noqa: PLC0415  (who only asks needs none)
        from ingest.work import Library  # noqa: PLC0415  (the same)

        self.refuse_if_closed()
        wanted = wish(document, said, who)
        try:
            correct(Library(data=self._data, embedder=self._embedder), wanted)
        except LockedError as error:
            raise LibraryBusyError(
                "Biblioteket skrivs just nu av en inläsning eller en annan rättelse.",
                "Inget har ändrats. Vänta tills den är klar och försök igen.",
            ) from error
