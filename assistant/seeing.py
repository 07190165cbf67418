"""Which of some documents an asker may see now, as the live generation shows them."""

from collections.abc import Sequence

from assistant.types import Asker
from ingest.record.reading import RecordReader
from ingest.record.types import DocumentRow


def seen(live: RecordReader, documents: Sequence[str], asker: Asker) -> dict[str, DocumentRow]:
    """Those of the documents that are shown, and that the asker may see, by id."""
    rows = live.named(documents)
    return {name: row for name, row in rows.items() if asker.may_see(row.access)}
