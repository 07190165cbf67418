"""Texts to vectors: the seam, the static model that lies in `ingest/model`, and any other.

A static model is a table of vectors, one per vocabulary piece; a text is the mean of its
pieces, at unit length. It is read here with tokenizers, safetensors and numpy, so that the
default set-up never imports torch. Knows nothing about chunks, questions or where vectors go.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load
from tokenizers import Tokenizer

from ingest.errors import EmbedderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

BUNDLED_MODEL = Path(__file__).parent / "model"

_MODULES = "modules.json"
_TOKENIZER = "tokenizer.json"
_WEIGHTS = "model.safetensors"
_WEIGHTS_KEY = "embedding.weight"
_TEXTS_AT_ONCE = 512
_WORDS_KNOWN = 200_000
_E5_NAME = re.compile(r"(^|[-_])e5($|[-_])(?!.*instruct)")
_E5_PROMPTS = {"query": "query: ", "document": "passage: "}
_PROBE = "Lärdomar från digitaliseringsprojekt: 12 råd om nyttorealisering."


class Embedder(Protocol):
    """Turns texts into vectors of one length, `dimension`.

    Vectors are rows of a float32 array of shape (number of texts, dimension), in the order of
    the texts, at unit length; a text without a known word gives a row of zeros.
    The fingerprint is equal for the same model wherever it lies, another for any other model.
    """

    @property
    def fingerprint(self) -> str:
        """A hash of the model's content, in hex."""
        ...

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts that are to be found."""
        ...

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts that are searched with."""
        ...


class StaticEmbedder:
    """A sentence-transformers folder that holds one StaticEmbedding and nothing else."""

    def __init__(self, folder: Path) -> None:
        """Read the model into memory; raises EmbedderError when a part is missing or damaged."""
        try:
            vocabulary = (folder / _TOKENIZER).read_bytes()
            table = (folder / _WEIGHTS).read_bytes()
            self._tokenizer = Tokenizer.from_buffer(vocabulary)
            weights = load(table)[_WEIGHTS_KEY]
        except Exception as error:  # tokenizers raises the bare class for a damaged file
            raise _unusable(str(folder), error) from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._apart = _cuts_words_apart(self._tokenizer)
        self._known: dict[str, list[int]] = {}
        self._weights: Vectors = weights.astype(np.float32)
        self._fingerprint = sha256(sha256(vocabulary).digest() + sha256(table).digest()).hexdigest()

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the vocabulary and the weights, in hex."""
        return self._fingerprint

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._weights.shape[1])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """One row per text; see `Embedder`."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, pieces in enumerate(self._pieces(texts)):
            if pieces:
                ones = np.ones(len(pieces), np.float32)
                np.dot(ones, self._weights.take(pieces, axis=0), out=vectors[row])
        return _unit_length(vectors)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """The same as for passages: a static model does not tell them apart."""
        return self.embed_passages(texts)

    def _pieces(self, texts: Sequence[str]) -> Iterator[list[int]]:
        """The vocabulary numbers of each text, some texts at a time to bound the memory."""
        cut = self._cut_words if self._apart else self._cut
        for start in range(0, len(texts), _TEXTS_AT_ONCE):
            yield from cut(texts[start : start + _TEXTS_AT_ONCE])

    def _cut(self, texts: Sequence[str]) -> Iterator[list[int]]:
        for encoding in self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False):
            yield encoding.ids

    def _cut_words(self, texts: Sequence[str]) -> Iterator[list[int]]:
        """The same, but a word that has been cut before is looked up: several times as fast."""
        if len(self._known) > _WORDS_KNOWN:
            self._known = {}
        known = self._known  # another thread may begin a new table; this one stays whole
        rows = [text.split() for text in texts]
        new = list({word for row in rows for word in row if word not in known})
        known.update(zip(new, self._cut(new), strict=True))
        for row in rows:
            yield list(chain.from_iterable(map(known.__getitem__, row)))


