"""Under which name each agency is counted, however a document calls it."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Protocol

from assistant.understanding.agencies import AgencyNamed
from ingest.agencies import Agency

_ADDED = re.compile(r"\s*(?:\([^)]*\)|\bm\.\s?fl\.)\s*$")


class AgencyTable(Protocol):
    """Knows agencies by any of their names, alone and in a text."""

    def of_name(self, text: str) -> Agency | None:
        """The agency of that name."""
        ...

    def named_in(self, question: str) -> Sequence[AgencyNamed]:
        """The agencies that a text names."""
        ...


class Labels:
    """Names agencies: as they are called now, where the table has them."""

    def __init__(self, agencies: AgencyTable) -> None:
        self._agencies = agencies
        self.agency: Callable[[str], str] = lru_cache(10_000)(self._agency)
        """What an agency of that name is called now; what it is called where that is not known."""

    def named_in(self, title: str) -> set[str]:
        """What the agencies that a title names are called now."""
        return {found.agency.name for found in self._agencies.named_in(title)}

    def _agency(self, name: str) -> str:
        agency = self._agencies.of_name(name) or self._agencies.of_name(_bare(name))
        return agency.name if agency else _bare(name)


def _bare(publisher: str) -> str:
    """A publisher's name without "(gamla)" or "m.fl." behind it."""
    return " ".join(_ADDED.sub("", publisher).split()) or publisher
