"""Reads the letters in pictures of pages, by ocrmypdf and tesseract.

A few pages at a time, each kept as soon as it is done: what was cut off goes on where it was. A
file may take half an hour; what is left then comes at the next run. The PDF libraries are
imported when there is a page to read, for whoever only looks for programs needs none.
"""

import hashlib
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ingest.programs.finding import LANGUAGE
from ingest.programs.running import run
from ingest.recognised import RecognisedPages
from ingest.types import Working

BATCH = 8
SECONDS = 60
SECONDS_OF_ONE_PAGE = 120
SECONDS_A_PAGE = 40
SECONDS_A_FILE = 30 * 60
_BAD_PAGE = frozenset({0, 2, 4, 7})
"""What ocrmypdf says of its input: not understood, or tesseract or Ghostscript failed on it."""


class Recogniser:
    """Recognises pages where ocrmypdf is installed; tells of each batch before it begins."""

    def __init__(self, pages: RecognisedPages, tell: Callable[[Working], None]) -> None:
        self._pages = pages
        self._tell = tell

    def recognise(self, content: bytes, numbers: Sequence[int]) -> Mapping[int, bytes]:
        """As `PageRecogniser`. Pages that were recognised before are not recognised again."""
        file_hash = hashlib.sha256(content).hexdigest()
        left = [n for n in numbers if self._pages.page(file_hash, n) is None]
        deadline = time.monotonic() + SECONDS_A_FILE
        while left:
            batch = left[:BATCH]
            seconds = SECONDS + SECONDS_A_PAGE * len(batch)
            if time.monotonic() + seconds > deadline:
                break
            self._working(len(numbers) - len(left), len(numbers), seconds)
            made = self._made(content, batch)
            for number, page in made.items():
                self._pages.keep(file_hash, number, page)
            if len(made) < len(batch):
                break
            left = left[BATCH:]
        self._working(len(numbers) - len(left), len(numbers), SECONDS)
        self._pages.mark_used(file_hash)
        found = {number: self._pages.page(file_hash, number) for number in numbers}
        return {number: path.read_bytes() for number, path in found.items() if path}

    def _working(self, done: int, whole: int, seconds: int) -> None:
        self._tell(Working(what="Textigenkänning", done=done, whole=whole, seconds=seconds))

    def _made(self, content: bytes, numbers: Sequence[int]) -> Mapping[int, bytes]:
        """The pages by number, as far as the programs can be run.

        One page may spoil a batch, so they are then tried one by one; the one that cannot be
        recognised at all is given as it is, so that nobody tries it again.
        """
        from ingest.programs.single_pages import some_pages  # noqa: PLC0415  (by PDF libraries)

        taken = some_pages(content, numbers)
        with tempfile.TemporaryDirectory() as folder:
            code, found = _recognised(taken, Path(folder))
        if len(found) == len(numbers):
            return dict(zip(numbers, found, strict=True))
        if code not in _BAD_PAGE:
            return {}
        if len(numbers) == 1:
            return {numbers[0]: taken}
        parts = (self._made(content, [number]) for number in numbers)
        return {number: page for part in parts for number, page in part.items()}


def _recognised(content: bytes, folder: Path) -> tuple[int, list[bytes]]:
    """Ocrmypdf's exit code, and the pages it made."""
    source, target = folder / "in.pdf", folder / "ut.pdf"
    source.write_bytes(content)
    command = (
        *("ocrmypdf", "--quiet", "--language", LANGUAGE, "--skip-text", "--jobs", "1"),
        *(
            "--output-type",
            "pdf",
            "--optimize",
            "0",
            "--tesseract-timeout",
            str(SECONDS_OF_ONE_PAGE),
        ),
        *(str(source), str(target)),
    )
    from ingest.programs.single_pages import each_page  # noqa: PLC0415  (the same)

    code = run(command, folder)
    return code, each_page(target.read_bytes()) if code == 0 and target.exists() else []
