"""What pdfium alone does: every page's text of the files named, and nothing with it.

`python -m tests.bench.bare_pdf FILE...` prints how many pages it read and in how many seconds.
"""

import sys
import time
from contextlib import closing

import pypdfium2


def main() -> None:
    """Read every page of every file that opens."""
    started = time.perf_counter()
    pages = sum(map(_read, sys.argv[1:]))
    print(pages, time.perf_counter() - started)  # noqa: T201  (the bench reads it)


def _read(path: str) -> int:
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return 0
    with pdf:
        for page in pdf:
            with closing(page), closing(page.get_textpage()) as textpage:
                textpage.get_text_range()
        return len(pdf)


if __name__ == "__main__":
    main()
