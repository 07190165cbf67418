"""The page of what the library could not answer, by topic. Who asked is not told."""

from assistant.service import Service
from assistant.showing.frames import Frame
from assistant.showing.rendering import page
from assistant.unanswered.discretion import FEWEST_ASKERS

PATH = "/obesvarade"


def unanswered_page(frame: Frame, service: Service, *, with_partly: bool) -> str:
    """The topics of the kept questions without an answer, those answered in part too if wanted.

    Where people sign in those of everybody, but only topics that several have asked about.
    """
    is_own, topics, asker = service.caller.id is None, service.topics, service.asker
    own = topics.own(asker, with_partly=with_partly) if is_own else ()
    return page(
        frame,
        "unanswered",
        here=PATH,
        topics=own if is_own else topics.told(asker, with_partly=with_partly),
        is_own=is_own,
        is_empty=service.library.is_empty,
        keeps_any=service.answers.keeps_any,
        with_partly=with_partly,
        fewest=FEWEST_ASKERS,
    )
