"""The page of what the library could not answer, by topic. Who asked is not told."""

from assistant.service import Service
from assistant.showing.frames import Frame
from assistant.showing.rendering import page
from assistant.types import Status
from assistant.unanswered.discretion import FEWEST_ASKERS, asked_by_several, impersonal
from assistant.unanswered.gathering import gathered

PATH = "/obesvarade"


def unanswered_page(frame: Frame, service: Service, *, with_partly: bool) -> str:
    """The topics of the kept questions without an answer, those answered in part too if wanted.

    Where people sign in those of everybody, but only topics that several have asked about.
    """
    statuses = (Status.NO_EVIDENCE, *((Status.PARTIAL,) if with_partly else ()))
    of_everybody = service.caller.id is not None
    asked = gathered(service.answers.wanting(statuses, service.asker, of_everybody=of_everybody))
    topics = service.topics.grouped(impersonal(asked) if of_everybody else asked)
    shown = asked_by_several(topics) if of_everybody else topics
    return page(
        frame,
        "unanswered",
        here=PATH,
        topics=shown,
        is_empty=service.library.is_empty,
        keeps_any=service.answers.keeps_any,
        with_partly=with_partly,
        fewest=FEWEST_ASKERS if of_everybody else None,
        times=sum(topic.count for topic in shown),
    )
