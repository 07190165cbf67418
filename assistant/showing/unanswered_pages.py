"""The page of what the library could not answer, by topic. Who asked is not told."""

from assistant.service import Service
from assistant.showing.frames import Frame
from assistant.showing.rendering import page
from assistant.types import Status
from assistant.unanswered.discretion import FEWEST_ASKERS, impersonal, told
from assistant.unanswered.gathering import gathered
from assistant.unanswered.types import ToldTopic, Topic

PATH = "/obesvarade"


def unanswered_page(frame: Frame, service: Service, *, with_partly: bool) -> str:
    """The topics of the kept questions without an answer, those answered in part too if wanted.

    Where people sign in those of everybody, but only topics that several have asked about.
    """
    is_own = service.caller.id is None
    return page(
        frame,
        "unanswered",
        here=PATH,
        topics=_own(service, with_partly) if is_own else _told_of(service, with_partly),
        is_own=is_own,
        is_empty=service.library.is_empty,
        keeps_any=service.answers.keeps_any,
        with_partly=with_partly,
        fewest=FEWEST_ASKERS,
    )


def _own(service: Service, with_partly: bool) -> tuple[Topic, ...]:
    statuses = (Status.NO_EVIDENCE, *((Status.PARTIAL,) if with_partly else ()))
    wanting = service.answers.wanting(statuses, service.asker, of_everybody=False)
    return service.topics.grouped(gathered(wanting))


def _told_of(service: Service, with_partly: bool) -> tuple[ToldTopic, ...]:
    """Grouped with those answered in part, whatever is wanted: a topic is the same either way."""
    statuses = (Status.NO_EVIDENCE, Status.PARTIAL)
    wanting = service.answers.wanting(statuses, service.asker, of_everybody=True)
    topics = service.topics.grouped(impersonal(gathered(wanting)))
    return told(topics, with_partly=with_partly)
