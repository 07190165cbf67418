"""The embedder seam: the static model read with numpy alone, and any other model."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Whitespace

from ingest.embedding import (
    BUNDLED_MODEL,
    SentenceTransformerEmbedder,
    StaticEmbedder,
    load_embedder,
)
from ingest.errors import EmbedderError

WORDS = ["[UNK]", "nytta", "digital", "##isering", "projekt", "bro", "query", "passage", ":"]
TEXTS = ["Digitalisering", "nytta", "projekt digital nytta", "bro"]


def static_folder(folder: Path, seed: int = 0, words: list[str] = WORDS) -> Path:
    """A tiny static model in the layout of sentence-transformers."""
    folder.mkdir(parents=True)
    tokenizer = Tokenizer(WordPiece({word: i for i, word in enumerate(words)}, unk_token=WORDS[0]))
    tokenizer.normalizer = Lowercase()
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    table = np.random.default_rng(seed).standard_normal((len(words), 6)).astype(np.float16)
    save_file({"embedding.weight": table}, folder / "model.safetensors")
    shutil.copy(BUNDLED_MODEL / "modules.json", folder)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return static_folder(tmp_path / "tiny")


def test_a_text_is_the_mean_of_its_pieces_at_unit_length(folder: Path) -> None:
    table = load_file(folder / "model.safetensors")["embedding.weight"].astype(np.float32)
    mean = (table[2] + table[3] + table[1]) / 3

    (vector,) = StaticEmbedder(folder).embed_passages(["Digitalisering nytta"])

    assert vector.dtype == np.float32
    assert vector == pytest.approx(mean / np.linalg.norm(mean), abs=1e-6)


def test_vectors_come_in_the_order_of_the_texts_at_unit_length(folder: Path) -> None:
    embedder = StaticEmbedder(folder)

    together = embedder.embed_queries(TEXTS)
    alone = [embedder.embed_queries([text])[0] for text in TEXTS]

    assert together.shape == (len(TEXTS), embedder.dimension)
    assert np.array_equal(together, np.stack(alone))
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-6)


def test_words_met_before_give_the_same_vectors_as_new_ones() -> None:
    embedder = load_embedder("")
    text = "Nyttan\u00a0– 12 mnkr/år –  kom,\nenligt SKATTEVERKET, först 2019."

    new = embedder.embed_passages([text])
    met = embedder.embed_passages([text])

    assert np.array_equal(new, met)


def test_a_vocabulary_that_holds_whole_phrases_is_not_cut_at_blanks(folder: Path) -> None:
    tokenizer = Tokenizer(WordPiece({"[UNK]": 0, "bro nytta": 1}, unk_token=WORDS[0]))
    tokenizer.save(str(folder / "tokenizer.json"))
    table = load_file(folder / "model.safetensors")["embedding.weight"].astype(np.float32)

    (vector,) = StaticEmbedder(folder).embed_passages(["bro nytta"])

    assert vector == pytest.approx(table[1] / np.linalg.norm(table[1]), abs=1e-6)


def test_an_empty_text_gives_zeros_and_no_texts_give_no_rows(folder: Path) -> None:
    embedder = StaticEmbedder(folder)

    assert not embedder.embed_passages([""]).any()
    assert embedder.embed_passages([]).shape == (0, embedder.dimension)


def test_the_fingerprint_follows_the_content_and_not_the_place(
    folder: Path, tmp_path: Path
) -> None:
    moved = shutil.copytree(folder, tmp_path / "moved")
    retrained = static_folder(tmp_path / "retrained", seed=1)
    renamed = static_folder(tmp_path / "renamed", words=[*WORDS[:-1], "bild"])

    fingerprint = StaticEmbedder(folder).fingerprint

    assert StaticEmbedder(moved).fingerprint == fingerprint
    assert StaticEmbedder(retrained).fingerprint != fingerprint
    assert StaticEmbedder(renamed).fingerprint != fingerprint


@pytest.mark.parametrize("part", ["tokenizer.json", "model.safetensors"])
@pytest.mark.parametrize("content", [None, b"", b"{}"], ids=["missing", "empty", "damaged"])
def test_a_model_that_cannot_be_read_is_named_with_a_remedy(
    folder: Path, part: str, content: bytes | None
) -> None:
    (folder / part).unlink()
    if content is not None:
        (folder / part).write_bytes(content)

    with pytest.raises(EmbedderError, match="kan inte läsas in") as caught:
        load_embedder(str(folder))

    assert str(folder) in str(caught.value)
    assert "lämna inställningen tom" in str(caught.value)


def test_the_bundled_model_is_what_an_empty_setting_means() -> None:
    assert load_embedder("").fingerprint == StaticEmbedder(BUNDLED_MODEL).fingerprint


def test_the_bundled_model_is_small_enough_to_ship() -> None:
    size = sum(file.stat().st_size for file in BUNDLED_MODEL.iterdir())

    assert size <= 24_000_000


def test_the_bundled_model_knows_swedish_words_of_one_kind() -> None:
    query, *passages = load_embedder("").embed_passages(
        ["försenade tåg", "Järnvägstrafiken är inte punktlig.", "Skolan serverar lunch."]
    )

    related, foreign = (float(query @ passage) for passage in passages)

    assert related > foreign + 0.05


def test_the_default_path_imports_neither_torch_nor_transformers() -> None:
    script = (
        "import sys; from ingest.embedding import load_embedder; "
        "load_embedder('').embed_queries(['nytta']); "
        "print({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules))"
    )

    told = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)

    assert told.stdout.decode().strip() == "set()"


@pytest.fixture
def denser(folder: Path, tmp_path: Path) -> Path:
    """A model that is more than a static table, so that sentence-transformers must load it."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Dense

    static = SentenceTransformer(str(folder), device="cpu").float()
    model = SentenceTransformer(modules=[*static, Dense(6, 4)], device="cpu")
    model.save(str(tmp_path / "denser"), create_model_card=False)
    return tmp_path / "denser"