class SentenceTransformerEmbedder:
    """Any model that sentence-transformers can load; importing it takes seconds, so lazily.

    A model's own prompts are used; the E5 family, which has none of its own, gets the
    prefixes it was trained with.
    """

    def __init__(
        self, name: str, *, batch_size: int = 32, device: str = "", may_download: bool = False
    ) -> None:
        """Load a folder or a name from the local cache; `device` "" leaves the choice to torch.

        Raises EmbedderError when the model cannot be loaded. Nothing is fetched from the
        network unless `may_download`.
        """
        self._batch_size = batch_size
        self._model = _load(name, device, may_download=may_download)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256, in hex, of the weights, the modules, the prompts and how a probe is cut."""
        digest = sha256(f"{self._model}{sorted(self._model.prompts.items())}".encode())
        digest.update(str(self._model.preprocess([_PROBE])["input_ids"].tolist()).encode())
        for name, values in sorted(self._model.state_dict().items()):
            digest.update(name.encode())
            digest.update(values.float().cpu().numpy().tobytes())
        return digest.hexdigest()

    @cached_property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._model.get_embedding_dimension() or len(self._model.encode(_PROBE))

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """One row per text; see `Embedder`."""
        found = self._model.encode_document(
            list(texts), batch_size=self._batch_size, show_progress_bar=False
        )
        return _unit_length(np.asarray(found, np.float32).reshape(len(texts), self.dimension))

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """One row per text; see `Embedder`."""
        found = self._model.encode_query(
            list(texts), batch_size=self._batch_size, show_progress_bar=False
        )
        return _unit_length(np.asarray(found, np.float32).reshape(len(texts), self.dimension))


def load_embedder(
    model: str, *, batch_size: int = 32, device: str = "", may_download: bool = False
) -> Embedder:
    """The embedder for a setting: "" is the bundled model, else a folder or a model's name.

    A folder that holds a static model alone is read without torch. Raises EmbedderError.
    """
    folder = Path(model) if model else BUNDLED_MODEL
    if not model or _is_static(folder):
        return StaticEmbedder(folder)
    return SentenceTransformerEmbedder(
        model, batch_size=batch_size, device=device, may_download=may_download
    )


def _cuts_words_apart(tokenizer: Tokenizer) -> bool:
    """Whether words are cut the same whatever stands around them, tried on a probe."""
    probe = f"  {_PROBE}\n\nÅr 2019\t– {_PROBE} "
    whole = tokenizer.encode(probe, add_special_tokens=False).ids
    words = tokenizer.encode_batch_fast(probe.split(), add_special_tokens=False)
    return whole == [number for word in words for number in word.ids]


def _is_static(folder: Path) -> bool:
    """Whether `modules.json` names one StaticEmbedding that lies in the folder itself."""
    try:
        modules = json.loads((folder / _MODULES).read_text(encoding="utf-8"))
        (only,) = modules
        return str(only["type"]).endswith(".StaticEmbedding") and only["path"] == ""
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _load(name: str, device: str, *, may_download: bool) -> "SentenceTransformer":
    prompts = _E5_PROMPTS if _E5_NAME.search(Path(name).name.lower()) else None
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - it imports torch

        model = SentenceTransformer(
            name, device=device or None, prompts=prompts, local_files_only=not may_download
        )
    except Exception as error:  # the loader raises many kinds; each means the same to the user
        raise _unusable(name, error) from error
    return model.float() if model.device.type == "cpu" else model


def _unit_length(vectors: Vectors) -> Vectors:
    """The rows at length one; zeros stay zeros."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return unit


def _unusable(name: str, error: Exception) -> EmbedderError:
    return EmbedderError(
        f"Inbäddningsmodellen ”{name}” kan inte läsas in: {error} "
        "Ange en mapp med en modell i sentence-transformers format, ett modellnamn som redan "
        "är hämtat till datorn, eller lämna inställningen tom för den medföljande modellen."
    )
