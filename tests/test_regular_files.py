import os
from pathlib import Path

import pytest

from ingest.regular_files import open_regular


def test_a_file_is_opened_for_reading(tmp_path: Path) -> None:
    (tmp_path / "fil.txt").write_bytes(b"ord")

    with open_regular(tmp_path / "fil.txt") as file:
        assert file.read() == b"ord"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fil.txt")

    with pytest.raises(OSError, match="ingen vanlig fil"):
        open_regular(tmp_path / "fil.txt")


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "/"])
def test_what_is_no_file_is_not_opened(name: str) -> None:
    with pytest.raises(OSError, match=r"ingen vanlig fil|directory"):
        open_regular(Path(name))
