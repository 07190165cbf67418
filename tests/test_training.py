"""The training of the bundled model, on a few made-up lines."""

import gzip
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.embedding import load_embedder
from ingest.training.corpus import Corpus, build_corpus
from ingest.training.course import train
from ingest.training.evening import even_out
from ingest.training.pairs import Batch, draw_batches
from ingest.training.ragged import Ragged
from ingest.training.settings import TrainingSettings
from ingest.training.texts import read_passages, read_translations
from ingest.training.vocabulary import learn_vocabulary

SETTINGS = TrainingSettings(vocabulary_size=400, dimension=16, steps=25, batch=32, threads=2)
NO_OPENINGS = Ragged.of([[]])
SUBJECTS = {
    "Betongbron": ["pelarna gjuts i betong", "bron bär tung trafik", "räcket målas om i vår"],
    "Biblioteket": ["böcker lånas ut i fyra veckor", "läsesalen är tyst", "katalogen är öppen"],
    "Skolmaten": ["köket lagar soppa", "eleverna äter klockan elva", "grönsaker serveras först"],
    "Snöröjningen": ["plogen kör före gryningen", "sanden sopas upp", "isen hackas bort"],
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    texts = [
        {
            "title": f"{subject} {number}",
            "text": "\n".join(f"I kvarter {number} gäller att {fact}." for fact in facts),
        }
        for number in range(60)
        for subject, facts in SUBJECTS.items()
    ]
    pairs = [{"en": "bridge", "sv": "betongbron"}, {"en": "library", "sv": "biblioteket"}]
    write(folder / "texter.jsonl.gz", texts)
    write(folder / "parallel_en_sv.jsonl.gz", pairs)
    return folder


def write(file: Path, rows: Sequence[dict[str, str]]) -> None:
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


def teach(texts: Sequence[str]) -> NDArray[np.float32]:
    """A teacher of two words: each text has its own direction."""
    return np.eye(len(texts), 24, dtype=np.float32)


def run(data: Path, out: Path, settings: TrainingSettings = SETTINGS) -> bytes:
    train(settings, data, out, teach, tell=lambda line: None)
    return (out / "model.safetensors").read_bytes() + (out / "tokenizer.json").read_bytes()


def test_the_same_seed_gives_the_same_model_and_another_seed_another(
    data: Path, tmp_path: Path
) -> None:
    first = run(data, tmp_path / "a")
    again = run(data, tmp_path / "b")
    other = run(data, tmp_path / "c", replace(SETTINGS, seed=2))

    assert first == again
    assert first != other


def test_a_trained_model_finds_the_passage_that_a_heading_stands_above(
    data: Path, tmp_path: Path
) -> None:
    run(data, tmp_path / "model")

    embedder = load_embedder(str(tmp_path / "model"))
    passages = embedder.embed_passages([". ".join(facts) for facts in SUBJECTS.values()])
    found = (embedder.embed_queries(list(SUBJECTS)) @ passages.T).argmax(axis=1)

    assert embedder.dimension == 16
    assert found.tolist() == [0, 1, 2, 3]


def test_training_without_a_teacher_leaves_distillation_out(data: Path, tmp_path: Path) -> None:
    told: list[str] = []

    train(SETTINGS, data, tmp_path / "model", None, told.append)

    assert load_embedder(str(tmp_path / "model")).dimension == 16
    assert not any("teacher" in line for line in told)


def test_a_data_folder_without_texts_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=re.escape(str(tmp_path))):
        train(SETTINGS, tmp_path, tmp_path / "model", None, tell=lambda line: None)


def test_a_passage_stands_below_its_own_heading_and_links_are_read_as_text(tmp_path: Path) -> None:
    text = "Ingressen står allra först här.\n## Ansökan\n### 4 §\nLäs även [lagen om stöd](https://a.b/c)."
    write(tmp_path / "t.jsonl.gz", [{"title": "Stöd", "text": text}])

    lead, section = read_passages(tmp_path, longest=900)

    assert (lead.heading, lead.sentences) == ("Stöd", ("Ingressen står allra först här.",))
    assert (section.heading, section.sentences) == ("Ansökan. Stöd", ("Läs även lagen om stöd.",))


def test_paragraphs_are_gathered_up_to_the_length_asked_for(tmp_path: Path) -> None:
    paragraph = "Detta stycke är femtio tecken långt, inte ett mer."
    write(tmp_path / "t.jsonl.gz", [{"title": "T", "text": "\n".join([paragraph] * 5)}])

    passages = list(read_passages(tmp_path, longest=120))

    assert [len(passage.sentences) for passage in passages] == [2, 2, 1]