@pytest.mark.slow
def test_sentence_transformers_gives_the_same_vectors_for_the_bundled_model() -> None:
    texts = [*TEXTS, "Vilka lärdomar drog Försäkringskassan år 2019? (dnr 2019/1234) " * 20]

    ours = load_embedder("").embed_passages(texts)
    theirs = SentenceTransformerEmbedder(str(BUNDLED_MODEL), device="cpu").embed_passages(texts)

    assert (ours * theirs).sum(axis=1).min() >= 0.9999


@pytest.mark.slow
def test_any_other_model_is_loaded_with_sentence_transformers(denser: Path, tmp_path: Path) -> None:
    embedder = load_embedder(str(denser), batch_size=2, device="cpu")
    moved = load_embedder(str(shutil.copytree(denser, tmp_path / "moved")), device="cpu")

    vectors = embedder.embed_passages(TEXTS)

    assert isinstance(embedder, SentenceTransformerEmbedder)
    assert vectors.shape == (len(TEXTS), 4)
    assert vectors.dtype == np.float32
    assert embedder.dimension == 4
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
    assert embedder.embed_queries([]).shape == (0, 4)
    assert embedder.fingerprint == moved.fingerprint


@pytest.mark.slow
def test_a_model_of_the_e5_family_is_told_queries_from_passages(
    denser: Path, tmp_path: Path
) -> None:
    plain = load_embedder(str(denser), device="cpu")
    folder = shutil.copytree(denser, tmp_path / "tiny-e5-small")
    embedder = load_embedder(str(folder), device="cpu")

    assert np.allclose(embedder.embed_queries(["bro"]), plain.embed_queries(["query: bro"]))
    assert np.allclose(embedder.embed_passages(["bro"]), plain.embed_passages(["passage: bro"]))
    assert embedder.fingerprint != plain.fingerprint


@pytest.mark.slow
def test_a_name_that_is_not_on_this_computer_is_refused_without_the_network() -> None:
    with pytest.raises(EmbedderError, match="”ingen/sadan-modell” kan inte läsas in") as caught:
        load_embedder("ingen/sadan-modell", device="cpu")

    assert "redan är hämtat" in str(caught.value)
