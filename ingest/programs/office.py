"""Turns documents of old office programs into today's formats, by LibreOffice.

It starts with an empty profile in which no macro runs and no link is followed. The folder that
it works in is the reading process's own.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from ingest.errors import LIKELY_DAMAGED, LoadError
from ingest.programs.running import run
from ingest.types import Working

SECONDS = 120
SECONDS_TO_READ = 60
_PROFILE_FOLDER = "profil"
_OPTIONS = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo")
_READERS = {"doc": ("MS Word 97", "MS Word 95"), "ppt": ("MS PowerPoint 97",)}
"""By suffix, as LibreOffice calls them: left alone it takes whatever it cannot open for text."""
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_PROFILE = f"""<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="{_SECURITY}"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="{_SECURITY}"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="{_SECURITY}"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>2</value></prop></item>
</oor:items>
"""


class LibreOffice:
    """Converts with the command `program`; tells before it begins."""

    def __init__(self, program: str, tell: Callable[[Working], None]) -> None:
        self._program = program
        self._tell = tell

    def convert(self, content: bytes, old: str, new: str) -> bytes:
        """As `OfficeConverter`; takes two seconds or more."""
        self._working(0, SECONDS)
        with tempfile.TemporaryDirectory() as folder:
            made = self._converted(Path(folder), content, old, new)
        self._working(1, SECONDS_TO_READ)
        return made

    def _working(self, done: int, seconds: int) -> None:
        what = "Omvandling med LibreOffice"
        self._tell(Working(what=what, done=done, whole=1, seconds=seconds))

    def _converted(self, folder: Path, content: bytes, old: str, new: str) -> bytes:
        profile, source = folder / _PROFILE_FOLDER, folder / f"dokument.{old}"
        settings = profile / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_PROFILE, encoding="utf-8")
        source.write_bytes(content)
        options = (*_OPTIONS, f"-env:UserInstallation={profile.as_uri()}")
        order = ("--convert-to", new, "--outdir", str(folder / "ut"), str(source))
        made = folder / "ut" / f"dokument.{new}"
        try:
            for reader in _READERS[old]:
                if not made.exists():
                    run((self._program, *options, f"--infilter={reader}", *order), folder)
            return made.read_bytes()
        except OSError as error:
            raise LoadError(
                "LibreOffice kan inte öppna dokumentet.",
                f"{LIKELY_DAMAGED} Är det låst med lösenord: spara en kopia utan.",
            ) from error
        finally:
            _socket_of(profile).unlink(missing_ok=True)


def remove_sockets(folder: Path) -> None:
    """Remove what LibreOffice left outside `folder`, in which its process was killed."""
    for profile in folder.glob(f"*/{_PROFILE_FOLDER}"):
        _socket_of(profile).unlink(missing_ok=True)


def _socket_of(profile: Path) -> Path:
    """The socket that LibreOffice makes for a profile, and leaves when it is killed."""
    name = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).hexdigest()
    return Path(f"/tmp/OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{name}")  # noqa: S108 - its place
