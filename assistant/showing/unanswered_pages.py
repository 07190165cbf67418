"""The page of what the library could not answer, by topic. Who asked is not told."""

from assistant.service import Service
from assistant.showing.frames import Frame
from assistant.showing.rendering import page
from assistant.types import Status
from assistant.unanswered.gathering import gathered

PATH = "/obesvarade"


def unanswered_page(frame: Frame, service: Service, *, with_partly: bool) -> str:
    """The topics of the kept questions without an answer, those answered in part too if wanted."""
    statuses = (Status.NO_EVIDENCE, *((Status.PARTIAL,) if with_partly else ()))
    asked = gathered(service.answers.of_status(statuses, service.asker))
    return page(
        frame,
        "unanswered",
        here=PATH,
        topics=service.topics.grouped(asked),
        is_empty=service.library.is_empty,
        keeps_any=service.answers.keeps_any,
        with_partly=with_partly,
        times=sum(one.count for one in asked),
    )
