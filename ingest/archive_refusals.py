"""Which archives and members are not unpacked: those made to do harm, and those not understood.

The same for ZIP archives of the material and for the Office files that are ZIP files inside.
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

    A member larger than `small` bytes may be `ratio` times what it takes packed; so may the
    whole of an Office file, from `swelling_from` bytes on, of which `unpacked_bytes` with `tags`
    are unpacked in fact. `named` begins the sentences about it, the rest says how they go on.
    """

    members: int = 10_000
    member_bytes: int = 200 << 20
    total_bytes: int = 1 << 30
    ratio: int = 200
    small: int = 1 << 20
    swelling_from: int = 50 << 20
    unpacked_bytes: int = 500 << 20
    tags: int = 2_000_000  # a tree of so many elements takes half a gigabyte
    named: str = "arkivet"
    unpacked: str = "uppackat"
    broken: str = "skadat"
    split: str = _SPLIT


def refuse_crowd(entries: Sequence[zipfile.ZipInfo], limits: ArchiveLimits) -> None:
    """Raise `LoadError` for more entries than an archive may have."""
    if len(entries) > limits.members:
        raise LoadError(
            f"{limits.named} har {len(entries)} filer, fler än gränsen {limits.members}.",
            limits.split,
        )


def refuse_total(unpacked: int, limits: ArchiveLimits) -> None:
    """Raise `LoadError` for more bytes than may come out of one archive."""
    if unpacked > limits.total_bytes:
        raise LoadError(
            f"{limits.named} är {unpacked >> 20} MB {limits.unpacked}, mer än gränsen "
            f"{limits.total_bytes >> 20} MB.",
            limits.split,
        )


def refuse_swelling(entries: Sequence[zipfile.ZipInfo], limits: ArchiveLimits) -> None:
    """Raise `LoadError` for a large file that is next to nothing when packed."""
    unpacked = sum(entry.file_size for entry in entries)
    ratio = unpacked // max(1, sum(entry.compress_size for entry in entries))
    if unpacked > limits.swelling_from and ratio > limits.ratio:
        raise LoadError(
            f"{limits.named} är {unpacked >> 20} MB {limits.unpacked} ({ratio} gånger större än "
            f"filen), mer än gränsen {limits.ratio} gånger.",
            limits.split,
        )


def refuse_ambiguous(entries: Sequence[zipfile.ZipInfo], limits: ArchiveLimits) -> None:
    """Raise `LoadError` where one name stands for different contents: two readers see two files."""
    found: dict[str, tuple[int, int]] = {}
    for entry in entries:
        content = (entry.CRC, entry.file_size)
        if found.setdefault(entry.filename, content) != content:
            raise LoadError(
                f"{limits.named} har flera olika delar med namnet {entry.filename[:100]!r}.",
                "Öppna filen i programmet som den hör till, och spara en ny kopia.",
            )


def refuse_same_name(times: int) -> None:
    """Raise `LoadError` for a name that `times` members have, if that is more than one."""
    if times > 1:  # which of them is meant nobody can tell
        raise LoadError(
            "arkivet har flera filer med det namnet.",
            "Packa om arkivet så att varje fil finns en gång.",
        )


def is_locked(entry: zipfile.ZipInfo) -> bool:
    """True for a member that a password is needed for."""
    return bool(entry.flag_bits & _ENCRYPTED) or entry.compress_type == _AES


def is_unpackable(entry: zipfile.ZipInfo) -> bool:
    """True for a member packed in a way that can be undone piece by piece."""
    return entry.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def refuse_overlap(
    entries: Sequence[zipfile.ZipInfo], directory: int, limits: ArchiveLimits
) -> None:
    """Raise `LoadError` where members share bytes: the mark of an archive that swells.

    `directory` is the byte that the archive's directory begins at, behind all members.
    """
    places = sorted((entry.header_offset, _end(entry)) for entry in entries)
    places.append((directory, directory))
    if any(end > start for (_, end), (start, _) in pairwise(places)):
        raise LoadError(
            f"{limits.named} har delar som ligger i varandra, som i en så kallad zipbomb.",
            "Hämta filen på nytt, eller packa om den.",
        )


def _end(entry: zipfile.ZipInfo) -> int:
    """A byte that the member reaches at least."""
    return entry.header_offset + _LOCAL_HEADER + len(entry.orig_filename) + entry.compress_size


def refuse_member(entry: zipfile.ZipInfo, name: str, limits: ArchiveLimits) -> None:
    """Raise `LoadError` for a member that is not to be unpacked; `name` is its path."""
    mode = stat.S_IFMT(entry.external_attr >> 16)
    if is_locked(entry):
        raise LoadError("filen i arkivet är lösenordsskyddad.", _REPACK)
    if mode not in {0, stat.S_IFREG} or entry.orig_filename.endswith("/"):
        what = "en länk" if mode == stat.S_IFLNK else "ingen vanlig fil"
        raise LoadError(f"posten i arkivet är {what}.", _REPACK)
    if PurePosixPath(name).suffix.lower() in _ARCHIVES:
        raise LoadError("arkiv inuti arkiv läses inte.", _REPACK)
    if not is_unpackable(entry):
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
