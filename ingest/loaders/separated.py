"""Tables as text (.csv, .tsv): what parts the cells is found out; values stand as they are.

Swedish programs part cells with semicolons and keep the comma for decimals, so a semicolon
or a tab that parts the rows evenly goes before a comma. The header stands over each block of
rows, and each row begins with its number, as in other spreadsheets.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import islice

from ingest.errors import LoadError
from ingest.loaders.encoding import decode
from ingest.loaders.sheet_cells import one_line
from ingest.loaders.sheet_text import CELL_LIMIT, FULL, TEXT_LIMIT, Allowance, Row, table_text
from ingest.types import Extract

_DELIMITERS = ("\t", ";", "|", ",")
_SAMPLE_ROWS = 200
_SAMPLE = 1 << 16
_EVEN = 0.8
_SAID = "sep="
_MOST_BREAKS = 100


def load(content: bytes) -> Extract:
    """Read a table; raise `LoadError` for bytes that are not text."""
    text = decode(content)
    delimiter, text, skipped = parted(text)
    records = _records(text, delimiter)
    rows = (
        Row(number=number, cells=tuple(map(_words, cells)))
        for number, cells in enumerate(records, start=1 + skipped)
    )
    table = table_text(rows, Allowance())
    if table.is_cut and not table.last:
        raise LoadError(
            f"filens första rad är längre än vad som läses. {FULL}",
            "Kontrollera att filen har radbrytningar, eller dela den.",
        )
    return Extract(text=table.text, notices=_notices(text, table.last) if table.is_cut else ())


def _notices(text: str, last: int) -> tuple[str, ...]:
    lines = text.count("\n") + 1
    return (f"{FULL} Raderna efter {last} är inte med (filen har omkring {lines} rader).",)


def parted(text: str) -> tuple[str, str, int]:
    """What parts the cells, the text of the rows, and how many lines stand above them."""
    first, _, rest = text.partition("\n")
    said = first.lower().removeprefix(_SAID)
    if first.lower().startswith(_SAID) and len(said) == 1:
        return said, rest, 1
    return _delimiter(text), text, 0


def _delimiter(text: str) -> str:
    """The first that parts most rows into as many cells; a comma where none does."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    evenness = {delimiter: _evenness(sample, delimiter) for delimiter in _DELIMITERS}
    even = (delimiter for delimiter in _DELIMITERS if evenness[delimiter] >= _EVEN)
    best = max(_DELIMITERS, key=lambda delimiter: evenness[delimiter])
    return next(even, best if evenness[best] else ",")


def _evenness(sample: str, delimiter: str) -> float:
    """The share of rows with the commonest number of cells, 0 where that is one."""
    try:
        records = list(islice(csv.reader(StringIO(sample), delimiter=delimiter), _SAMPLE_ROWS))
    except csv.Error:
        return 0
    counts = Counter(len(record) for record in records if record)
    if not counts:
        return 0
    width, rows = counts.most_common(1)[0]
    return rows / counts.total() if width > 1 else 0


def _records(text: str, delimiter: str) -> Sequence[Sequence[str]]:
    """The rows with their cells; quotes are only characters where they do not close."""
    try:
        found = list(_within(csv.reader(StringIO(text), delimiter=delimiter)))
        if not any(cell.count("\n") > _MOST_BREAKS for record in found for cell in record):
            return found
    except csv.Error:
        pass  # a cell longer than the library takes: a quote that is never closed
    lines = StringIO(text)
    return list(_within(line.rstrip("\n").split(delimiter) for line in lines))


def _within(records: Iterator[list[str]]) -> Iterator[list[str]]:
    """The records as far as the limit of cells goes, and one beyond; those of blanks as empty."""
    cells = 0
    for record in records:
        filled = sum(1 for cell in record if _words(cell))
        yield record if filled else []
        cells += filled
        if cells > CELL_LIMIT:
            return


def _words(cell: str) -> str:
    """The cell on one line; one too long to be taken in is left as it is."""
    return one_line(cell) if len(cell) <= TEXT_LIMIT else cell
