"""Reads a model's reply while it comes: each sentence as soon as its JSON object is whole.

The form is `{"sentences": [{"text": …, "quotes": [{"passage": …, "quote": …}]}, …]}`. Models
write more than they are asked to, so:

- what stands outside a list of sentences is passed over: prose, fences, other fields;
- what stands between `<think>` and `</think>` is passed over, replies in it too;
- a list that is of another form from its first sentence on (`[...]`) is passed over as prose;
- when a further reply comes, it is read as well: what has been given cannot be taken back, and
  the first may be the form repeated, so neither the first nor the last alone is the reply.

Knows nothing about passages, servers or what is true.
"""

import json
import re
from dataclasses import dataclass
from enum import Enum, auto

from pydantic import BaseModel

_OPENING = re.compile(r'"sentences"\s*:\s*\[|<(?P<tag>think|thinking)>')
_LONGEST_OPENING = 80
"""Characters kept of what is passed over, for an opening may come in several pieces."""
_BETWEEN = " \t\r\n,"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Words that the model says stand in a passage, by the name it was shown under."""

    passage: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidSentence:
    """One sentence of a reply, as the model wrote it."""

    text: str
    claims: tuple[Claim, ...]


class _Quote(BaseModel):
    passage: str
    quote: str


class _Sentence(BaseModel):
    text: str
    quotes: list[_Quote]


class _Place(Enum):
    OUTSIDE = auto()
    THINKING = auto()
    INSIDE = auto()


class ReplyReader:
    """Reads one reply, piece by piece; for one thread.

    `length` counts the characters fed.
    """

    def __init__(self) -> None:
        self.length = 0
        self._text = ""
        self._place = _Place.OUTSIDE
        self._closing = ""
        self._whole = False
        self._given = 0
        self._object = _ObjectEnd()

    @property
    def whole(self) -> bool:
        """True when a list of sentences (it may be empty) has ended, and none after it is amiss."""
        return self._whole and not self.open

    @property
    def open(self) -> bool:
        """True while a list of sentences has begun and not ended."""
        return self._place is _Place.INSIDE

    def feed(self, piece: str) -> tuple[SaidSentence, ...]:
        """The sentences that became whole with this piece, in order."""
        self.length += len(piece)
        self._text += piece
        said: list[SaidSentence] = []
        while self._advance(said):
            continue
        return tuple(said)

    def _advance(self, said: list[SaidSentence]) -> bool:
        """Go one step on; False when that takes more text."""
        match self._place:
            case _Place.OUTSIDE:
                return self._find_opening()
            case _Place.THINKING:
                return self._skip_thinking()
            case _Place.INSIDE:
                return self._read_next(said)

    def _find_opening(self) -> bool:
        found = _OPENING.search(self._text)
        if found is None:
            self._text = self._text[-_LONGEST_OPENING:]
            return False
        self._text = self._text[found.end() :]
        self._given = 0
        self._place = _Place.INSIDE
        if tag := found["tag"]:
            self._closing, self._place = f"</{tag}>", _Place.THINKING
        return True

    def _skip_thinking(self) -> bool:
        _, closing, after = self._text.partition(self._closing)
        self._text = after if closing else self._text[-_LONGEST_OPENING:]
        if closing:
            self._place = _Place.OUTSIDE
        return bool(closing)

    def _read_next(self, said: list[SaidSentence]) -> bool:
        self._text = self._text.lstrip(_BETWEEN)
        if self._text.startswith("]"):
            self._whole, self._place = True, _Place.OUTSIDE
        elif self._text.startswith("{"):
            return self._read_sentence(said)
        elif self._text:
            self._pass_over()
        return bool(self._text)

    def _read_sentence(self, said: list[SaidSentence]) -> bool:
        end = self._object.find(self._text)
        if end is None:
            return False
        sentence = _sentence(self._text[:end])
        self._text, self._object = self._text[end:], _ObjectEnd()
        if sentence is None:
            self._pass_over()
        else:
            said.append(sentence)
            self._given += 1
        return True

    def _pass_over(self) -> None:
        self._place = _Place.OUTSIDE
        if self._given:  # a reply that went wrong, rather than the form being spoken of
            self._whole = False


class _ObjectEnd:
    """Where the JSON object that a growing text begins with ends; sees each character once."""

    def __init__(self) -> None:
        self._seen = 0
        self._depth = 0
        self._quoted = False
        self._escaped = False

    def find(self, text: str) -> int | None:
        """The offset after its last brace; None when it has not come yet."""
        for at in range(self._seen, len(text)):
            if self._closes(text[at]):
                return at + 1
        self._seen = len(text)
        return None

    def _closes(self, character: str) -> bool:
        if self._escaped:
            self._escaped = False
        elif character == '"':
            self._quoted = not self._quoted
        elif self._quoted:
            self._escaped = character == "\\"
        elif character in "{}":
            self._depth += 1 if character == "{" else -1
            return self._depth == 0
        return False


def _sentence(written: str) -> SaidSentence | None:
    """A sentence from its JSON object; None when it is of another form."""
    try:
        # Models write line breaks inside strings as they are.
        read = _Sentence.model_validate(json.loads(written, strict=False))
    except (ValueError, RecursionError):
        return None
    claims = tuple(Claim(passage=one.passage, quote=one.quote) for one in read.quotes)
    return SaidSentence(text=" ".join(read.text.split()), claims=claims)
