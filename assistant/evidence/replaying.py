"""Tells what has become of an answer when its question is asked again."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.evidence.types import EvidencePack
from assistant.filtering.types import Filters
from ingest.record.answers import KeptAnswer
from ingest.types import Kind

WITHDRAWN = (
    "{count} av svarets källhänvisningar gäller dokument som är återkallade eller borttagna."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """The JSON of `POST /api/v1/answers/{answer_id}/replay`.

    `same` tells that status, model, sentences and quotes are the same, word by word, and of a
    reply or a list what is said and the documents in it;
    `differences` say what is not (Swedish). `generation` answers now, `then_generation` then.
    """

    same: bool
    generation: int
    then_generation: int
    answer: Answer
    differences: tuple[str, ...]


def filters_of(kept: KeptAnswer) -> Filters:
    """The filters that the question was asked with."""
    given = json.loads(kept.filters)
    given.pop("ignored", None)
    kind = given.pop("kind")
    return Filters(**given, kind=Kind(kind) if kind else None)


def ignored_of(kept: KeptAnswer) -> tuple[str, ...]:
    """The parts of the question's own filters that it was asked without."""
    return tuple(json.loads(kept.filters).get("ignored", ()))


def compare(then: EvidencePack, now: Answer) -> Replay:
    """What the answer of now has in common with the kept one."""
    differences = tuple(_differences(then, now))
    return Replay(
        same=not differences,
        generation=now.generation,
        then_generation=then.generation,
        answer=now,
        differences=differences,
    )


def _differences(then: EvidencePack, now: Answer) -> Iterator[str]:
    if then.status != now.status.value:
        yield f"Status var {then.status} och är {now.status.value}."
    if then.model != now.model:
        yield f"Språkmodellen var {then.model or 'ingen'} och är {now.model or 'ingen'}."
    if not then.sentences and not now.sentences and then.answer != now.answer:
        yield "Beskedet är ett annat."
    if then.register and then.register.answer != (now.register.answer if now.register else None):
        yield "Registret säger något annat."
    if gone := sum(citation.quote is None for citation in then.citations):
        yield WITHDRAWN.format(count=gone)
    listed = [_document(one.title, one.source) for one in then.listed]
    documents = now.listing.documents if now.listing else ()
    yield from _changes("Dokument", listed, [_document(o.title, o.source) for o in documents])
    former = [one.text for one in then.sentences if one.text is not None]
    yield from _changes("Mening", former, [one.text for one in now.sentences])
    quotes = [_named(c.quote, c.source, c.page) for c in then.citations if c.quote is not None]
    yield from _changes("Citat", quotes, [_named(c.quote, c.source, c.page) for c in now.citations])


def _document(title: str, source: str) -> str:
    return f"{title} ({source})"


def _named(quote: str, source: str, page: int | None) -> str:
    return f"”{quote}” ({source}{f', sida {page}' if page else ''})"


def _changes(what: str, then: list[str], now: list[str]) -> Iterator[str]:
    yield from (f"{what} som är borta: {one}" for one in then if one not in now)
    yield from (f"{what} som är ny: {one}" for one in now if one not in then)
    if set(then) == set(now) and then != now:
        yield f"{what} för {what.lower()} är svaret detsamma, men i en annan ordning."
