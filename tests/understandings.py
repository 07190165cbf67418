"""Questions understood by the packaged word lists, for tests that need no library."""

from functools import lru_cache

from assistant import search_wiring
from assistant.types import Query
from assistant.understanding.agencies import Agencies
from assistant.understanding.question import Understander


def understand(question: str) -> Query:
    """A question as the product understands it where the library tells nothing of its words."""
    return understander().understand(question)


@lru_cache(maxsize=1)
def understander() -> Understander:
    """Understands questions; reading the word lists takes a moment, so it is made once."""
    return search_wiring.build_understander(Agencies.read())