def test_compound_marks_of_a_dictionary_are_not_part_of_the_word(tmp_path: Path) -> None:
    write(tmp_path / "parallel_en_sv.jsonl.gz", [{"en": "annual fee", "sv": "års|avgift"}])

    (translation,) = read_translations(tmp_path)

    assert translation.swedish == "årsavgift"


def test_the_sentence_asked_with_is_never_left_in_the_passage(data: Path) -> None:
    settings = replace(SETTINGS, sentence_share=1.0, word_loss=0.0, overlap_loss=0.0)
    passages = list(read_passages(data, settings.passage_characters))
    words = learn_vocabulary((line for each in passages for line in each.sentences), 400)
    batch = next(draw_batches(build_corpus(passages, words), NO_OPENINGS, settings))

    lengths = np.diff(batch.passages.starts) + np.diff(batch.queries.starts)
    whole = {len(words.encode(" ".join(passage.sentences)).ids) for passage in passages}

    assert set(lengths.tolist()) <= whole
    assert not any(
        tuple(row_of(batch.queries, row)) in windows(row_of(batch.passages, row), batch, row)
        for row in range(len(batch.queries))
    )


def test_the_share_asked_for_of_the_queries_begins_like_a_question(data: Path) -> None:
    settings = replace(SETTINGS, batch=1000, opening_share=0.4, word_loss=0.0, overlap_loss=0.0)
    passages = list(read_passages(data, settings.passage_characters))
    words = learn_vocabulary((line for each in passages for line in each.sentences), 400)
    never = max(words.get_vocab().values()) + 1
    batch = next(draw_batches(build_corpus(passages, words), Ragged.of([[never, never]]), settings))

    opened = [row_of(batch.queries, row)[:2] == [never, never] for row in range(1000)]

    assert 350 < sum(opened) < 450
    assert np.count_nonzero(batch.queries.values == never) == 2 * sum(opened)


def test_evened_out_vectors_let_the_directions_of_the_passages_carry_more_alike(
    data: Path,
) -> None:
    passages = list(read_passages(data, 900))
    words = learn_vocabulary((line for each in passages for line in each.sentences), 400)
    corpus = build_corpus(passages, words)
    vectors = np.random.default_rng(1).normal(size=(400, 4), scale=(8, 4, 2, 1))

    spreads = [
        spread(
            even_out(vectors.astype(np.float32), corpus, replace(SETTINGS, evenness=power)), corpus
        )
        for power in (0.0, 0.2, 0.5)
    ]

    assert spreads[0] > 2 * spreads[1] > 2 * spreads[2]


def spread(vectors: NDArray[np.float32], corpus: Corpus) -> float:
    """How many times as much the strongest direction carries as the weakest."""
    lines = corpus.lines
    means = np.array([vectors[row_of(lines, row)].mean(axis=0) for row in range(len(lines))])
    strength = np.linalg.eigvalsh(means.T @ means)
    return float(strength[-1] / strength[0])


def row_of(texts: Ragged, row: int) -> list[int]:
    found: list[int] = texts.values[texts.starts[row] : texts.starts[row + 1]].tolist()
    return found


def windows(row: list[int], batch: Batch, number: int) -> set[tuple[int, ...]]:
    width = len(row_of(batch.queries, number))
    return {tuple(row[start : start + width]) for start in range(len(row) - width + 1)}


def test_rows_of_tokens_are_cut_and_thinned_without_mixing_them() -> None:
    rows = Ragged.of([[1, 2, 3], [], [4, 5]])

    swapped = rows.take(np.array([2, 0]))
    odd = rows.keep(rows.values % 2 == 1)
    wider = rows.beside(Ragged.of([[6], [7, 8], []]))
    longer = swapped.below(rows)

    assert (swapped.values.tolist(), swapped.starts.tolist()) == ([4, 5, 1, 2, 3], [0, 2, 5])
    assert (odd.values.tolist(), odd.starts.tolist()) == ([1, 3, 5], [0, 2, 2, 3])
    assert (wider.values.tolist(), wider.starts.tolist()) == (
        [1, 2, 3, 6, 7, 8, 4, 5],
        [0, 4, 6, 8],
    )
    assert (longer.values.tolist(), longer.starts.tolist()) == (
        [4, 5, 1, 2, 3, 1, 2, 3, 4, 5],
        [0, 2, 5, 8, 8, 10],
    )
