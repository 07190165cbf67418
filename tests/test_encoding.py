import pytest

from ingest.errors import LoadError
from ingest.loaders.encoding import decode


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_swedish_text_is_read_in_its_encoding(encoding: str) -> None:
    assert decode("Åtgärd för 5 § – räksmörgås".encode(encoding)) == "Åtgärd för 5 § – räksmörgås"


def test_line_ends_become_one_kind() -> None:
    assert decode(b"a\r\nb\rc\n") == "a\nb\nc\n"


@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02hej", bytes(range(256))], ids=["zeroes", "every byte"]
)
def test_binary_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(LoadError, match="binära data"):
        decode(content)
