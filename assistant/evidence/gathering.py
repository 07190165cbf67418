"""A kept answer to its evidence pack: only what may still be shown, and what became of the rest.

Takes from the stored JSON what it names and nothing else, so what later versions add to an
answer, such as verdicts, is shown where it is there and never lets out a withdrawn text.
"""

import json
from collections.abc import Iterator
from typing import Any

from assistant.answer import CuratedMark
from assistant.evidence.types import (
    EvidenceCell,
    EvidenceCitation,
    EvidenceFigures,
    EvidenceListed,
    EvidencePack,
    EvidenceSentence,
    Standing,
)
from assistant.figures.answer import FiguresStatus
from assistant.types import Route
from ingest.record.answers import KeptAnswer
from ingest.record.reading import RecordReader


def gather(kept: KeptAnswer, record: RecordReader) -> EvidencePack:
    """The pack of an answer, beside what the live generation shows now."""
    given = json.loads(kept.answer)
    standings = _standings(kept, record)
    hashes = {file.document_id: file.content_hash for file in kept.files}
    citations = tuple(
        _citation(one, hashes[one["document_id"]], standings[one["document_id"]])
        for one in given["citations"]
    )
    listing = given.get("listing") or {"documents": (), "looked_through": None}
    gone = {one.n for one in citations if one.standing is Standing.WITHDRAWN}
    sentences = tuple(_sentence(one, gone) for one in given["sentences"])
    shown = " ".join(sentence.text for sentence in sentences if sentence.text)
    return EvidencePack(
        answer_id=kept.id,
        asked=kept.asked,
        expires=kept.expires,
        question=kept.question,
        understood_as=given.get("understood_as"),
        short_answer=_short(given.get("short_answer"), gone),
        status=given["status"],
        answer=shown if sentences else given["answer"],
        sentences=sentences,
        citations=citations,
        route=given.get("route", Route.DOCUMENTS.value),
        choices=_choices(given.get("choices", ()), standings),
        listed=tuple(_listed(one, hashes, standings) for one in listing["documents"]),
        looked_through=listing["looked_through"],
        register=_figures(given.get("register")),
        notice=given["notice"],
        ai_generated=given["ai_generated"],
        model=kept.model,
        generation=kept.generation,
        embedder=kept.embedder,
        product=kept.product,
        curated=CuratedMark(**mark) if (mark := given.get("curated")) else None,
    )


def _figures(given: Any) -> EvidenceFigures | None:
    """What the register said; None where it said nothing that was the answer."""
    if given is None or given["status"] != FiguresStatus.ANSWERED:
        return None
    results = given["results"]
    cautions = [text for one in results for text in (*one["gaps"], *_texts(one["warnings"]))]
    return EvidenceFigures(
        reading=given["reading"],
        answer=given["answer"],
        formulas=tuple(_formulas(results)),
        cautions=tuple(dict.fromkeys(cautions)),
        cells=tuple(
            EvidenceCell(
                **{
                    name: one[name]
                    for name in ("n", "label", "original", "source", "sheet", "cell")
                },
                content_hash=one["sha256"],
            )
            for one in given["citations"]
        ),
    )


def _formulas(results: list[dict[str, Any]]) -> Iterator[str]:
    for figure in (figure for one in results for figure in one["figures"]):
        group = " · ".join(figure["group"])
        told = " = ".join(filter(None, (figure["text"], figure["formula"])))
        yield f"{group}: {told}" if group else told


def _texts(warnings: list[dict[str, Any]]) -> list[str]:
    return [one["text"] for one in warnings]


def _short(given: Any, gone: set[int]) -> str | None:
    """The short answer, unless all that it rests on has been withdrawn."""
    is_borne = given is not None and not gone.issuperset(given["citations"])
    return str(given["text"]) if is_borne else None


def _standings(kept: KeptAnswer, record: RecordReader) -> dict[str, Standing]:
    found = {}
    rows = record.named([file.document_id for file in kept.files])
    for file in kept.files:
        row = rows.get(file.document_id)
        if row is None:
            found[file.document_id] = Standing.WITHDRAWN
        else:
            same = row.content_hash == file.content_hash
            found[file.document_id] = Standing.CURRENT if same else Standing.CHANGED
    return found


def _citation(given: dict[str, Any], content_hash: str, standing: Standing) -> EvidenceCitation:
    named = ("n", "document_id", "title", "publisher", "year", "source", "page", "page_label")
    return EvidenceCitation(
        **{name: given[name] for name in (*named, "start", "end")},
        quote=None if standing is Standing.WITHDRAWN else given["quote"],
        content_hash=content_hash,
        standing=standing,
    )


def _listed(
    given: dict[str, Any], hashes: dict[str, str], standings: dict[str, Standing]
) -> EvidenceListed:
    names = ("document_id", "title", "publisher", "year", "source")
    return EvidenceListed(
        **{name: given[name] for name in names},
        content_hash=hashes[given["document_id"]],
        standing=standings[given["document_id"]],
    )


def _choices(given: list[dict[str, Any]], standings: dict[str, Standing]) -> tuple[str, ...]:
    """The questions held out, but those whose words may be a withdrawn document's."""
    return tuple(
        one["question"]
        for one in given
        if standings.get(one["document_id"]) is not Standing.WITHDRAWN
    )


def _sentence(given: dict[str, Any], gone: set[int]) -> EvidenceSentence:
    return EvidenceSentence(
        text=None if gone.intersection(given["citations"]) else given["text"],
        citations=tuple(given["citations"]),
        verdict=given.get("verdict"),
    )
