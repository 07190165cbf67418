"""What a process that reads other people's files may take, put on it by the kernel.

`confine` is called by such a process itself, before it opens any file. The programs that it
starts inherit all of it. Where a kernel refuses to cut the network, the process goes on, and
`confine` tells. POSIX; the network is cut on Linux only.
"""

import ctypes
import math
import os
import platform
import resource
import signal
import struct
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_NO_NEW_PRIVILEGES, _PARENT_DEATH_SIGNAL, _SECCOMP, _FILTER = 38, 1, 22, 2
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_ARCHITECTURES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""By machine: what the kernel calls it, and the number of its call `socket`."""
_SETUP_OF_IO_URING = 425  # which opens sockets without calling `socket`
_OTHER_NUMBERS = 0x40000000  # from here on x86-64 numbers its calls anew
_LOAD, _EQUAL, _AT_LEAST, _END = 0x20, 0x15, 0x35, 0x06
_ALLOWED, _DENIED = 0x7FFF0000, 0x0005000D  # the latter as "permission denied"
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may cost.

    `seconds` pass on the clock and `cpu_seconds` in the processor. `memory` is bytes of address
    space, `answer` bytes of what is read when it is sent, `written` bytes of any one file that
    is written on the way. `open_files` are open at once.
    """

    seconds: int = 120
    cpu_seconds: int = 60
    memory: int = 4 << 30
    answer: int = 128 << 20
    # The largest sheet of paper in colour, scanned at 600 dots to the inch, is 1.7 GB unpacked.
    written: int = 2 << 30
    open_files: int = 512


def confine(limits: Limits) -> bool:
    """Put the limits on this process, but those of time; True when no network is in reach."""
    limit_memory(limits.memory)
    _lower(resource.RLIMIT_FSIZE, limits.written)
    _lower(resource.RLIMIT_NOFILE, limits.open_files)
    _control(_NO_NEW_PRIVILEGES, 1)
    return _leave_network() or _refuse_sockets()


def limit_memory(memory: int) -> None:
    """Let this process take `memory` bytes of address space at most, and leave no core file."""
    _lower(resource.RLIMIT_AS, memory)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_time(limits: Limits) -> None:
    """Let the kernel end this process when it works longer on what it now begins."""
    signal.alarm(limits.seconds)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    allowed = math.ceil(time.process_time()) + limits.cpu_seconds
    soft = allowed if hard == resource.RLIM_INFINITY else min(allowed, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def die_with_parent() -> None:
    """Let the kernel kill this process when the thread that started it ends, however it ends."""
    _control(_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def _lower(what: int, allowed: int) -> None:
    hard = resource.getrlimit(what)[1]
    resource.setrlimit(
        what, (allowed if hard == resource.RLIM_INFINITY else min(allowed, hard), hard)
    )


def _control(what: int, value: int, pointer: object = None) -> bool:
    """Call `prctl`; False where the kernel knows no such thing or refuses."""
    if sys.platform != "linux":
        return False
    none = ctypes.c_ulong(0)
    library = ctypes.CDLL(None)
    done: int = library.prctl(what, ctypes.c_ulong(value), pointer or none, none, none)
    return done == 0


def _leave_network() -> bool:
    """Go where there are no network devices; without power over them, by way of a new user."""
    if sys.platform != "linux":
        return False
    library = ctypes.CDLL(None)
    if library.unshare(_NEW_NETWORK) == 0:
        return True
    user, group = os.geteuid(), os.getegid()
    if library.unshare(_NEW_NETWORK | _NEW_USER) != 0:
        return False
    with suppress(OSError):  # without them the process has no name, but reads what it may
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    return True


def _refuse_sockets() -> bool:
    """Let the kernel refuse all sockets but those between processes: containers allow this."""
    known = _ARCHITECTURES.get(platform.machine())
    if known is None or sys.byteorder != "little":
        return False
    architecture, socket_call = known
    steps = (
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 0, 7, architecture),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 5, 0, _OTHER_NUMBERS),
        (_EQUAL, 4, 0, _SETUP_OF_IO_URING),
        (_EQUAL, 0, 2, socket_call),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_EQUAL, 0, 1, 1),  # AF_UNIX
        (_END, 0, 0, _ALLOWED),
        (_END, 0, 0, _DENIED),
    )
    program = ctypes.create_string_buffer(b"".join(struct.pack("<HBBI", *step) for step in steps))
    held = ctypes.create_string_buffer(struct.pack("@HP", len(steps), ctypes.addressof(program)))
    return _control(_SECCOMP, _FILTER, held)


if __name__ == "__main__":
    sys.exit(0 if confine(Limits()) else 1)
