"""The zip file around a Word document: what it is, and its members, read within limits.

Knows nothing about XML. Sizes are checked before anything is unpacked.
"""

from dataclasses import replace

from ingest.errors import LoadError
from ingest.loaders.zipped import OF_DOCUMENTS, Packed

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD = "WordDocument".encode("utf-16-le")
_LIMITS = replace(
    OF_DOCUMENTS,
    named="Word-filen",
    total_bytes=500 << 20,
    unpacked_bytes=500 << 20,
    tags=1 << 30,  # each part has a limit of its own
    split="Dela dokumentet eller ta bort stora bilder ur det.",
)
_PART_LIMIT = 100 << 20
_TAG_LIMIT = 5_000_000


class Archive:
    """The members of a .docx file by their path, without regard to case."""

    def __init__(self, content: bytes) -> None:
        """Raise `LoadError` for what is no zip file, is broken, or unpacks to too much."""
        _check_beginning(content)
        self._packed = Packed(content, _LIMITS)
        self._members = {_path(name): name for name in self._packed.names}

    def member(self, path: str) -> bytes | None:
        """The bytes of a part, None when there is none; raise `LoadError` if unreadable."""
        found = self._members.get(_path(path))
        if found is None:
            return None
        if (size := self._packed.size(found)) > _PART_LIMIT:
            raise _too_large(f"delen {path} i Word-filen är {size >> 20} MB uppackad")
        content = self._packed.read(found)
        if (tags := content.count(b"<")) > _TAG_LIMIT:
            raise _too_large(f"delen {path} i Word-filen har {tags} XML-märken")
        return content


def damaged(why: str) -> LoadError:
    """The error of a broken Word file; `why` (Swedish) is a clause without a stop."""
    return LoadError(
        f"Word-filen är skadad: {why}.",
        "Öppna den i Word eller LibreOffice, spara en ny kopia som .docx och lägg in den.",
    )


def foreign() -> LoadError:
    """The error of a file that is something else than its suffix says."""
    return LoadError(
        "filen är ingen Word-fil, trots filändelsen.",
        "Kontrollera filändelsen, eller spara om dokumentet som .docx.",
    )


def _path(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _check_beginning(content: bytes) -> None:
    if content.startswith(_OLD_OFFICE):
        raise _old_office(content)
    if not content.startswith(b"PK"):
        raise foreign()


def _old_office(content: bytes) -> LoadError:
    if _ENCRYPTED in content:
        return LoadError(
            "filen är lösenordsskyddad.",
            "Öppna den i Word, ta bort lösenordet och spara den som .docx.",
        )
    if _OLD_WORD in content:
        return LoadError(
            "filen är i det äldre formatet .doc, trots filändelsen.",
            "Öppna den i Word eller LibreOffice och spara den som .docx.",
        )
    return LoadError(
        "filen är lösenordsskyddad eller i ett äldre Office-format.",
        "Öppna den i Word, ta bort lösenordet och spara den som .docx.",
    )


def _too_large(what: str) -> LoadError:
    return LoadError(
        f"{what}, mer än gränsen ({_PART_LIMIT >> 20} MB, {_TAG_LIMIT} märken).",
        "Dela dokumentet i flera mindre filer.",
    )
