"""Whether two names, or two numbers of one kind, have changed places in a sentence."""

from collections.abc import Sequence
from itertools import combinations, pairwise

from assistant.types import Verdict
from assistant.verification.quantities import AMOUNT, SIZED, Quantity, quantities
from assistant.verification.reading import is_content, name_stems, root, tokens
from ingest.swedish import stem

_KEPT = 0.5
"""When so much of the other words' order is kept, a change of places is no rewording."""


def judge_order(sentence: str, quotes: Sequence[str]) -> Verdict:
    """UNSUPPORTED when two change places and the rest stands, PARTLY when all is reworded."""
    verdicts = {_judge(sentence, quote) for quote in quotes}
    for worst in (Verdict.UNSUPPORTED, Verdict.PARTLY):
        if worst in verdicts:
            return worst
    return Verdict.SUPPORTED


def _judge(sentence: str, quote: str) -> Verdict:
    if not _are_swapped(sentence, quote):
        return Verdict.SUPPORTED
    is_passive = "av" in tokens(sentence) and "av" not in tokens(quote)
    if not is_passive and _keeps_order(sentence, quote):
        return Verdict.UNSUPPORTED
    return Verdict.PARTLY


def _are_swapped(sentence: str, quote: str) -> bool:
    names = dict.fromkeys(name_stems(sentence))
    said, there = ([stem(word) for word in tokens(text)] for text in (sentence, quote))
    once = [name for name in said if name in names and said.count(name) == there.count(name) == 1]
    if any(there.index(one) > there.index(other) for one, other in combinations(once, 2)):
        return True
    return _numbers_are_swapped(sentence, quote)


def _numbers_are_swapped(sentence: str, quote: str) -> bool:
    """True when two numbers stand in the other order without the words beside them."""
    said, there = _with_neighbours(sentence), _with_neighbours(quote)
    moved = [key for key in said if key in there and not said[key][1] & there[key][1]]
    return any(
        (said[one][0] < said[other][0]) != (there[one][0] < there[other][0])
        for one, other in combinations(moved, 2)
    )


def _with_neighbours(text: str) -> dict[tuple[object, ...], tuple[int, frozenset[str]]]:
    """Every number of a text with its place and the roots of the words before and after it."""
    read = tokens(text)
    return {
        _kind(q): (q.at, frozenset(map(root, [*read[max(0, q.at - 1) : q.at], q.noun])) - {"", ","})
        for q in quantities(text)
    }


def _kind(quantity: Quantity) -> tuple[object, ...]:
    """What tells a number from others; a large one may leave its kronor out."""
    is_large = quantity.unit in {AMOUNT, SIZED}
    return (quantity.value, "" if is_large else quantity.unit, quantity.text)


def _keeps_order(sentence: str, quote: str) -> bool:
    there = [root(word) for word in tokens(quote)]
    names = set(name_stems(sentence))
    said = [root(word) for word in tokens(sentence) if is_content(word) and stem(word) not in names]
    places = [there.index(word) for word in said if word in there]
    steps = [later > earlier for earlier, later in pairwise(places)]
    return sum(steps) >= _KEPT * len(steps)
