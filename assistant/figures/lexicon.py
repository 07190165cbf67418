"""Reads the lexicon: which phrases say what. How its lines are written stands at their head."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.errors import WordListError
from assistant.figures.marks import Kind, Saying
from assistant.figures.splitting import letters_of, split
from assistant.understanding.word_lists import lines_of

PACKAGED = Path(__file__).parent / "data" / "lexicon.txt"
_CALLED = "Registrets ordlista"
_PAIR = 2
"""A phrase of so many words may be written as one, and misspelt as one."""
_CHOICE = re.compile(r"\(([^()]*)\)")
_ENDING = re.compile(r"~([a-z]+)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """What a phrase says, and of how many words it is at most."""

    sayings: tuple[Saying, ...]
    words: int


class Lexicon:
    """The phrases by their letters, without blanks and hyphens, and the words they are made of."""

    def __init__(self, phrases: dict[str, Phrase], vocabulary: frozenset[str]) -> None:
        self.phrases = phrases
        self.vocabulary = vocabulary
        self.longest = max((phrase.words for phrase in phrases.values()), default=0)


@lru_cache(maxsize=1)
def packaged() -> Lexicon:
    """The lexicon that comes with the program; reading it takes a moment, so it is read once."""
    return read(PACKAGED)


def read(path: Path) -> Lexicon:
    """The lexicon of a file.

    Raises:
        WordListError: when it cannot be read, a line says nothing, or a phrase stands twice.
    """
    endings: dict[str, str] = {}
    phrases: dict[str, Phrase] = {}
    vocabulary: set[str] = set()
    for left, right in _entries(lines_of(path, _CALLED), path):
        if left.startswith("~"):
            endings[left[1:]] = f"({right})"
            continue
        sayings = _sayings(left, path)
        for text in _expanded(right, endings):
            own = [token.letters for token in split(text)]
            key = "".join(own)
            known = phrases.get(key)
            if known and known.sayings != sayings:
                raise WordListError(
                    f"{_CALLED} {path}: ”{text}” står två gånger, som {_named(known.sayings)} "
                    f"och som {_named(sayings)}.",
                    "Ta bort den ena.",
                )
            phrases[key] = Phrase(sayings=sayings, words=max(len(own), known.words if known else 0))
            vocabulary.update(own if len(own) != _PAIR else [*own, key])
    return Lexicon(phrases, frozenset(vocabulary))


def _entries(lines: Sequence[str], path: Path) -> Iterator[tuple[str, str]]:
    """The left and right sides of the entries, lines that go on put together."""
    whole: list[str] = []
    for line in lines:
        if line.startswith(" ") and whole:
            whole[-1] += line
        elif line.strip() and not line.startswith("#"):
            whole.append(line)
    for entry in whole:
        left, found, right = entry.partition("=")
        if not found or not left.strip():
            raise WordListError(
                f"{_CALLED} {path}: ”{entry[:60]}” är ingen rad med fraser.",
                "Skriv ”slag värde = fras | fras”.",
            )
        yield left.strip(), right.strip()


def _sayings(left: str, path: Path) -> tuple[Saying, ...]:
    found = []
    for part in left.split(";"):
        kind, _, value = part.strip().partition(" ")
        if kind not in set(Kind):
            raise WordListError(
                f"{_CALLED} {path}: ”{kind}” är inget slag av ord.",
                f"Använd något av {', '.join(Kind)}.",
            )
        found.append(Saying(kind=Kind(kind), value=value))
    return tuple(found)


def _named(sayings: tuple[Saying, ...]) -> str:
    return "; ".join(f"{one.kind} {one.value}" for one in sayings)


def _expanded(right: str, endings: dict[str, str]) -> Iterator[str]:
    """Each phrase of a right side in all its forms."""
    whole = _ENDING.sub(lambda found: endings[found[1]], right)
    for pattern in whole.split(" | "):
        for text in _forms(pattern):
            if letters_of(text):
                yield text.strip()


def _forms(pattern: str) -> list[str]:
    """The forms of a pattern; an innermost choice is chosen from first."""
    found = _CHOICE.search(pattern)
    if not found:
        return [pattern]
    before, after = pattern[: found.start()], pattern[found.end() :]
    if "(" not in before:
        tails = _forms(after)
        return [f"{before}{one}{tail}" for one in found[1].split("/") for tail in tails]
    return [text for one in found[1].split("/") for text in _forms(f"{before}{one}{after}")]
