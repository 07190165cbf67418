"""Gives hits in web pages the outline of their page, so that a citation can lead to its section."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.types import Hit
from ingest.record.reading import RecordReader
from ingest.record.types import Passage
from ingest.types import Heading

_WEB_PAGE = "text/html"


def outlined(hits: Sequence[Hit], record: RecordReader) -> tuple[Hit, ...]:
    """The hits; passages of published web pages, folded ones too, have their outline."""
    published = {passage.document.version_id for passage in _passages(hits) if _is_page(passage)}
    if not published:
        return tuple(hits)
    outlines = record.outlines(published)
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


def _is_page(passage: Passage) -> bool:
    return passage.document.media_type == _WEB_PAGE and passage.document.metadata.url is not None


def _with_outline(passage: Passage, outlines: Mapping[str, tuple[Heading, ...]]) -> Passage:
    outline = outlines.get(passage.document.version_id, ())
    return replace(passage, outline=outline) if outline else passage
