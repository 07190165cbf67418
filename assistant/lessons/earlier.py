"""What of a lesson's earlier work somebody may see: what was for them when it was done. Pure.

Whoever may see a lesson now need not have been let see what it said before: a text that was for a
group may have been cleaned and opened for all. The rules that held are told by the changes.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from assistant.lessons.workflow import is_author
from assistant.people.types import Caller
from ingest.record.lesson_types import Change, Comment, Lesson

ACCESS = "access"


def changes_for(caller: Caller, lesson: Lesson, changes: Sequence[Change]) -> tuple[Change, ...]:
    """Those of a lesson's changes, the oldest first, that the caller may see.

    What was changed in the second in which a rule changed is for those whom both let see it.
    """
    past = _Past(caller, lesson, changes)
    return tuple(
        one for one, moment in zip(changes, past.moments, strict=True) if past.was_for(moment)
    )


def comments_for(
    caller: Caller, lesson: Lesson, changes: Sequence[Change], comments: Sequence[Comment]
) -> tuple[Comment, ...]:
    """Those of a lesson's comments that the caller may see, by all of its changes."""
    past = _Past(caller, lesson, changes)
    return tuple(one for one in comments if past.was_for(one.moment))


class _Past:
    """The rules of access that a lesson had, for one caller; its author sees all of it."""

    def __init__(self, caller: Caller, lesson: Lesson, changes: Sequence[Change]) -> None:
        self._asker = caller.asker
        self._is_author = is_author(lesson, caller)
        # A clock that was set back makes nothing older than what was done before it.
        self.moments = tuple(accumulate((one.moment for one in changes), max))
        self._ruled = [
            (moment, _rule(one.before), _rule(one.after))
            for moment, one in zip(self.moments, changes, strict=True)
            if one.field == ACCESS
        ]
        self._first = self._ruled[0][1] if self._ruled else lesson.text.access

    def was_for(self, moment: str) -> bool:
        """True where every rule that held in that second lets the caller see it."""
        return self._is_author or all(map(self._asker.may_see, self._held(moment)))

    def _held(self, moment: str) -> Iterator[tuple[str, ...]]:
        before = [after for changed, _, after in self._ruled if changed < moment]
        yield before[-1] if before else self._first
        for changed, former, after in self._ruled:
            if changed == moment:
                yield from (former, after)


def _rule(written: str) -> tuple[str, ...]:
    """A rule as a change has it."""
    return tuple(written.split(", ")) if written else ()
