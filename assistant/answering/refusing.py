"""What is said where the material has no answer: what was looked for, and what is lacking."""

import re
from collections.abc import Sequence

from assistant.answering.composing import NO_EVIDENCE
from assistant.answering.replies import among
from assistant.filtering.types import Filters
from assistant.matching.bearing import bearing
from assistant.types import Hit, Query
from ingest.swedish import words

MOST_WORDS = 6
READ = 8
"""So many passages are looked at for what they lack."""
ALL_THERE = (
    "De närmaste dokumenten har orden eller närliggande ord, men ingen mening där svarar på frågan."
)
_QUOTED = re.compile("”([^”]+)”")
_WORD = re.compile(r"[^\W_][\w:/-]*")


def refusal(query: Query, hits: Sequence[Hit], filters: Filters, told: str) -> str:
    """A refusal with what was looked for, as it was understood, and what the library lacks.

    `told` is what the draft says of it, which may be nothing.
    """
    if not query.terms:
        return f"{NO_EVIDENCE} {told}".strip()
    reason = _as_typed(query, told) or _lacking(query, hits)
    return " ".join(filter(None, (NO_EVIDENCE, _looked_for(query, filters), reason)))


def _looked_for(query: Query, filters: Filters) -> str:
    found = [_quoted(query, n) for n in range(len(query.terms))]
    where = among(filters)
    left = len(found) - MOST_WORDS
    more = f" och {left} ord till" if left > 0 else ""
    return f"Jag sökte efter {_joined(found[:MOST_WORDS], '' if more else ' och ')}{more}{where}."


def _lacking(query: Query, hits: Sequence[Hit]) -> str:
    """Which words stand in none of the nearest passages."""
    if not hits:
        return ""
    texts = [words(f"{hit.passage.chunk.heading} {hit.passage.text}") for hit in hits[:READ]]
    said = bearing(query, texts).said
    missing = [_quoted(query, n) for n in range(len(query.terms)) if not said[:, n].any()]
    if not missing:
        return ALL_THERE
    return f"De närmaste dokumenten nämner inte {_joined(missing[:MOST_WORDS], ' eller ')}."


def _quoted(query: Query, n: int) -> str:
    return _as_typed(query, f"”{query.terms[n].word}”")


def _as_typed(query: Query, told: str) -> str:
    """A text with the words that it quotes spelt as in the question."""
    typed = {found.lower(): found for found in _WORD.findall(query.question)}
    return _QUOTED.sub(lambda found: f"”{typed.get(found[1].lower(), found[1])}”", told)


def _joined(said: Sequence[str], last: str) -> str:
    if len(said) < 2 or not last:
        return ", ".join(said)
    return f"{', '.join(said[:-1])}{last}{said[-1]}"
