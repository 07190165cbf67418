"""Whether the names of a sentence stand in its quotes, or are those of the source it names."""

from collections.abc import Sequence

from assistant.types import Evidence, Verdict
from assistant.verification.reading import name_stems, plain, stems
from ingest.swedish import stem

_REACH = 5
"""So many words after "enligt" may name the source."""


def judge_names(sentence: str, evidence: Sequence[Evidence]) -> Verdict:
    """UNSUPPORTED when a name is neither quoted nor, after "enligt", that of the publication."""
    there = stems(" ".join(e.quote for e in evidence))
    missing = set(name_stems(sentence)) - there
    if missing and stem("enligt") not in there:
        missing -= source_words(sentence, evidence)
    return Verdict.UNSUPPORTED if missing else Verdict.SUPPORTED


def source_words(sentence: str, evidence: Sequence[Evidence]) -> frozenset[str]:
    """The stems after "enligt" that the title or the publisher of a cited document has."""
    words = plain(sentence).split()
    at = [n for n, word in enumerate(words) if word.lower() == "enligt"]
    told = stems(" ".join(w for n in at for w in words[n + 1 : n + 1 + _REACH]))
    known = [e.passage.document.metadata for e in evidence]
    return told & stems(" ".join(f"{m.title} {m.publisher or ''} rapport" for m in known))
