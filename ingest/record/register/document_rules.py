"""Who may see a workbook of the register by the documents that have its content, or once had it.

A workbook is no document itself, but its file may lie in the material as one too. What an editor
decides of that document, or withdraws, holds for the workbook at once, beside its own rule.
"""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, select

from ingest.record.access import from_column
from ingest.record.tables import documents, versions

Rule = tuple[str, ...]


def rules_of_documents(connection: Connection, hashes: Iterable[str]) -> dict[str, list[Rule]]:
    """The rules, by now, of the documents of these files; a withdrawn one is for nobody.

    Only files that some document has or had.
    """
    found: defaultdict[str, list[Rule]] = defaultdict(list)
    query = (
        select(versions.c.file_hash, documents.c.access, documents.c.withdrawn)
        .join(documents, documents.c.id == versions.c.document_id)
        .where(versions.c.file_hash.in_(sorted(set(hashes))))
        .distinct()
    )
    for row in connection.execute(query):
        found[row.file_hash].append(() if row.withdrawn else from_column(row.access))
    return dict(found)
