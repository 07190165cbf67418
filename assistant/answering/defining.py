"""Questions for what something is ("Vad är nytta?"), and sentences that say it."""

import re
from collections.abc import Sequence

from assistant.excerpts.types import Excerpt, Form
from assistant.types import Term
from ingest.swedish import word_terms, words

MOST_OPENING = 8
"""So many words at most stand before the verb of a definition: "Med nyttorealisering avses …"."""
_ASKS = re.compile(
    r"\s*(?:vad?\s+(?:är|e|menas\s+med|avses\s+med|betyder|innebär)|what(?:\s+is|'s|\s+are))\b"
    r"(?!.*,)(?:\s+\S+){1,5}\s*\Z",
    re.IGNORECASE,
)
_DEFINES = re.compile(
    r"\s+(?:är|innebär|betyder|avses?|menas|definieras|kallas)\s+|:\s+(?=[a-zåäö])", re.IGNORECASE
)
_VERBS = frozenset("innebär betyder menas avses".split())
"""The question's own verbs, which an answer need not repeat."""


def asks_what_it_is(question: str) -> bool:
    """True for a short question for what something is or what a word means."""
    return _ASKS.match(question) is not None


def defines(terms: Sequence[Term], excerpt: Excerpt, said: str) -> bool:
    """True where a sentence or an item opens with what is asked about and says what that is.

    `said` is the excerpt's wording. The colons of lists with a lead and of rows are none of its
    own.
    """
    verb = _DEFINES.search(said)
    is_whole = excerpt.form is Form.SENTENCE or (excerpt.form is Form.ITEM and not excerpt.before)
    asked = {term.forms[0] for term in terms if term.word not in _VERBS}
    if verb is None or not is_whole or not asked:
        return False
    opening = words(said[: verb.start()])
    told = {word_terms(word).split()[0] for word in opening[:MOST_OPENING]}
    return len(opening) <= MOST_OPENING and asked <= told
