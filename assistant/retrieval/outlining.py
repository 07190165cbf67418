"""Gives hits the outline of their document, so that a citation can tell the section it is of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.types import Hit
from ingest.record.reading import RecordReader
from ingest.record.types import Passage
from ingest.types import Heading


def outlined(hits: Sequence[Hit], record: RecordReader) -> tuple[Hit, ...]:
    """The hits; passages of documents with headings, folded ones too, have their outline."""
    outlines = record.outlines({passage.document.version_id for passage in _passages(hits)})
    return tuple(
        replace(
            hit,
            passage=_with_outline(hit.passage, outlines),
            same=tuple(_with_outline(one, outlines) for one in hit.same),
        )
        for hit in hits
    )


def _passages(hits: Iterable[Hit]) -> Iterable[Passage]:
    return (passage for hit in hits for passage in (hit.passage, *hit.same))


def _with_outline(passage: Passage, outlines: Mapping[str, tuple[Heading, ...]]) -> Passage:
    outline = outlines.get(passage.document.version_id, ())
    return replace(passage, outline=outline) if outline else passage
