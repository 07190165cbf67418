"""Disks that are full or may only be read, really: small ones in memory, mounted for a test.

Mounting is for root alone; whoever is not skips with a word what needs it.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BALLAST = "ballast"


def may_mount(place: Path) -> bool:
    """True when this process may mount a disk of its own there."""
    if os.geteuid() != 0:
        return False
    if not _mounted("-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)):
        return False
    _unmount(place)
    return True


@contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of so many kilobytes at `place`, gone when the block ends."""
    place.mkdir(exist_ok=True)
    assert _mounted("-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place))
    try:
        yield place
    finally:
        _unmount(place)


@contextmanager
def only_read(folder: Path) -> Iterator[Path]:
    """A folder that nobody may write to: a read-only mount for root, for others by its mode."""
    if os.geteuid() == 0:
        assert _mounted("--bind", str(folder), str(folder))
        try:
            assert _mounted("-o", "remount,ro,bind", str(folder))
            yield folder
        finally:
            _unmount(folder)
    else:
        yield from _without_write_bits(folder)


def fill(disk: Path, free: int) -> None:
    """Fill a disk until so many kilobytes are free."""
    ballast = disk / BALLAST
    ballast.unlink(missing_ok=True)
    told = os.statvfs(disk)
    ballast.write_bytes(bytes(max(told.f_bavail * told.f_frsize - (free << 10), 0)))


def make_room(disk: Path) -> None:
    """Take the filling away."""
    (disk / BALLAST).unlink()


def _without_write_bits(folder: Path) -> Iterator[Path]:
    paths = [folder, *folder.rglob("*")]
    modes = [path.stat().st_mode for path in paths]
    for path, mode in zip(paths, modes, strict=True):
        path.chmod(mode & ~0o222)
    try:
        yield folder
    finally:
        for path, mode in zip(paths, modes, strict=True):
            path.chmod(mode)


def _mounted(*words: str) -> bool:
    return subprocess.run(["mount", *words], capture_output=True, check=False).returncode == 0


def _unmount(place: Path) -> None:
    subprocess.run(["umount", "--lazy", str(place)], capture_output=True, check=True)
