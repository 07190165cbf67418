"""Generations: immutable index folders, and the one name that says which is live.

::

    index/CURRENT               "gen-000017"
    index/gen-000017/           chroma/  lexical/  keys.npy  manifest.json
    index/building-…/           a generation that is not finished, or was never published

A folder is never written to after it has been published.
"""

import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from ingest.errors import IndexDamagedError
from ingest.index.types import Manifest

CURRENT = "CURRENT"
MANIFEST = "manifest.json"
KEYS = "keys.npy"
GRACE_SECONDS = 600
_COMING = f"{CURRENT}.new"
_NAME = re.compile(r"\Agen-(\d{6,})\Z")


def index_folder(data: Path) -> Path:
    """Where the generations of a data folder lie."""
    return data / "index"


def generation_folder(data: Path, generation: int) -> Path:
    """Where one generation lies."""
    return index_folder(data) / f"gen-{generation:06d}"


def current_generation(data: Path) -> int:
    """The number of the live generation; 0 when none has been published.

    Raises:
        IndexDamagedError: when the name cannot be understood.
    """
    try:
        name = (index_folder(data) / CURRENT).read_text(encoding="ascii").strip()
        return int(_NAME.findall(name)[0])
    except FileNotFoundError:
        return 0
    except (OSError, ValueError, IndexError) as error:
        raise IndexDamagedError(
            f"Filen {index_folder(data) / CURRENT} går inte att förstå."
        ) from error


def live_generation(data: Path) -> int:
    """The number of the live generation; 0 too where the name cannot be understood."""
    try:
        return current_generation(data)
    except IndexDamagedError:
        return 0


def newest_folder(data: Path) -> int:
    """The highest generation that lies on disk, published or not; 0 when there is none."""
    found = [path.name.removeprefix("gen-") for path in index_folder(data).glob("gen-*")]
    return max((int(number) for number in found if number.isdigit()), default=0)


def make_way(data: Path) -> None:
    """Make the folder of the generations, and remove what lies there and is none of ours.

    Raises `OSError` when that cannot be done.
    """
    folder = index_folder(data)
    if not folder.is_dir():
        folder.unlink(missing_ok=True)
        folder.mkdir(parents=True)
    for name in (CURRENT, _COMING):
        if (folder / name).is_dir():
            shutil.rmtree(folder / name)


def publish(data: Path, building: Path, generation: int) -> None:
    """Give a finished folder its number and make it the live one, in one step on disk."""
    for path in (building, *building.rglob("*")):
        _sync_to_disk(path)
    target = generation_folder(data, generation)
    shutil.rmtree(target, ignore_errors=True)
    building.rename(target)
    _sync_to_disk(index_folder(data))
    name = index_folder(data) / _COMING
    name.write_text(f"{target.name}\n", encoding="ascii")
    _sync_to_disk(name)
    name.replace(index_folder(data) / CURRENT)
    _sync_to_disk(index_folder(data))


def sweep(data: Path, live: int) -> None:
    """Remove what was never published, and generations whose readers have had time to leave."""
    folder = index_folder(data)
    for path in folder.glob("building-*"):
        shutil.rmtree(path, ignore_errors=True)
    for path in folder.glob("gen-*"):
        number = path.name.removeprefix("gen-")
        old = number.isdigit() and int(number) < live
        if old and time.time() - (folder / CURRENT).stat().st_mtime > GRACE_SECONDS:
            shutil.rmtree(path, ignore_errors=True)


def keys_hash(keys: Sequence[int]) -> str:
    """SHA-256 over the sorted chunk keys, in hex."""
    return hashlib.sha256(np.asarray(sorted(keys), dtype="<i8").tobytes()).hexdigest()


def write_manifest(folder: Path, manifest: Manifest, keys: Sequence[int]) -> None:
    """Write down what an unpublished folder holds."""
    np.save(folder / KEYS, np.asarray(sorted(keys), dtype="<i8"))
    text = json.dumps(asdict(manifest), indent=1)
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """What a generation says of itself.

    Raises:
        IndexDamagedError: when it says nothing, or something that cannot be understood.
    """
    try:
        return Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise IndexDamagedError(f"Indexmappen {folder.name} saknar en hel beskrivning.") from error


def read_keys(folder: Path) -> list[int]:
    """The chunk keys that a generation holds, ascending.

    Raises:
        IndexDamagedError: when the list is missing or broken.
    """
    try:
        return [int(key) for key in np.load(folder / KEYS, allow_pickle=False)]
    except (OSError, ValueError, EOFError) as error:
        raise IndexDamagedError(f"Indexmappen {folder.name} saknar sin nyckellista.") from error


def check_keys(folder: Path, manifest: Manifest) -> None:
    """Compare the list of chunk keys with what the manifest tells of it.

    Raises:
        IndexDamagedError: when they are not the same.
    """
    if keys_hash(read_keys(folder)) != manifest.keys_hash:
        raise IndexDamagedError(f"Nyckellistan i indexmappen {folder.name} är skadad.")


def _sync_to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
