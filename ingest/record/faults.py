"""What SQLite could not do, as an error of ours that says which file, why, and what to do."""

import shutil
import sqlite3
from pathlib import Path

from ingest.errors import DataFolderError

_DAMAGED = (
    "går inte att läsa: filen är skadad, eller är ingen databas ({said})",
    "Återställ filen från säkerhetskopia, eller flytta undan den och kör `lardom sync` på nytt.",
)
_BUSY = (
    "är upptagen: ett annat program håller den låst",
    "Vänta tills det är klart, eller avsluta det, och försök igen.",
)
_FAULTS = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: (
        "går inte att skriva: disken är full",
        "Frigör utrymme och försök igen; det som redan är inläst finns kvar.",
    ),
    sqlite3.SQLITE_READONLY: (
        "går inte att skriva: filen eller dess mapp är skrivskyddad",
        "Ge skrivrättighet, eller peka ut en annan mapp med LARDOM_DATA.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "går inte att öppna",
        "Kontrollera att det är en fil, att du har rätt att läsa och skriva den och dess mapp, "
        "och att disken har plats.",
    ),
    sqlite3.SQLITE_PERM: (
        "går inte att öppna: behörighet saknas",
        "Ge rätt att läsa och skriva filen och dess mapp.",
    ),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_IOERR: (
        "går inte att läsa eller skriva: disken svarar med fel ({said})",
        "Kontrollera att disken har plats och är hel, och försök igen.",
    ),
}
_OTHER = (
    "går inte att läsa eller skriva ({said})",
    "Kontrollera filen, dess mapp och disken, och försök igen.",
)

_MAYBE_FULL = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
_LEAST = 64 << 10
"""Bytes that SQLite needs beside a record to open it at all."""


def record_fault(path: Path, error: BaseException | None) -> DataFolderError:
    """The error for the record `path` after SQLite refused with `error`."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest tells more of the same
    if code in _MAYBE_FULL and _is_full(path):
        code = sqlite3.SQLITE_FULL
    what, remedy = _FAULTS.get(code, _OTHER)
    return DataFolderError(f"Databasen {path} {what.format(said=error)}. {remedy}")


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _LEAST
    except OSError:
        return False
