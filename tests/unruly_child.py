"""A child process that does what a parser should never do; see `test_children.py`.

Run as `python -m tests.unruly_child DESCRIPTOR WAY`.
"""

import os
import subprocess
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path


def main(arguments: list[str]) -> None:
    """Misbehave in one way, and wait to be ended."""
    descriptor, way = arguments
    connection = Connection(int(descriptor))
    if way == "starts another":
        started = subprocess.Popen(["sleep", "600"])
        Path(tempfile.gettempdir(), "fil.tmp").write_text("kvar")
        connection.send_bytes(f"{started.pid} {tempfile.gettempdir()}".encode())
    elif way == "stops in the middle":
        os.write(connection.fileno(), b"\0\0\0\x09half")
    elif way == "says too much":
        connection.send_bytes(bytes(2000))
    elif way == "sends no message":
        os.write(connection.fileno(), b"\xff\xff\xff\xff\0\0")
    elif way == "sends two":
        connection.send_bytes(b"ett")
        connection.send_bytes(b"")
        connection.send_bytes(b"x" * 900)
    time.sleep(600)


if __name__ == "__main__":
    main(sys.argv[1:])
