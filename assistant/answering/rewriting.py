"""Makes follow-ups self-contained with a language model; by the rules where it does not manage.

The model gets little time, and only what it takes from the questions counts: a reply that is not
one question, or that holds a name or a number of its own, is put aside. Knows nothing about
documents.
"""

import logging
import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace

from assistant.answering.chat_model import ChatModel, ConnectedModel
from assistant.errors import ModelError
from assistant.naming import names_in
from assistant.prompts import Prompt
from assistant.types import Route
from assistant.understanding.follow_up_phrases import VERBS
from assistant.understanding.follow_up_topics import pronoun_in
from assistant.understanding.follow_ups import FollowUps
from assistant.understanding.routing import route
from assistant.understanding.small_words import SMALL_WORDS
from ingest.swedish import stem, words

_LOG = logging.getLogger("lardom")
MOST_SECONDS = 8.0
"""A person waits for the answer behind it."""
LONGEST_LEANING = 9
"""Words; a longer question without a pronoun is let stand, and no model asked."""
LONGEST_REWRITTEN = 400
LONGEST_REPLY = 20_000
"""Characters, with what the model thinks aloud."""
MOST_ADDED = 2
"""So many content words may stand in neither the question nor those before it."""
_ASKED = {Route.DOCUMENTS, Route.ENUMERATION, Route.AMBIGUOUS}
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.S)
_AROUND = re.compile(
    r"^(?:```\w*\s*)?(?:\**(?:omskriven(?: fråga)?|fråga|sista frågan)\**:\**\s*)?|\s*(?:```)$",
    re.I,
)
_QUOTES = "”“\"'« »*` \n"


class Rewriter:
    """Rewrites follow-ups with a chat model. Usable by threads; lives until it is closed."""

    def __init__(self, model: ChatModel, prompt: Prompt, rules: FollowUps) -> None:
        self._model = ConnectedModel(replace(model, timeout=min(model.timeout, MOST_SECONDS)))
        self._prompt = prompt
        self._rules = rules

    def close(self) -> None:
        """Give up what is being asked. Need not be called for the process to end."""
        self._model.close()

    def self_contained(self, question: str, before: Sequence[str]) -> str | None:
        """The follow-up as a question of its own; None when it stands alone already.

        `before` are the conversation's earlier questions, self-contained, the oldest first. Never
        raises: what the model cannot do, the rules of `FollowUps` do.
        """
        by_rules = self._rules.self_contained(question, before)
        if not before or route(question) not in _ASKED or not _may_lean(question):
            return by_rules
        try:
            said = self._say(question, before)
        except ModelError as error:
            _LOG.warning("Följdfrågan skrevs om utan språkmodell: %s", error)
            return by_rules
        whole = _question_in(said)
        if whole is None or _same(whole, question) or not is_faithful(whole, question, before):
            return by_rules
        return whole

    def _say(self, question: str, before: Sequence[str]) -> str:
        earlier = "\n".join(f"{n}. {_line(one)}" for n, one in enumerate(before, start=1))
        said = ""
        with closing(
            self._model.say(self._prompt.fill(question=_line(question), earlier=earlier))
        ) as pieces:
            for piece in pieces:
                said += piece
                if len(said) > LONGEST_REPLY:
                    break
        return said


def is_faithful(whole: str, question: str, before: Sequence[str]) -> bool:
    """True when a rewritten question says what was asked, of what was asked about before.

    It holds no name or number that stands in neither, keeps those of the question, and takes
    hardly a word from elsewhere.
    """
    there = _roots(" ".join((question, *before)))
    added = {root for root in _roots(whole) - there if not _is_small(root)}
    if any(root[0].isdigit() for root in added) or len(added) > MOST_ADDED:
        return False
    if _named(whole) - there or not _told(question) <= _roots(whole):
        return False
    own = {root for root in _roots(question) if not _is_small(root)}
    return (not own or bool(own & _roots(whole))) and route(whole) in _ASKED


def _may_lean(question: str) -> bool:
    return len(words(question)) <= LONGEST_LEANING or pronoun_in(question) is not None


def _question_in(said: str) -> str | None:
    """The one question of a reply; None where it is something else."""
    bare = _AROUND.sub("", _THOUGHT.sub("", said).strip().strip(_QUOTES)).strip(_QUOTES)
    whole = " ".join(bare.split())
    one = "\n" not in bare and whole.endswith("?") and whole.count("?") == 1
    return whole if one and len(whole) <= LONGEST_REWRITTEN and len(words(whole)) > 1 else None


def _same(one: str, other: str) -> bool:
    return words(one) == words(other)


def _line(question: str) -> str:
    return " ".join(question.split())


def _told(question: str) -> set[str]:
    """The names and the numbers of a question."""
    return _named(question) | {root for root in _roots(question) if root[0].isdigit()}


def _named(text: str) -> set[str]:
    return {root for name in names_in(text) for root in _roots(name)}


def _roots(text: str) -> set[str]:
    """The stems of a text's words, and the words without a genitive."""
    return {stem(word.removesuffix(":s")) for word in words(text)}


def _is_small(root: str) -> bool:
    return root in _SMALL_ROOTS


_SMALL_ROOTS = frozenset(stem(word) for word in SMALL_WORDS | VERBS)
