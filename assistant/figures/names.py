"""The names of a catalogue, and of the real agencies that it lacks, to be found in questions.

A name counts in the genitive, with or without hyphens and blanks. One of at most three letters,
or one that is a word of the lexicon too, counts only as it is written or in capitals. What several
agencies' names begin with ("Exempelinspektionen" of "Exempelinspektionen för vatten") may be any
of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.figures.lexicon import Lexicon
from assistant.figures.marks import Kind
from assistant.figures.nearness import Near
from assistant.figures.splitting import Token, TokenKind, letters_of, split
from assistant.understanding.small_words import SMALL_WORDS
from ingest.agencies import Form
from ingest.register.selection import Catalogue, Condition, Op

BEGINNING = 3
SHORTEST_MISSPELT = 5
_CLEAR = 2
"""So many edits nearer the nearest name is, to be the one that was meant; one is enough if it
is itself one edit away, behind the same first letter."""
_BINDING = {"för", "i", "av", "mot", "om", "till", "och"}
_NUMERALS = {"två": "2", "tre": "3", "fyra": "4", "fem": "5", "sex": "6", "sju": "7"} | {
    "åtta": "8", "nio": "9", "tio": "10", "femton": "15", "tjugo": "20", "trettio": "30",
    "femtio": "50", "sextio": "60", "sjuttio": "70",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name and what it stands for: an agency's id, or the condition that it makes.

    `owner` is the full name of an agency that the register lacks. `as_written` says that its
    letters' case tells it from an ordinary word.
    """

    text: str
    kind: Kind
    id: int = 0
    condition: Condition | None = None
    owner: str = ""
    as_written: bool = False

    @property
    def thing(self) -> tuple[Kind, int, str, Condition | None]:
        """The same for all the names of one thing."""
        return (self.kind, self.id, self.owner, self.condition)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Names that a stretch of tokens may be, `end` excluded; more than one where that is unclear.

    `is_misspelt` says that it was not written just so.
    """

    start: int
    end: int
    names: tuple[Name, ...]
    is_misspelt: bool = False


class Names:
    """The names of one catalogue, indexed."""

    def __init__(self, catalogue: Catalogue, forms: Iterable[Form], lexicon: Lexicon) -> None:
        self._by_letters: dict[str, list[Name]] = defaultdict(list)
        self._begun: set[str] = set()
        self._longest = 1
        self._lexicon = lexicon
        for name in (*_of_agencies(catalogue), *_of_others(catalogue), *_real(catalogue, forms)):
            self._add(name)
        self._near = Near(self._by_letters)
        self._begins = _begins(catalogue, lexicon)

    def at(self, tokens: Sequence[Token], start: int) -> Named | None:
        """The longest name that begins at a token, as it is written or in the genitive."""
        if tokens[start].letters[:BEGINNING] not in self._begun:
            return None
        for end in range(min(start + self._longest, len(tokens)), start, -1):
            typed = tokens[start:end]
            if any(token.kind is TokenKind.SIGN for token in typed):
                continue
            letters = "".join(token.letters for token in typed)
            for own in (letters, letters.removesuffix("s")):
                names = [one for one in self._by_letters.get(own, ()) if self._is(one, typed, own)]
                if names:
                    return Named(start=start, end=end, names=_best(names))
        return self._begun_at(tokens, start)

    def _begun_at(self, tokens: Sequence[Token], start: int) -> Named | None:
        """The names that begin with the word that stands there alone."""
        letters = tokens[start].letters
        for own in (letters, letters.removesuffix("s")):
            if names := self._begins.get(own):
                return Named(start=start, end=start + 1, names=names)
        return None

    def near(self, tokens: Sequence[Token], start: int, end: int) -> Named | None:
        """The name that a stretch was surely meant to be, or the names that are equally near."""
        letters = "".join(token.letters for token in tokens[start:end])
        if len(letters) < SHORTEST_MISSPELT:
            return None
        found = [
            (candidate.edits, name)
            for own in dict.fromkeys((letters, letters.removesuffix("s")))
            for candidate in self._near.found(own)
            for name in self._by_letters[candidate.text]
            if abs(len(split(name.text)) - (end - start)) <= 1
        ]
        if not found:
            return None
        nearest = min(edits for edits, _ in found)
        alike = any(one.text[:1].lower() == letters[:1] for edits, one in found if edits == nearest)
        reach = nearest if nearest <= 1 and alike else nearest + _CLEAR - 1
        names = {name.thing: name for edits, name in found if edits <= reach}
        return Named(start=start, end=end, names=tuple(names.values()), is_misspelt=True)

    def _add(self, name: Name) -> None:
        tokens = split(name.text)
        letters = "".join(token.letters for token in tokens)
        if letters and all(name.thing != one.thing for one in self._by_letters[letters]):
            self._by_letters[letters].append(name)
            self._begun.add(tokens[0].letters[:BEGINNING])
            self._begun.add(letters[:BEGINNING])
            self._longest = max(self._longest, len(tokens) + 1)

    def _is(self, name: Name, typed: Sequence[Token], letters: str) -> bool:
        """Whether a name is meant: one that might be a word only as it is written."""
        is_word = letters in self._lexicon.phrases or letters in SMALL_WORDS
        if not (name.as_written or is_word):
            return True
        text = " ".join(token.text for token in typed)
        return text in {name.text, name.text.upper(), name.text + "s"}


def _begins(catalogue: Catalogue, lexicon: Lexicon) -> dict[str, tuple[Name, ...]]:
    """The full names of agencies by the word before "för", where several have the same there."""
    found: dict[str, list[Name]] = defaultdict(list)
    for agency in catalogue.agencies:
        first, *rest = split(agency.names[0])
        if rest and rest[0].letters in _BINDING:
            found[first.letters].append(Name(text=agency.names[0], kind=Kind.AGENCY, id=agency.id))
    return {
        letters: tuple(names)
        for letters, names in found.items()
        if len(names) > 1 and letters not in lexicon.phrases and letters not in SMALL_WORDS
    }


def _best(names: Sequence[Name]) -> tuple[Name, ...]:
    """The names of things that the register has, if there are any, else those it lacks."""
    own = [name for name in names if name.kind is not Kind.LACKING]
    return tuple(own or names[:1])


def _of_agencies(catalogue: Catalogue) -> Iterator[Name]:
    for agency in catalogue.agencies:
        for text in agency.names:
            yield Name(text=text, kind=Kind.AGENCY, id=agency.id)


def _of_others(catalogue: Catalogue) -> Iterator[Name]:
    for department in sorted({one.department for one in catalogue.agencies if one.department}):
        yield _named(department, "department", department)
    for group in sorted({group for one in catalogue.agencies for group in one.groups}):
        for text in _group_forms(group):
            yield _named(text, "groups", group)
    for field, texts in (
        ("system", catalogue.systems),
        ("supplier", catalogue.suppliers),
        ("project", catalogue.projects),
    ):
        for text in texts:
            yield _named(text, field, text)


def _named(text: str, field: str, value: str) -> Name:
    return Name(text=text, kind=Kind.NAME, condition=Condition(field=field, op=Op.IS, value=value))


def _group_forms(group: str) -> Iterator[str]:
    """A group's name in its ways: "de tjugo", "de 20 myndigheterna", "gruppen de tjugo"."""
    digits = " ".join(_NUMERALS.get(word, word) for word in group.split())
    for name in dict.fromkeys((group, digits)):
        yield name
        yield f"gruppen {name}"
        if "myndighet" not in name.lower():
            yield f"{name} myndigheterna"
            yield f"{name} myndigheternas"
            yield f"{name} myndigheter"


def _real(catalogue: Catalogue, forms: Iterable[Form]) -> Iterator[Name]:
    """The forms of real agencies: of one that the register has those of its id, else lacking."""
    known = {letters_of(name): one.id for one in catalogue.agencies for name in one.names}
    ids: dict[str, int] = {}
    for form in forms:
        owner = form.agency.name
        if owner not in ids:
            own = map(letters_of, form.agency.names)
            ids[owner] = next((known[letters] for letters in own if letters in known), 0)
        yield Name(
            text=form.text,
            kind=Kind.AGENCY if ids[owner] else Kind.LACKING,
            id=ids[owner],
            owner="" if ids[owner] else owner,
            as_written=form.as_written,
        )
