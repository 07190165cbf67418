"""Turns parts of the service off, with a message, at once and for all of its processes.

Who turned a part stands in the audit log, and only there.

What is off stands in a file of the data folder that is read for every request: it works without a
library, beside a sync, and while the record is damaged. A file that cannot be understood turns
everything off, and a part that is not turned on after that stays off.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from uuid import uuid4

from assistant.errors import AssistantError, SwitchedOffError
from ingest.record.moments import now
from ingest.system_errors import in_swedish

NAME = "switches.json"
LOCK = f"{NAME}.lock"
MOST_WORDS = 500
"""Characters of a message."""
_USUAL = "Tjänsten är tillfälligt avstängd."
_BROKEN = "Tjänsten är avstängd: det går inte att läsa vad som är på."


class Part(StrEnum):
    """What can be turned off for itself."""

    WEB = "web"
    """The pages, and what they ask."""
    WIDGET = "widget"
    """The widget on other web sites, and what visitors ask."""
    API = "api"
    """The interface: other systems, and what pages and widgets ask through it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """How a part is set; `changed` is the time in UTC, None where it never was."""

    part: Part
    is_off: bool = False
    message: str = ""
    changed: str | None = None


class Switches:
    """The switches of one data folder; usable by threads and processes."""

    def __init__(self, data: Path) -> None:
        self._path = data / NAME

    def all(self) -> tuple[Switch, ...]:
        """How every part is set."""
        try:
            told = json.loads(self._path.read_text(encoding="utf-8"))
            return tuple(_switch(part, told.get(part.value)) for part in Part)
        except FileNotFoundError:
            return tuple(Switch(part=part) for part in Part)
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return tuple(Switch(part=part, is_off=True, message=_BROKEN) for part in Part)

    def refuse(self, *parts: Part) -> None:
        """Raise SwitchedOffError, with its message, where any of the parts is off."""
        for one in self.all():
            if one.is_off and one.part in parts:
                raise SwitchedOffError(one.message or _USUAL, "Försök igen senare.")

    def turn(self, part: Part, message: str | None) -> Switch:
        """Turn a part off with a message (empty: the usual one), or on (None).

        Raises:
            AssistantError: the message is too long, or the file cannot be written.
        """
        if message is not None and len(message) > MOST_WORDS:
            raise AssistantError(
                f"Meddelandet har {len(message)} tecken.", f"Det får ha högst {MOST_WORDS}."
            )
        turned = Switch(
            part=part,
            is_off=message is not None,
            message=(message or "").strip(),
            changed=now(),
        )
        with self._alone():
            self._write([turned if one.part is part else one for one in self._kept()])
        return turned

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let no other thread or process turn anything meanwhile; it takes a moment."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._path.with_name(LOCK), os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise self._not_written(error) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _kept(self) -> Iterator[Switch]:
        """What is set now; what a broken file said of a part is lost, and the part stays off."""
        for one in self.all():
            yield replace(one, message="") if one.message == _BROKEN else one

    def _write(self, switches: list[Switch]) -> None:
        told = {one.part.value: asdict(one) for one in switches}
        coming = self._path.with_name(f"{NAME}.{uuid4().hex[:8]}")
        try:
            with coming.open("w", encoding="utf-8") as file:
                json.dump(told, file, ensure_ascii=False, indent=1)
                file.flush()
                os.fsync(file.fileno())
            coming.replace(self._path)
        except OSError as error:
            coming.unlink(missing_ok=True)
            raise self._not_written(error) from error

    def _not_written(self, error: OSError) -> AssistantError:
        return AssistantError(
            f"Filen {self._path} går inte att skriva ({in_swedish(error)}).",
            "Ge skrivrättighet och plats i datamappen.",
        )


def _switch(part: Part, told: dict[str, object] | None) -> Switch:
    if told is None:
        return Switch(part=part)
    changed = told["changed"]
    return Switch(
        part=part,
        is_off=bool(told["is_off"]),
        message=str(told["message"]),
        changed=None if changed is None else str(changed),
    )
