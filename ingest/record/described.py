"""How lists of the metadata stand in their columns: JSON, or null for none."""

import json
from functools import lru_cache

from ingest.types import Origin, Witness

ORIGINS = "origins"
"""Where the origins stand in a version's `as_read`, as their column has them."""
_KEPT = 4096


def names_to_column(names: tuple[str, ...]) -> str | None:
    """Names of projects or systems as a column has them."""
    return json.dumps(names, ensure_ascii=False) if names else None


def names_from_column(column: str | None) -> tuple[str, ...]:
    """What `names_to_column` made a column of."""
    return tuple(json.loads(column)) if column else ()


def origins_to_column(origins: tuple[Origin, ...]) -> str | None:
    """Origins as a column has them."""
    rows = [(one.field, one.witness.value, one.confidence) for one in origins]
    return json.dumps(rows) if rows else None


@lru_cache(_KEPT)  # most documents have theirs in common, and every passage found reads them
def origins_from_column(column: str | None) -> tuple[Origin, ...]:
    """What `origins_to_column` made a column of; a witness of a later version is left out."""
    rows = json.loads(column) if column else ()
    return tuple(
        Origin(field=field, witness=Witness(witness), confidence=confidence)
        for field, witness, confidence in rows
        if witness in set(Witness)
    )


def origins_as_read(origins: str | None, as_read: str | None) -> tuple[Origin, ...]:
    """The origins of what the material said of a version with these two columns."""
    before = json.loads(as_read).get(ORIGINS) if as_read else None
    return origins_from_column(origins if before is None else before)
