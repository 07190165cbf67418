"""Seals a store's files, so that damage is seen before a library reads them.

Chroma's native code ends the whole process on some damaged files, and answers wrongly on
others; tantivy panics. A seal holds the SHA-256 of each file that readers leave alone, and lies
beside the folder as `NAME.seal`. Checking takes about a tenth of a second for 100 MB.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from ingest.errors import IndexDamagedError


def seal(folder: Path, files: Iterable[Path]) -> None:
    """Write down what these files of a finished folder hold."""
    sums = {file.relative_to(folder).as_posix(): _sum(file) for file in sorted(files)}
    _seal_of(folder).write_text(json.dumps(sums, indent=1), encoding="utf-8")


def check_seal(folder: Path) -> None:
    """Compare a folder with its seal.

    Raises:
        IndexDamagedError: when the seal is missing, or a file is missing or changed.
    """
    try:
        sums = json.loads(_seal_of(folder).read_text(encoding="utf-8"))
        broken = [name for name, known in sums.items() if _sum(folder / name) != known]
    except (OSError, ValueError, AttributeError) as error:
        raise IndexDamagedError(f"Indexmappen {folder} är ofullständig.") from error
    if broken:
        raise IndexDamagedError(f"Indexmappen {folder} är skadad: {', '.join(broken)}.")


def _seal_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.seal")


def _sum(file: Path) -> str | None:
    if not file.is_file():
        return None
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
