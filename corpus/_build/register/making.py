"""Makes the whole register for a seed: the books to write, and what is true of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.register.filling import Entry, Line
from ingest.register.types import Collection, RowKind, Stage, Tax

from .agencies import Agency, read_agencies
from .drawing import Drawing
from .faulty_figures import ODD, plant_in_figures
from .faulty_projects import plant_in_projects
from .figures import (
    FIGURE_YEARS,
    Profile,
    definition_lines,
    figure_lines,
    maturity_lines,
    together,
)
from .planting import Field, Planted, Said
from .projects import YEARS, Truth, make_projects
from .reporting import Told, tell

SEED = 2018
SURVEY = "Exempelinsamlingen om it-kostnader och it-projekt"
_FURTHEST_OUT = (1.7, 2.0)
_CALLED_SHORT = ("EXK", 2017)
_STAGES = {2018: Stage.REVIEW}
_TAXES = {2015: Tax.UNKNOWN}
_SILENT_YEARS = (2016, 2017, 2018)


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A workbook to write: its lines in the order of its sheets."""

    collection: Collection
    lines: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The books by year, and the truth: the projects, and the faults that were planted."""

    books: tuple[Book, ...]
    projects: tuple[Truth, ...]
    planted: tuple[Planted, ...]


def make_register(seed: int = SEED) -> Register:
    """The register of a seed; the same for the same seed."""
    agencies = read_agencies()
    drawing = Drawing(seed, "register")
    silent = _silent(agencies, drawing)
    odd = _odd(agencies, drawing, {agency.number for agency, _ in silent})
    profiles = {
        agency.number: Profile(agency=agency, seed=seed, odd=odd.get(agency.number, ()))
        for agency in agencies
    }
    projects = make_projects(seed, agencies)
    told = [row for truth in projects for row in _told(truth, agencies, silent, seed)]
    years = {
        year: [
            *_agency_lines(agencies, year),
            *(_project_said(row, year) for when, row in told if when == year),
            *_figures(agencies, profiles, year, silent),
            *_maturity(agencies, year, silent, seed),
        ]
        for year in FIGURE_YEARS
    }
    field = Field(years=years, drawing=drawing)
    taken = {agency.number for agency, _ in silent} | odd.keys()
    free = [one for one in agencies if one.number not in taken and not _is_merging(one, agencies)]
    plant_in_figures(field, free)
    plant_in_projects(field)
    planted = (*_silences(silent), *_oddities(odd, agencies), *field.planted)
    books = tuple(_book(year, years[year]) for year in FIGURE_YEARS)
    return Register(books=books, projects=projects, planted=planted)


def _silent(agencies: tuple[Agency, ...], drawing: Drawing) -> tuple[tuple[Agency, int], ...]:
    """Agencies that give no figures and no projects in one year; the first is of the twenty."""
    standing = [one for one in agencies if not _is_merging(one, agencies)]
    twenty = [one for one in standing if "de tjugo" in one.groups and not one.renamed_in]
    others = [one for one in standing if "de tjugo" not in one.groups]
    chosen = [drawing.one_of(twenty), *drawing.some_of(others, len(_SILENT_YEARS) - 1)]
    return tuple(zip(chosen, reversed(_SILENT_YEARS), strict=True))


def _odd(
    agencies: tuple[Agency, ...], drawing: Drawing, taken: set[int]
) -> dict[int, tuple[tuple[str, float], ...]]:
    free = [a for a in agencies if a.number not in taken and not _is_merging(a, agencies)]
    chosen = drawing.some_of(free, len(ODD))
    return {
        agency.number: ((measure, side * drawing.between(*_FURTHEST_OUT)),)
        for agency, (measure, side) in zip(chosen, ODD, strict=True)
    }


def _is_merging(agency: Agency, agencies: tuple[Agency, ...]) -> bool:
    return bool(agency.ends_in) or any(other.successor == agency.name for other in agencies)


def _told(
    truth: Truth,
    agencies: tuple[Agency, ...],
    silent: tuple[tuple[Agency, int], ...],
    seed: int,
) -> Iterator[tuple[int, Told]]:
    owners = {year: _owner(truth.agency, agencies, year) for year in YEARS}
    answering = {year: own for year, own in owners.items() if (own, year) not in silent}
    yield from tell(truth, answering, seed).items()


def _owner(agency: Agency, agencies: tuple[Agency, ...], year: int) -> Agency:
    if agency.is_there(year):
        return agency
    return next(other for other in agencies if other.name == agency.successor)


def _agency_lines(agencies: tuple[Agency, ...], year: int) -> Iterator[Said]:
    """All that were asked; one that is gone stands there with its successor."""
    for agency in agencies:
        former = [name for name in agency.former if name != agency.name_in(year)]
        told = {
            "agency": agency.name_in(year),
            "org_number": agency.org_number,
            "short_names": agency.short,
            "former_names": "; ".join(former),
            "successor": "" if agency.is_there(year) else agency.successor,
            "department": agency.department,
            "size": agency.size,
            "groups": "; ".join(agency.groups),
        }
        entries = tuple(Entry(field=key, value=text) for key, text in told.items() if text)
        yield Said(line=Line(kind=RowKind.AGENCY, entries=entries), agency=agency)


def _project_said(row: Told, year: int) -> Said:
    said = Said(line=row.line, agency=row.agency, subject=row.truth.id)
    if (row.agency.short, year) != _CALLED_SHORT:
        return said
    entries = (Entry(field="agency", value=row.agency.short), *row.line.entries[1:])
    return replace(said, line=replace(row.line, entries=entries))


def _figures(
    agencies: tuple[Agency, ...],
    profiles: dict[int, Profile],
    year: int,
    silent: tuple[tuple[Agency, int], ...],
) -> Iterator[Said]:
    for agency in agencies:
        if not agency.is_there(year) or (agency, year) in silent:
            continue
        figures = profiles[agency.number].figures(year)
        for gone in agencies:
            if gone.successor == agency.name and not gone.is_there(year):
                figures = together(figures, profiles[gone.number].figures(year))
        for line in figure_lines(agency, year, figures):
            yield Said(line=line, agency=agency, subject=str(line.entries[1].value))


def _maturity(
    agencies: tuple[Agency, ...], year: int, silent: tuple[tuple[Agency, int], ...], seed: int
) -> Iterator[Said]:
    for agency in agencies:
        if agency.is_there(year) and (agency, year) not in silent:
            for line in maturity_lines(agency, year, seed):
                yield Said(line=line, agency=agency, subject=str(line.entries[1].value))


def _silences(silent: tuple[tuple[Agency, int], ...]) -> Iterator[Planted]:
    for agency, year in silent:
        yield Planted(
            kind="missing", year=year, agency=agency, row_kind=RowKind.FIGURE, field="",
            subject="", what="inga svar det året",
        )  # fmt: skip


def _oddities(
    odd: dict[int, tuple[tuple[str, float], ...]], agencies: tuple[Agency, ...]
) -> Iterator[Planted]:
    for agency in agencies:
        for measure, far in odd.get(agency.number, ()):
            for year in FIGURE_YEARS:
                yield Planted(
                    kind="outlier", year=year, agency=agency, row_kind=RowKind.FIGURE,
                    field=measure, subject=measure, what=f"långt från andra ({far:+.2f})",
                )  # fmt: skip


def _book(year: int, lines: list[Said]) -> Book:
    nobody = read_agencies()[0]
    defined = (Said(line=line, agency=nobody) for line in definition_lines(year))
    collection = Collection(
        survey=SURVEY,
        year=year,
        stage=_STAGES.get(year, Stage.SETTLED),
        tax=_TAXES.get(year, Tax.EXCLUDED),
        price_year=year,
        is_example=True,
    )
    return Book(collection=collection, lines=(*lines, *defined))
