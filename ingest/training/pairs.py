"""Draws batches of a query and the passage that answers it, out of running text alone.

Two kinds of pair: a heading and a passage below it; a sentence and the rest of its passage.
Words are left out of the query at random, so that no single word decides, and some queries
begin like a question.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ingest.training.corpus import Corpus
from ingest.training.ragged import Numbers, Ragged, positions
from ingest.training.settings import TrainingSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Query i belongs to passage i; `documents[i]` is the document both come from."""

    queries: Ragged
    passages: Ragged
    documents: Numbers


def draw_batches(corpus: Corpus, openings: Ragged, settings: TrainingSettings) -> Iterator[Batch]:
    """Batches without end, the same ones for the same seed."""
    random = np.random.default_rng(settings.seed)
    while True:
        batch = _draw(corpus, settings, random)
        opened = _some(openings, settings, random).beside(batch.queries)
        yield replace(batch, queries=opened)


def _draw(corpus: Corpus, settings: TrainingSettings, random: np.random.Generator) -> Batch:
    chosen = random.integers(0, len(corpus), settings.batch)
    first, last = corpus.first[chosen], corpus.first[chosen + 1]
    by_sentence = (last - first > 1) & (random.random(settings.batch) < settings.sentence_share)
    line = np.where(by_sentence, random.integers(first, last), corpus.first[-1] + chosen)
    passages = _without(corpus.lines, first, last, line)
    queries = _thin(corpus.lines.take(line), passages, settings, random)
    return Batch(queries=queries, passages=passages, documents=corpus.documents[chosen])


def _without(lines: Ragged, first: Numbers, last: Numbers, left_out: Numbers) -> Ragged:
    """Row by row the lines `first` to `last`, save the one that is `left_out`."""
    begin, end = lines.starts[first], lines.starts[last]
    whole = lines.spans(begin, end)
    owners = whole.owners()
    place = positions(begin, end)
    before = place < lines.starts[left_out][owners]
    after = place >= lines.starts[left_out + 1][owners]
    return whole.keep(before | after)


def _thin(
    queries: Ragged, passages: Ragged, settings: TrainingSettings, random: np.random.Generator
) -> Ragged:
    """Leave tokens out of the queries, shared ones more often."""
    chance = np.full(len(queries.values), settings.word_loss)
    if settings.overlap_loss:
        chance[_shared(queries, passages)] += settings.overlap_loss
    return queries.keep(random.random(len(chance)) >= chance)


def _some(openings: Ragged, settings: TrainingSettings, random: np.random.Generator) -> Ragged:
    """For each query of a batch an opening or, more often, an empty row."""
    drawn = openings.take(random.integers(0, len(openings), settings.batch))
    return drawn.keep((random.random(settings.batch) < settings.opening_share)[drawn.owners()])


def _shared(queries: Ragged, passages: Ragged) -> NDArray[np.bool_]:
    """For each token of a query: does it stand in the query's passage too?"""
    width = 1 + max(queries.values.max(initial=0), passages.values.max(initial=0))
    ours = queries.owners() * width + queries.values
    theirs = passages.owners() * width + passages.values
    return np.isin(ours, theirs)
