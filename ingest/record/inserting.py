"""Puts one row into a table whose rows are numbered by the database."""

from sqlalchemy import Connection, Insert


def inserted(connection: Connection, row: Insert) -> int:
    """The number that the row got."""
    key = connection.execute(row).inserted_primary_key
    return int(key[0]) if key else 0
