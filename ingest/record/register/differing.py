"""Tells where a workbook differs from the rest of its collection, for whoever takes it in."""

from collections.abc import Iterator

from sqlalchemy import Connection

from ingest.record.register.reading import collections_held
from ingest.record.register.types import CollectionHeld
from ingest.register.layout import STAGES


def differing(connection: Connection, book: int) -> tuple[str, ...]:
    """What of a live workbook differs from the others of its collection (Swedish)."""
    held = next(
        one for one in collections_held(connection) if book in {other.id for other in one.books}
    )
    return tuple(_stages(held, book))


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
