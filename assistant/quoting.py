"""Quotes the material for a question that has been understood: the way without a language model."""

from assistant.answering.candidates import CandidateFinder
from assistant.answering.extractive import ExtractiveAnswerer
from assistant.confirmation import Confirmer
from assistant.excerpts.reading import PassageReader
from assistant.matching.word_likeness import WordLikeness
from assistant.searching import Understood
from assistant.types import Draft, Hit


class Quoter:
    """Drafts answers of quotes. One per process; usable by threads."""

    def __init__(self, reader: PassageReader, alike: WordLikeness, confirmer: Confirmer) -> None:
        self._reader = reader
        self._alike = alike
        self._confirmer = confirmer

    def quote(self, understood: Understood, hits: tuple[Hit, ...]) -> Draft:
        """The draft from these hits, best first."""
        library = understood.library
        finder = CandidateFinder(self._reader, self._alike, library.frequency, library.chunks)
        answerer = ExtractiveAnswerer(finder, self._confirmer)
        return answerer.draft(understood.query, understood.vector, hits)

    def confirmed(self, draft: Draft) -> Draft:
        """Somebody else's draft with only the evidence that a second reader finds."""
        return self._confirmer.draft(draft)
