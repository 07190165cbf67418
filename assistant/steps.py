"""What comes of a question, step by step, to those who show it while the rest is made."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer import Answer, Citation, Sentence
from assistant.searching import Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A sentence of the answer to come, with its citations, in the order of their numbers."""

    sentence: Sentence
    citations: tuple[Citation, ...]


Step = Found | Verified | Answer
"""What was found comes first, then the sentences in reading order, the whole answer last."""


def sentences_of(answer: Answer) -> Iterator[Verified]:
    """Every sentence of an answer as a step of its own."""
    known = {citation.n: citation for citation in answer.citations}
    for sentence in answer.sentences:
        cited = tuple(known[n] for n in sorted(sentence.citations))
        yield Verified(sentence=sentence, citations=cited)
