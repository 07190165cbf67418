"""Other words that say the same: synonym files, and what they offer for a question's words.

One group a line: `a, b, c d` all say the same; `a, b => c, d` leads from left to right only.
Blank lines and lines that begin with `#` say nothing. How to write such a file stands in
`docs/synonyms.md`. Knows nothing about how much another word weighs.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.errors import WordListError
from assistant.understanding.phrases import Phrases, keys
from assistant.understanding.word_lists import lines_of
from ingest.swedish import stem, words

DATA = Path(__file__).parent / "data"
ENGLISH = DATA / "english.txt"
_SEPARATOR, _ARROW, _COMMENT = ",", "=>", "#"
_REMEDY = "Skriv ”a, b, c” för ord som säger samma sak, eller ”a, b => c” åt ett håll."


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsFor:
    """What else may be said for a stretch of the question, `end` excluded.

    `words` are the other ways of saying it, in the files' order, each a tuple of lower-case words.
    """

    start: int
    end: int
    words: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """One line: what may stand in the question, and what that leads to."""

    asked: tuple[str, ...]
    said: tuple[str, ...]


class Thesaurus:
    """Phrases and their alternatives; a phrase in several groups has those of all of them."""

    def __init__(self, groups: Sequence[_Group]) -> None:
        self._said: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        for group in groups:
            said = [tuple(words(phrase)) for phrase in group.said]
            for key in {key for phrase in group.asked for key in keys(words(phrase))}:
                self._said[key].extend(said)
        self._phrases = Phrases((phrase, phrase) for group in groups for phrase in group.asked)

    @classmethod
    def read(cls, *paths: Path) -> "Thesaurus":
        """The groups of all the files together; without files an empty one.

        Raises:
            WordListError: when a file cannot be read, or for the first line that says nothing.
        """
        return cls([group for path in paths for group in _groups(path)])

    def alternatives(self, asked: Sequence[str]) -> tuple[WordsFor, ...]:
        """Other words for stretches of a question's lower-case words: the longest, no overlap.

        What has the stretch's own stems is left out.
        """
        offers = (replace(said, words=_other(said, asked)) for said in self.ways(asked))
        return tuple(offer for offer in offers if offer.words)

    def ways(self, asked: Sequence[str]) -> tuple[WordsFor, ...]:
        """All that is said for the same stretches, each way once, their own words too."""
        return tuple(
            WordsFor(
                start=match.start, end=match.end, words=self._ways(asked[match.start : match.end])
            )
            for match in self._phrases.found_in(asked)
        )

    def _ways(self, stretch: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        said = {_stems(way): way for key in keys(stretch) for way in self._said.get(key, [])}
        return tuple(said.values())


def packaged_synonyms() -> tuple[Path, ...]:
    """The Swedish synonym files that come with the program; `ENGLISH` is the English one."""
    return tuple(sorted(DATA.glob("synonyms*.txt")))


def _other(said: WordsFor, asked: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    own = _stems(asked[said.start : said.end])
    return tuple(way for way in said.words if _stems(way) != own)


def _groups(path: Path) -> Iterator[_Group]:
    for number, line in enumerate(lines_of(path, "Synonymfilen"), start=1):
        if line.strip() and not line.lstrip().startswith(_COMMENT):
            sides = [_phrases(side) for side in line.split(_ARROW)]
            trouble = _trouble(sides)
            if trouble:
                raise WordListError(f"{path}, rad {number}: ”{line.strip()}” {trouble}.", _REMEDY)
            yield _Group(asked=sides[0], said=sides[-1])


def _phrases(side: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in side.split(_SEPARATOR))


def _trouble(sides: Sequence[tuple[str, ...]]) -> str:
    """What is wrong with a line, or nothing."""
    if len(sides) > 2:
        return f"har fler än en pil ({_ARROW})"
    if not all(words(phrase) for side in sides for phrase in side):
        return "har ett led utan ord"
    if len(sides) == 1 and len({tuple(words(phrase)) for phrase in sides[0]}) == 1:
        return "säger bara en sak"
    return ""


def _stems(phrase: Sequence[str]) -> tuple[str, ...]:
    return tuple(stem(part) for word in phrase for part in word.split("-") if part)
