"""Groups questions by topic: by how near each other their content words lie.

Average linkage: the two groups whose questions are nearest on the whole are joined, as long as
that is `ALIKE` or more (Sokal and Michener 1958). The same questions give the same topics, in
whatever order they come.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.unanswered.types import AskedQuestion, Topic
from assistant.understanding.small_words import QUESTION_WORDS, SMALL_WORDS
from ingest.embedding import Embedder
from ingest.swedish import stem, words

ALIKE = 0.5
"""The mean cosine of two groups' questions, of their content words."""
SHARED = 0.5
"""A word that names a topic stands in so large a share of its questions."""
MOST_WORDS = 4
_Likeness = NDArray[np.float64]


class TopicGrouper:
    """Groups questions with one embedder; usable by threads."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def grouped(self, asked: Sequence[AskedQuestion]) -> tuple[Topic, ...]:
        """The topics, those most asked for first, then those asked for last."""
        questions = sorted(asked, key=lambda one: one.question)
        if not questions:
            return ()
        contents = [" ".join(_content(one.question)) or one.question for one in questions]
        vectors = self._embedder.embed_queries(contents).astype(np.float64)
        likeness = np.einsum("ik,jk->ij", vectors, vectors)
        topics = [_topic(questions, members, likeness) for members in _groups(likeness)]
        by_name = sorted(topics, key=lambda topic: topic.name)
        latest_first = sorted(by_name, key=lambda topic: topic.latest, reverse=True)
        return tuple(sorted(latest_first, key=lambda topic: -topic.count))


def _groups(likeness: _Likeness) -> list[list[int]]:
    """The members of each group, by their places; joins the nearest two while they are alike."""
    groups = {n: [n] for n in range(len(likeness))}
    near = likeness.copy()
    np.fill_diagonal(near, -np.inf)
    while len(groups) > 1:
        one, other = sorted(divmod(int(near.argmax()), len(near)))
        if near[one, other] < ALIKE:
            break
        sizes = np.array([len(groups[one]), len(groups[other])])
        joined = (sizes[0] * near[one] + sizes[1] * near[other]) / sizes.sum()
        near[one], near[:, one] = joined, joined
        near[other], near[:, other] = -np.inf, -np.inf
        near[one, one] = -np.inf
        groups[one] += groups.pop(other)
    return [sorted(members) for members in groups.values()]


def _topic(
    questions: Sequence[AskedQuestion], members: Sequence[int], likeness: _Likeness
) -> Topic:
    """A topic, its most typical question first: the one that is nearest to all that was asked."""
    counts = np.array([questions[n].count for n in members])
    typical = likeness[np.ix_(members, members)] @ counts
    order = sorted(range(len(members)), key=lambda n: (-round(float(typical[n]), 6), n))
    ordered = tuple(questions[members[n]] for n in order)
    return Topic(questions=ordered, words=_shared(ordered))


def _shared(questions: Sequence[AskedQuestion]) -> tuple[str, ...]:
    """The content words that most of the questions share, as they are most often written."""
    forms: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    for one in questions:
        found = {stem(word): word for word in _content(one.question)}
        forms.update(found.keys())
        for root, word in found.items():
            written.setdefault(root, Counter())[word] += 1
    shared = [root for root in forms if forms[root] >= max(2, SHARED * len(questions))]
    first = sorted(shared, key=lambda root: (-forms[root], -len(root), root))[:MOST_WORDS]
    return tuple(
        min(written[root], key=lambda word: (-written[root][word], word)) for root in first
    )


def _content(question: str) -> list[str]:
    return [word for word in words(question) if word not in SMALL_WORDS | QUESTION_WORDS]
