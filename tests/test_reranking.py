"""The re-ranker: what its scores count for, a real one by setting, and what cannot be used.

The real one is a cross-encoder of one layer with random weights that reads letter by letter.
"""

import logging
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

from assistant import search_wiring, wiring
from assistant.errors import RerankerError
from assistant.library import LibraryKeeper
from assistant.retrieval.arranging import Read
from assistant.retrieval.candidates import standardised
from assistant.retrieval.finding import SENTENCE_WEIGHT
from assistant.retrieval.legs import Floats
from assistant.retrieval.reranking import (
    RERANKED,
    RERANKER_WEIGHT,
    CrossEncoderReranker,
    reranked,
)
from assistant.retrieval.sentences import SentenceLikeness
from assistant.searching import Request
from assistant.types import Asker, Hit
from ingest.embedding import Embedder
from ingest.rendering import findable
from ingest.sync import sync
from ingest.work import Library
from tests.conftest import write_material
from tests.drafts import hit
from tests.test_wiring import settings

QUESTION = "Vad kostade projektet?"
UNREADABLE = "q"
"""A letter that the tokenizer knows and the model does not, so that reading it fails."""
LETTERS = f"abcdefghijklmnoprstuvwxyzåäö0123456789.{UNREADABLE}"
MARKS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
VOCABULARY = [*MARKS, *(form for letter in LETTERS for form in (letter, f"##{letter}"))]
BIRDS = {
    "tärnan.md": "# Tärnan\n\nProjektet Tärnan kostade 14 miljoner kronor.\n",
    "korpen.md": "# Korpen\n\nProjektet Korpen kostade mer än budgeten medgav.\n",
    "svalan.md": "# Svalan\n\nUpphandlingen av Svalan överklagades två gånger.\n",
    "trasten.md": "# Trasten\n\nNyttan av Trasten följdes aldrig upp av beställaren.\n",
    "gripen.md": "# Gripen\n\nAvtalet om Gripen skrevs utan vite vid försening.\n",
}


class ByNumber:
    """A re-ranker for which the text's own number is its score; remembers what it was asked."""

    def __init__(self) -> None:
        self.question = ""
        self.texts: Sequence[str] = ()

    def scores(self, question: str, texts: Sequence[str]) -> Floats:
        self.question, self.texts = question, texts
        numbers = ["".join(filter(str.isdigit, text)) for text in texts]
        return np.array([float(number or 0) for number in numbers])


class Broken:
    """A re-ranker that reads nothing."""

    def scores(self, question: str, texts: Sequence[str]) -> Floats:
        raise RerankerError(f"{question} {len(texts)}")


def read(count: int) -> list[Read]:
    """Passages numbered from 0, the first the best."""
    hits = [hit(f"stycke {n}", key=n, score=-float(n)) for n in range(count)]
    return [Read(hit=one, words=[]) for one in hits]


def keys_of(found: Sequence[Read]) -> list[int]:
    return [one.hit.passage.key for one in found]


def test_without_a_re_ranker_all_is_as_it_was() -> None:
    assert reranked(read(3), QUESTION, None) == read(3)


def test_nothing_found_is_nothing_to_read() -> None:
    assert reranked([], QUESTION, Broken()) == []


def test_the_scores_of_the_re_ranker_are_added_on_one_scale() -> None:
    passages = [
        Read(hit=hit(f"stycke {number}", key=number, score=score), words=[])
        for number, score in [(2, 3.0), (9, 2.5), (1, 0.5)]
    ]

    found = reranked(passages, QUESTION, ByNumber())

    before, told = np.array([3.0, 2.5, 0.5]), np.array([2.0, 9.0, 1.0])
    scores = standardised(before) + RERANKER_WEIGHT * standardised(told)
    given = {one.hit.passage.key: one.hit.score for one in found}
    assert keys_of(found) == [9, 2, 1]
    assert [given[key] for key in (2, 9, 1)] == pytest.approx(scores - scores.min() + 0.5)


def test_only_the_first_are_read_and_the_others_stay_below_them() -> None:
    judge = ByNumber()

    found = reranked(read(RERANKED + 5), QUESTION, judge)

    scores = [one.hit.score for one in found]
    assert len(judge.texts) == RERANKED
    assert keys_of(found)[RERANKED:] == list(range(RERANKED, RERANKED + 5))
    assert scores == sorted(scores, reverse=True)


def test_a_passage_is_read_under_its_title_and_heading() -> None:
    judge = ByNumber()

    reranked(read(1), QUESTION, judge)

    assert list(judge.texts) == ["Slutrapport\nKostnader\nstycke 0"]


def test_a_re_ranker_that_fails_leaves_the_order_and_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING, "lardom"):
        found = reranked(read(3), QUESTION, Broken())

    assert found == read(3)
    assert "the re-ranker failed" in caplog.text


def test_a_question_in_english_is_read_as_it_was_asked(birds: Path, embedder: Embedder) -> None:
    judge, question = ByNumber(), "What did the project cost?"

    with closing(LibraryKeeper(birds, embedder)) as library:
        searcher = search_wiring.build_searcher(library, embedder, None, judge)
        searcher.search(Request(question=question, asker=Asker(), limit=5))

    assert judge.question == question


