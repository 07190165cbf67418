"""A turn of a conversation: what is asked after what, its steps, and what is kept of it."""

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.api.questions import Question
from assistant.conversing import Turn
from assistant.curated.answering import AskedOnce
from assistant.filtering.types import Filters
from assistant.service import Service
from assistant.steps import Step, Verified
from assistant.understanding.earlier import Earlier


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with those before it, the oldest first; `begins` tells a new conversation.

    `ignored` are parts of the filters that the question sets and that shall not hold;
    `is_ordinary` tells that no curated answer is wanted.
    """

    question: str
    filters: Filters
    earlier: tuple[str, ...]
    conversation_id: str | None
    begins: bool
    ignored: tuple[str, ...] = ()
    is_ordinary: bool = False


def read(service: Service, body: Question) -> Asked:
    """A question as it came, with the earlier ones that are kept, or else those sent along.

    Raises:
        NotFoundError: the conversation is gone, or somebody else's.
        QuestionError: earlier questions were sent that cannot have been asked.
        DataFolderError: the record cannot be read.
    """
    sent = Earlier(questions=tuple(body.earlier)).questions
    named = body.conversation_id
    return Asked(
        question=body.question,
        filters=body.wanted_filters(),
        earlier=sent if named is None else service.conversations.earlier(named, service.caller.id),
        conversation_id=named,
        begins=named is None and not sent,
        ignored=tuple(dict.fromkeys(body.ignore_filters)),
        is_ordinary=body.ignore_curated,
    )


def steps_of(service: Service, asked: Asked) -> Generator[Step, None, None]:
    """The steps to the answer, which is kept before it is given, and its question with it."""
    if (pinned := _pinned(service, asked)) is not None:
        for sentence in pinned.sentences:
            cited = tuple(one for one in pinned.citations if one.n in sentence.citations)
            yield Verified(sentence=sentence, citations=cited)
        yield _kept(service, asked, pinned)
        return
    answering = service.assistant.answering(
        asked.question, service.asker, asked.filters, asked.earlier, asked.ignored
    )
    with closing(answering) as steps:
        for step in steps:
            yield _kept(service, asked, step) if isinstance(step, Answer) else step


def _pinned(service: Service, asked: Asked) -> Answer | None:
    """The curated answer that is pinned to the question, where one stands and is wanted."""
    if asked.is_ordinary:
        return None
    once = AskedOnce(
        question=asked.question,
        asker=service.asker,
        filters=asked.filters,
        earlier=asked.earlier,
        ignored=asked.ignored,
    )
    return service.pinned.answer(once)


def _kept(service: Service, asked: Asked, answer: Answer) -> Answer:
    kept = service.answers.keep(answer, asked.filters, service.caller.id, asked.ignored)
    owner = service.caller.id
    named = service.conversations.begin(owner) if asked.begins else asked.conversation_id
    if named is None:
        return kept
    turn = Turn(
        question=kept.question,
        understood=kept.understood_as or kept.question,
        answer_id=kept.answer_id,
    )
    is_added = service.conversations.add(named, owner, turn)
    return replace(kept, conversation_id=named) if is_added else kept
