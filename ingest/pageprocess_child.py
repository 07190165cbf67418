"""The child of `ingest.pageprocess`: reads and draws the pages it is asked for, one by one.

Run as `python -m ingest.pageprocess_child DESCRIPTOR MEMORY SECONDS`; ends when the parent closes
the connection, or, by the kernel, when a page takes longer than SECONDS. An answer begins with
"+", or is a JSON pair of a reason and a remedy.
"""

import json
import logging
import signal
import sys
from functools import lru_cache
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pypdf

from ingest.confinement import Limits, confine, limit_time
from ingest.errors import LoadError
from ingest.originals import content_hash, openable, stamp_of
from ingest.pagepicture import draw_page
from ingest.pageprocess import DONE
from ingest.quoting import PageQuote
from ingest.types import Span

FILES_KEPT_OPEN = 8


def main(arguments: list[str]) -> None:
    """Answer each request until the connection closes."""
    descriptor, memory, seconds = arguments
    limits = Limits(memory=int(memory), seconds=int(seconds), cpu_seconds=int(seconds))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to end
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    logging.disable(logging.CRITICAL)  # pypdf warns of every oddity of a file
    confine(limits)
    with Connection(int(descriptor)) as connection:
        while True:
            try:
                wanted = json.loads(connection.recv_bytes())
            except (EOFError, OSError):
                return
            limit_time(limits)
            answer = _answer(wanted)
            signal.alarm(0)
            connection.send_bytes(answer)


def _answer(wanted: dict[str, Any]) -> bytes:
    path, number = Path(wanted["path"]), wanted["number"]
    try:
        if wanted["do"] == "text":
            return DONE + _text(path, number).encode("utf-8", "replace")
        if wanted["do"] == "hash":
            return DONE + content_hash(path).encode()
        return DONE + draw_page(path, number, _quote(wanted["quote"]), width=wanted["width"])
    except LoadError as error:
        return json.dumps([error.reason, error.remedy]).encode()
    except Exception as error:  # pypdf and pdfium let many kinds out of a broken file
        reason = f"sidan {number} i {path.name} gick inte att läsa ({type(error).__name__})."
        return json.dumps([reason, "Öppna originalet i stället."]).encode()


def _quote(wanted: tuple[str, int, int] | None) -> PageQuote | None:
    if wanted is None:
        return None
    text, start, end = wanted
    return PageQuote(text=text, span=Span(start=start, end=end))


def _text(path: Path, number: int) -> str:
    return _opened(path, stamp_of(path)).pages[number - 1].extract_text()


@lru_cache(maxsize=FILES_KEPT_OPEN)
def _opened(path: Path, _changed: int) -> pypdf.PdfReader:
    found = openable(path)
    return pypdf.PdfReader(BytesIO(found) if isinstance(found, bytes) else found)


if __name__ == "__main__":
    main(sys.argv[1:])
