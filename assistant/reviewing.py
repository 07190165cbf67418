"""What is written by one person and reviewed by another: who takes which steps from where. Pure.

Where people sign in, nobody reviews what they have written. Knows nothing of what is reviewed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from assistant.people.types import Caller
from ingest.record.named_persons import Person

State = TypeVar("State", bound=StrEnum)
Step = TypeVar("Step", bound=StrEnum)


class By(StrEnum):
    """In what capacity something is done."""

    AUTHOR = "author"
    REVIEWER = "reviewer"


AUTHOR = frozenset({By.AUTHOR})
REVIEWER = frozenset({By.REVIEWER})
BOTH = AUTHOR | REVIEWER


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[State]):
    """Where a step leads, and who may take it."""

    leads_to: State
    by: frozenset[By]

    def is_open_to(self, capacities: frozenset[By]) -> bool:
        """Whether somebody in any of these capacities may take it."""
        return not self.by.isdisjoint(capacities)


def capacities(*, is_author: bool, may_review: bool) -> frozenset[By]:
    """In what capacities somebody may do things."""
    held = {By.AUTHOR: is_author, By.REVIEWER: may_review}
    return frozenset(one for one, is_so in held.items() if is_so)


def steps_from(
    rules: Mapping[tuple[State, Step], Rule[State]], state: State, held: frozenset[By]
) -> tuple[Step, ...]:
    """The steps from a state that are open in these capacities, in the order of the rules."""
    return tuple(
        step for (start, step), rule in rules.items() if start is state and rule.is_open_to(held)
    )


def is_anothers(author: Person, caller: Caller) -> bool:
    """True for what the caller has not written; where nobody signs in, one is everybody."""
    return caller.id is None or author.id != caller.id


def person_of(caller: Caller) -> Person:
    """The caller, as what they do is noted."""
    return Person(id=caller.id, name=caller.name)
