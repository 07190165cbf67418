"""Which archives and members are not unpacked: those made to do harm, and those not understood.

Judges only what an archive says of itself; what comes out of it is another room's business.
"""

import stat
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

from ingest.errors import LoadError

_ARCHIVES = frozenset(
    ".zip .7z .rar .tar .gz .tgz .bz2 .tbz2 .xz .txz .zst .lz .lzma .jar .war .cab .iso .arj .lzh"
    " .ace .z .cpio .dmg .rpm .deb".split()
)
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_AES = 99
_REPACK = "Packa upp arkivet och lägg in filerna i stället."
_SPLIT = "Dela det i flera arkiv."


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveLimits:
    """What an archive may hold: members, and unpacked bytes of one and of all.

    A member larger than `small` bytes may be `ratio` times what it takes packed.
    """

    members: int = 10_000
    member_bytes: int = 200 << 20
    total_bytes: int = 1 << 30
    ratio: int = 200
    small: int = 1 << 20


def refuse_crowd(entries: Sequence[zipfile.ZipInfo], limits: ArchiveLimits) -> None:
    """Raise `LoadError` for more entries than an archive may have."""
    if len(entries) > limits.members:
        raise LoadError(
            f"arkivet har {len(entries)} filer, fler än gränsen {limits.members}.", _SPLIT
        )


def refuse_total(unpacked: int, limits: ArchiveLimits) -> None:
    """Raise `LoadError` for more bytes than may come out of one archive."""
    if unpacked > limits.total_bytes:
        raise LoadError(
            f"arkivet är {unpacked >> 20} MB uppackat, mer än gränsen "
            f"{limits.total_bytes >> 20} MB.",
            _SPLIT,
        )


def refuse_overlap(entries: Sequence[zipfile.ZipInfo], directory: int) -> None:
    """Raise `LoadError` where members share bytes: the mark of an archive that swells.

    `directory` is the byte that the archive's directory begins at, behind all members.
    """
    places = sorted((entry.header_offset, _end(entry)) for entry in entries)
    places.append((directory, directory))
    if any(end > start for (_, end), (start, _) in pairwise(places)):
        raise LoadError(
            "arkivets filer ligger i varandra, som i en så kallad zipbomb.",
            "Hämta arkivet på nytt, eller packa om det.",
        )


def _end(entry: zipfile.ZipInfo) -> int:
    """A byte that the member reaches at least."""
    return entry.header_offset + _LOCAL_HEADER + len(entry.orig_filename) + entry.compress_size


def refuse_member(entry: zipfile.ZipInfo, name: str, limits: ArchiveLimits) -> None:
    """Raise `LoadError` for a member that is not to be unpacked; `name` is its path."""
    mode = stat.S_IFMT(entry.external_attr >> 16)
    if entry.flag_bits & _ENCRYPTED or entry.compress_type == _AES:
        raise LoadError("filen i arkivet är lösenordsskyddad.", _REPACK)
    if mode not in {0, stat.S_IFREG} or entry.orig_filename.endswith("/"):
        what = "en länk" if mode == stat.S_IFLNK else "ingen vanlig fil"
        raise LoadError(f"posten i arkivet är {what}.", _REPACK)
    if PurePosixPath(name).suffix.lower() in _ARCHIVES:
        raise LoadError("arkiv inuti arkiv läses inte.", _REPACK)
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise LoadError(f"packningsmetoden {entry.compress_type} läses inte.", _REPACK)
    if entry.file_size > limits.member_bytes:
        raise LoadError(
            f"filen är {entry.file_size >> 20} MB uppackad, mer än gränsen "
            f"{limits.member_bytes >> 20} MB.",
            "Dela dokumentet i flera filer.",
        )
    if entry.file_size > max(limits.small, limits.ratio * entry.compress_size):
        raise LoadError(
            f"filen är packad mer än {limits.ratio} gånger, som i en så kallad zipbomb.", _REPACK
        )
