"""Has the first passages read together with the question by a re-ranker, where one is set.

A cross-encoder sees question and passage at once, and so tells what neither shared words nor
vectors show; it costs a hundred times as much, so it reads few. None comes with Lärdom.
"""

import logging
import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import numpy as np

from assistant.errors import RerankerError
from assistant.retrieval.arranging import Read
from assistant.retrieval.candidates import standardised
from assistant.retrieval.legs import Floats
from ingest.rendering import findable

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_LOG = logging.getLogger("lardom")
RERANKED = 20
RERANKER_WEIGHT = 1.0
"""Beside the score of the reading before; both as z-scores over the passages read."""
_SCORING = "ForSequenceClassification"
_PROBE = [("Fråga?", "Svar."), ("Fråga?", "Ett svar som är längre än de flesta stycken. " * 40)]


class Reranker(Protocol):
    """Tells how well texts answer a question."""

    def scores(self, question: str, texts: Sequence[str]) -> Floats:
        """One finite score a text, in their order, higher for a better one; of any scale.

        Raises RerankerError when they cannot be read.
        """
        ...


def reranked(read: list[Read], question: str, reranker: Reranker | None) -> list[Read]:
    """Passages, best first, the first `RERANKED` in order of the re-ranker's scores as well.

    As they were where there is no re-ranker or it fails: the answer does not hang on it.
    """
    first, rest = read[:RERANKED], read[RERANKED:]
    if reranker is None or not first:
        return read
    try:
        told = reranker.scores(question, [_text(one) for one in first])
    except RerankerError as error:
        _LOG.warning("the re-ranker failed: %s", error)
        return read
    before = np.array([one.hit.score for one in first], np.float64)
    scores = standardised(before) + RERANKER_WEIGHT * standardised(told)
    scores += before.min() - scores.min()  # so that none falls below those that were not read
    order = np.argsort(-scores, kind="stable")
    return [*(_scored(first[n], float(scores[n])) for n in order), *rest]


def _text(read: Read) -> str:
    """A passage under its title and headings, without which many do not say what they are of."""
    passage = read.hit.passage
    return findable(passage.document.metadata.title, passage.chunk.heading, passage.text)


def _scored(read: Read, score: float) -> Read:
    return Read(hit=replace(read.hit, score=score), words=read.words)


class CrossEncoderReranker:
    """A CrossEncoder of sentence-transformers; importing it takes seconds, so lazily.

    Usable by threads, one at a time: the tokenizers of these models cannot be shared.
    """

    def __init__(self, name: str, *, batch_size: int = 16, device: str = "") -> None:
        """Load a folder or a name from the local cache; `device` "" leaves the choice to torch.

        Nothing is fetched from the network. Raises RerankerError when the model cannot be
        loaded, or does not give a trained score a pair.
        """
        self._name = name
        self._batch_size = batch_size
        self._one_at_a_time = threading.Lock()
        self._model = _load(name, device)
        self._predicted(_PROBE)

    def scores(self, question: str, texts: Sequence[str]) -> Floats:
        """As `CrossEncoder.predict` gives them; see `Reranker`."""
        if not texts:
            return np.zeros(0)
        return self._predicted([(question, text) for text in texts])

    def _predicted(self, pairs: list[tuple[str, str]]) -> Floats:
        try:
            with self._one_at_a_time:
                told = self._model.predict(
                    pairs, batch_size=self._batch_size, show_progress_bar=False
                )
        except Exception as error:  # models fail in many ways; each means the same here
            raise _unusable(self._name, f"{error}") from error
        scores: Floats = np.asarray(told, np.float64)
        if scores.shape != (len(pairs),) or not np.isfinite(scores).all():
            raise _unusable(self._name, "den ger inte ett tal för varje stycke.")
        return scores


def _load(name: str, device: str) -> "CrossEncoder":
    try:
        from sentence_transformers import CrossEncoder  # noqa: PLC0415 - it imports torch

        model: CrossEncoder = CrossEncoder(name, device=device or None, local_files_only=True)
    except Exception as error:  # the loader raises many kinds; each means the same to the user
        raise _unusable(name, f"{error}") from error
    # A model without a trained head is given a random one, with no more than a word in the log.
    kinds = (model.config.architectures if model.config else None) or [_SCORING]
    if len(model) == 1 and not kinds[0].endswith(_SCORING):
        raise _unusable(name, f"den är inte tränad att bedöma stycken ({kinds[0]}).")
    if model.device.type == "cpu":
        model.float()  # in place; half precision is slow there, and knows fewer scores apart
    return model


def _unusable(name: str, reason: str) -> RerankerError:
    why = reason.rstrip(". ")  # as a sentence, whatever the library said
    return RerankerError(
        f"Omrankningsmodellen ”{name}” i LARDOM_RERANKER går inte att använda: {why}.",
        "Ange en mapp med en CrossEncoder i sentence-transformers format, ett modellnamn som "
        "redan är hämtat till datorn, eller lämna inställningen tom.",
    )
