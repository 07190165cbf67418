"""Word lists that cannot be read: which one it is, and what to do, whoever reads it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import WordListError
from assistant.understanding.agencies import Agencies
from assistant.understanding.english import English
from assistant.understanding.thesaurus import ENGLISH, Thesaurus
from ingest.errors import AgencyListError

READERS = [
    pytest.param(Agencies.read, "Myndighetslistan", id="agencies"),
    pytest.param(Thesaurus.read, "Synonymfilen", id="synonyms"),
    pytest.param(lambda path: English.read(ENGLISH, path), "Ordlistan", id="small-words"),
]


@pytest.mark.parametrize(("read", "called"), READERS)
@pytest.mark.parametrize("content", [None, "mål, ändamål".encode("latin-1")])
def test_a_word_list_that_cannot_be_read_is_told(
    tmp_path: Path, read: Callable[[Path], object], called: str, content: bytes | None
) -> None:
    path = tmp_path / "ord.txt"
    if content:
        path.write_bytes(content)

    told = f"{called} .*ord.txt går inte att läsa"
    with pytest.raises((WordListError, AgencyListError), match=told) as refused:
        read(path)

    assert "UTF-8" in str(refused.value)


def test_a_mark_of_the_byte_order_is_no_part_of_a_word_list(tmp_path: Path) -> None:
    path = tmp_path / "ord.txt"
    path.write_text("Verket för prov\t\tVP\n", encoding="utf-8-sig")

    found = Agencies.read(path).of_name("VP")

    assert found is not None
    assert found.name == "Verket för prov"
