"""Makes a spreadsheet's zip archive safe to read, before any library sees it.

A reader of spreadsheets makes room for every cell between the first and the last, so one lost
value in the outermost corner of a sheet costs hundreds of gigabytes. Such values are taken
out. What the archive says of itself (title, author, date) is read here too. Best effort: what
gets past is stopped by the limits of the reading process.
"""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from io import BytesIO

from ingest.archive_refusals import ArchiveLimits
from ingest.errors import LoadError
from ingest.loaders.sheet_cells import column_letters
from ingest.loaders.zipped import Packed

_LIMITS = ArchiveLimits(
    members=20_000,
    total_bytes=500 << 20,
    tags=1 << 30,  # cells are counted as they are read
    named="kalkylarket",
    split="Dela kalkylarket i flera filer, eller ta bort tomma rader och kolumner med format.",
)
AREA_LIMIT = 1 << 25
_FARTHEST_COLUMN = 256
_FARTHEST_ROW = AREA_LIMIT // _FARTHEST_COLUMN
_HEAD = 2048
_VALUED = re.compile(
    rb'<(?:\w{1,9}:)?c\s[^<>]{0,200}?\br=["\']([A-Za-z]{1,3})\d{1,10}["\'][^<>]{0,200}(?<!/)>'
)
_ROW = re.compile(rb'<(?:\w{1,9}:)?row\s[^<>]{0,200}?\br=["\'](\d{1,10})["\']')
_CELL = re.compile(
    rb'<(?:\w{1,9}:)?c\s[^<>]{0,200}?\br=["\']([A-Za-z]{1,3})(\d{1,10})["\'][^<>]{0,200}(?<!/)>'
    rb".{0,70000}?</(?:\w{1,9}:)?c>",
    re.DOTALL,
)
_ERROR_CELL = re.compile(rb'(<(?:\w{1,9}:)?c\s[^<>]{0,200}?\bt=)"e"')
_OPEN_ROW = re.compile(
    rb"<table:(?:table-(row)\b([^<>]{0,2000})|(?:covered-)?table-cell\b([^<>]{0,2000})|(table)\s)"
)
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,9})"')
_HOLDS = re.compile(rb"value-type=")
_PROPERTIES = {
    "title": re.compile(r"<dc:title[^<>]*>([^<>]+)<"),
    "author": re.compile(r"<dc:creator[^<>]*>([^<>]+)<"),
    "subject": re.compile(r"<dc:subject[^<>]*>([^<>]+)<"),
    "created": re.compile(r"<(?:dcterms:created|meta:creation-date)[^<>]*>(\d{4}-\d\d-\d\d)"),
}
_MANIFEST = "META-INF/manifest.xml"
_SAYING = ("docProps/core.xml", "meta.xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A spreadsheet fit to read: its bytes, what it says of itself, what was taken out of it."""

    content: bytes
    properties: tuple[tuple[str, str], ...] = ()
    notices: tuple[str, ...] = ()


def checked(content: bytes) -> Archive:
    """The archive made safe; raise `LoadError` for one that is damaged, locked or too large."""
    packed = Packed(content, _LIMITS)
    if _MANIFEST in packed.names and b"encryption-data" in packed.read(_MANIFEST):
        raise locked()
    return _checked(packed, content)


def damaged() -> LoadError:
    """What to tell a person about a file that a library could not read."""
    return LoadError(
        "kalkylarket är skadat och kan inte läsas.",
        "Öppna det i Excel eller LibreOffice, spara en ny kopia som .xlsx och lägg in den.",
    )


def locked() -> LoadError:
    """What to tell a person about a file that opens with a password only."""
    return LoadError(
        "kalkylarket är lösenordsskyddat.",
        "Öppna det, ta bort lösenordet och spara det på nytt.",
    )


def _checked(packed: Packed, content: bytes) -> Archive:
    changed: dict[str, bytes] = {}
    notices: list[str] = []
    for name in packed.names:
        if name == "content.xml":
            _check_area(packed.read(name))
        elif name.lower().endswith(".xml") and b"worksheet" in packed.head(name, _HEAD):
            sheet = packed.read(name)
            tidy, lost = _without_far_cells(sheet)
            tidy = _ERROR_CELL.sub(rb'\1"str"', tidy) if b't="e"' in tidy else tidy
            if tidy != sheet:
                changed[name] = tidy
            if lost:
                notices.append(_far_notice(lost))
    return Archive(
        content=_repacked(packed, changed) if changed else content,
        properties=_properties(packed),
        notices=tuple(notices),
    )


def _without_far_cells(sheet: bytes) -> tuple[bytes, int]:
    """The sheet without its outermost values where it is too large, and how many they were."""
    columns = max(map(_column, set(_VALUED.findall(sheet))), default=0)
    rows = max(map(int, _ROW.findall(sheet)), default=0)
    if columns * rows <= AREA_LIMIT:
        return sheet, 0
    lost = 0

    def kept(cell: "re.Match[bytes]") -> bytes:
        nonlocal lost
        is_far = _column(cell[1]) > _FARTHEST_COLUMN or int(cell[2]) > _FARTHEST_ROW
        lost += is_far
        return b"" if is_far else cell[0]

    return _CELL.sub(kept, sheet), lost


def _far_notice(lost: int) -> str:
    farthest = f"{column_letters(_FARTHEST_COLUMN - 1)}{_FARTHEST_ROW}"
    return (
        f"Ett blad har värden mycket långt ut: {lost} celler bortom cell {farthest} är inte med. "
        "Ta bort dem eller flytta dem till ett eget blad."
    )


def _column(letters: bytes) -> int:
    """The number of a column, A being 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _check_area(tables: bytes) -> None:
    """Raise `LoadError` when a table of an .ods file takes too much room once written out."""
    rows = columns = column = repeated = area = 0
    for row, row_said, cell_said, table in _OPEN_ROW.findall(tables):
        if table:
            rows = columns = column = repeated = 0
        elif row:
            rows, column, repeated = rows + repeated, 0, _times(row_said)
        else:
            column += _times(cell_said)
            if _HOLDS.search(cell_said):
                columns = max(columns, column)
                area = max(area, columns * (rows + repeated))
    if area > AREA_LIMIT:
        raise LoadError(
            f"ett blad i kalkylarket upptar {area} celler, mer än gränsen {AREA_LIMIT}.",
            "Ta bort upprepade rader och värden långt ut på bladet, och spara filen på nytt.",
        )


def _times(said: bytes) -> int:
    found = _REPEATED.search(said)
    return int(found[1]) if found else 1


def _repacked(packed: Packed, changed: Mapping[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as repacked:
        for name in packed.names:
            repacked.writestr(name, changed.get(name) or packed.read(name))
    return target.getvalue()


def _properties(packed: Packed) -> tuple[tuple[str, str], ...]:
    names = [name for name in _SAYING if name in packed.names]
    said = "".join(packed.read(name).decode("utf-8", "replace") for name in names)
    found = ((name, rule.search(said)) for name, rule in _PROPERTIES.items())
    return tuple((name, unescape(match[1]).strip()) for name, match in found if match)
