"""Marks a text by the phrases of the lexicon alone. Knows nothing about names and misspellings."""

from collections.abc import Iterator, Sequence

from assistant.figures.lexicon import Lexicon, Phrase
from assistant.figures.marks import Kind, Mark
from assistant.figures.splitting import Token, TokenKind

_ENDS = frozenset("?!.;")


class Phrases:
    """The phrases of one lexicon, to be found among tokens."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def all(self, tokens: Sequence[Token]) -> Iterator[Mark]:
        """The marks of all tokens, in order and without gaps."""
        start = 0
        while start < len(tokens):
            start, marks = self.at(tokens, start)
            yield from marks

    def at(self, tokens: Sequence[Token], start: int) -> tuple[int, list[Mark]]:
        """The end of the longest phrase at a place and its marks, else those of the token alone."""
        for end in range(min(start + self._lexicon.longest, len(tokens)), start, -1):
            phrase = self._lexicon.phrases.get("".join(t.letters for t in tokens[start:end]))
            days = any(token.kind is TokenKind.DAY for token in tokens[start:end])
            if phrase and not days and not self._only_binds(phrase, tokens[start:end]):
                return end, _of_phrase(phrase, tokens, start, end)
        return start + 1, [_alone(tokens[start], start)]

    def _only_binds(self, phrase: Phrase, tokens: Sequence[Token]) -> bool:
        """Whether words that bind are not the one word that they spell: "var av", "varav"."""
        if phrase.words > 1 or len(tokens) == 1:
            return False
        own = [self._lexicon.phrases.get(token.letters) for token in tokens]
        return all(one and one.sayings[0].kind in {Kind.GLUE, Kind.FILLER} for one in own)


def text_of(tokens: Sequence[Token], start: int, end: int) -> str:
    """A stretch of tokens as typed, a blank between them."""
    return " ".join(token.text for token in tokens[start:end])


def _of_phrase(phrase: Phrase, tokens: Sequence[Token], start: int, end: int) -> list[Mark]:
    text = text_of(tokens, start, end)
    return [
        Mark(
            start=start,
            end=end,
            kind=saying.kind,
            text=text,
            value=saying.value,
            amount=_amount(saying.kind, saying.value),
        )
        for saying in phrase.sayings
    ]


def _alone(token: Token, at: int) -> Mark:
    """A token that is in no phrase."""
    kinds = {TokenKind.NUMBER: Kind.AMOUNT, TokenKind.DAY: Kind.DAY}
    kinds[TokenKind.REFERENCE] = Kind.OUTSIDE
    kind = kinds.get(token.kind, Kind.UNKNOWN)
    if token.kind is TokenKind.SIGN:
        kind = Kind.END if token.text in _ENDS else Kind.COMMA
        kind = Kind.SLASH if token.text in "/<>=" else kind
    return Mark(
        start=at, end=at + 1, kind=kind, text=token.text, value=token.text, amount=token.amount
    )


def _amount(kind: Kind, value: str) -> float:
    counts = kind in {Kind.NUMERAL, Kind.UNIT, Kind.SPAN}
    return float(value.rsplit(maxsplit=1)[-1]) if counts else 0
