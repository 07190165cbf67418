"""Reads a form with a file that is small enough to be held in memory, by the reader of forms."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from assistant.api.receiving import receive
from assistant.uploading.incoming import Incoming


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallFile:
    """A file as it was sent: its name, not checked, and its bytes."""

    name: str
    content: bytes


async def receive_small(request: Request, limit: int) -> SmallFile:
    """The form's file, of at most `limit` bytes; what else the form has is not looked at.

    Raises as `receiving.receive`, and `UploadRefusedError` for an empty file.
    """
    with TemporaryDirectory(prefix="lardom-") as folder:
        path = Path(folder, "fil")
        with closing(await run_in_threadpool(Incoming, path, limit)) as incoming:
            received = await receive(request, incoming, limit)
            incoming.finish()
            content = await run_in_threadpool(path.read_bytes)
    return SmallFile(name=received.name, content=content)
