"""Statements that a bad model makes of true passages: each says what its passage does not."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.types import Hit
from ingest.sentences import sentence_spans
from ingest.types import Span

SEED = 20240607
SHOWN, ELSEWHERE, NOWHERE = "U1", "U2", "U77"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What the model says of its passages: `hits` are those it was shown, U1 and U2."""

    kind: str
    text: str
    named: str
    quote: str
    hits: tuple[Hit, Hit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A true sentence with its passage, a sentence beside it, and a passage of another document."""

    sentence: str
    raw: str
    wide: str
    hits: tuple[Hit, Hit]
    foreign: str


Change = Callable[[random.Random, str], str | None]
_MONTHS = "januari mars april juni augusti september november december".split()
_NAMES = (
    "Skatteverket Försäkringskassan Kvastverket Trafikverket Lantmäteriet Bolagsverket Digg ESV"
    " Riksrevisionen Statskontoret Ekonomistyrningsverket Polismyndigheten Regeringskansliet"
).split()
_UNITS = (
    ("miljarder", "miljoner"), ("miljoner", "miljarder"), ("mnkr", "tkr"),
    ("procent", "procentenheter"),
    ("kronor", "euro"), ("månader", "veckor"), ("år", "månader"), ("dagar", "timmar"),
)  # fmt: skip
_OPPOSITES = (
    ("högre", "lägre"), ("fler", "färre"), ("mer", "mindre"), ("ökade", "minskade"),
    ("före", "efter"),
    ("efter", "före"), ("stora", "små"), ("stor", "liten"), ("minst", "högst"), ("högst", "minst"),
    ("hög", "låg"), ("låg", "hög"), ("senast", "tidigast"), ("första", "sista"), ("nya", "gamla"),
    ("gamla", "nya"), ("många", "få"), ("bättre", "sämre"), ("över", "under"), ("alla", "några"),
    ("längre", "kortare"), ("större", "mindre"), ("billigare", "dyrare"), ("höga", "låga"),
)  # fmt: skip
_CLAUSES = (
    ", vilket ledde till omfattande kritik från fackförbunden",
    " och finansierades av en privat stiftelse",
    ", trots att ledningen uttryckligen avrådde från det",
    ", enligt Kvastverket",
    " i Malmö",
    " per invånare",
    ", vilket är olagligt",
    " på grund av slarv",
    ", något som statsministern har beklagat",
    " och det har aldrig hänt tidigare",
)
_VERBS = re.compile(
    r"\b(är|har|var|ska|kan|bör|hade|fanns|finns|blev|visar|heter|kom|beslutade|kostade)\b"
)


def claims(hits: Sequence[Hit], count: int) -> list[Claim]:
    """So many false claims, as evenly of every kind as the passages allow; always the same."""
    chance = random.Random(SEED)  # noqa: S311  # picks examples, guards nothing
    told = list(_told(hits))
    made: dict[str, Iterator[Claim]] = {
        kind: _changed(kind, change, chance, chance.sample(told, len(told)))
        for kind, change in _CHANGES.items()
    }
    made |= {kind: _misquoted(kind, chance.sample(told, len(told))) for kind in _MISQUOTES}
    found: list[Claim] = []
    while len(found) < count and made:
        for kind in list(made):
            claim = next(made[kind], None)
            if claim is None:
                del made[kind]
            elif len(found) < count:
                found.append(claim)
    return found


def _told(hits: Sequence[Hit]) -> Iterator[Told]:
    for hit in hits:
        other = next(h for h in hits if h.passage.document.id != hit.passage.document.id)
        text = hit.passage.text
        spans = sentence_spans(text, Span(start=0, end=len(text)))
        foreign = sentence_spans(other.passage.text, Span(start=0, end=len(other.passage.text)))[-1]
        for n, span in enumerate(spans):
            raw = text[span.start : span.end]
            plain = " ".join(raw.split())
            if 40 < len(plain) < 250 and plain[0].isupper() and plain.endswith("."):
                last = spans[min(n + 1, len(spans) - 1)]
                yield Told(
                    sentence=plain,
                    raw=raw,
                    wide=text[span.start : last.end],
                    hits=(hit, other),
                    foreign=other.passage.text[foreign.start : foreign.end],
                )


def _changed(
    kind: str, change: Change, chance: random.Random, told: Sequence[Told]
) -> Iterator[Claim]:
    for n, one in enumerate(told):
        false = change(chance, one.sentence)
        quote = one.raw if n % 2 else one.wide
        if false is not None and false != one.sentence and _is_new(false, one.sentence, quote):
            yield Claim(kind=kind, text=false, named=SHOWN, quote=quote, hits=one.hits)


def _is_new(false: str, true: str, quote: str) -> bool:
    """True when what was put in stands nowhere in the quote: it cannot be true by chance."""
    put_in = set(re.findall(r"[\w,]+", false)) - set(re.findall(r"[\w,]+", true))
    return not put_in or not put_in & set(re.findall(r"[\w,]+", quote))


def _misquoted(kind: str, told: Sequence[Told]) -> Iterator[Claim]:
    for one in told:
        named, quote = {
            "invented-id": (NOWHERE, one.raw),
            "another-passage": (ELSEWHERE, one.raw),
            "invented-quote": (SHOWN, f"Det är klarlagt att {one.sentence.lower()}"),
            "foreign-quote": (ELSEWHERE, one.foreign),
        }[kind]
        text, foreign = one.sentence, one.hits[1].passage.text
        if text not in " ".join(foreign.split()):
            yield Claim(kind=kind, text=text, named=named, quote=quote, hits=one.hits)


def _digit(chance: random.Random, text: str) -> str | None:
    places = [found.start() for found in re.finditer(r"\d", text)]
    if not places:
        return None
    at = chance.choice(places)
    return f"{text[:at]}{(int(text[at]) + chance.randint(1, 8)) % 10}{text[at + 1 :]}"


def _unit(chance: random.Random, text: str) -> str | None:
    fitting = [(a, b) for a, b in _UNITS if re.search(rf"[\d\w] {a}\b", text) and b not in text]
    fitting = [
        (a, b) for a, b in fitting if re.search(rf"(\d|\b(?:två|tre|fyra|nio|tio)) {a}\b", text)
    ]
    if not fitting:
        return None
    was, becomes = chance.choice(fitting)
    return re.sub(rf"(?<=\w )({was})\b", becomes, text)


def _decimal(_: random.Random, text: str) -> str | None:
    if found := re.search(r"\b(\d+),(\d)\b", text):
        return text.replace(found[0], f"{found[1]}{found[2]}", 1)
    if found := re.search(rf"\b([1-9])(\d)\b(?! (?:{'|'.join(_MONTHS)}))", text):
        return text.replace(found[0], f"{found[1]},{found[2]}", 1)
    return None


def _year(chance: random.Random, text: str) -> str | None:
    found = re.search(r"\b20[012]\d\b", text)
    return found and text.replace(found[0], str(int(found[0]) + chance.choice((-2, -1, 1, 2))), 1)


def _negated(_: random.Random, text: str) -> str | None:
    if " inte " in text:
        return text.replace(" inte ", " ", 1)
    if re.search(r"\b(ingen|inga|utan|aldrig|saknar|saknas)\b", text):
        return None
    found = _VERBS.search(text)
    return found and f"{text[: found.end()]} inte{text[found.end() :]}"


def _opposite(chance: random.Random, text: str) -> str | None:
    fitting = [(a, b) for a, b in _OPPOSITES if re.search(rf"\b{a}\b", text)]
    if not fitting:
        return None
    was, becomes = chance.choice(fitting)
    return re.sub(rf"\b{was}\b", becomes, text, count=1)


def _name(chance: random.Random, text: str) -> str | None:
    named = [name for name in _NAMES if re.search(rf"\b{name}\b", text)]
    if not named:
        return None
    others = [name for name in _NAMES if name not in text]
    return re.sub(rf"\b{chance.choice(named)}\b", chance.choice(others), text)


def _swapped(_: random.Random, text: str) -> str | None:
    """Two numbers of the sentence in each other's place."""
    found = list(re.finditer(r"(?<![\d.,:/-])\d+(?:,\d+)?(?![\d.,:/-]\d|\d)", text))
    if len(found) < 2 or found[0][0] == found[1][0]:
        return None
    one, other = found[0], found[1]
    if re.search(
        r"gånger|jämför|kapitel|\boch\b|mellan|\d \d", text[one.start() : other.end()], re.I
    ):
        return None
    between = text[one.end() : other.start()]
    return f"{text[: one.start()]}{other[0]}{between}{one[0]}{text[other.end() :]}"


def _clause(chance: random.Random, text: str) -> str | None:
    return f"{text[:-1]}{chance.choice(_CLAUSES)}."


_CHANGES: dict[str, Change] = {
    "digit": _digit,
    "unit": _unit,
    "decimal": _decimal,
    "year": _year,
    "negation": _negated,
    "opposite": _opposite,
    "name": _name,
    "numbers-swapped": _swapped,
    "invented-clause": _clause,
}
_MISQUOTES = ("invented-id", "another-passage", "invented-quote", "foreign-quote")
