"""What the record hands out: frozen rows, so that no database object leaves it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from ingest.types import Chunk, Document, Heading, Kind, Metadata, Page

Value = TypeVar("Value")
Vectors = NDArray[np.float32]
Keys = NDArray[np.int64]
"""Chunk keys, ascending, of shape (count,)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedDocument:
    """A document and its chunks' vectors, float32 of shape (chunks, dimension)."""

    document: Document
    vectors: Vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRow:
    """What the index needs of a chunk: the words to find it by, its vector, its access level."""

    key: int
    words: str
    vector: Vectors
    restricted: bool


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Column(Generic[Value]):
    """One thing known of many documents: its different values, and the place of each one's."""

    values: tuple[Value, ...]
    places: NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class DocumentColumns:
    """What filters look at, of all documents shown, each column in the same order.

    `keys` are those of all their chunks, ascending, `owners` the place of each one's document.
    """

    ids: tuple[str, ...]
    access: Column[tuple[str, ...]]
    titles: Column[str]
    publishers: Column[str | None]
    years: Column[int | None]
    kinds: Column[Kind]
    dates: Column[str | None]
    numbers: Column[str | None]
    diarienummer: Column[str | None]
    keys: Keys
    owners: NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedVectors:
    """Chunks and their vectors, float32 of shape (chunks, dimension), in the keys' order."""

    keys: Keys
    vectors: Vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document as readers of one generation see it, without its text.

    `folder` is the material folder's absolute path, `source` the path below it; `superseded_by`
    is the document that is its newest edition, which whoever may see this one may see as well.
    `file_hash` is empty where it was not written down.
    """

    id: str
    version_id: str
    folder: str
    source: str
    content_hash: str
    media_type: str
    metadata: Metadata
    access: tuple[str, ...]
    chunks: int
    superseded_by: str | None = None
    file_hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentText:
    """One document's text with its pages and headings, in reading order."""

    text: str
    pages: tuple[Page, ...]
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A chunk with its words and the document it stands in.

    `outline` are the headings of its document where it may be cited; empty elsewhere, and of a
    document without any.
    """

    key: int
    document: DocumentRow
    chunk: Chunk
    text: str
    page_label: str | None
    outline: tuple[Heading, ...] = ()
