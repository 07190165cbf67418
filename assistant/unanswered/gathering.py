"""Gathers the questions that were not answered out of the kept answers, each once."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.people.types import Way
from assistant.types import Status
from assistant.unanswered.types import AskedQuestion
from ingest.record.answers import WantingAnswer
from ingest.swedish import words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One time that a question was asked."""

    question: str
    moment: str
    owner: str | None
    is_partly: bool
    is_marked: bool

    @property
    def day(self) -> str:
        """The day of it (UTC)."""
        return self.moment[:10]

    @property
    def asker(self) -> str:
        """Whoever asked, as far as it is known: all visitors are one, since each pass is new."""
        way, colon, _ = (self.owner or "").partition(":")
        return Way.VISITOR if colon and way == Way.VISITOR else self.owner or ""


def gathered(wanting: Sequence[WantingAnswer]) -> tuple[AskedQuestion, ...]:
    """The questions, by their words; such as differ in capitals and marks alone are one.

    A follow-up stands as it was understood. Of several ways to write it the latest is shown.
    What one owner asks several times on a day, such as by loading a page again, counts once, as
    it was answered last.
    """
    times: dict[str, list[_Asked]] = {}
    for one in sorted(map(_asked, wanting), key=lambda asked: (asked.moment, asked.question)):
        times.setdefault(" ".join(words(one.question)) or one.question, []).append(one)
    return tuple(
        AskedQuestion(
            question=some[-1].question,
            count=len(some),
            partly=sum(one.is_partly for one in some),
            marked=sum(one.is_marked for one in some),
            latest=some[-1].day,
            askers=frozenset(one.asker for one in some),
            without=frozenset(one.asker for one in some if one.is_marked or not one.is_partly),
        )
        for some in (_once_a_day(times[said]) for said in sorted(times))
    )


def _once_a_day(some: Sequence[_Asked]) -> list[_Asked]:
    """The last of each owner's day, the oldest day first."""
    last = {(one.day, one.owner): one for one in some}
    return sorted(last.values(), key=lambda one: (one.moment, one.question))


def _asked(wanting: WantingAnswer) -> _Asked:
    kept = wanting.kept
    answer = json.loads(kept.answer)
    return _Asked(
        question=answer.get("understood_as") or kept.question,
        moment=kept.asked,
        owner=kept.owner,
        is_partly=answer.get("status") == Status.PARTIAL.value,
        is_marked=wanting.is_marked,
    )
