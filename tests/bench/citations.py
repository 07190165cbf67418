"""Whether citations hold: every quote is looked for in the file itself, read again by others.

PDFs are read with pypdf, everything else as text; blanks count alike. Nothing of `ingest` is
used for reading, so that one mistake cannot hide another.
"""

import re
from functools import lru_cache
from pathlib import Path

import pypdf

from assistant.answer import Citation
from assistant.asking import Assistant
from assistant.types import Asker
from tests.bench.running import show


def measure_citations(assistant: Assistant, folder: Path, questions: list[str]) -> None:
    """Ask everything; print how many citations hold, and every one that does not."""
    answers = [assistant.ask(question, Asker()) for question in questions]
    citations = [citation for answer in answers for citation in answer.citations]
    broken = [citation for citation in citations if not holds(citation, folder)]
    on_pdf = sum(citation.page is not None for citation in citations)
    statuses = [answer.status.value for answer in answers]
    for status in sorted(set(statuses)):
        show(f"  answers: {status}", str(statuses.count(status)), "")
    show("citations checked (of which on PDF pages)", f"{len(citations)} ({on_pdf})", "")
    share = 100 * (1 - len(broken) / max(len(citations), 1))
    show("citations found verbatim on the named page", f"{share:.2f} %", "100 %")
    for citation in broken:
        show("  broken", f"{citation.source[-20:]} s. {citation.page}", citation.quote[:90])


def holds(citation: Citation, folder: Path) -> bool:
    """True when the quote stands on the page that the citation names."""
    return folded(citation.quote) in folded(page_text(folder / citation.source, citation.page))


def folded(text: str) -> str:
    """A text with every run of blanks as one blank."""
    return re.sub(r"\s+", " ", text).strip()


@lru_cache(maxsize=512)
def page_text(path: Path, page: int | None) -> str:
    """What pypdf reads on a page, or the whole of a file without pages."""
    if page is None:
        return path.read_text(encoding="utf-8")
    return pypdf.PdfReader(path).pages[page - 1].extract_text()
