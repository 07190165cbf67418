"""Members of a zip file, unpacked under limits: Office and OpenDocument files are zip files.

What the file says of itself is judged as an archive of the material is (`archive_refusals`), and
not trusted: no member is unpacked further than it says, or than the limit that is left. Knows
nothing about what the members hold.
"""

import zipfile
from io import BytesIO

from ingest.archive_refusals import (
    ArchiveLimits,
    is_locked,
    is_unpackable,
    refuse_ambiguous,
    refuse_crowd,
    refuse_overlap,
    refuse_swelling,
    refuse_total,
)
from ingest.errors import LoadError

OF_DOCUMENTS = ArchiveLimits(
    members=20_000,
    swelling_from=1 << 30,  # pictures may be of one colour, and are not unpacked
    unpacked_bytes=64 << 20,
    unpacked="uppackad",
    broken="skadad",
    split="Dela dokumentet i flera filer.",
)
"""Of a text or slides, whose words are few beside their pictures."""
_MEMBER_HEADER = b"PK\x01\x02"


class Packed:
    """One zip file in memory, of which no more is unpacked than its limits allow."""

    def __init__(self, content: bytes, limits: ArchiveLimits) -> None:
        """Raise `LoadError` for what is no zip file, is broken, or was made to do harm."""
        self._limits = limits
        self._left = limits.unpacked_bytes
        self._tags_left = limits.tags
        self._taken: dict[str, int] = {}
        if content.count(_MEMBER_HEADER) > limits.members:
            raise self._too_large(f"har fler än {limits.members} delar")
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except Exception as error:  # a broken directory lets struct's and other errors out
            raise self._damaged("filen är ofullständig eller ingen giltig zip-fil") from error
        entries = self._zip.infolist()
        refuse_crowd(entries, limits)
        refuse_total(sum(entry.file_size for entry in entries), limits)
        refuse_swelling(entries, limits)
        refuse_ambiguous(entries, limits)
        refuse_overlap(entries, self._zip.start_dir, limits)
        self.names = tuple(dict.fromkeys(self._zip.namelist()))

    def size(self, name: str) -> int:
        """How many bytes a member says it has."""
        return self._zip.getinfo(name).file_size

    def head(self, name: str, length: int) -> bytes:
        """The first bytes of a member; raises as `read`."""
        return self._unpacked(name, length)

    def read(self, name: str) -> bytes:
        """The bytes of a member; raise `LoadError` when it is missing, broken or too large."""
        content = self._unpacked(name, self._taken.get(name, self._left) + 1)
        if name in self._taken:
            return content
        self._taken[name] = len(content)
        if len(content) > self._left:
            raise self._too_large(
                f"är mer än {self._limits.unpacked_bytes >> 20} MB {self._limits.unpacked}"
            )
        self._left -= len(content)
        self._tags_left -= content.count(b"<")
        if self._tags_left < 0:
            raise self._too_large(f"har fler än {self._limits.tags} taggar")
        return content

    def _unpacked(self, name: str, most: int) -> bytes:
        try:
            member = self._zip.getinfo(name)
            self._refuse(member)
            with self._zip.open(member) as opened:
                return opened.read(most)
        except (LoadError, MemoryError):
            raise
        except Exception as error:  # zipfile lets zlib's, struct's and its own errors out
            raise self._damaged(f"delen {name} går inte att packa upp") from error

    def _refuse(self, member: zipfile.ZipInfo) -> None:
        if is_locked(member):
            raise LoadError(
                f"{self._limits.named} har delar som är skyddade med lösenord.",
                "Öppna filen, ta bort lösenordet, spara den och lägg in den på nytt.",
            )
        if not is_unpackable(member):
            raise self._damaged(f"delen {member.filename} går inte att packa upp")

    def _too_large(self, how: str) -> LoadError:
        return LoadError(f"{self._limits.named} {how}, mer än som läses.", self._limits.split)

    def _damaged(self, why: str) -> LoadError:
        return LoadError(
            f"{self._limits.named} är {self._limits.broken}: {why}.",
            "Hämta eller spara filen på nytt.",
        )
