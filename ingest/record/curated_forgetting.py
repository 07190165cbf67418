"""Has curated answers forget a person, or a document whose words they quote."""

from sqlalchemy import Connection, delete, func, update

from ingest.record.curated_tables import curated_answers, curated_changes


def forget_person(connection: Connection, person: str) -> int:
    """Take a person's id and name from what they wrote, reviewed and did; so many records.

    The answers stay, for they are the library's.
    """
    gone = 0
    for table, column in (
        (curated_answers, "author"),
        (curated_answers, "reviewer"),
        (curated_changes, "who"),
    ):
        nameless = update(table).where(table.c[column] == person)
        values = {column: None, f"{column}_name": ""}
        gone += connection.execute(nameless.values(values)).rowcount
    return gone


def forget_document(connection: Connection, document: str) -> None:
    """Remove every curated answer that quotes a document."""
    quotes_it = func.instr(curated_answers.c.sentences, document) > 0
    connection.execute(delete(curated_answers).where(quotes_it))
