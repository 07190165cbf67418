"""Puts a newer edition before what it has replaced, where a search found both."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.types import Hit


def newest_edition_first(hits: Sequence[Hit]) -> list[Hit]:
    """The hits in their order, but each of a replaced document behind the first of its newest.

    Of passages that say the same in both, the newest edition's stands for them.
    """
    ordered: list[Hit] = []
    for hit in map(_of_newest, hits):
        document = hit.passage.document.id
        older = (n for n, one in enumerate(ordered) if _replaced_by(one) == document)
        ordered.insert(next(older, len(ordered)), hit)
    return ordered


def _replaced_by(hit: Hit) -> str | None:
    return hit.passage.document.superseded_by


def _of_newest(hit: Hit) -> Hit:
    for passage in hit.same:
        if passage.document.id == _replaced_by(hit):
            others = tuple(one for one in hit.same if one is not passage)
            return replace(hit, passage=passage, joined=(), same=(*others, hit.passage))
    return hit
