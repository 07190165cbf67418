"""The child of `ingest.sandbox`: reads the sources it is sent, one by one, under limits.

Run as `python -m ingest.sandbox_child DESCRIPTOR SECONDS MEMORY FOLDER`. Ends when the parent
closes the connection; the kernel ends it when a file takes longer than SECONDS.
"""

import os
import pickle
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from ingest.children import limit_memory
from ingest.errors import LIKELY_DAMAGED, LoadError
from ingest.originals import OriginalReader, reading_originals
from ingest.reading import read_source
from ingest.types import Document, Failure, Listing


def main(arguments: list[str]) -> None:
    """Answer each source with its pickled outcome until the connection closes."""
    descriptor, seconds, memory, folder = arguments
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to end
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    limit_memory(int(memory))
    with Connection(int(descriptor)) as connection, reading_originals() as originals:
        connection.send_bytes(b"ready")
        while source := _next(connection):
            signal.alarm(int(seconds))
            message = pickle.dumps(_outcome(Path(folder), source, originals))
            signal.alarm(0)
            connection.send_bytes(message)


def _next(connection: Connection) -> str | None:
    try:
        return os.fsdecode(connection.recv_bytes())
    except (EOFError, OSError):
        return None


def _outcome(folder: Path, source: str, originals: OriginalReader) -> Document | Listing | Failure:
    try:
        return read_source(folder, source, originals)
    except LoadError as error:
        return Failure(source=source, reason=error.reason, remedy=error.remedy)
    except MemoryError:
        return Failure(
            source=source,
            reason="filen kräver mer minne än en läsprocess får använda.",
            remedy="Dela dokumentet i mindre delar.",
        )
    except Exception:  # any file must end as a document or a failure
        return Failure(
            source=source,
            reason="läsprogrammet förstår inte hur filen är uppbyggd.",
            remedy=LIKELY_DAMAGED,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
