"""The record: the SQLite database that is the truth about documents, pages, chunks and vectors."""
