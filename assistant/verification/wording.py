"""Whether the content words of a sentence stand in its quotes."""

from collections.abc import Sequence

from assistant.types import Evidence, Verdict
from assistant.verification.names import source_words
from assistant.verification.number_words import UNIT_WORDS
from assistant.verification.opposites import has_opposite
from assistant.verification.reading import content, holds, roots
from ingest.swedish import stem, words

_OWN_WORDS = 0.2
"""No more of a sentence's content words may be its own, and never more than one of them."""


def judge_wording(sentence: str, evidence: Sequence[Evidence]) -> Verdict:
    """PARTLY when one word of several is the sentence's own; UNSUPPORTED beyond that."""
    there = roots(" ".join(f"{e.quote} {e.passage.chunk.heading}" for e in evidence))
    quoted = roots(" ".join(e.quote for e in evidence))
    said = [word for word in dict.fromkeys(content(sentence)) if word not in UNIT_WORDS]
    if not any(holds(quoted, word) for word in said):
        return Verdict.UNSUPPORTED
    allowed = source_words(sentence, evidence)
    own = [word for word in said if not holds(there, word) and stem(word) not in allowed]
    if not own:
        return Verdict.SUPPORTED
    return Verdict.PARTLY if _is_harmless(own, said, sentence) else Verdict.UNSUPPORTED


def _is_harmless(own: Sequence[str], said: Sequence[str], sentence: str) -> bool:
    """One word of many that turns nothing; not the first, a name perhaps, nor a last addition."""
    if len(own) > 1 or len(own) > _OWN_WORDS * len(said) or has_opposite(own[0]):
        return False
    return own[0] not in {words(sentence)[0], said[-1]}
