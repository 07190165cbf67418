"""Questions for what something is ("Vad är nytta?"), and sentences that say it."""

import re
from collections.abc import Sequence

from assistant.excerpts.types import Excerpt, Form
from assistant.types import Term
from assistant.understanding.small_words import SMALL_WORDS
from ingest.swedish import word_terms, words

_ASKS = re.compile(
    r"\s*(?:vad?\s+(?:är|e|menas\s+med|avses\s+med|betyder|innebär)|what(?:\s+is|'s|\s+are))\b"
    r"(?!.*,)(?:\s+\S+){1,5}\s*\Z",
    re.IGNORECASE,
)
_DEFINES = re.compile(
    r"\s+(?:(?P<is>är)|innebär|betyder|avses?|menas|definieras|kallas)\s+|(?P<colon>:)\s+(?=[a-zåäö])",
    re.IGNORECASE,
)
_DENIED = re.compile(r"(?:inte|aldrig|ej|okän\w*)\b", re.IGNORECASE)
_NOUN = re.compile(
    r"(?:(?:alltså|helt enkelt|ett slags|en sorts)\s+)?"
    r"(?:(?:en|ett|den|det|de|att|när|namnet)\b"
    r"|[^\W\d_]{3,}(?:et|en|an|na)\s+(?:av|med|för|som|att|där|till|i|på|mellan)\b"
    r"|(?:[^\W\d_]{3,}\s+){1,2}som\b)",
    re.IGNORECASE,
)
"""How what something is begins; what it is like ("är dyr", "är klart") is no answer."""
_SAYING = frozenset("innebär betyder menas avses med begreppet ordet termen uttrycket".split())
"""Words of the question or the answer that say that a meaning follows."""


def asks_what_it_is(question: str) -> bool:
    """True for a short question for what something is or what a word means."""
    return _ASKS.match(question) is not None


def defines(terms: Sequence[Term], excerpt: Excerpt, said: str) -> bool:
    """True where a sentence or an item opens with what is asked about alone, and says what it is.

    `said` is the excerpt's wording. The colons of lists with a lead and of rows are none of its
    own.
    """
    verb = _DEFINES.search(said)
    is_whole = excerpt.form is Form.SENTENCE or (excerpt.form is Form.ITEM and not excerpt.before)
    asked = {term.forms[0] for term in terms if term.word not in _SAYING}
    if verb is None or not is_whole or not asked or _DENIED.match(said, verb.end()):
        return False
    if (verb["is"] or verb["colon"]) and not _NOUN.match(said, verb.end()):
        return False
    opening = [word for word in words(said[: verb.start()]) if word not in SMALL_WORDS | _SAYING]
    return asked == {word_terms(word).split()[0] for word in opening}
