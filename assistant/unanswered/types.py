"""The nouns of what could not be answered: questions that were asked, and topics of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """A question as it was asked, how often, and when last (UTC, as 2026-01-31).

    `partly` counts the times that it was answered in part, `marked` those whose answer somebody
    said was wrong or outdated; the others it was not answered at all. `askers` tells those who
    asked apart, and is shown to nobody; `without` those of them who did not even get a part, or
    said that it was wrong or outdated.
    """

    question: str
    count: int
    partly: int
    marked: int
    latest: str
    askers: frozenset[str]
    without: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Questions about one thing: the most typical one first, and the words that they share."""

    questions: tuple[AskedQuestion, ...]
    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """The most typical question."""
        return self.questions[0].question

    @property
    def count(self) -> int:
        """How many times any of them was asked."""
        return sum(one.count for one in self.questions)

    @property
    def partly(self) -> int:
        """How many of the times it was answered in part."""
        return sum(one.partly for one in self.questions)

    @property
    def marked(self) -> int:
        """How many of the times the answer was marked as wrong or outdated."""
        return sum(one.marked for one in self.questions)

    @property
    def askers(self) -> int:
        """How many different people asked any of them."""
        return len(frozenset[str]().union(*(one.askers for one in self.questions)))

    @property
    def without(self) -> int:
        """How many of them got not even a part, or said that it was wrong or outdated."""
        return len(frozenset[str]().union(*(one.without for one in self.questions)))

    @property
    def latest(self) -> str:
        """The day when one was asked last."""
        return max(one.latest for one in self.questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTopic:
    """What may be told of a topic of others: nothing that belongs to one of those who asked.

    The wordings, the most typical first and the others by the alphabet, not how often or when each
    was used, and that at least so many people asked.
    """

    questions: tuple[str, ...]
    words: tuple[str, ...]
    at_least: int

    @property
    def name(self) -> str:
        """The most typical question."""
        return self.questions[0]
