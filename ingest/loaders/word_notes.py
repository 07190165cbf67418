"""The footnotes and endnotes of a Word document, numbered in the order the text refers to them."""

from dataclasses import dataclass

from ingest.loaders.word_package import Node, name_of
from ingest.loaders.word_runs import Reference

_ID, _TYPE = name_of("w:id"), name_of("w:type")
_NOTES = (name_of("w:footnote"), name_of("w:endnote"))
_NAMES = {False: "Fotnot", True: "Slutnot"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note that the text refers to: its `name` ("Fotnot 3") and the element of its words."""

    name: str
    content: Node


class Notes:
    """Hands out each note once, at the first reference to it."""

    def __init__(self, *, footnotes: Node | None, endnotes: Node | None) -> None:
        self._waiting = {False: _by_id(footnotes), True: _by_id(endnotes)}
        self._counts = {False: 0, True: 0}

    def take(self, reference: Reference) -> Note | None:
        """The note referred to; None when there is none, or when it was taken before."""
        kind = reference.is_endnote
        content = self._waiting[kind].pop(reference.note_id, None)
        if content is None:
            return None
        self._counts[kind] += 1
        return Note(name=f"{_NAMES[kind]} {self._counts[kind]}", content=content)


def _by_id(root: Node | None) -> dict[str, Node]:
    """The notes by their ids, without the lines that part them from the text."""
    found: dict[str, Node] = {}
    for note in root if root is not None else ():
        note_id = note.get(_ID)
        if note_id is not None and note.tag in _NOTES and _is_note(note):
            found[note_id] = note
    return found


def _is_note(note: Node) -> bool:
    return note.get(_TYPE) in (None, "normal")
