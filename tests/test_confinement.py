"""What the kernel keeps a confined process from, tried in processes that are confined."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from ingest.children import environment, network_is_cut

CONNECT = """
import os, socket
from ingest import confinement
def connecting():
    try:
        socket.socket().connect((b"127.0.0.1", PORT))
    except OSError:
        return "refused"
    return "connected"
if os.getuid() == 0 and USER:
    os.setgid(USER); os.setuid(USER)
print(WAY, connecting(), flush=True)
left, right = socket.socketpair()
if os.fork() == 0:
    print(connecting(), flush=True)
    os._exit(0)
os.wait()
"""


@pytest.fixture
def port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def _ran(said: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-c", said],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def _connecting(way: str, port: int, user: int = 0) -> list[str]:
    said = CONNECT.replace("WAY", way).replace("PORT", str(port)).replace("USER", str(user))
    return _ran(said).stdout.split()


def test_without_limits_a_process_reaches_a_server_on_this_machine(port: int) -> None:
    assert _connecting("False", port) == ["False", "connected", "connected"]


@pytest.mark.skipif(not network_is_cut(), reason="this kernel cuts nobody's network")
@pytest.mark.parametrize("user", [0, 65534], ids=["as it is", "as an ordinary user"])
def test_a_confined_process_and_those_it_starts_reach_no_server(port: int, user: int) -> None:
    said = _connecting("confinement.confine(confinement.Limits())", port, user)

    assert said == ["True", "refused", "refused"]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone has such filters")
def test_where_networks_cannot_be_left_sockets_are_refused(port: int) -> None:
    filtered = "confinement._control(38, 1) and confinement._refuse_sockets()"

    said = _connecting(filtered, port, 65534)

    assert said in (["True", "refused", "refused"], ["False", "connected", "connected"])


def test_a_file_cannot_be_written_beyond_the_limit() -> None:
    done = _ran(
        "import tempfile; from ingest.confinement import *; confine(Limits(written=1000));"
        "file = tempfile.TemporaryFile(buffering=0); print(file.write(bytes(2000)));"
        "file.write(b'x')"
    )

    assert done.stdout.strip() == "1000"
    assert "File too large" in done.stderr


def test_no_more_files_can_be_open_than_the_limit() -> None:
    done = _ran(
        "from ingest.confinement import *; confine(Limits(open_files=20));"
        "kept = [open('/dev/null') for _ in range(30)]"
    )

    assert "Too many open files" in done.stderr


def test_processor_time_is_counted_from_where_a_file_begins() -> None:
    busy = "end = time.process_time() + {}\nwhile time.process_time() < end: pass\n"
    done = _ran(
        "import time\nfrom ingest.confinement import *\n"
        + busy.format(0.9)
        + "limit_time(Limits(cpu_seconds=1))\n"
        + busy.format(0.4)
        + "print('still here', flush=True)\n"
        + busy.format(9)
    )

    assert done.stdout.strip() == "still here"
    assert done.returncode == -signal.SIGXCPU


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone tells of a parent's death")
def test_a_process_can_die_with_its_parent() -> None:
    child = (
        "import time; from ingest.confinement import *; die_with_parent();"
        "print(flush=True); time.sleep(600)"
    )
    parent = (
        "import subprocess, sys;"
        "child = subprocess.Popen([sys.executable, '-P', '-c', sys.argv[1]], stdout=-1);"
        "child.stdout.readline(); print(child.pid, flush=True); child.wait()"
    )
    with subprocess.Popen(
        [sys.executable, "-P", "-c", parent, child], env=environment(), stdout=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        pid = int(running.stdout.readline())

        running.kill()

    deadline = time.monotonic() + 10
    while _is_running(pid):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _is_running(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as state:  # noqa: PTH123  (no file of ours)
            return state.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return os.path.exists(f"/proc/{pid}")  # noqa: PTH110
