"""Texts made alike for comparing, as a function that SQLite calls: its own knows ASCII alone."""

import sqlite3
import unicodedata

FOLDED = "folded"
"""The name of the function in queries."""


def folded(text: str | None) -> str | None:
    """A text in small letters and composed, by Unicode; null stays null."""
    return None if text is None else unicodedata.normalize("NFC", text).casefold()


def teach_folding(connection: sqlite3.Connection) -> None:
    """Let queries on a connection call it."""
    connection.create_function(FOLDED, 1, folded, deterministic=True)
