"""Whoever did something, as a row names them: an id in one column, the name in the next to it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import RowMapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who did something: `id` is None where nobody signs in, or for nobody in particular."""

    id: str | None
    name: str


def named_in(row: "RowMapping", column: str = "who") -> Person:
    """Whom a row names in a column, and in the one that is called `…_name`."""
    return Person(id=row[column], name=row[f"{column}_name"])


def naming(person: Person, column: str = "who") -> dict[str, str | None]:
    """The two columns that name somebody."""
    return {column: person.id, f"{column}_name": person.name}
