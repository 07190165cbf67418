"""Ways in which the files of an index get damaged, and what a library that was must still do."""

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import MATERIAL

GENERATION = "gen-000001"
ASKED = "Vad kostade Vägprojektet?"
COST = "14,5 miljoner"
"""A question about the material, and what every answer to it must say."""
SECTIONS = 1100
"""More passages than Chroma keeps in its log alone: its graph lies on disk."""
NOUNS = """
tomat gurka växthus kanot åska brygga kaffe fiol trappa fjäril mössa bastu cykel ugn lingon
tall ekorre snö gitarr segel matta kudde spade ärta lykta grind hage får ull vante skida
kälke is fisk nät båt åra flagga trumma dans visa saga drake torn ros lök peppar salt mjöl
deg bulle fat kopp sked vas penna pensel duk ram spegel klocka skåp nyckel lås bro kulle
""".split()


def graph_material() -> dict[str, str]:
    """The small material with one long document more, about this and that."""
    drawn = random.Random(1)  # noqa: S311  (no secret)
    sections = (
        f"## Del {number}\n\n{' '.join(drawn.choices(NOUNS, k=190)).capitalize()}."
        for number in range(SECTIONS)
    )
    return {**MATERIAL, "lång.md": "\n\n".join(("# Ett långt dokument", *sections))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """What is done to one file or folder below `index/`; `place` may hold a `*`."""

    how: str
    place: str
    do: Callable[[Path], None]

    @property
    def name(self) -> str:
        return f"{self.place.removeprefix(GENERATION + '/') or 'index'} {self.how}"

    def happen(self, data: Path) -> None:
        """Damage the index of a data folder."""
        (path,) = (data / "index").glob(self.place) if self.place else [data / "index"]
        self.do(path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _empty(path: Path) -> None:
    os.truncate(path, 0)


def _overwrite(path: Path, content: bytes) -> None:
    with path.open("r+b") as file:
        file.write(content)


def _zero(path: Path) -> None:
    _overwrite(path, bytes(path.stat().st_size))


def _garble(path: Path) -> None:
    _overwrite(path, b"\xa5\x5a\xff\x00garbage" * (path.stat().st_size // 11 + 1))


def _flip_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) * 2 // 3] ^= 0x10
    _overwrite(path, bytes(content))


def _make_folder(path: Path) -> None:
    _remove(path)
    path.mkdir()


def _make_file(path: Path) -> None:
    _remove(path)
    path.write_bytes(b"in the way")


def _of_another(path: Path) -> None:
    text = path.read_text(encoding="ascii")
    other = text.replace("000001", "000009").replace('"generation": 1', '"generation": 9')
    path.write_text(other, encoding="ascii")


HOW = {
    "missing": _remove,
    "cut short": _cut,
    "emptied": _empty,
    "zero-filled": _zero,
    "garbled": _garble,
    "one bit flipped": _flip_a_bit,
    "a folder": _make_folder,
    "a file": _make_file,
    "of another generation": _of_another,
}
_DAMAGED = {
    "": ("missing", "a file"),
    "CURRENT": ("missing", "emptied", "garbled", "a folder", "of another generation"),
    GENERATION: ("missing", "a file"),
    "manifest.json": ("missing", "cut short", "zero-filled", "of another generation"),
    "keys.npy": ("missing", "cut short", "one bit flipped"),
    "chroma": ("missing",),
    "chroma.seal": ("missing",),
    "chroma/chroma.sqlite3": ("missing", "emptied", "cut short", "zero-filled", "a folder"),
    "chroma/*/data_level0.bin": ("one bit flipped", "emptied"),
    "chroma/*/header.bin": ("zero-filled",),
    "chroma/*/length.bin": ("cut short",),
    "chroma/*/link_lists.bin": ("garbled",),
    "chroma/*/index_metadata.pickle": ("missing", "garbled"),
    "lexical": ("missing", "a file"),
    "lexical.seal": ("garbled", "a folder"),
    "lexical/parts.json": ("missing", "garbled"),
    "lexical/parts.npy": ("cut short",),
    "lexical/meta.json": ("emptied", "one bit flipped"),
    "lexical/*.term": ("cut short", "zero-filled"),
    "lexical/*.idx": ("one bit flipped", "emptied"),
    "lexical/*.store": ("missing",),
    "lexical/*.fast": ("zero-filled",),
    "lexical/*.fieldnorm": ("a folder",),
}
_BESIDE = ("", "CURRENT", GENERATION)
KINDS = tuple(
    Damage(how=how, place=place if place in _BESIDE else f"{GENERATION}/{place}", do=HOW[how])
    for place, ways in _DAMAGED.items()
    for how in ways
)
