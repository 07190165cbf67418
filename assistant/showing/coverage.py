"""What the library lacks: agencies and years, measures and years, kinds of document and years."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import NoLibraryError
from assistant.service import Service
from assistant.showing.values import label_of
from ingest.correctable import KIND_NAMES
from ingest.register.coverage import Covered
from ingest.register.maturity import QUESTIONS
from ingest.register.measures import MEASURES
from ingest.register.selection import AgencyKnown
from ingest.types import Kind

_NUMBERS = (*(one.id for one in MEASURES), *(one.id for one in QUESTIONS))


@dataclass(frozen=True, slots=True, kw_only=True)
class YearTold:
    """What an agency has told of a year; nothing where `answered` is false."""

    year: int
    answered: bool
    projects: int
    figures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyCovered:
    """An agency over the years of the register; `silent` are those that it has told nothing of."""

    agency_id: int
    name: str
    years: tuple[YearTold, ...]
    silent: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCount:
    """How many there are of a year: agencies, or documents."""

    year: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberCovered:
    """A measure or question over the years of the register: how many agencies have told it."""

    number: str
    name: str
    years: tuple[YearCount, ...]
    lacking: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCovered:
    """A kind of document over the years of the library; `undated` are those of no known year."""

    kind: str
    name: str
    total: int
    years: tuple[YearCount, ...]
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageShown:
    """The JSON of `GET /api/v1/coverage`: of the register, and of the documents beside it.

    `years` are those of the register; each agency and number has one entry for every one of
    them, and each kind of document for every one of `document_years`.
    """

    years: tuple[int, ...]
    agencies: tuple[AgencyCovered, ...]
    numbers: tuple[NumberCovered, ...]
    document_years: tuple[int, ...]
    documents: tuple[KindCovered, ...]


def coverage_shown(service: Service) -> CoverageShown:
    """What there is and what is lacking, of all that the asker may see."""
    may_see = service.asker.may_see
    seen = service.register.seen(may_see)
    covered = seen.coverage() if seen else Covered(years=(), of_agencies=(), of_numbers=())
    dated = _documents(service)
    years = tuple(sorted({year for _, year in dated if year is not None}))
    return CoverageShown(
        years=covered.years,
        agencies=_agencies(covered, service.register.catalogue(may_see).agencies),
        numbers=_numbers(covered),
        document_years=years,
        documents=tuple(_kind(kind, dated, years) for kind in Kind),
    )


def _agencies(covered: Covered, known: Sequence[AgencyKnown]) -> tuple[AgencyCovered, ...]:
    told = {(one.agency, one.year): one for one in covered.of_agencies}
    found = []
    for agency in known:
        cells = [told.get((agency.id, year)) for year in covered.years]
        years = tuple(
            YearTold(
                year=year,
                answered=cell is not None,
                projects=cell.projects if cell else 0,
                figures=cell.figures if cell else 0,
            )
            for year, cell in zip(covered.years, cells, strict=True)
        )
        silent = tuple(one.year for one in years if not one.answered)
        found.append(
            AgencyCovered(agency_id=agency.id, name=agency.names[0], years=years, silent=silent)
        )
    return tuple(found)


def _numbers(covered: Covered) -> tuple[NumberCovered, ...]:
    told = {(one.number, one.year): one.agencies for one in covered.of_numbers}
    found = []
    for number in _NUMBERS:
        years = tuple(
            YearCount(year=year, count=told.get((number, year), 0)) for year in covered.years
        )
        lacking = tuple(one.year for one in years if not one.count)
        found.append(
            NumberCovered(number=number, name=label_of(number), years=years, lacking=lacking)
        )
    return tuple(found)


def _documents(service: Service) -> Counter[tuple[Kind, int | None]]:
    """How many documents there are of each kind and year."""
    try:
        rows = service.library.current().record.documents()
    except NoLibraryError:
        return Counter()
    return Counter(
        (row.metadata.kind, row.metadata.year) for row in rows if service.asker.may_see(row.access)
    )


def _kind(kind: Kind, dated: Counter[tuple[Kind, int | None]], years: Sequence[int]) -> KindCovered:
    return KindCovered(
        kind=kind.value,
        name=KIND_NAMES[kind],
        total=sum(count for (one, _), count in dated.items() if one is kind),
        years=tuple(YearCount(year=year, count=dated[kind, year]) for year in years),
        undated=dated[kind, None],
    )
