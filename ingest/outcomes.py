"""What a reading process sends of a file, and what is told of one that its process died on.

What comes in is not trusted: it can only build the nouns of `ingest.types`.
"""

import io
import pickle
import signal

from ingest import types
from ingest.confinement import Limits
from ingest.errors import LIKELY_DAMAGED
from ingest.resemblance import is_sketch
from ingest.types import Document, Failure, Listing, Working


class _Nouns(pickle.Unpickler):
    """Builds nothing but the nouns of `ingest.types`, whatever the bytes ask for."""

    def find_class(self, module: str, name: str) -> object:
        if module != types.__name__ or name.startswith("_"):
            raise pickle.UnpicklingError(f"a child process sent {module}.{name}")
        return super().find_class(module, name)


def unpack(message: bytes, source: str) -> Document | Listing | Failure | Working:
    """What became of `source`, or how far it is.

    Raises `UnpicklingError` for anything else than that.
    """
    try:
        outcome = _Nouns(io.BytesIO(message)).load()
    except Exception as error:  # bytes that are no pickle let many kinds of error out
        raise pickle.UnpicklingError("a child process sent what is no outcome") from error
    if isinstance(outcome, Working) and _is_sound(outcome):
        return outcome
    if not isinstance(outcome, Document | Listing | Failure) or outcome.source != source:
        raise pickle.UnpicklingError(f"a child process sent a {type(outcome).__name__}")
    if isinstance(outcome, Document) and not _is_sketched(outcome):
        raise pickle.UnpicklingError("a child process sent a sketch that cannot be compared")
    if isinstance(outcome, Listing) and not all(
        member.startswith(f"{source}/") for member in outcome.members
    ):
        raise pickle.UnpicklingError("a child process sent what is in no archive of its own")
    return outcome


def _is_sound(working: Working) -> bool:
    """True for one whose parts are of their types, and that gives itself no time backwards."""
    counts = (working.done, working.whole, working.seconds)
    return isinstance(working.what, str) and all(
        isinstance(count, int) and count >= 0 for count in counts
    )


def _is_sketched(document: Document) -> bool:
    """False where the sketch is none: it would be kept, and fail every later run."""
    made: object = document.sketch
    return made is None or (isinstance(made, bytes) and is_sketch(made))


def death(source: str, code: int, limits: Limits) -> Failure:
    """Why a file is not read whose process ended with `code`."""
    if code == -signal.SIGALRM:
        reason = f"filen tog längre tid att läsa än gränsen {limits.seconds} sekunder."
    elif code == -signal.SIGXCPU:
        reason = (
            f"filen tog längre tid att läsa än gränsen {limits.cpu_seconds} sekunders räknande."
        )
    elif code == -signal.SIGABRT:  # as libraries end that are refused memory
        reason = (
            "läsprogrammet gav upp filen, troligen för att den kräver mer minne än gränsen "
            f"{limits.memory >> 20} MB."
        )
    else:
        reason = f"läsprogrammet kraschade på filen (slutkod {code})."
    return Failure(source=source, reason=reason, remedy=LIKELY_DAMAGED)


def too_long(source: str, working: Working) -> Failure:
    """Why a file is not read that a program beside ours worked on for too long."""
    return Failure(
        source=source,
        reason=f"{working.what} tog längre tid än gränsen {working.seconds} sekunder "
        f"({working.done} av {working.whole} klara).",
        remedy="Nästa `lardom sync` försöker igen. Blir det lika då: dela dokumentet i flera.",
    )
