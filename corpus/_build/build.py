"""Builds the PDF and Word files of the starter material, each with its metadata file; its register.

Run from the root of the checkout: `python -m corpus._build.build`.
"""

import sys
from pathlib import Path

import yaml

from . import pdf, word
from .markup import Manuscript, read
from .register.writing import TABLES, write_register, write_tables

CORPUS = Path(__file__).resolve().parent.parent
TEXTS = Path(__file__).resolve().parent / "text"
_SETTERS = {".pdf": pdf.write, ".docx": word.write}
_DESCRIBED = (
    "title",
    "publisher",
    "year",
    "date",
    "type",
    "publication_number",
    "diarienummer",
    "url",
)


def build(folder: Path) -> tuple[str, ...]:
    """Set every text and the register into `folder`; the paths made below it, in order."""
    made: list[str] = []
    for text in sorted(TEXTS.glob("*.md")):
        manuscript = read(text)
        source = manuscript.properties["target"]
        target = folder / source
        target.parent.mkdir(parents=True, exist_ok=True)
        _SETTERS[target.suffix](manuscript, target)
        beside = target.with_name(f"{target.name}.meta.yaml")
        beside.write_text(_described(manuscript), encoding="utf-8", newline="\n")
        made += [source, f"{source}.meta.yaml"]
    return (*made, *write_register(folder))


def _described(manuscript: Manuscript) -> str:
    """The metadata file: what the library should know of the document."""
    known = manuscript.properties
    chosen = {key: known[key] for key in _DESCRIBED if key in known}
    return yaml.safe_dump(chosen, allow_unicode=True, sort_keys=False, width=1000)


if __name__ == "__main__":
    for name in build(CORPUS):
        sys.stdout.write(f"{name}\n")
    write_tables(TABLES)
