"""How far the text of PDF pages agrees with what another program reads: poppler's pdftotext.

Words are compared page by page, whatever their order: token F1, by how often each word stands.
"""

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from statistics import median

from ingest.errors import LoadError
from ingest.loaders import pdf
from ingest.typography import CELL_BLANK
from tests.bench.running import show

ENOUGH = 0.97
FLOOR = 0.98
_WORST = 10
_DIFFERING = 8
_PROGRAM = "pdftotext"
_LINE_HYPHEN = re.compile(r"(?<=\w)[-\u2010]\s*\n\s*(?=\w)")
_DIGIT_GROUP = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)")
_WORD = re.compile(r"\w+(?:[-\u2010]\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPage:
    """One page, its number from 1, and how often each word stands there in either reading."""

    source: str
    number: int
    ours: Counter[str]
    theirs: Counter[str]

    @property
    def agreement(self) -> float:
        """Token F1, 0 to 1."""
        return agreement(self.ours, self.theirs)


def measure_pdf_text(folder: Path) -> None:
    """Compare every page of every PDF below `folder`; print shares and the worst pages."""
    if shutil.which(_PROGRAM) is None:
        show("PDF pages read as by pdftotext", "not measured", "pdftotext (poppler) is missing")
        return
    if not folder.is_dir():
        show("PDF pages read as by pdftotext", "not measured", f"there is no folder {folder}")
        return
    pages = [page for path in sorted(folder.rglob("*.pdf")) for page in _compared(folder, path)]
    if not pages:
        show("PDF pages read as by pdftotext", "not measured", f"no PDF with text in {folder}")
        return
    show("PDF pages with text, by either reading", str(len(pages)), "")
    _show_shares("token F1 with pdftotext", [page.agreement for page in pages])
    for page in sorted(pages, key=lambda page: page.agreement)[:_WORST]:
        name = f"  worst: {page.source}, page {page.number}"
        show(name, f"{page.agreement:.3f}", differences(page.ours, page.theirs))


def _show_shares(name: str, agreements: Sequence[float]) -> None:
    good = sum(one >= ENOUGH for one in agreements) / len(agreements)
    show(f"  {name}: at least {ENOUGH:.2f}", f"{good:.2%}", f"at least {FLOOR:.0%}")
    show(f"  {name}: median", f"{median(agreements):.4f}", "")


def words_of(text: str) -> Counter[str]:
    """How often each word stands in a text, in small letters.

    A word broken at a line's end counts as whole, a hyphen in a word as nothing, and a number
    as one word whatever its thousands are set apart by. The cells of a row are apart.
    """
    apart = text.replace("\u00ad", "").replace(CELL_BLANK, "\n")
    whole = unicodedata.normalize("NFKC", apart)
    whole = _LINE_HYPHEN.sub("", whole)
    whole = _DIGIT_GROUP.sub(lambda found: "".join(found.group().split()), whole)
    return Counter(re.sub(r"[-\u2010]", "", word) for word in _WORD.findall(whole.lower()))


def agreement(ours: Counter[str], theirs: Counter[str]) -> float:
    """Token F1 of two readings, 0 to 1; 1 where both are empty."""
    both, all_words = (ours & theirs).total(), ours.total() + theirs.total()
    return 2 * both / all_words if all_words else 1.0


def differences(ours: Counter[str], theirs: Counter[str]) -> str:
    """The words that differ most often between two readings, first what ours has more of."""
    more, less = ours - theirs, theirs - ours
    parts = (("more", more), ("less", less))
    return "; ".join(
        f"{name} {words.total()}: {_most(words)}" for name, words in parts if words.total()
    )


def _most(words: Counter[str]) -> str:
    return " ".join(
        word if count == 1 else f"{word}×{count}" for word, count in words.most_common(_DIFFERING)
    )


def _compared(folder: Path, path: Path) -> Iterator[ComparedPage]:
    """The pages of a file on which either program finds words."""
    readings = zip_longest(_our_pages(path), _their_pages(path), fillvalue="")
    for number, (ours, theirs) in enumerate(readings, start=1):
        page = ComparedPage(
            source=path.relative_to(folder).as_posix(),
            number=number,
            ours=words_of(ours),
            theirs=words_of(theirs),
        )
        if page.ours or page.theirs:
            yield page


def _our_pages(path: Path) -> Sequence[str]:
    try:
        extract = pdf.load(path.read_bytes())
    except LoadError:
        return []
    return [page.span.of(extract.text) for page in extract.pages]


def _their_pages(path: Path) -> Sequence[str]:
    done = subprocess.run(
        [_PROGRAM, "-enc", "UTF-8", str(path), "-"], capture_output=True, check=False
    )
    return done.stdout.decode("utf-8", "replace").split("\f")[:-1]
