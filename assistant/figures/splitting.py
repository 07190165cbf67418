"""A question cut into words, numbers, dates and the signs that part them."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

_TOKEN = re.compile(
    r"(?P<reference>\d{4}[:/]\d{1,4})"
    r"|(?P<day>\d{4}-\d\d-\d\d)(?!\d)"
    r"|(?P<number>\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d{1,2}(?!\d))?)"
    r"|(?P<word>[^\W\d_][^\W_]*(?:[-\u2010\u2011][^\W_]+)*)(?::(?:s|n|en|ar|er|ns|na)\b)?-?"
    r"|(?P<sign>[,;?!.%–—/&+<>=-]|>=|<=)"
)
_DOTTED = re.compile(r"\b(?:t\.o\.m|fr\.o\.m|f\.n|bl\.a)\b\.?", re.IGNORECASE)
_BLANKS = re.compile(r"[ \u00a0\u202f.]")


class TokenKind(StrEnum):
    """What a token is made of."""

    WORD = "word"
    NUMBER = "number"
    DAY = "day"
    REFERENCE = "reference"
    """The number of a report, or a year of two: 2025:8, 2016/17."""
    SIGN = "sign"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token: as typed, and its letters in lower case without hyphens ("ESV:s" is "esv").

    `amount` is the value of a number, else 0. `start` counts characters of the question.
    """

    kind: TokenKind
    text: str
    letters: str
    start: int
    amount: float = 0


def split(question: str) -> tuple[Token, ...]:
    """The tokens of a question, in order; quotation marks and brackets say nothing."""
    text = _DOTTED.sub(_undotted, unicodedata.normalize("NFC", question))
    return tuple(_token(found) for found in _TOKEN.finditer(text))


def _undotted(found: re.Match[str]) -> str:
    return found[0].replace(".", "")


def letters_of(text: str) -> str:
    """The letters by which phrases and names are compared, whatever their blanks and hyphens."""
    return "".join(token.letters for token in split(text))


def _token(found: re.Match[str]) -> Token:
    kind = TokenKind(str(found.lastgroup))
    text = found[kind.value]
    return Token(
        kind=kind,
        text=text,
        letters=re.sub(r"[-\u2010\u2011]", "", text.lower()) if kind is TokenKind.WORD else text,
        start=found.start(),
        amount=_amount(text) if kind is TokenKind.NUMBER else 0,
    )


def _amount(text: str) -> float:
    """1 234,5 and 1.234 have their thousands apart; 2.5 is a decimal."""
    whole, _, decimals = text.partition(",")
    if not decimals and re.fullmatch(r"\d+\.\d{1,2}", text):
        return float(text)
    return float(f"{_BLANKS.sub('', whole)}.{decimals or 0}")
