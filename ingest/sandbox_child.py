"""The child of `ingest.sandbox`: reads the sources it is sent, one by one, under limits.

Run as `python -m ingest.sandbox_child DESCRIPTOR LIMITS FOLDER PROGRAMS`, limits and programs as
JSON. Ends when the parent closes the connection or dies; the kernel ends it when a file takes too
long, or longer than the programs that help with it may take: of those the parent is told.
"""

import json
import os
import pickle
import signal
import sys
import tempfile
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from ingest.confinement import Limits, confine, die_with_parent, limit_time
from ingest.errors import LIKELY_DAMAGED, LoadError
from ingest.originals import reading_originals
from ingest.programs import Programs, build_aids
from ingest.reading import SourceReader
from ingest.scratch import empty
from ingest.types import Document, Failure, Listing, Working


def main(arguments: list[str]) -> None:
    """Answer each source with its pickled outcome until the connection closes."""
    descriptor, written, folder, programs = arguments
    limits = Limits(**json.loads(written))
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to end
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    confine(limits)
    with Connection(int(descriptor)) as connection, reading_originals() as originals:
        connection.send_bytes(b"ready")

        def tell(working: Working) -> None:
            limit_time(replace(limits, seconds=working.seconds, cpu_seconds=working.seconds))
            connection.send_bytes(pickle.dumps(working))

        reader = SourceReader(
            Path(folder), originals, build_aids(Programs.from_text(programs), tell)
        )
        while source := _next(connection):
            limit_time(limits)
            message = _message(reader, source, limits)
            signal.alarm(0)
            connection.send_bytes(message)
            empty(Path(tempfile.gettempdir()))


def _next(connection: Connection) -> str | None:
    try:
        return os.fsdecode(connection.recv_bytes())
    except (EOFError, OSError):
        return None


def _message(reader: SourceReader, source: str, limits: Limits) -> bytes:
    """The outcome as it is sent; what is too large to send is told of instead."""
    try:
        message = pickle.dumps(_outcome(reader, source))
    except MemoryError:
        return pickle.dumps(_too_costly(source))
    if len(message) <= limits.answer:
        return message
    return pickle.dumps(
        Failure(
            source=source,
            reason=f"det som lästes ur filen är {len(message) >> 20} MB, mer än gränsen "
            f"{limits.answer >> 20} MB.",
            remedy="Dela dokumentet i flera filer.",
        )
    )


def _outcome(reader: SourceReader, source: str) -> Document | Listing | Failure:
    try:
        return reader.read(source)
    except LoadError as error:
        return Failure(source=source, reason=error.reason, remedy=error.remedy)
    except MemoryError:
        return _too_costly(source)
    except Exception:  # any file must end as a document or a failure
        return Failure(
            source=source,
            reason="läsprogrammet förstår inte hur filen är uppbyggd.",
            remedy=LIKELY_DAMAGED,
        )


def _too_costly(source: str) -> Failure:
    return Failure(
        source=source,
        reason="filen kräver mer minne än en läsprocess får använda.",
        remedy="Dela dokumentet i mindre delar.",
    )


if __name__ == "__main__":
    main(sys.argv[1:])
