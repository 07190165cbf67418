"""Passages as their words, and as numbers of a vocabulary; what was read is remembered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from assistant.retrieval.vocabulary import Numbers, Vocabulary
from ingest.record.types import Passage
from ingest.rendering import findable, indexable
from ingest.swedish import words

PASSAGES = 3000
"""So many are remembered, about 4 kB each."""
_Key = tuple[tuple[object, ...], str, str, str]
"""What is read of a passage: facts of its publication, its title, headings and own text."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Text:
    """A passage's words, in order: its own, and by number these after its title and the like."""

    own: Sequence[str]
    whole: Numbers


class Texts:
    """Reads passages by one vocabulary. Usable by threads."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self._text: Callable[[_Key], Text] = lru_cache(PASSAGES)(self._read)

    def read(self, passages: Sequence[Passage]) -> list[Text]:
        """The passages, read."""
        return [self._text(_key(passage)) for passage in passages]

    def _read(self, passage: _Key) -> Text:
        facts, title, heading, text = passage
        own = tuple(map(intern, words(text)))
        above = words(indexable(facts, findable(title, heading, "")))
        return Text(own=own, whole=self.vocabulary.numbers([*above, *own] or [""]))


def _key(passage: Passage) -> _Key:
    known = passage.document.metadata
    facts = (known.publisher, known.year, known.publication_number, known.diarienummer)
    return facts, known.title, passage.chunk.heading, passage.text
