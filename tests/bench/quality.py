"""How well retrieval finds: nDCG@10 on public question sets, right document on the domain's.

The sets lie outside the project and are only measured with; nothing is trained or chosen on
them.
"""

import json
import math
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.asking import Assistant
from assistant.retrieval import POOL, Legs, ranked, reread_scores
from assistant.types import Asker
from assistant.understanding.question import understand
from ingest.embedding import Embedder
from ingest.index.exact import ExactVectors
from ingest.index.lexical import LexicalReader, LexicalWriter
from ingest.index.types import Found
from ingest.record.types import IndexRow, Passage
from ingest.swedish import words
from tests.bench.running import show

FIRST = 10
DOCUMENTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """A question set's passages, indexed; `names[key]` is a passage's id."""

    legs: Legs
    words: dict[int, list[str]]
    names: dict[int, str]
    embedder: Embedder


class NoPassages:
    """A record for measuring that never hands out a passage: only keys are looked at."""

    def passages(self, keys: Sequence[int]) -> list[Passage]:
        """Nothing."""
        del keys
        return []


def measure_quality(assistant: Assistant, embedder: Embedder, shared: Path) -> None:
    """Print the table of retrieval figures."""
    for name, splits in (("swequad", {"dev", "test"}), ("squad_sv", set())):
        folder = shared / "eval" / name
        questions = [
            q
            for q in _lines(folder / "questions.jsonl")
            if q.get("answerable", True) and (not splits or q["split"] in splits)
        ]
        with tempfile.TemporaryDirectory() as scratch:
            indexed = _index(_lines(folder / "passages.jsonl"), embedder, Path(scratch))
            _measure_set(name, indexed, questions)
    _measure_domain(assistant, _lines(shared / "eval" / "domain" / "questions.jsonl"))


def _measure_set(name: str, indexed: Indexed, questions: list[Any]) -> None:
    both = indexed.legs
    for label, legs in (
        ("hybrid", both),
        ("lexical", Legs(lexical=both.lexical, dense=None, record=both.record)),
        ("dense", Legs(lexical=None, dense=both.dense, record=both.record)),
    ):
        gains = [_ndcg(_names(indexed, legs, q["question"]), q["relevant"]) for q in questions]
        show(f"{name} nDCG@10, {label} ({len(gains)} questions)", f"{np.mean(gains):.3f}", "")


def _measure_domain(assistant: Assistant, questions: list[Any]) -> None:
    kinds: dict[str, list[bool]] = {}
    pages: list[bool] = []
    for question in questions:
        wanted = question["relevant"]
        if not wanted:
            continue
        hits = assistant.search(question["question"], Asker(), 60).hits
        places = dict.fromkeys((h.passage.document.source, h.passage.chunk.page) for h in hits)
        sources = list(dict.fromkeys(source for source, _ in places))[:DOCUMENTS]
        right = any(r["source"] in sources for r in wanted)
        for kind in ("all", question["type"]):
            kinds.setdefault(kind, []).append(right)
        if wanted[0]["page"]:
            first = list(places)[:DOCUMENTS]
            pages.append(any((r["source"], r["page"]) in first for r in wanted))
    for kind, found in kinds.items():
        show(f"domain, right document in 5, {kind} ({len(found)})", f"{np.mean(found):.2f}", "")
    show(f"domain, right PDF page in 5 ({len(pages)})", f"{np.mean(pages):.2f}", "")


def _index(passages: list[Any], embedder: Embedder, scratch: Path) -> Indexed:
    texts = [p["text"] for p in passages]
    rows = [
        IndexRow(key=n, words=text, vector=vector, restricted=False)
        for n, (text, vector) in enumerate(zip(texts, embedder.embed_passages(texts), strict=True))
    ]
    writer = LexicalWriter(scratch)
    writer.add(rows)
    writer.close()
    legs = Legs(lexical=LexicalReader(scratch), dense=ExactVectors([rows]), record=NoPassages())
    return Indexed(
        legs=legs,
        words={n: words(text) for n, text in enumerate(texts)},
        names={n: p["id"] for n, p in enumerate(passages)},
        embedder=embedder,
    )


def _names(indexed: Indexed, legs: Legs, question: str) -> list[str]:
    query = understand(question)
    vector = indexed.embedder.embed_queries([question])[0]
    found: list[Found] = ranked(query, vector, legs, 100)[:POOL]
    keys = [hit.key for hit in found]
    if legs.lexical and legs.dense:
        texts = [indexed.words[key] for key in keys]
        scores = reread_scores(query, [hit.score for hit in found], texts, legs.lexical)
        keys = [keys[n] for n in np.argsort(-scores, kind="stable")]
    return [indexed.names[key] for key in keys[:FIRST]]


def _ndcg(names: list[str], relevant: list[str]) -> float:
    gain = sum(1 / math.log2(n + 2) for n, name in enumerate(names) if name in relevant)
    ideal = sum(1 / math.log2(n + 2) for n in range(min(len(relevant), FIRST)))
    return gain / ideal


def _lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
