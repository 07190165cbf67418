"""Sections of laws: `#§3`, and with the chapter `#5kap§3` too."""

import re
from collections.abc import Iterator

from ingest.written_forms.types import FormKind, Tokens, WrittenForm

MARKS = frozenset(("§", "paragraf", "paragrafen", "paragraferna"))
_CHAPTER = frozenset(("kap", "kapitel", "kapitlet"))
_NUMBER = re.compile(r"\d{1,3}[a-z]?(?:-\d{1,3}[a-z]?)?")
_LETTER = re.compile(r"[a-z]")
_JOINING = re.compile(rf"och|eller|samt|till|[a-z]|{_NUMBER.pattern}")
_FARTHEST = 6


def section(tokens: Tokens, n: int) -> Iterator[WrittenForm]:
    """A number by a section sign: "3 §", "§ 3", "3 a §", "5 kap. 3 §", "3 och 5 §§"."""
    if not _NUMBER.fullmatch(tokens[n]):
        return
    letter = tokens[n + 1] if _LETTER.fullmatch(tokens[n + 1]) else ""
    end = n + 2 if letter else n + 1
    if not _before_sign(tokens, end):
        if not _behind_sign(tokens, n):
            return
        letter, end = "", n + 1
    chapter = tokens[n - 2] if tokens[n - 1] in _CHAPTER and tokens[n - 2].isdecimal() else ""
    for number in f"{tokens[n]}{letter}".split("-"):
        yield WrittenForm(kind=FormKind.SECTION, term=f"#§{number}", start=n, end=end)
        if chapter:
            term = f"#{chapter}kap§{number}"
            yield WrittenForm(kind=FormKind.SECTION, term=term, start=n - 2, end=end)


def _before_sign(tokens: Tokens, end: int) -> bool:
    """True when a sign comes next, or a double one behind more numbers."""
    if tokens[end] in MARKS:
        return True
    for k in range(end, end + _FARTHEST):
        if tokens[k] == "§":
            return tokens[k + 1] == "§"
        if not _JOINING.fullmatch(tokens[k]):
            return False
    return False


def _behind_sign(tokens: Tokens, n: int) -> bool:
    """True when a sign stands before, or a double one before other numbers, and is not theirs."""
    for k in range(n - 1, n - _FARTHEST, -1):
        if tokens[k] in MARKS:
            double = tokens[k - 1] == "§"
            owner = tokens[k - 2] if double else tokens[k - 1]
            return (double or k == n - 1) and not _NUMBER.fullmatch(owner)
        if not _JOINING.fullmatch(tokens[k]):
            return False
    return False
