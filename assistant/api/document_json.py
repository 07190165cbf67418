"""The JSON of documents."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.addresses import document_url, original_url, section_anchors
from assistant.types import Asker
from ingest.record.reading import RecordReader
from ingest.record.types import DocumentRow
from ingest.types import Heading, PageState


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOrigin:
    """What told a field of the document (`witness`), and how sure it is: 0 to 1."""

    field: str
    witness: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDocument:
    """A document in a list; `url` is our view of it, `original_url` where it was published.

    `superseded_by` is the document that is its newest edition.
    """

    document_id: str
    title: str
    publisher: str | None
    year: int | None
    date: str | None
    kind: str
    publication_number: str | None
    diarienummer: str | None
    language: str | None
    projects: tuple[str, ...]
    systems: tuple[str, ...]
    origins: tuple[ShownOrigin, ...]
    source: str
    media_type: str
    chunks: int
    url: str
    original_url: str | None
    superseded_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentList:
    """The JSON of `GET /api/v1/documents`."""

    generation: int
    documents: tuple[ListedDocument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPage:
    """A page: its number in the file, its printed label, and where its text lies.

    `recognised`: its words were read in a picture by a program, and may have been misread.
    """

    number: int
    label: str
    start: int
    end: int
    recognised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHeading:
    """A heading of the outline and where it stands.

    `anchor` is what the web page that the document is calls the place; `original_url` is where
    that page shows the section, or the one around it, None where it tells of neither.
    """

    level: int
    title: str
    start: int
    anchor: str | None
    original_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentInFull(ListedDocument):
    """The JSON of `GET /api/v1/documents/{id}`; offsets count Unicode code points of `text`.

    `places` are all the files that hold it, `access` the groups that may see it (`everyone` for
    all), `newest_edition` the document that has replaced it, and `older_editions` those that it
    has replaced, as far as the asker may see them.
    """

    places: tuple[str, ...]
    access: tuple[str, ...]
    newest_edition: ListedDocument | None
    older_editions: tuple[ListedDocument, ...]
    pages: tuple[ShownPage, ...]
    headings: tuple[ShownHeading, ...]
    text: str


def listed(row: DocumentRow) -> ListedDocument:
    """A document's line in the list."""
    known = row.metadata
    return ListedDocument(
        document_id=row.id,
        title=known.title,
        publisher=known.publisher,
        year=known.year,
        date=known.date,
        kind=known.kind.value,
        publication_number=known.publication_number,
        diarienummer=known.diarienummer,
        language=known.language,
        projects=known.projects,
        systems=known.systems,
        origins=tuple(
            ShownOrigin(field=o.field, witness=o.witness.value, confidence=o.confidence)
            for o in known.origins
        ),
        source=row.source,
        media_type=row.media_type,
        chunks=row.chunks,
        url=document_url(row.id),
        original_url=known.url,
        superseded_by=row.superseded_by,
    )


def in_full(row: DocumentRow, record: RecordReader, asker: Asker) -> DocumentInFull:
    """A document with everything that can be shown of it to the asker."""
    line, read = listed(row), record.text(row.version_id)
    newest = record.document(row.superseded_by) if row.superseded_by else None
    return DocumentInFull(
        places=tuple(record.places(row.id)),
        access=row.access,
        older_editions=tuple(
            listed(one) for one in record.replaced_by(row.id) if asker.may_see(one.access)
        ),
        newest_edition=listed(newest) if newest else None,
        **{name: getattr(line, name) for name in ListedDocument.__dataclass_fields__},
        pages=tuple(
            ShownPage(
                number=p.number,
                label=p.label,
                start=p.span.start,
                end=p.span.end,
                recognised=p.state is PageState.RECOGNISED,
            )
            for p in read.pages
        ),
        headings=_headings(row, read.headings),
        text=read.text,
    )


def _headings(row: DocumentRow, headings: Sequence[Heading]) -> tuple[ShownHeading, ...]:
    published = row.metadata.url
    return tuple(
        ShownHeading(
            level=heading.level,
            title=heading.title,
            start=heading.start,
            anchor=heading.anchor,
            original_url=original_url(published, anchor) if anchor else None,
        )
        for heading, anchor in zip(headings, section_anchors(headings), strict=True)
    )
