"""Tells where a workbook differs from the rest of its collection, for whoever takes it in."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from ingest.record.register.contradicting import Against, contradicting
from ingest.record.register.reading import collections_held
from ingest.record.register.types import CollectionHeld
from ingest.register.checks.saying import NAMES, UNITS, said
from ingest.register.layout import STAGES

_MOST = 5


def differing(connection: Connection, book: int) -> tuple[str, ...]:
    """What of a live workbook differs from the others of its collection (Swedish)."""
    held = next(
        one for one in collections_held(connection) if book in {other.id for other in one.books}
    )
    return (*_stages(held, book), *_values(list(contradicting(connection, book))))


def _stages(held: CollectionHeld, book: int) -> Iterator[str]:
    own = next(one.stage for one in held.books if one.id == book)
    if held.said is not None:
        if held.said != own:
            yield (
                f"Arbetsboken har läget {STAGES[own]}, men om insamlingen är det sagt att den är "
                f"{STAGES[held.said]}. Det gäller, tills `lardom register stage` säger annat."
            )
    elif {one.stage for one in held.books} != {own}:
        yield (
            f"Arbetsboken har läget {STAGES[own]}, och andra i insamlingen ett annat. Insamlingen "
            f"räknas som {STAGES[held.stage]}, det minst klara, tills `lardom register stage` "
            "säger annat."
        )


def _values(against: Sequence[Against]) -> Iterator[str]:
    if not against:
        return
    many = "1 värde" if len(against) == 1 else f"{len(against)} värden"
    yield (
        f"{many} står annorlunda i en annan arbetsbok i insamlingen; svaren räknar med den som "
        "togs in sist."
    )
    yield from map(_value, against[:_MOST])
    if len(against) > _MOST:
        yield f"{len(against) - _MOST} värden till som står annorlunda."


def _value(one: Against) -> str:
    unit = UNITS.get(one.number)
    return (
        f"{NAMES[one.number]} {one.year}, {one.agency}: {said(one.value, unit)} i cell "
        f"{one.cell.name}, men {said(one.other, unit)} i {one.source}, cell {one.other_cell.name}."
    )
