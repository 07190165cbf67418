"""The quality assurance as it is shown: collections, their workbooks, what was found in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.addresses import cell_url
from assistant.errors import NotFoundError
from assistant.service import Service
from ingest.record.register.findings import FindingHeld
from ingest.record.register.types import BookHeld, CollectionHeld, RowCounts
from ingest.register.replies import ReplyKind
from ingest.register.review_lists import (
    ANSWERS,
    SEVERITY_WORDS,
    list_name,
    review_lists,
    subject_of,
)
from ingest.register.seen import SeenRegister
from ingest.register.types import Stage, Tax

_ANSWER_WORDS = dict(zip((kind.value for kind in ReplyKind), ANSWERS, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class BookShown:
    """A workbook of a collection, how many rows it has, and what was left out of it (Swedish)."""

    source: str
    sha256: str
    imported: str
    agencies: int
    projects: int
    figures: int
    notices: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionShown:
    """A collection, with its workbooks, and how many findings nobody has answered yet."""

    collection_id: int
    survey: str
    year: int
    stage: Stage
    taxes: tuple[Tax, ...]
    price_year: int | None
    is_example: bool
    books: tuple[BookShown, ...]
    findings: int
    unanswered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingShown:
    """What an agency should look at: `cell` is "" and `url` None where no cell can be named."""

    finding_id: str
    severity: str
    subject: str
    project: str
    year: int
    original: str
    why: str
    source: str
    sheet: str
    cell: str
    url: str | None
    is_open: bool
    answer: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyReview:
    """The findings of one agency; `agency_id` is None and `agency` "" where none is named."""

    agency_id: int | None
    agency: str
    findings: tuple[FindingShown, ...]
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewShown:
    """A collection with what was found in it, by agency."""

    collection: CollectionShown
    agencies: tuple[AgencyReview, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFile:
    """An agency's list as a workbook to answer in."""

    name: str
    content: bytes


def collections_shown(service: Service) -> tuple[CollectionShown, ...]:
    """The collections that may be seen, the newest first."""
    seen = service.register.seen(service.asker.may_see)
    if seen is None:
        return ()
    counts = seen.counts()
    return tuple(
        _collection(held, counts, seen.findings(held.id)) for held in reversed(seen.collections())
    )


def review_shown(service: Service, collection_id: int) -> ReviewShown:
    """What was found in a collection; raises NotFoundError where it may not be seen."""
    seen, held = _find(service, collection_id)
    findings = seen.findings(collection_id)
    ids = _agency_ids(service)
    by_agency: dict[str, list[FindingHeld]] = {}
    for one in findings:
        by_agency.setdefault(one.finding.place.agency, []).append(one)
    return ReviewShown(
        collection=_collection(held, seen.counts(), findings),
        agencies=tuple(
            _review(agency, ids.get(agency), by_agency[agency], _hashes(held))
            for agency in sorted(by_agency, key=str.casefold)
        ),
    )


def list_of(service: Service, collection_id: int, agency_id: int) -> ListFile:
    """An agency's list of what is open; raises NotFoundError where there is none to be seen."""
    seen, held = _find(service, collection_id)
    agency = next((name for name, one in _agency_ids(service).items() if one == agency_id), "")
    open_ones = [
        one.finding
        for one in seen.findings(collection_id)
        if one.is_open and agency and one.finding.place.agency == agency
    ]
    if not open_ones:
        raise NotFoundError(
            f"Myndigheten {agency_id} har inget att granska i insamling {collection_id}.",
            "Se vilka som har det på /register.",
        )
    (made,) = review_lists(held.collection, open_ones)
    return ListFile(name=list_name(held.collection.year, agency), content=made.content)


def _find(service: Service, collection_id: int) -> tuple[SeenRegister, CollectionHeld]:
    seen = service.register.seen(service.asker.may_see)
    held = (
        next((one for one in seen.collections() if one.id == collection_id), None) if seen else None
    )
    if seen is None or held is None:
        raise NotFoundError(
            f"Registret har ingen insamling {collection_id}.", "Se vilka som finns på /register."
        )
    return seen, held


def _agency_ids(service: Service) -> dict[str, int]:
    known = service.register.catalogue(service.asker.may_see).agencies
    return {one.names[0]: one.id for one in known}


def _hashes(held: CollectionHeld) -> dict[int, str]:
    return {book.id: book.sha256 for book in held.books}


def _collection(
    held: CollectionHeld, counts: dict[int, RowCounts], findings: Sequence[FindingHeld]
) -> CollectionShown:
    about = held.collection
    taxes = {book.tax for book in held.books}
    still = [one for one in findings if one.is_open]
    return CollectionShown(
        collection_id=held.id,
        survey=about.survey,
        year=about.year,
        stage=about.stage,
        taxes=tuple(one for one in Tax if one in taxes),
        price_year=about.price_year,
        is_example=about.is_example,
        books=tuple(_book(book, counts[book.id]) for book in held.books if book.id in counts),
        findings=len(still),
        unanswered=sum(one.answer is None for one in still),
    )


def _book(book: BookHeld, counts: RowCounts) -> BookShown:
    return BookShown(
        source=book.source,
        sha256=book.sha256,
        imported=book.imported,
        agencies=counts.agencies,
        projects=counts.projects,
        figures=counts.figures,
        notices=book.notices,
        url=cell_url(book.sha256, ""),
    )


def _review(
    agency: str, agency_id: int | None, findings: Sequence[FindingHeld], hashes: dict[int, str]
) -> AgencyReview:
    return AgencyReview(
        agency_id=agency_id,
        agency=agency,
        findings=tuple(_finding(one, hashes.get(one.book or 0, "")) for one in findings),
        open=sum(one.is_open for one in findings),
    )


def _finding(held: FindingHeld, sha256: str) -> FindingShown:
    one = held.finding
    cell = one.place.cell
    has_cell = bool(sha256 and cell.row and cell.column)
    return FindingShown(
        finding_id=one.id,
        severity=SEVERITY_WORDS[one.severity],
        subject=subject_of(one),
        project=one.place.project,
        year=one.place.year,
        original=one.original,
        why=one.why,
        source=held.source,
        sheet=cell.sheet,
        cell=cell.name if has_cell else "",
        url=cell_url(sha256, cell.sheet, cell.name) if has_cell else None,
        is_open=held.is_open,
        answer=_ANSWER_WORDS.get(held.answer or "", ""),
        comment=held.comment,
    )
