"""The index is asked once more, in other words, where what is found bears little of a question."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from assistant.retrieval.finding import Finder
from assistant.retrieval.legs import Legs
from assistant.types import Alternative, Asker, Hit, Origin, Query, Term, Wanted
from ingest.index.types import Found
from ingest.record.types import Keys, Passage, Vectors
from ingest.swedish import word_forms, word_terms
from ingest.types import EVERYONE, Span
from tests.drafts import passage

GROUP = "styrgrupp"
NOBODY, MEMBER = Asker(), Asker(groups=frozenset({GROUP}))
VECTOR = np.array([1, 0], np.float32)
ASKED, MEANT = "dröjsmål", "försening"
BESIDE = "Båten låg kvar vid bryggan."
BORE = "Projektet drabbades av dröjsmål."
MEANS = "Projektet fick en försening på två år."


@dataclass(frozen=True, kw_only=True)
class Words:
    """A lexical leg over texts by key; remembers what it was asked for."""

    texts: dict[int, str]
    asked: list[dict[str, float]] = field(default_factory=list)

    def search(self, weights: dict[str, float], limit: int) -> list[Found]:
        self.asked.append(weights)
        return self._scored(weights, list(self.texts))[:limit]

    def scores(self, weights: dict[str, float], keys: Keys) -> list[Found]:
        return self._scored(weights, keys.tolist())

    def _scored(self, weights: dict[str, float], keys: Sequence[int]) -> list[Found]:
        held = {key: self.texts[key].lower().strip(".").split() for key in keys}
        found = [
            Found(key=key, score=sum(weights.get(word_forms(word).stem, 0) for word in words))
            for key, words in held.items()
        ]
        return sorted((one for one in found if one.score), key=lambda one: -one.score)

    def frequency(self, term: str) -> int:
        return len(self._scored({term: 1.0}, list(self.texts)))

    def count(self) -> int:
        return 1000


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """Passages by key; `hidden` ones are the group's, `gone` ones are withdrawn."""

    texts: dict[int, str]
    hidden: frozenset[int] = frozenset()
    gone: frozenset[int] = frozenset()

    def passages(self, keys: Sequence[int]) -> list[Passage]:
        return [
            passage(
                self.texts[key],
                key=key,
                document=f"{key:016}",
                access=(GROUP if key in self.hidden else EVERYONE,),
            )
            for key in keys
            if key not in self.gone
        ]

    def characters(self, version: str, span: Span) -> str:
        raise AssertionError(version, span)


class Flat:
    """An embedder for which all texts point the same way."""

    fingerprint = "flat"
    dimension = 2

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return np.full((len(texts), 2), np.sqrt(0.5), np.float32)

    embed_queries = embed_passages


find = Finder(Flat()).find


def query(*origins: Origin) -> Query:
    """A question of one word, with the same other word from these origins."""
    term = Term(word=ASKED, forms=tuple(word_terms(ASKED).split()), is_name=False)
    return Query(
        question=ASKED,
        words=(ASKED,),
        terms=(term,),
        wanted=Wanted.OTHER,
        alternatives=tuple(
            Alternative(terms=(0,), words=(MEANT,), weight=0.5, origin=origin) for origin in origins
        ),
    )


def legs(words: Words, **kept: frozenset[int]) -> Legs:
    return Legs(lexical=words, dense=None, vectors=None, record=Shelf(texts=words.texts, **kept))


def keys_of(hits: Sequence[Hit]) -> list[int]:
    return [hit.passage.key for hit in hits]


@pytest.mark.parametrize(
    ("texts", "origins", "keys"),
    [
        pytest.param({1: BORE, 2: MEANS}, (Origin.SYNONYM,), [1], id="borne"),
        pytest.param({1: BESIDE, 2: MEANS}, (Origin.SYNONYM,), [2], id="not borne"),
        pytest.param({1: BESIDE, 2: MEANS}, (Origin.SPELLING,), [2], id="misspelt"),
        pytest.param({1: BESIDE, 2: MEANS}, (), [], id="no other words"),
        pytest.param({1: BESIDE, 2: MEANS}, (Origin.ALIAS,), [2], id="borne by another name"),
        pytest.param({}, (Origin.SYNONYM,), [], id="nothing found"),
    ],
)
def test_other_words_count_only_where_little_is_borne(
    texts: dict[int, str], origins: tuple[Origin, ...], keys: list[int]
) -> None:
    found = find(query(*origins), VECTOR, legs(Words(texts=texts)), NOBODY, 5)

    assert keys_of(found) == keys


def test_the_second_round_finds_what_other_words_say() -> None:
    words = Words(texts={1: BESIDE, 2: MEANS})

    without = find(query(), VECTOR, legs(words), NOBODY, 5)
    found = find(query(Origin.SYNONYM), VECTOR, legs(words), NOBODY, 5)

    assert keys_of(without) == []
    assert keys_of(found) == [2]
    first, other = sorted(words.asked[1:], key=len)
    assert other.keys() - first.keys() == {word_forms(MEANT).stem}


def test_a_passage_that_the_asker_may_not_see_bears_nothing() -> None:
    words = Words(texts={1: BORE, 2: MEANS})

    seen = find(query(Origin.SYNONYM), VECTOR, legs(words, hidden=frozenset({1})), NOBODY, 5)

    assert keys_of(seen) == [2]
    assert len(words.asked) == 2


@pytest.mark.parametrize("kept", ["hidden", "gone"])
def test_the_second_round_hands_out_nothing_hidden_or_withdrawn(kept: str) -> None:
    words = Words(texts={1: MEANS, 2: f"{MEANS} {BESIDE}", 3: BESIDE})

    seen = find(query(Origin.SYNONYM), VECTOR, legs(words, **{kept: frozenset({1})}), NOBODY, 5)

    assert len(words.asked) == 2
    assert keys_of(seen) == [2]


def test_a_member_of_the_group_sees_what_is_hidden_in_the_second_round_too() -> None:
    words = Words(texts={1: MEANS, 2: BESIDE})

    seen = find(query(Origin.SYNONYM), VECTOR, legs(words, hidden=frozenset({1})), MEMBER, 5)

    assert keys_of(seen) == [1]


def test_other_words_for_small_words_break_nothing() -> None:
    asked = query(Origin.SYNONYM)
    small = Alternative(terms=(), words=("antal",), weight=0.5, origin=Origin.SYNONYM)
    words = Words(texts={1: f"{MEANS} Ett antal år.", 2: BESIDE})

    seen = find(
        Query(
            question="hur många dröjsmål",
            words=("många", ASKED),
            terms=asked.terms,
            wanted=Wanted.AMOUNT,
            alternatives=(small, *asked.alternatives),
        ),
        VECTOR,
        legs(words),
        NOBODY,
        5,
    )

    assert keys_of(seen) == [1]
