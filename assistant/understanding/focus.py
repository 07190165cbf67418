"""What a question asks for by name: "ordförande" in "Vem var ordförande i …", or nothing."""

import re
from collections.abc import Sequence

from assistant.understanding.small_words import SMALL_WORDS

_ASKING = re.compile(
    r"\b(?:vilken|vilket|vilka|which|hur (?:många|stora?|stort|höga?|högt)|how (?:many|large|high)"
    r"|(?:vem|who) (?:är|var|blev|blir|is|was|were))\b"
)
_COUNTS = frozenset(
    "två tre fyra fem sex sju åtta nio tio elva tolv two three four five six seven ten".split()
)
_KINDS = frozenset(
    """
    myndighet myndigheter myndigheten organisation person personer instans aktör aktörer
    summa belopp beloppet antal andel kostnad kostnaden pengar datum datumet tidpunkt deadline
    år dag månad namn nummer sätt sort sorts typ typer slag roll fall
    """.split()
)
"""They tell what kind of thing is asked for; the sentence that tells it seldom repeats them."""
FARTHEST = 4
"""What is asked for stands no farther behind the words that ask."""


def focus_of(words: Sequence[str]) -> str | None:
    """The word of a question's lower-case words that an answer has to hold; None: no such."""
    asking = _ASKING.search(" ".join(words))
    if asking is None:
        return None
    behind = " ".join(words)[asking.end() :].split()[:FARTHEST]
    named = [word for word in behind if word not in SMALL_WORDS | _COUNTS and not word.isdigit()]
    return named[0] if named and named[0] not in _KINDS else None
