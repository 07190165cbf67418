"""What one yearly collection says of a project: its fields, its numbers, its further columns."""

from dataclasses import dataclass

from assistant.showing.values import ValueShown, number_said_of, value_shown
from ingest.record.register.telling import RowTold
from ingest.register.measures import PROJECT_NUMBERS
from ingest.register.numbers import made_of
from ingest.register.profiles import ProjectState
from ingest.register.types import Collection

WORKED_OUT = tuple(one for one in PROJECT_NUMBERS if made_of(one.id) != ((one.id,),))
"""The numbers of a project that are no fields of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberShown:
    """A number that is worked out, None where that cannot be; `made_of` are fields of the year.

    `definition` says how (Swedish); of each several fields the first that has a value counts.
    """

    number: str
    name: str
    unit: str
    value: float | None
    said: str
    definition: str
    made_of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearShown:
    """A project in one collection; `free` are the columns that belong to no field."""

    year: int
    survey: str
    stage: str
    tax: str
    price_year: int | None
    is_example: bool
    name: str
    fields: tuple[ValueShown, ...]
    numbers: tuple[NumberShown, ...]
    free: tuple[ValueShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShown:
    """A correction: what the workbook said, what came instead, why, when (UTC), and by whom.

    `after` has the value "" where it was struck.
    """

    year: int
    before: ValueShown
    after: ValueShown
    why: str
    corrected: str
    who: str | None


def year_shown(state: ProjectState, told: RowTold, collection: Collection) -> YearShown:
    """What a collection says of a project."""
    return YearShown(
        year=state.year,
        survey=collection.survey,
        stage=collection.stage.value,
        tax=collection.tax.value,
        price_year=collection.price_year,
        is_example=collection.is_example,
        name=state.name,
        fields=tuple(map(value_shown, told.values)),
        numbers=_numbers(state),
        free=tuple(map(value_shown, told.free)),
    )


def changes_shown(state: ProjectState, told: RowTold) -> tuple[ChangeShown, ...]:
    """The corrections of a year, the oldest first."""
    return tuple(
        ChangeShown(
            year=state.year,
            before=value_shown(one.before),
            after=value_shown(one.after),
            why=one.why,
            corrected=one.corrected,
            who=one.who,
        )
        for one in told.changes
    )


def _numbers(state: ProjectState) -> tuple[NumberShown, ...]:
    return tuple(
        NumberShown(
            number=one.id,
            name=one.name,
            unit=one.unit,
            value=getattr(state, one.id),
            said=number_said_of(one.id, getattr(state, one.id)),
            definition=one.definition,
            made_of=tuple(field for several in made_of(one.id) for field in several),
        )
        for one in WORKED_OUT
    )
