"""Opens the library for reading, and opens it anew when another generation is published.

When a generation cannot be opened the library still serves: by exact search over the record's
vectors where Chroma fails, without the lexical leg where that fails. `trouble` says so.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import EmptyLibraryError, NoLibraryError
from assistant.retrieval.legs import DenseLeg, Legs, LexicalLeg
from assistant.understanding.spelling import Speller
from ingest.embedding import Embedder
from ingest.errors import EmbedderMismatchError, IngestError
from ingest.index.exact import ExactParts, ExactVectors
from ingest.index.generation import generation_folder, live_generation
from ingest.index.lexical import LexicalReader
from ingest.index.opening import damage, open_vectors, open_words, read_described
from ingest.index.vectors import VectorReader
from ingest.index.watching import Watch, watch_generation
from ingest.record.facts import Fact, read_fact
from ingest.record.opening import open_for_reading
from ingest.record.reading import RecordReader
from ingest.record.types import KeyedVectors

_NO_NAME = "Namnet på den gällande indexmappen går inte att läsa, eller är en äldre mapps."


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLibrary:
    """One generation, open for reading, until it is closed."""

    generation: int
    embedder: str
    chunks: int
    record: RecordReader
    lexical: LexicalReader | None
    vectors: VectorReader | ExactVectors | None
    parts: ExactParts
    speller: Speller
    trouble: tuple[str, ...]
    watch: Watch

    @property
    def legs(self) -> Legs:
        """What retrieval searches."""
        lexical: LexicalLeg | None = self.lexical
        dense: DenseLeg | None = self.vectors
        return Legs(
            lexical=lexical,
            dense=dense,
            vectors=_Vectors(record=self.record, embedder=self.embedder),
            record=self.record,
        )

    def frequency(self, term: str) -> int:
        """In how many chunks an index term stands; 0 when the lexical leg is missing."""
        return self.lexical.frequency(term) if self.lexical else 0

    @property
    def has_failed(self) -> bool:
        """True when the vector index could not be searched though it had been opened."""
        return isinstance(self.vectors, VectorReader) and self.vectors.has_failed

    def is_damaged_since(self) -> bool:
        """True when the index is no longer what was opened."""
        return self.has_failed or self.watch.sees_change()

    def close(self) -> None:
        """Let go of the folder and the database."""
        if isinstance(self.vectors, VectorReader):
            self.vectors.close()
        self.record.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vectors:
    """The record's vectors, while they are of the model that questions are embedded with."""

    record: RecordReader
    embedder: str

    def vectors(self, keys: Sequence[int]) -> KeyedVectors:
        return self.record.vectors(keys, self.embedder)


class LibraryKeeper:
    """Hands out the live generation. One per process; lives until it is closed.

    The one before stays open until the next change, for requests that are still reading it.
    One whose files were damaged is opened anew, with what is left of it.
    """

    def __init__(self, data: Path, embedder: Embedder) -> None:
        self._data = data
        self._embedder = embedder
        self._lock = threading.Lock()
        self._open: OpenLibrary | None = None
        self._former: OpenLibrary | None = None
        self._named = 0
        self._distrusted = 0

    @property
    def data(self) -> Path:
        """The data folder."""
        return self._data

    @property
    def is_empty(self) -> bool:
        """True when nothing has been taken in yet."""
        try:
            self.current()
        except EmptyLibraryError:
            return True
        except (NoLibraryError, IngestError):  # something is there, and cannot be opened
            return False
        return False

    def current(self) -> OpenLibrary:
        """The live generation.

        Raises:
            EmptyLibraryError: nothing has been taken in yet.
            EmbedderMismatchError: the library was embedded with another model.
            DataFolderError: the record cannot be read.
        """
        with self._lock:
            live = live_generation(self._data)
            if self._open is None or live != self._named or self._open.is_damaged_since():
                if self._open and self._open.has_failed:
                    self._distrusted = self._open.generation
                opened = open_library(self._data, live, self._embedder, self._distrusted)
                if self._former:
                    self._former.close()
                self._former, self._open, self._named = self._open, opened, live
            return self._open

    def close(self) -> None:
        """Close what is open."""
        with self._lock:
            for library in filter(None, (self._open, self._former)):
                library.close()
            self._open = self._former = None


def open_library(data: Path, live: int, embedder: Embedder, distrusted: int = 0) -> OpenLibrary:
    """Open generation `live` of a data folder, or the newest that the record knows.

    The vector index of generation `distrusted` is not opened: it could be once, but not searched.
    """
    engine = open_for_reading(data)
    if engine is None:
        raise _empty(data)
    remembered = int(read_fact(engine, Fact.GENERATION) or 0)
    if live < remembered:  # it may have been published just now
        live = live_generation(data)
    generation = max(live, remembered)
    record = RecordReader(engine, generation)
    if not generation:
        record.close()
        raise _empty(data)
    wanted = _Wanted(data=data, generation=generation, trusted=generation != distrusted)
    try:
        return _opened(wanted, record, embedder, [] if live == generation else [damage(_NO_NAME)])
    except BaseException:
        record.close()
        raise


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """The generation that is opened, and whether its vector index is to be trusted."""

    data: Path
    generation: int
    trusted: bool


def _empty(data: Path) -> EmptyLibraryError:
    return EmptyLibraryError(
        f"Biblioteket i {data} är tomt.", "Ta in material med `lardom sync MAPP`."
    )


def _opened(
    wanted: _Wanted, record: RecordReader, embedder: Embedder, trouble: list[str]
) -> OpenLibrary:
    generation, folder = wanted.generation, generation_folder(wanted.data, wanted.generation)
    made_by = record.fact(Fact.EMBEDDER) or ""
    manifest, watch = read_described(folder, generation, trouble), watch_generation(folder)
    built_with = manifest.embedder if manifest else made_by
    if built_with != embedder.fingerprint:
        raise EmbedderMismatchError(wanted.data, built_with, embedder.fingerprint)
    keys = record.keys()
    if manifest and manifest.chunks < len(keys):
        counts = f"Indexet har {manifest.chunks} stycken men databasen {len(keys)}."
        trouble.append(damage(counts))
    vectors: VectorReader | ExactVectors | None = None
    if wanted.trusted:
        vectors = open_vectors(folder, manifest, trouble)
    else:
        trouble.append(damage(f"Vektorindexet i {folder.name} gick inte att söka i."))
    if vectors is None and made_by == embedder.fingerprint:
        trouble.append("Vektorerna söks i databasen så länge.")
        vectors = ExactVectors.of_rows(record.index_rows(keys))
    lexical = open_words(folder, manifest, trouble)
    if lexical is None:
        trouble.append("Orden söks inte så länge, så en del svar uteblir.")
    return OpenLibrary(
        generation=generation,
        embedder=embedder.fingerprint,
        chunks=len(keys),
        record=record,
        lexical=lexical,
        vectors=vectors,
        parts=ExactParts(record, embedder.fingerprint),
        # What is corrected tells which words the library holds: no secret ones.
        speller=Speller(lambda: lexical.stems() if lexical and record.is_open() else []),
        trouble=tuple(trouble),
        watch=watch,
    )
