"""The nouns that pass between the rooms: source, document, page, chunk, span.

Every text position is a character offset into `Document.text`; a span is half-open.
Nothing here opens a file or a database, and nothing here knows about questions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

EVERYONE = "everyone"

INTERNAL = "internal"
"""In a rule of access: whoever has signed in, and the one person of a local service."""


class PageState(StrEnum):
    """How the words of a page came; the value is what the record carries."""

    PRINTED = "printed"
    """They stand in the file; or there are none, and no picture."""
    RECOGNISED = "recognised"
    """They were read in a picture by a program, which may have misread them."""
    UNREAD = "unread"
    """The page is a picture that no program has read."""


class Kind(StrEnum):
    """What sort of document it is; the value is what the record and the API carry."""

    REPORT = "report"
    PROJECT = "project"
    LESSON = "lesson"
    DECISION = "decision"
    REGULATION = "regulation"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters `start` to `end` (end excluded) of one document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words the span covers in `text`."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: `number` counts from 1 in the file, `label` is what is printed on it.

    `body` is what lies between its running head and foot; `span` where it has neither.
    """

    number: int
    label: str
    span: Span
    body: Span
    state: PageState = PageState.PRINTED


def running_text(text: str, pages: Sequence[Page]) -> str:
    """A document's text without the heads and feet of its pages; all of it without pages."""
    return "\n\n".join(page.body.of(text) for page in pages) if pages else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of the document's outline: `level` 1 is the highest; `start` is its offset.

    `anchor` is what the address of a web page calls its place, behind the #; None where the page
    does not tell, and for all that is no web page.
    """

    level: int
    title: str
    start: int
    anchor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What a loader reads out of one file, before anyone has judged what it is.

    `pages` is empty for formats without pages. `properties` holds what the file says of
    itself (front matter, PDF or Word properties) with lower-case keys: title, author, date,
    publisher, type, url and the like. `notices` tell a person (Swedish) what is not there,
    though the file has it.
    """

    text: str
    pages: tuple[Page, ...] = ()
    headings: tuple[Heading, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    notices: tuple[str, ...] = ()


class Witness(StrEnum):
    """What told a field of the metadata; the value is what the record and the API carry."""

    SIDECAR = "sidecar"
    FRONT_MATTER = "front_matter"
    PROPERTIES = "properties"
    """What the file says of itself, and nothing bears out."""
    FIRST_PAGES = "first_pages"
    HEADING = "heading"
    FIRST_LINE = "first_line"
    SERIES = "series"
    """The publication number, which says whose series it is and of which year."""
    TITLE = "title"
    TEXT = "text"
    FOLDER = "folder"
    FILE_NAME = "file_name"
    CREATED = "created"
    """When the file was made."""
    CORRECTION = "correction"
    """A person, who corrected what the material says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a field of the metadata comes from, and how sure it is: `confidence` is 0 to 1."""

    field: str
    witness: Witness
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known about a document as a publication; None where the material is silent.

    `language` is an ISO 639-1 code; `projects` and `systems` are names of projects and IT
    systems that it is about. `origins` tells of every field that says anything.
    """

    title: str
    publisher: str | None = None
    year: int | None = None
    date: str | None = None
    kind: Kind = Kind.OTHER
    publication_number: str | None = None
    diarienummer: str | None = None
    url: str | None = None
    language: str | None = None
    projects: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A passage of a document: the unit that is embedded and found.

    `page` is the number of the page it lies on (None without pages; a chunk never crosses a
    page), `heading` the path of headings above it, joined with " › ".
    """

    ordinal: int
    span: Span
    page: int | None
    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file of the material, read and understood.

    `source` is the path below its material folder, with "/" between the parts;
    `content_hash` is the SHA-256 of the file's bytes and of its sidecar's, in hex, `file_hash`
    that of the file's alone. `access` names who may see it: `EVERYONE`, or groups (an empty
    tuple: nobody); `own_access` what the file and its sidecar say of that, None where they are
    silent. `notices` as in `Extract`.
    `as_read` is what the file and its sidecar say where people have corrected `metadata`.
    `sketch` is of the text (see `ingest.resemblance`); None: not made yet.
    """

    source: str
    content_hash: str
    file_hash: str
    media_type: str
    metadata: Metadata
    text: str
    pages: tuple[Page, ...]
    headings: tuple[Heading, ...]
    chunks: tuple[Chunk, ...]
    access: tuple[str, ...]
    notices: tuple[str, ...] = ()
    as_read: Metadata | None = None
    own_access: tuple[str, ...] | None = ()
    sketch: bytes | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a file is not in the library, and what a person can do about it (Swedish)."""

    source: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A file that is no material, and why (Swedish)."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What an archive of the material holds; `members` are to be read, each as `arkiv.zip/namn`.

    `said_access` names who may know of members that cannot be read; None where nothing says it.
    """

    source: str
    members: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    failed: tuple[Failure, ...]
    said_access: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """A word from whoever reads a file that takes long: `what` (Swedish), and how far it is.

    The next step may take `seconds`.
    """

    what: str
    done: int
    whole: int
    seconds: int
