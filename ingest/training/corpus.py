"""The passages as one array of token numbers, ready to be drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from ingest.training.ragged import Numbers, Ragged, bounds
from ingest.training.texts import Passage
from ingest.training.vocabulary import encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """`lines` holds every sentence in order, and after them one heading per passage.

    Passage i holds the sentences `first[i]` to `first[i + 1]`, its heading is line
    `first[-1] + i`, and `documents[i]` is the number of its document.
    """

    lines: Ragged
    first: Numbers
    documents: Numbers

    def __len__(self) -> int:
        return len(self.documents)


def build_corpus(passages: Sequence[Passage], tokenizer: Tokenizer) -> Corpus:
    """Encode every sentence and heading once."""
    sentences = [sentence for passage in passages for sentence in passage.sentences]
    headings = [passage.heading for passage in passages]
    counts = np.array([len(passage.sentences) for passage in passages], np.int64)
    return Corpus(
        lines=encode(tokenizer, sentences + headings),
        first=bounds(counts),
        documents=np.array([passage.document for passage in passages], np.int64),
    )
