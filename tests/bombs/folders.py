"""What can lie in a folder and is no honest file: links, pipes, names, sidecars."""

import os
import socket
from pathlib import Path

from tests.bombs import Bomb, Ends
from tests.bombs.texts import aliases

_WORDS = "Filens egna ord om kostnader.\n"


def _text(path: Path) -> None:
    path.write_text(_WORDS, encoding="utf-8")


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's whole path may have a hundred characters only
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(300 << 20)


def _beside(path: Path, sidecar: bytes | int) -> None:
    _text(path)
    beside = path.with_name(path.name + ".meta.yaml")
    if isinstance(sidecar, bytes):
        beside.write_bytes(sidecar)
    else:
        with beside.open("wb") as file:
            file.write(b"title: Stor\n")
            file.truncate(sidecar)


def _linked_sidecar(path: Path, secret: Path) -> None:
    _text(path)
    path.with_name(path.name + ".meta.yaml").symlink_to(secret)


def _deep(path: Path) -> None:
    """Folders in folders until no path reaches the innermost."""
    here = Path.cwd()
    path.mkdir()
    os.chdir(path)
    try:
        for _ in range(30):
            Path("d" * 200).mkdir()
            os.chdir("d" * 200)
        _text(Path("innerst.txt"))
    finally:
        os.chdir(here)


def folders(secret: Path, folder: Path) -> tuple[Bomb, ...]:
    """The tricks; some lead to the file `secret`, outside the material's `folder`."""

    def trick(source: str, make: object, ends: Ends) -> Bomb:
        return Bomb(source=source, make=make, ends=ends)  # type: ignore[arg-type]

    skipped, taken, refused = Ends.SKIPPED, Ends.TAKEN, Ends.REFUSED
    return (
        trick("mapp/länk-ut.txt", lambda p: p.symlink_to(secret), skipped),
        trick("mapp/länk-till-sig.txt", lambda p: p.symlink_to(p), skipped),
        trick("mapp/länk-till-nollor.txt", lambda p: p.symlink_to("/dev/zero"), skipped),
        trick("mapp/länk-till-minne.txt", lambda p: p.symlink_to("/proc/self/mem"), skipped),
        trick("mapp/slinga", lambda p: p.symlink_to(folder), skipped),
        trick("mapp/rör.txt", os.mkfifo, skipped),
        trick("mapp/uttag.txt", _socket, skipped),
        trick("mapp/glest.txt", _sparse, refused),
        trick("mapp/rad\nbrytning.txt", _text, refused),
        trick("mapp/\x1b[2Jstyrtecken.txt", _text, refused),
        trick("mapp/baklänges\u202efdp.txt", _text, refused),
        trick("mapp/" + "l" * 251 + ".txt", _text, taken),
        trick("mapp/" + "å" * 125 + ".txt", _text, taken),
        trick("sido/alias.txt", lambda p: _beside(p, b"title: T\n" + aliases()), taken),
        trick("sido/djup.txt", lambda p: _beside(p, b"title: " + b"[" * 20_000), refused),
        trick("sido/djup-2.txt", lambda p: _beside(p, b"- " * 10_000), refused),
        trick("sido/djup-3.txt", lambda p: _beside(p, b"{a: " * 5_000), refused),
        trick("sido/stor.txt", lambda p: _beside(p, 100 << 20), refused),
        trick("sido/många.txt", lambda p: _beside(p, b"a: [b, c]\n" * 300_000), refused),
        trick("sido/länk.txt", lambda p: _linked_sidecar(p, secret), refused),
        trick("sido/binär.txt", lambda p: _beside(p, bytes(range(256))), refused),
        trick("djup/" + "/".join(["d" * 200] * 30), _deep, refused),
    )
