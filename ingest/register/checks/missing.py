"""What every agency is asked for and one has left empty, or told so that it cannot be read."""

from collections.abc import Iterator

from ingest.register.checks.findings import FaultKind, Finding, Place, finding
from ingest.register.checks.gathering import Asked, Gathered, Project, Told
from ingest.register.checks.saying import NAMES
from ingest.register.maturity import QUESTIONS
from ingest.register.measures import MEASURES
from ingest.register.types import Refused, RowKind

_NOT_OF_ALL = "digital_cases"
_FIELDS = (
    "kind", "start", "planned_end", "budget", "phase",
    "risk_benefit", "risk_budget", "risk_time", "status",
)  # fmt: skip
_OF_ENDED = ("actual_end", "outcome")
_ENDED = ("avslutat", "avbrutet")
_SUBJECTS = {
    RowKind.FIGURE: tuple(measure.id for measure in MEASURES),
    RowKind.MATURITY: tuple(question.id for question in QUESTIONS),
}


def missing(gathered: Gathered, book: int) -> Iterator[Finding]:
    """What is missing in the collection of the year `book`; a cell that is unreadable is not."""
    unread = {one.cell for year, one in gathered.refused if year == book}
    yield from (one for one in _empty(gathered, book) if one.place.cell not in unread)


def unreadable(gathered: Gathered, book: int) -> Iterator[Finding]:
    """The cells of the collection that could not be read for certain."""
    for year, refused in gathered.refused:
        if year == book and refused.agency:
            yield _unread(refused, year)


def _unread(refused: Refused, year: int) -> Finding:
    kinds = [kind for kind, subjects in _SUBJECTS.items() if refused.field in subjects]
    place = Place(
        agency=refused.agency,
        year=year,
        row_kind=kinds[0] if kinds else RowKind.PROJECT,
        field=refused.field,
        cell=refused.cell,
    )
    why = f"{refused.reason.rstrip('.')}. {refused.remedy}"
    return finding(FaultKind.UNREADABLE, place, why, value=None, original=refused.original)


def _empty(gathered: Gathered, book: int) -> Iterator[Finding]:
    rows: dict[tuple[str, int, RowKind], list[Told]] = {}
    for told in gathered.numbers.values():
        if told.book == book:
            rows.setdefault((told.agency, told.year, told.kind), []).append(told)
    for told_together in rows.values():
        yield from _missing_numbers(gathered, told_together)
    answered = {agency for agency, _, _ in rows} | {
        one.agency for one in gathered.projects if one.book == book
    }
    for asked in gathered.asked:
        is_silent = asked.book == book and not asked.successor and asked.agency not in answered
        if is_silent and answered:
            yield _silent(asked)
    for project in gathered.projects:
        if project.book == book:
            yield from _missing_fields(gathered, project)


def _missing_numbers(gathered: Gathered, rows: list[Told]) -> Iterator[Finding]:
    first = rows[0]
    there = {told.subject for told in rows}
    asked = {subject for book, _, subject, _ in gathered.columns if book == first.book}
    for subject in _SUBJECTS[first.kind]:
        had = gathered.number(first.agency, first.year - 1, subject) is not None
        if subject in there or subject not in asked or (subject == _NOT_OF_ALL and not had):
            continue
        place = Place(
            agency=first.named,
            year=first.year,
            row_kind=first.kind,
            field=subject,
            cell=gathered.place_of(first.book, first.kind, subject, first.cell),
        )
        why = f"{NAMES[subject]} {first.year} är tomt, men myndigheten har lämnat andra uppgifter."
        yield finding(FaultKind.MISSING, place, why, value=None, original="")


def _silent(asked: Asked) -> Finding:
    place = Place(
        agency=asked.named, year=asked.book, row_kind=RowKind.FIGURE, field="", cell=asked.cell
    )
    why = f"Myndigheten har inte lämnat några uppgifter i insamlingen {asked.book}."
    return finding(FaultKind.MISSING, place, why, value=asked.named, original=asked.named)


def _missing_fields(gathered: Gathered, project: Project) -> Iterator[Finding]:
    has_ended = project.text("status") in _ENDED
    for name in (*_FIELDS, *(_OF_ENDED if has_ended else ())):
        if project.value(name) is not None:
            continue
        place = place_in(project, name, gathered)
        reason = f", fast projektet är {project.text('status')}" if name in _OF_ENDED else ""
        yield finding(
            FaultKind.MISSING, place, f"{NAMES[name]} är tomt{reason}.", value=None, original=""
        )


def place_in(project: Project, name: str, gathered: Gathered) -> Place:
    """The place of a field of a project that is empty."""
    return Place(
        agency=project.named,
        year=project.book,
        row_kind=RowKind.PROJECT,
        field=name,
        cell=gathered.place_of(project.book, RowKind.PROJECT, name, project.row.values[0].cell),
        project=project.name,
    )
