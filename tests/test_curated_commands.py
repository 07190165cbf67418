"""`lardom curated` as a person meets it, and what erasing leaves of curated answers."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.erasing import erase_document, erase_person
from ingest.work import Library
from tests.shelving import copied
from tests.test_cli import Lardom, assert_one_sentence, lardom
from tests.test_curated_api import (
    QUESTION,
    QUOTE,
    SENTENCE,
    LibraryOf,
    body,
    library_of,
    opened,
    pinned,
    tranan,
    write,
)

__all__ = ["lardom", "library_of", "tranan"]  # fixtures, taken in by their names
WORDING = "Hur dyr blev zyxvärdet Tranan 2016?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A library that nobody has open, with one answer pinned and one draft."""

    library: Library
    curated: str
    source: str

    @property
    def everything(self) -> bytes:
        """All bytes of the data folder."""
        return b"".join(one.read_bytes() for one in self.library.data.rglob("*") if one.is_file())


@pytest.fixture
def kept(
    tranan: Path,
    tmp_path: Path,
    library_of: LibraryOf,
    monkeypatch: pytest.MonkeyPatch,
    lardom: Lardom,
) -> Kept:
    data = copied(tranan / "data", tmp_path / "data")
    monkeypatch.setenv("LARDOM_DATA", str(data))
    library = library_of(data)
    with opened(library, tranan / "material") as place:
        curated = pinned(place, body(place.open, wordings=[WORDING]))
        write(place, body(place.open, question="Vad är ett utkast?"))
        return Kept(library=library, curated=curated, source=place.open)


def test_every_answer_is_listed_with_its_state(kept: Kept, lardom: Lardom) -> None:
    said = lardom("curated", "list").out.splitlines()

    (line,) = (one for one in said if one.startswith(kept.curated))
    assert "fäst, till " in line
    assert line.endswith(QUESTION)
    assert "Visas inte" not in "\n".join(said)


def test_why_one_is_not_shown_is_said_in_swedish(
    kept: Kept, lardom: Lardom, tmp_path: Path
) -> None:
    lardom("access", "withdraw", kept.source, "--reason", "Fel utgåva", "--yes")

    said = lardom("curated", "list").out

    assert f"{QUESTION}\n    Visas inte: En källa är borta eller tillbakadragen.\n" in said
    assert "gone" not in said


def test_those_that_are_shown_are_exported_with_quotes_and_review(
    kept: Kept, lardom: Lardom, tmp_path: Path
) -> None:
    file = tmp_path / "svar.md"

    done = lardom("curated", "export", str(file))

    text = file.read_text("utf-8")
    assert (done.code, done.out) == (0, f"Filen {file} är skriven.\n")
    assert all(
        words in text
        for words in (f"## {QUESTION}", "Granskat av Exempel reviewer den", WORDING, SENTENCE)
    )
    assert f"> ”{QUOTE}” (/dokument/{kept.source}" in text
    assert "Vad är ett utkast?" not in text
    assert lardom("curated", "export").out == text


def test_one_that_does_not_stand_is_not_exported(kept: Kept, lardom: Lardom) -> None:
    lardom("access", "withdraw", kept.source, "--reason", "Fel utgåva", "--yes")

    assert lardom("curated", "export").out == "# Granskade svar\n"


def test_a_file_that_cannot_be_written_is_told_of(kept: Kept, lardom: Lardom) -> None:
    assert_one_sentence(lardom("curated", "export", str(kept.library.data / "saknas" / "ut.md")))


def test_erasing_a_source_takes_what_quotes_it_down_to_the_bytes(kept: Kept) -> None:
    before = WORDING.encode() in kept.everything

    erase_document(kept.library, kept.source)

    assert before
    assert all(
        words.encode() not in kept.everything for words in (WORDING, "Vad är ett utkast?", SENTENCE)
    )


def test_erasing_a_person_takes_their_name_and_leaves_the_answer(
    kept: Kept, lardom: Lardom
) -> None:
    before = b"Exempel reviewer" in kept.everything

    erase_person(kept.library.data, "reviewer")

    assert before
    assert b"Exempel reviewer" not in kept.everything
    assert "Granskat av okänd den" in lardom("curated", "export").out
