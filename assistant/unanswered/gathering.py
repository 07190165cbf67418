"""Gathers the questions that were not answered out of the kept answers, each once."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.types import Status
from assistant.unanswered.types import AskedQuestion
from ingest.record.answers import KeptAnswer
from ingest.swedish import words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One time that a question was asked."""

    question: str
    day: str
    is_partly: bool


def gathered(kept: Sequence[KeptAnswer]) -> tuple[AskedQuestion, ...]:
    """The questions, by their words; such as differ in capitals and marks alone are one.

    A follow-up stands as it was understood. Of several ways to write it the latest is shown.
    """
    times: dict[str, list[_Asked]] = {}
    for one in sorted(map(_asked, kept), key=lambda asked: (asked.day, asked.question)):
        times.setdefault(" ".join(words(one.question)) or one.question, []).append(one)
    return tuple(
        AskedQuestion(
            question=some[-1].question,
            count=len(some),
            partly=sum(one.is_partly for one in some),
            latest=some[-1].day,
        )
        for _, some in sorted(times.items())
    )


def _asked(kept: KeptAnswer) -> _Asked:
    answer = json.loads(kept.answer)
    return _Asked(
        question=answer.get("understood_as") or kept.question,
        day=kept.asked[:10],
        is_partly=answer.get("status") == Status.PARTIAL.value,
    )
