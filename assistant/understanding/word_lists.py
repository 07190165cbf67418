"""Reads the files of word lists, those that come with the program and those beside them."""

from pathlib import Path

from assistant.errors import WordListError


def lines_of(path: Path, called: str) -> list[str]:
    """The lines of a word list; `called` says what it is, as in "Synonymfilen".

    Raises:
        WordListError: when the file cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise WordListError(
            f"{called} {path} går inte att läsa.",
            "Kontrollera att den finns, får läsas och är sparad i UTF-8.",
        ) from error
