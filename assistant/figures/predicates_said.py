"""Conditions as what is said of some of the rows: "saknade 33 nyttorealiseringsplan"."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.figures.conditions_said import condition_said, ways_of
from ingest.register.selection import Condition

_PAST = {
    "är": "var", "har": "hade", "saknar": "saknade", "inte är": "var inte", "inte har": "hade inte",
    "ska": "skulle",
}  # fmt: skip
_LEADS = {"med": "hade", "utan": "saknade"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A verb in the past, and what follows it."""

    verb: str
    rest: str


def predicated(conditions: Sequence[Condition], who: str) -> str:
    """Var 33 försenade och saknade nyttoägare: `who` stands behind the first verb."""
    texts: list[str] = []
    for condition in conditions:
        ways = [_predicate(one) for one in ways_of(condition)]
        first = f" {who}" if not texts else ""
        said = [f"{ways[0].verb}{first} {ways[0].rest}".strip()]
        said += [_after(one, ways[0].verb) for one in ways[1:]]
        texts.append(" eller ".join(said))
    return " och ".join(texts)


def _after(predicate: Predicate, verb: str) -> str:
    """A further way; its verb is not said again."""
    again = "" if predicate.verb == verb else f"{predicate.verb} "
    return f"{again}{predicate.rest}".strip()


def _predicate(condition: Condition) -> Predicate:
    said = condition_said(condition)
    first, _, rest = said.partition(" ")
    if first in _LEADS:
        return Predicate(verb=_LEADS[first], rest=rest)
    if first != "som":
        return Predicate(verb="var", rest=said)
    verb, _, more = rest.partition(" ")
    if verb == "inte":
        verb, _, more = more.partition(" ")
        more = f"inte {more}"
    return Predicate(verb=_PAST.get(verb, verb), rest=more)
