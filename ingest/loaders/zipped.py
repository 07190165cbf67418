"""Members of a zip file, unpacked under limits: Office and OpenDocument files are zip files.

What the file declares of itself is not trusted: no member is unpacked further than the limit
that is left. Knows nothing about what the members hold.
"""

import zipfile
from io import BytesIO

from ingest.errors import LoadError

_MEMBER_HEADER = b"PK\x01\x02"
_MOST_MEMBERS = 20_000
_MOST_TAGS = 2_000_000  # a tree of so many elements takes half a gigabyte
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others cannot be unpacked piecewise
_ENCRYPTED = 1


class Packed:
    """One zip file in memory; `limit` bytes are unpacked of it in all.

    `named` begins the sentences of its errors ("ODT-filen").
    """

    def __init__(self, content: bytes, *, named: str, limit: int) -> None:
        self._named = named
        self._limit = limit
        self._left = limit
        self._tags_left = _MOST_TAGS
        if content.count(_MEMBER_HEADER) > _MOST_MEMBERS:
            raise self._too_large(f"har fler än {_MOST_MEMBERS} delar")
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except Exception as error:  # a broken directory lets struct's and other errors out
            raise self._damaged() from error
        self.names = tuple(dict.fromkeys(self._zip.namelist()))

    def read(self, name: str) -> bytes:
        """The bytes of a member; raise `LoadError` when it is missing, broken or too large."""
        try:
            content = self._read(self._zip.getinfo(name))
        except (LoadError, MemoryError):
            raise
        except Exception as error:  # zipfile lets zlib's, struct's and its own errors out
            raise self._damaged() from error
        if len(content) > self._left:
            raise self._too_large(f"är mer än {self._limit >> 20} MB uppackad")
        self._left -= len(content)
        self._tags_left -= content.count(b"<")
        if self._tags_left < 0:
            raise self._too_large(f"har fler än {_MOST_TAGS} taggar")
        return content

    def _read(self, member: zipfile.ZipInfo) -> bytes:
        if member.flag_bits & _ENCRYPTED:
            raise LoadError(
                f"{self._named} är lösenordsskyddad.",
                "Öppna den, ta bort lösenordet, spara den och lägg in den på nytt.",
            )
        if member.compress_type not in _METHODS:
            raise self._damaged()
        with self._zip.open(member) as opened:
            return opened.read(self._left + 1)

    def _too_large(self, how: str) -> LoadError:
        return LoadError(
            f"{self._named} {how}, mer än som läses.",
            "Dela dokumentet i flera filer.",
        )

    def _damaged(self) -> LoadError:
        return LoadError(
            f"{self._named} är skadad: den är ofullständig eller ingen giltig zip-fil.",
            "Hämta eller spara filen på nytt.",
        )
