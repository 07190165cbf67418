"""The server's threads share a few heaps, however many they are."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.api.serving import HEAPS

ASKING = """
import ctypes, sys, threading
from assistant.api.serving import share_heaps

if sys.argv[2] == "shared":
    share_heaps()
libc = ctypes.CDLL(None)
libc.malloc.restype = libc.fopen.restype = ctypes.c_void_p
together = threading.Barrier(12)

def ask():
    together.wait()
    libc.malloc(ctypes.c_size_t(5000))
    together.wait()

threads = [threading.Thread(target=ask) for _ in range(12)]
for one in threads:
    one.start()
for one in threads:
    one.join()
file = ctypes.c_void_p(libc.fopen(sys.argv[1].encode(), b"w"))
libc.malloc_info(0, file)
libc.fclose(file)
"""


def heaps(told: Path, how: str) -> int:
    """How many heaps a process has after twelve threads have asked for memory at once."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MALLOC_")}
    command = [sys.executable, "-c", ASKING, str(told), how]
    subprocess.run(command, env=environment, check=True, timeout=60)
    return told.read_text(encoding="utf-8").count("<heap nr=")


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_info"), reason="no glibc here")
def test_threads_share_a_few_heaps(tmp_path: Path) -> None:
    assert heaps(tmp_path / "shared.xml", "shared") <= HEAPS
    assert heaps(tmp_path / "own.xml", "own") > HEAPS
