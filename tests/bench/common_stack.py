"""What many would put together to take in PDFs: pypdf, LangChain's splitter, MiniLM, Chroma.

`python -m tests.bench.common_stack FOLDER FILE...` takes the files into a Chroma database in FOLDER
and prints pages, passages and seconds; starting up and loading the model are not counted. The model
has all-MiniLM-L6-v2's architecture with random weights: it takes the same time, and nothing is
downloaded.
"""

import logging
import sys
import time
from pathlib import Path

import chromadb
import numpy as np
import pypdf
import torch
from langchain_text_splitters import RecursiveCharacterTextSplitter
from numpy.typing import NDArray
from tokenizers import BertWordPieceTokenizer
from transformers import BertConfig, BertModel

LONGEST = 256
BATCH = 32
VOCABULARY = 30522
logging.getLogger("pypdf").setLevel(logging.ERROR)


def main() -> None:
    """Take the files in, as a tutorial would."""
    folder, *files = sys.argv[1:]
    tokenizer, model = _tokenizer(files), BertModel(_configuration())
    model.train(mode=False)
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    collection = chromadb.PersistentClient(folder).create_collection(
        "chunks", embedding_function=None
    )
    started = time.perf_counter()
    pages = passages = 0
    for path in files:
        texts = [page.extract_text() for page in pypdf.PdfReader(path).pages]
        parts = [part for text in texts for part in splitter.split_text(text)]
        for start in range(0, len(parts), BATCH):
            some = parts[start : start + BATCH]
            collection.add(
                ids=[f"{path}-{start + n}" for n in range(len(some))],
                embeddings=_vectors(tokenizer, model, some),
                documents=some,
            )
        pages, passages = pages + len(texts), passages + len(parts)
    print(pages, passages, time.perf_counter() - started)  # noqa: T201  (the bench reads it)


def _configuration() -> BertConfig:
    return BertConfig(
        vocab_size=VOCABULARY,
        hidden_size=384,
        num_hidden_layers=6,
        num_attention_heads=12,
        intermediate_size=1536,
    )


def _tokenizer(files: list[str]) -> BertWordPieceTokenizer:
    """One trained on the files' own text: it makes fewer tokens than one for English would."""
    texts = (page.extract_text() for path in files for page in pypdf.PdfReader(path).pages)
    tokenizer = BertWordPieceTokenizer()
    tokenizer.train_from_iterator(texts, vocab_size=VOCABULARY, show_progress=False)
    tokenizer.enable_truncation(LONGEST)
    tokenizer.enable_padding()
    return tokenizer


def _vectors(
    tokenizer: BertWordPieceTokenizer, model: BertModel, texts: list[str]
) -> NDArray[np.float32]:
    """Mean of the token vectors, of length 1, as sentence-transformers makes them."""
    encoded = tokenizer.encode_batch(texts)
    tokens = torch.tensor([one.ids for one in encoded])
    mask = torch.tensor([one.attention_mask for one in encoded])
    with torch.inference_mode():
        states = model(input_ids=tokens, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1)
        mean = (states * weights).sum(1) / weights.sum(1)
        return np.asarray(torch.nn.functional.normalize(mean, dim=1).numpy(), np.float32)


if __name__ == "__main__":
    if not Path(sys.argv[1]).is_dir():
        raise SystemExit(f"There is no folder {sys.argv[1]}.")
    main()