@pytest.fixture(scope="module")
def birds(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A data folder with a passage about each bird."""
    folder = tmp_path_factory.mktemp("birds")
    material = write_material(folder / "material", BIRDS)
    sync(Library(data=folder / "data", embedder=embedder, workers=1), [material])
    return folder / "data"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return model_folder(tmp_path_factory.mktemp("model"))


def model_folder(folder: Path, *, labels: int = 1, with_head: bool = True) -> Path:
    """A tiny BERT with random weights, as transformers saves it."""
    import torch
    from transformers import (
        BertConfig,
        BertForSequenceClassification,
        BertModel,
        PreTrainedTokenizerFast,
    )

    tokens: dict[str, Any] = {f"{mark[1:-1].lower()}_token": mark for mark in MARKS}
    letters = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]  # it ships without types
        tokenizer_object=tokenizer(), **tokens
    )
    letters.save_pretrained(folder)
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=len(VOCABULARY) - 2,  # all but the letter that cannot be read
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=256,
        initializer_range=0.5,
    )
    config.num_labels = labels
    made = BertForSequenceClassification(config) if with_head else BertModel(config)
    made.save_pretrained(folder)
    return folder


def tokenizer() -> Tokenizer:
    numbers = {form: n for n, form in enumerate(VOCABULARY)}
    made = Tokenizer(WordPiece(numbers, unk_token="[UNK]"))  # noqa: S106 - no password
    made.normalizer = Lowercase()
    made.pre_tokenizer = Whitespace()
    made.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[(mark, numbers[mark]) for mark in ("[CLS]", "[SEP]")],
    )
    return made


def own_scores(model: Path, question: str, texts: Sequence[str]) -> Floats:
    """As sentence-transformers itself gives them."""
    from sentence_transformers import CrossEncoder

    told = CrossEncoder(str(model), device="cpu").predict([(question, text) for text in texts])
    return np.asarray(told, np.float64)


def searched(question: str, **values: Any) -> tuple[Hit, ...]:
    """What a service built from these settings finds."""
    with closing(wiring.build_service(settings(**values))) as service:
        return service.assistant.search(question, service.asker, 10).hits


@pytest.mark.slow
@pytest.mark.parametrize("batch", [1, 2, 16])
def test_the_scores_are_those_of_the_model(model: Path, batch: int) -> None:
    texts = list(BIRDS.values())
    judge = CrossEncoderReranker(str(model), batch_size=batch, device="cpu")

    scores = judge.scores(QUESTION, texts)

    assert scores == pytest.approx(own_scores(model, QUESTION, texts), abs=1e-6)
    assert len(set(scores)) == len(texts)
    assert judge.scores(QUESTION, []).shape == (0,)


@pytest.mark.slow
def test_the_model_that_is_set_changes_the_order_as_its_scores_say(
    birds: Path, model: Path, embedder: Embedder
) -> None:
    plain = searched(QUESTION, data=birds)

    found = searched(QUESTION, data=birds, reranker=str(model))

    scores = np.array(list(expected_scores(plain, model).values()))
    (vector,) = embedder.embed_queries([QUESTION])
    sentences = SentenceLikeness(embedder).of([one.passage.text for one in plain], vector)
    order = np.argsort(-(standardised(scores) + SENTENCE_WEIGHT * standardised(sentences)))
    assert [one.keys for one in found] == [plain[n].keys for n in order]
    assert [one.keys for one in found] != [one.keys for one in plain]
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def expected_scores(plain: Sequence[Hit], model: Path) -> dict[tuple[int, ...], float]:
    """The scores by chunks, of hits that were found without the model, in their order."""

    texts = [
        findable(one.passage.document.metadata.title, one.passage.chunk.heading, one.passage.text)
        for one in plain
    ]
    before = np.array([one.score for one in plain])
    scores = standardised(before) + standardised(own_scores(model, QUESTION, texts))
    scores += before.min() - scores.min()
    return {one.keys: float(score) for one, score in zip(plain, scores, strict=True)}


@pytest.mark.slow
def test_a_model_that_fails_at_a_question_leaves_the_order(
    birds: Path, model: Path, caplog: pytest.LogCaptureFixture
) -> None:
    question = f"{QUESTION} {UNREADABLE}"

    found = searched(question, data=birds, reranker=str(model))

    assert found == searched(question, data=birds)
    assert "the re-ranker failed" in caplog.text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("made", "reason"),
    [
        pytest.param({"labels": 3}, "inte ett tal för varje stycke", id="several scores"),
        pytest.param({"with_head": False}, "inte tränad att bedöma", id="no trained head"),
    ],
)
def test_a_model_that_does_not_score_passages_is_refused(
    tmp_path: Path, made: dict[str, Any], reason: str
) -> None:
    folder = model_folder(tmp_path / "annan", **made)

    with pytest.raises(RerankerError, match=reason) as refused:
        wiring.build_service(settings(data=tmp_path, reranker=str(folder)))

    assert f"”{folder}” i LARDOM_RERANKER" in refused.value.message
    assert "lämna inställningen tom" in refused.value.remedy


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ingen/sadan-modell", "/ingen/sadan/mapp"])
def test_a_model_that_is_not_on_this_computer_is_refused_without_the_network(name: str) -> None:
    with pytest.raises(RerankerError, match=f"”{name}” i LARDOM_RERANKER") as refused:
        CrossEncoderReranker(name, device="cpu")

    assert "redan är hämtat" in refused.value.remedy
