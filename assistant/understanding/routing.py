"""Tells what sort of question it is before anything is searched, by its wording alone.

Rather a question about documents than a wrong refusal. Knows nothing about the library.
"""

import re

from assistant.types import Query, Route
from assistant.understanding.list_phrases import ENUMERATION
from assistant.understanding.outside_phrases import INJECTION, OUTSIDE
from assistant.understanding.route_phrases import (
    DANGLING,
    GENERAL_NOUNS,
    GREETING,
    HELP,
    LEADING,
)
from assistant.understanding.small_words import SMALL_WORDS

LONGEST_DANGLING = 7
"""A question of more words has something to go by."""
LONGEST_OTHER = 300
"""Characters; who writes more than this tells of something to be looked for."""
_BETWEEN = re.compile(r"[^\w+*/×÷^=<|:%.,-]+|[.,:=-]+(?=\s|$)")
_WORD = re.compile(r"[^\W_][\w:-]*")


_WHOLE = (
    (Route.GREETING, GREETING),
    (Route.HELP, HELP),
    (Route.ENUMERATION, ENUMERATION),
    (Route.OUTSIDE, OUTSIDE),
)


def route(question: str, query: Query | None = None) -> Route:
    """What is to be done with a question, a follow-up already made self-contained.

    `query` is the question understood, if it has been: a name it found is something to search for.
    """
    said = plain(question)
    asked = LEADING.sub("", f"{said} ", count=1).strip() if LEADING.match(f"{said} ") else said
    if INJECTION.search(asked) or INJECTION.search(said):
        return Route.OUTSIDE
    if len(said) > LONGEST_OTHER:
        return Route.DOCUMENTS
    for text in dict.fromkeys((said, asked)):
        for found, pattern in _WHOLE:
            if pattern.fullmatch(text):
                return found
    return Route.AMBIGUOUS if _is_ambiguous(asked, query) else Route.DOCUMENTS


def plain(question: str) -> str:
    """The question in lower case, one blank between words, without punctuation around them."""
    return " ".join(_BETWEEN.sub(" ", question.lower()).split())


def says_nothing(said: str) -> bool:
    """True when a plain question has no word that tells what it is about."""
    return all(word in SMALL_WORDS or word in DANGLING for word in _WORD.findall(said))


def _is_ambiguous(asked: str, query: Query | None) -> bool:
    if query is not None and any(term.is_name for term in query.terms):
        return False
    words = _WORD.findall(asked)
    if len(words) == 1 and words[0] in GENERAL_NOUNS:
        return True
    return len(words) <= LONGEST_DANGLING and says_nothing(asked)
