"""Finds the topics that somebody may be shown: their own, or those that several asked about."""

from assistant.keeping import AnswerKeeper
from assistant.types import Asker, Status
from assistant.unanswered.discretion import impersonal, told
from assistant.unanswered.gathering import gathered
from assistant.unanswered.grouping import TopicGrouper
from assistant.unanswered.types import ToldTopic, Topic


class Topics:
    """The topics of the kept answers. Usable by threads.

    Every method raises `DataFolderError` when the record cannot be read.
    """

    def __init__(self, answers: AnswerKeeper, grouper: TopicGrouper) -> None:
        self._answers = answers
        self._grouper = grouper

    def own(self, asker: Asker, *, with_partly: bool) -> tuple[Topic, ...]:
        """Those of the one person of a service without signing in."""
        statuses = (Status.NO_EVIDENCE, *((Status.PARTIAL,) if with_partly else ()))
        wanting = self._answers.wanting(statuses, asker, of_everybody=False)
        return self._grouper.grouped(gathered(wanting))

    def told(self, asker: Asker, *, with_partly: bool) -> tuple[ToldTopic, ...]:
        """Those of everybody that may be told of.

        Grouped with those answered in part, whatever is wanted: a topic is the same either way.
        """
        statuses = (Status.NO_EVIDENCE, Status.PARTIAL)
        wanting = self._answers.wanting(statuses, asker, of_everybody=True)
        topics = self._grouper.grouped(impersonal(gathered(wanting)))
        return told(topics, with_partly=with_partly)
