"""Whether every number of a sentence stands in its quotes, of the same thing."""

from collections import Counter
from collections.abc import Sequence

from assistant.types import Verdict
from assistant.verification.calculations import is_calculated
from assistant.verification.number_words import SPEAKS_OF_MONEY
from assistant.verification.quantities import BARE, Quantity, quantities, supported
from assistant.verification.reading import root, tokens

_OF = frozenset(("av", "bland", "utav", "totala", "totalt"))


def judge_figures(sentence: str, quoted: str) -> Verdict:
    """SUPPORTED when all numbers are there or spelled out as a calculation, else UNSUPPORTED."""
    said = quantities(sentence)
    there = quantities(quoted, articles=True)
    money = bool(SPEAKS_OF_MONEY.search(quoted.lower()))
    places: dict[int, list[Quantity]] = {}
    for quantity in said:
        places.setdefault(quantity.at, []).append(quantity)
    missing = [
        readings
        for readings in places.values()
        if not any(supported(reading, there, money) for reading in readings)
    ]
    held = [q for readings in places.values() if readings not in missing for q in readings]
    if any(not is_calculated(readings[-1], held, sentence) for readings in missing):
        return Verdict.UNSUPPORTED
    if _says_more_often(sentence, quoted):
        return Verdict.UNSUPPORTED
    read = tokens(quoted)
    if any(_counts_something_else(quantity, there, read) for quantity in held):
        return Verdict.UNSUPPORTED
    return Verdict.SUPPORTED


def _says_more_often(sentence: str, quoted: str) -> bool:
    """True for "1 av 1" of "1 av 2": a number has taken another's place."""
    said = Counter(q.key for q in quantities(sentence))
    there = Counter(q.key for q in quantities(quoted, articles=True))
    return any(count > 1 and 0 < there[key] < count for key, count in said.items())


def _counts_something_else(said: Quantity, there: Sequence[Quantity], read: list[str]) -> bool:
    """True for "78 projekt" of "157 projekt vid 78 myndigheter", not of "av 157 projekt … 78"."""
    if said.unit != BARE or not said.noun:
        return False
    own = [q for q in there if q.key == said.key]
    others = [q for q in there if q.noun == said.noun and q.key != said.key]
    if not own or not others or any(said.noun in _near(q, read) for q in own):
        return False
    return not any(_OF.intersection(read[max(0, q.at - 3) : q.at]) for q in others)


def _near(quantity: Quantity, read: list[str]) -> set[str]:
    return {root(word) for word in read[quantity.at + 1 : quantity.at + 4]}
