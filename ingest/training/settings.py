"""Everything that shapes a training run; the same settings and data give the same model."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSettings:
    """The numbers of one run.

    `vocabulary_size` times `dimension` times two bytes is the size of the model on disk.
    `sentence_share` of the pairs are a sentence and the rest of its passage, the others a
    heading and a passage below it. `word_loss` is the share of a query's tokens that is left
    out, `overlap_loss` the extra share of those that stand in the passage too, and
    `opening_share` the share of queries that begin like a question. `temperature` divides the
    cosines before the softmax. `teacher_weight` weighs the distillation against the contrastive
    loss. `evenness` is the power by which the directions are evened out after learning.
    `threads` bounds the processor cores; rates are per step.
    """

    seed: int = 1
    vocabulary_size: int = 29_500
    dimension: int = 384
    steps: int = 1200
    batch: int = 2048
    learning_rate: float = 0.01
    temperature: float = 0.04
    sentence_share: float = 0.6
    word_loss: float = 0.15
    overlap_loss: float = 0.3
    opening_share: float = 0.4
    teacher_weight: float = 5.0
    evenness: float = 0.2
    passage_characters: int = 900
    threads: int = 1
