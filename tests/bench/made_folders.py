"""Writes folders of material to take in: many different files made out of a few real ones.

Texts are made as in `multiplying`. A PDF is a real one with a remark after its end, which no
reader looks at: another file with the same pages.
"""

import random
from collections.abc import Iterator
from pathlib import Path

from ingest.types import Document
from tests.bench.multiplying import Material, multiplied

ENDLESS = 1 << 60
A_FOLDER = 500


def write_texts(material: Material, folder: Path, chunks: int) -> None:
    """Text files of about as many passages in all as asked for."""
    for number, document in enumerate(multiplied(material, chunks)):
        _write_text(document, folder, number)


def write_documents(material: Material, originals: Path, folder: Path, count: int) -> None:
    """As many files as asked for, PDFs in the same share as in the folder of originals."""
    files = [path for path in originals.rglob("*") if path.is_file()]
    pdfs = sorted(path for path in files if path.suffix == ".pdf")
    drawing = random.Random(0)  # noqa: S311  (nothing secret)
    texts = _made(material)
    for number in range(count):
        if drawing.random() * len(files) < len(pdfs):
            content = pdfs[number % len(pdfs)].read_bytes() + b"\n%% made %d\n" % number
            _place(folder, number, "pdf").write_bytes(content)
        else:
            _write_text(next(texts), folder, number)


def _made(material: Material) -> Iterator[Document]:
    every = multiplied(material, ENDLESS)
    return (document for document in every if document.source.startswith("made/"))


def _write_text(document: Document, folder: Path, number: int) -> None:
    text = f"# {document.metadata.title}\n\n{document.text}\n"
    _place(folder, number, "md").write_text(text, encoding="utf-8")


def _place(folder: Path, number: int, suffix: str) -> Path:
    place = folder / f"{number // A_FOLDER:03}" / f"{number:06}.{suffix}"
    place.parent.mkdir(parents=True, exist_ok=True)
    return place
