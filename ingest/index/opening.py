"""Opens the stores of a generation for reading; what is wrong with one becomes a trouble.

A trouble is a sentence (Swedish) with its remedy, put on the list that is handed in.
"""

from pathlib import Path

from ingest.errors import IndexDamagedError
from ingest.index.generation import check_keys, read_manifest
from ingest.index.lexical import VERSION as LEXICAL_VERSION
from ingest.index.lexical import LexicalReader
from ingest.index.types import Manifest
from ingest.index.vectors import VERSION as CHROMA_VERSION
from ingest.index.vectors import VectorReader
from ingest.swedish import ANALYSER

_OTHER_ANALYSER = (
    "Ordindexet i {folder} är byggt med en annan ordanalys än programmets: en del sätt att "
    "skriva tal, datum och beteckningar hittas inte."
)


def damage(reason: str) -> str:
    """A trouble with the remedy that every damage to the index has."""
    return str(IndexDamagedError(reason))


def read_described(folder: Path, generation: int, trouble: list[str]) -> Manifest | None:
    """What the folder says of itself; None where that cannot be trusted."""
    try:
        manifest = read_manifest(folder)
    except IndexDamagedError as error:
        trouble.append(str(error))
        return None
    if manifest.generation != generation:
        other = f"Indexmappen {folder.name} säger sig vara version {manifest.generation}."
        trouble.append(damage(other))
        return None
    try:
        check_keys(folder, manifest)
    except IndexDamagedError as error:  # readers have no need of the list; the next build has
        trouble.append(str(error))
    return manifest


def open_words(folder: Path, manifest: Manifest | None, trouble: list[str]) -> LexicalReader | None:
    """The word index, or None where it is damaged or was made by another version."""
    try:
        reader = LexicalReader(folder / "lexical")
        if manifest and manifest.lexical == LEXICAL_VERSION and reader.count() == manifest.chunks:
            if manifest.analyser != ANALYSER:  # the words' own terms seldom change: it serves
                trouble.append(damage(_OTHER_ANALYSER.format(folder=folder.name)))
            return reader
        trouble.append(damage(f"Ordindexet i {folder.name} är ofullständigt."))
    except IndexDamagedError as error:
        trouble.append(str(error))
    return None


def open_vectors(
    folder: Path, manifest: Manifest | None, trouble: list[str]
) -> VectorReader | None:
    """The vector index, or None where it is damaged or was made by another version."""
    try:
        if manifest and manifest.chromadb == CHROMA_VERSION:
            reader = VectorReader(folder / "chroma")
            if reader.count() == manifest.chunks:
                return reader
            reader.close()
        trouble.append(damage(f"Vektorindexet i {folder.name} är ofullständigt."))
    except IndexDamagedError as error:
        trouble.append(str(error))
    return None
