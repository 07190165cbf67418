"""Learns one vector per vocabulary piece; a text is the mean of its pieces. Home of torch.

Contrastive: of all passages in the batch, a query's own shall lie nearest (InfoNCE, both
ways). Distillation: a translated text shall lie at its teacher's vector.
"""

from collections.abc import Iterator

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from ingest.training.pairs import Batch
from ingest.training.ragged import Numbers, Ragged
from ingest.training.settings import TrainingSettings
from ingest.training.teacher import Lessons

_START_SPREAD = 0.01
"""Pieces begin near zero, so that one the data hardly shows stays almost silent."""


def learn(
    pieces: int, batches: Iterator[Batch], lessons: Lessons | None, settings: TrainingSettings
) -> NDArray[np.float32]:
    """The learnt vectors, `pieces` x `settings.dimension`; the same for the same seed."""
    torch.set_num_threads(settings.threads)
    torch.manual_seed(settings.seed)
    weights = torch.nn.Parameter(torch.randn(pieces, settings.dimension) * _START_SPREAD)
    optimiser = torch.optim.Adam([weights], lr=settings.learning_rate, fused=True)
    random = np.random.default_rng(settings.seed + 1)
    for step in range(settings.steps):
        optimiser.param_groups[0]["lr"] = _rate(step, settings)
        loss = _loss(weights, next(batches), _some(lessons, random, settings), settings)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it without types
        optimiser.step()
    vectors: NDArray[np.float32] = weights.detach().numpy()
    return vectors


def _rate(step: int, settings: TrainingSettings) -> float:
    """Rises over the first twentieth of the steps, then falls in a straight line to zero."""
    done = (step + 1) / (settings.steps + 1)
    return settings.learning_rate * min(done / 0.05, (1 - done) / 0.95)


def _some(
    lessons: Lessons | None, random: np.random.Generator, settings: TrainingSettings
) -> Lessons | None:
    """As many lessons as a batch has pairs."""
    if lessons is None:
        return None
    chosen = random.integers(0, len(lessons), settings.batch)
    return Lessons(texts=lessons.texts.take(chosen), targets=lessons.targets[chosen])


def _loss(
    weights: torch.Tensor, batch: Batch, lessons: Lessons | None, settings: TrainingSettings
) -> torch.Tensor:
    """Both losses. All texts are embedded in one go: each go costs a gradient for every piece."""
    texts = batch.queries.below(batch.passages)
    if lessons is not None:
        texts = texts.below(lessons.texts)
    pairs = len(batch.documents)
    queries, passages, learnt = _embed(weights, texts).tensor_split((pairs, 2 * pairs))
    loss = _contrast(queries, passages, batch.documents, settings.temperature)
    if lessons is not None:
        loss = loss + settings.teacher_weight * _distil(learnt, lessons)
    return loss


def _embed(weights: torch.Tensor, texts: Ragged) -> torch.Tensor:
    """Unit vectors, one row per text; an empty text gives a zero row."""
    mean = functional.embedding_bag(
        torch.from_numpy(texts.values), weights, torch.from_numpy(texts.starts[:-1]).int()
    )
    return functional.normalize(mean)


def _contrast(
    queries: torch.Tensor, passages: torch.Tensor, owners: Numbers, temperature: float
) -> torch.Tensor:
    """InfoNCE over the batch; passages of the query's own document are no counter-examples."""
    documents = torch.from_numpy(owners)
    own = documents[:, None] == documents[None, :]
    own.fill_diagonal_(fill_value=False)
    scores = (queries @ passages.T / temperature).masked_fill(own, float("-inf"))
    right = torch.arange(len(documents))
    return (functional.cross_entropy(scores, right) + functional.cross_entropy(scores.T, right)) / 2


def _distil(found: torch.Tensor, lessons: Lessons) -> torch.Tensor:
    """One minus the mean cosine between texts and their teacher's vectors."""
    return 1 - (found * torch.from_numpy(lessons.targets)).sum(dim=1).mean()
