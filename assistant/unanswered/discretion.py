"""What of the questions of many may be shown to somebody else: never what could tell who asked.

A topic is told of only where several people asked about it, and with nothing that is of one of them
alone: no day, no count of a wording, and of people only that they were at least so many. What a
topic says does not depend on what is chosen on the page, so that nothing can be subtracted.
"""

from collections.abc import Sequence

from assistant.personal_data import SURE, marks_in
from assistant.unanswered.types import AskedQuestion, ToldTopic, Topic

FEWEST_ASKERS = 3
STEPS = (100, 50, 20, 10, 5, FEWEST_ASKERS)
"""As many people as are told of: one more or less shows only at these."""


def impersonal(asked: Sequence[AskedQuestion]) -> tuple[AskedQuestion, ...]:
    """Those without a personal number, an e-mail address or a telephone number in them."""
    return tuple(
        one for one in asked if not any(mark.kind in SURE for mark in marks_in(one.question))
    )


def told(topics: Sequence[Topic], *, with_partly: bool) -> tuple[ToldTopic, ...]:
    """Of the topics of all that was asked, those that `FEWEST_ASKERS` people or more asked about.

    Without `with_partly` only such where so many of them got not even a part. Those of most people
    first, then by their names.
    """
    several = [
        topic
        for topic in topics
        if (topic.askers if with_partly else topic.without) >= FEWEST_ASKERS
    ]
    return tuple(sorted(map(_told, several), key=lambda one: (-one.at_least, one.name)))


def _told(topic: Topic) -> ToldTopic:
    first, *others = (one.question for one in topic.questions)
    return ToldTopic(
        questions=(first, *sorted(others)),
        words=topic.words,
        at_least=next(step for step in STEPS if topic.askers >= step),
    )
