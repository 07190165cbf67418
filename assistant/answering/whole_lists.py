"""Finds the list that several chosen items are of: what needs two of them is answered by all."""

from collections.abc import Sequence

from assistant.answering.candidates import Candidate
from assistant.excerpts.types import Form


def whole_list(
    item: Candidate, chosen: Sequence[Candidate], candidates: Sequence[Candidate]
) -> Candidate | None:
    """The list that holds an item, and one of those chosen before it; None for any other excerpt.

    Only where the list says at least as much of the question as the item does.
    """
    if item.form is not Form.ITEM:
        return None
    for one in candidates:
        if one.form is Form.LIST and is_of(item, one) and one.traits.said >= item.traits.said:
            return one if any(is_of(other, one) for other in chosen) else None
    return None


def is_of(item: Candidate, whole: Candidate) -> bool:
    """True for an item of a list."""
    place, span = item.core.span, whole.core.span
    return (
        item.form is Form.ITEM
        and item.core.passage.document.id == whole.core.passage.document.id
        and span.start <= place.start
        and place.end <= span.end
    )
