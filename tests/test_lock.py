"""One writer at a time, whatever becomes of it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.errors import DataFolderError, LockedError
from ingest.lock import writing

HOLD = """
import sys, time
from pathlib import Path
from ingest.lock import writing
with writing(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_folder_is_made_and_can_be_locked_again_and_again(tmp_path: Path) -> None:
    data = tmp_path / "new" / "data"

    for _ in range(3):
        with writing(data):
            assert data.is_dir()


def test_a_second_writer_is_refused_at_once_until_the_first_is_gone(tmp_path: Path) -> None:
    command = [sys.executable, "-P", "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        started = time.monotonic()

        with pytest.raises(LockedError, match="Vänta tills den är klar"), writing(tmp_path):
            pass
        waited = time.monotonic() - started
        holder.send_signal(signal.SIGKILL)
        holder.wait(10)
        with writing(tmp_path):
            pass

    assert waited < 1


def test_an_error_inside_frees_the_folder(tmp_path: Path) -> None:
    with pytest.raises(KeyError), writing(tmp_path):
        raise KeyError

    with writing(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    data = tmp_path / "file" / "data"

    with pytest.raises(DataFolderError, match="LARDOM_DATA") as caught, writing(data):
        pass

    assert str(data) in str(caught.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_read_only_folder_is_named_with_the_remedy(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with pytest.raises(DataFolderError, match="skrivrättighet"), writing(tmp_path):
        pass
