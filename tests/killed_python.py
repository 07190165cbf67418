"""Runs Python as it is told to, and kills it where a named function is called or returns.

`python -m tests.killed_python WATCH -P -m MODULE ARGUMENTS`, where WATCH is a file that
`tests.kill_points` wrote. Nothing of ours knows of it: the interpreter itself tells of each call.
The processes that MODULE starts run likewise, for `sys.executable` is what it was started by.
"""

import json
import os
import runpy
import signal
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType
from typing import Any

SYNC = "assistant"
BUILD = "ingest.index.building"
CALLED = "call"
RETURNED = "return"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """When to kill, and whom.

    In the process that runs `process`, when `function` (module:qualified name) is called or has
    returned (`event`) for the `nth` time, counting only calls that `within` made (any, if empty).
    `whom`: "group", every process; "sync", the one that was asked to sync; "itself", the one where
    it is. The file `reached` is made just before.
    """

    process: str
    function: str
    event: str
    nth: int
    within: str
    whom: str
    reached: str

    def write(self, file: Path) -> None:
        file.write_text(json.dumps(asdict(self)), encoding="utf-8")


class Killer:
    """What the interpreter tells each call to."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._module, _, self._name = watch.function.partition(":")
        self._seen = 0
        self._starter = os.getppid()

    def __call__(self, frame: FrameType, event: str, _result: Any) -> None:
        if event == self._watch.event and self._is_meant(frame):
            self._seen += 1
            if self._seen == self._watch.nth:
                Path(self._watch.reached).touch()
                _kill(self._watch, self._starter)

    def _is_meant(self, frame: FrameType) -> bool:
        if frame.f_code.co_qualname != self._name or frame.f_globals["__name__"] != self._module:
            return False
        caller = frame.f_back
        return not self._watch.within or (
            caller is not None
            and f"{caller.f_globals['__name__']}:{caller.f_code.co_qualname}" == self._watch.within
        )


def _kill(watch: Watch, starter: int) -> None:
    if watch.whom == "group":
        os.killpg(0, signal.SIGKILL)
    elif watch.whom == "sync" and watch.process != SYNC:
        os.kill(starter, signal.SIGKILL)
    else:
        os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Run the module that the command line names."""
    watch = Watch(**json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    module = sys.argv[4]
    sys.argv = sys.argv[4:]
    sys.executable = str(Path(watch.reached).with_name("python"))
    if module == watch.process:
        sys.setprofile(Killer(watch))
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
