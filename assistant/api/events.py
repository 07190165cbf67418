"""The steps of an answer as server-sent events: their names, their ids, their JSON.

Knows nothing about requests. A stream ends with `done`, or with `error` and nothing after it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from fastapi.sse import ServerSentEvent
from pydantic import TypeAdapter

from assistant.addresses import document_url
from assistant.answer import Answer
from assistant.api.failures import failure_of
from assistant.figures.answer import FiguresAnswer
from assistant.searching import Found
from assistant.steps import Step, Verified, Waiting
from assistant.types import Hit

STILL = "skriver"


class Event(StrEnum):
    """The names of the events, in the order they come; a reply has `answer` and `done` alone."""

    REGISTER = "register"
    """What the register says; it comes only where that is an answer."""
    HITS = "hits"
    SENTENCE = "sentence"
    ANSWER = "answer"
    DONE = "done"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class HitShown:
    """Where a passage stands that the answer is sought in; `url` opens it."""

    document_id: str
    title: str
    publisher: str | None
    year: int | None
    source: str
    page: int | None
    heading: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HitsShown:
    """The data of `hits`: the passages that the answer is sought in, best first."""

    generation: int
    hits: tuple[HitShown, ...]


_HITS = TypeAdapter(HitsShown)
_REGISTER = TypeAdapter(FiguresAnswer)
_SENTENCE = TypeAdapter(Verified)
_ANSWER = TypeAdapter(Answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    event: Event
    data: bytes


def events(steps: Iterable[Step]) -> Iterator[ServerSentEvent]:
    """The events of an answer; their ids count from 1. What goes wrong becomes one of them.

    While there is nothing to tell a comment is sent, by which a client that has gone is noticed.
    """
    number = 0
    for told in _all_told(steps):
        if told is None:
            yield ServerSentEvent(comment=STILL)
            continue
        number += 1
        yield ServerSentEvent(event=told.event, id=str(number), raw_data=told.data.decode())


def _all_told(steps: Iterable[Step]) -> Iterator[_Told | None]:
    try:
        yield from map(_told, steps)
    except Exception as error:  # the response has begun: nobody else can tell of it
        failure = failure_of(error, "the stream of an answer")
        yield _Told(event=Event.ERROR, data=failure.body.model_dump_json().encode())
    else:
        yield _Told(event=Event.DONE, data=b"{}")


def _told(step: Step) -> _Told | None:
    match step:
        case Waiting():
            return None
        case FiguresAnswer():
            return _Told(event=Event.REGISTER, data=_REGISTER.dump_json(step))
        case Found():
            return _Told(event=Event.HITS, data=_HITS.dump_json(_hits_shown(step)))
        case Verified():
            return _Told(event=Event.SENTENCE, data=_SENTENCE.dump_json(step))
        case Answer():
            return _Told(event=Event.ANSWER, data=_ANSWER.dump_json(step))


def _hits_shown(found: Found) -> HitsShown:
    return HitsShown(generation=found.generation, hits=tuple(map(_hit_shown, found.hits)))


def _hit_shown(hit: Hit) -> HitShown:
    document, chunk = hit.passage.document, hit.passage.chunk
    return HitShown(
        document_id=document.id,
        title=document.metadata.title,
        publisher=document.metadata.publisher,
        year=document.metadata.year,
        source=document.source,
        page=chunk.page,
        heading=chunk.heading,
        url=document_url(document.id, chunk.span),
    )
