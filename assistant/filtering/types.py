"""The nouns of narrowing: filters, and what became of them."""

from dataclasses import dataclass

from ingest.types import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which documents may answer; what is empty or None leaves all.

    `first_year` and `last_year` are included. `publisher` and `agency` are an agency's name in
    any of its forms: the first tells who published the document, the second whom it is about
    (its publisher or named in its title).
    """

    publisher: str | None = None
    first_year: int | None = None
    last_year: int | None = None
    kind: Kind | None = None
    publication_number: str | None = None
    agency: str | None = None


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A filter that left no document; `message` says so (Swedish).

    `name` is a field of `Filters`, or "years"; `value` as a person reads it.
    """

    name: str
    value: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtering:
    """Which filters held in a search, and which ones were dropped."""

    applied: Filters = NO_FILTERS
    dropped: tuple[Dropped, ...] = ()

    @property
    def notice(self) -> str:
        """What a person should know of it (Swedish); empty when nothing was dropped."""
        return " ".join(one.message for one in self.dropped)


NOT_FILTERED = Filtering()
