"""Reads a file of tables, whatever its format is; the name tells nothing that the bytes do not."""

from ingest.errors import LoadError
from ingest.loaders.sheet_archive import locked
from ingest.register.read_sheets import ReadFile
from ingest.register.text_tables import read_text_table
from ingest.register.workbooks import read_workbook

_ZIP = b"PK"
_OTHER_OFFICE = b"mimetypeapplication/vnd.oasis.opendocument"
_TOP = 200
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_file(content: bytes, name: str) -> ReadFile:
    """Read a workbook (.xlsx, .xlsm) or a text table (.csv, .tsv).

    Raises `LoadError` for one that is locked, damaged, too large or of another format.
    """
    if not content:
        raise LoadError(f"filen {name} är tom.", "Kontrollera att rätt fil angavs.")
    if content.startswith(_ZIP) and _OTHER_OFFICE in content[:_TOP]:
        raise _other_format(name, "OpenDocument")
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED in content:
            raise locked()
        raise _other_format(name, "det äldre Excel-formatet eller är ingen arbetsbok")
    return read_workbook(content) if content.startswith(_ZIP) else read_text_table(content)


def _other_format(name: str, what: str) -> LoadError:
    return LoadError(
        f"filen {name} är i {what}, som registret inte läser.",
        "Öppna den i Excel eller LibreOffice och spara den som .xlsx.",
    )
