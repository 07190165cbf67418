"""What of the questions of many may be shown to somebody else: never what could tell who asked.

A topic is shown only where several people have asked about it. The sum is made after the questions
were grouped, so that no choice on the page can bring one to light that fewer asked.
"""

from collections.abc import Sequence

from assistant.lessons.personal import MarkKind, marks_in
from assistant.unanswered.types import AskedQuestion, Topic

FEWEST_ASKERS = 3
_SURE = {MarkKind.NUMBER, MarkKind.EMAIL, MarkKind.PHONE}


def impersonal(asked: Sequence[AskedQuestion]) -> tuple[AskedQuestion, ...]:
    """Those without a personal number, an e-mail address or a telephone number in them.

    What may be a name is left: agencies and projects have such, too.
    """
    return tuple(
        one for one in asked if not any(mark.kind in _SURE for mark in marks_in(one.question))
    )


def asked_by_several(topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """Those that `FEWEST_ASKERS` different people or more have asked about."""
    return tuple(topic for topic in topics if topic.askers >= FEWEST_ASKERS)
