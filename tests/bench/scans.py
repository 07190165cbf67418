"""How well and how fast scanned pages are read: pages whose text is known, made into pictures."""

import re
import resource
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from statistics import median

import pypdfium2
from PIL import Image

from ingest.errors import LoadError
from ingest.loaders import pdf
from ingest.programs import help_from
from ingest.programs.finding import lacking_for_recognition
from ingest.sandbox import LongWork, read_documents
from ingest.types import Document, Failure
from tests.bench.running import show

PAGES = 24
FLOOR = 0.9
_DOTS = 200
_FEWEST_WORDS = 150
_NAME = "inskannat.pdf"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPage:
    """A page as it would come out of a scanner, and the words that are printed on it."""

    picture: Image.Image
    words: Counter[str]


def measure_scans(folder: Path, scratch: Path) -> None:
    """Make pages of the PDFs below `folder` into one scan and read it; print shares and speed."""
    if lacking := lacking_for_recognition():
        show("scanned pages", "not measured", f"missing: {', '.join(lacking)}")
        return
    scratch.mkdir(parents=True)
    pages = list(_chosen(sorted(folder.rglob("*.pdf"))))
    first, *others = (page.picture for page in pages)
    first.save(scratch / _NAME, "PDF", resolution=_DOTS, save_all=True, append_images=others)
    programs = help_from(scratch / "data", ocr=True, office=False)
    before, started = _processor_seconds(), time.perf_counter()
    (read,) = read_documents(scratch, [_NAME], workers=1, long_work=LongWork(programs=programs))
    seconds, busy = time.perf_counter() - started, _processor_seconds() - before
    if isinstance(read.outcome, Document):
        _show_shares(read.outcome, pages)
    elif isinstance(read.outcome, Failure):
        show("scanned pages", "failed", read.outcome.reason)
    show("  pages a minute, one process", f"{60 * len(pages) / seconds:.1f}", "")
    show("  processor seconds a page", f"{busy / len(pages):.2f}", "")


def _chosen(files: Sequence[Path]) -> Iterator[PrintedPage]:
    """One page of each of so many files: the first with many words, from its second page on."""
    found = 0
    for file in files:
        if found < PAGES and (page := _page_of(file)) is not None:
            found += 1
            yield page


def _page_of(file: Path) -> PrintedPage | None:
    content = file.read_bytes()
    try:
        extract = pdf.load(content)
    except LoadError:
        return None
    for page in extract.pages[1:]:
        words = _words(page.span.of(extract.text))
        if words.total() >= _FEWEST_WORDS:
            return PrintedPage(picture=_scanned(content, page.number - 1), words=words)
    return None


def _scanned(content: bytes, index: int) -> Image.Image:
    with pdf.PDFIUM, pypdfium2.PdfDocument(content) as opened:
        page = opened[index].render(scale=_DOTS / 72).to_pil().convert("L")
    target = BytesIO()
    page.save(target, "JPEG", quality=75)
    return Image.open(target)


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "", text).lower()))


def _show_shares(document: Document, pages: Sequence[PrintedPage]) -> None:
    shares = []
    for own, page in zip(pages, document.pages, strict=True):
        found = _words(page.span.of(document.text))
        shares.append((found & own.words).total() / own.words.total())
    mean = sum(shares) / len(shares)
    show("scanned pages: words recognised, mean", f"{mean:.3f}", f"{FLOOR}")
    show("  median / lowest page", f"{median(shares):.3f} / {min(shares):.3f}", "")


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
