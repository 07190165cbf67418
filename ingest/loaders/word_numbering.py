"""The marks of lists, counted as Word counts them: "–" for bullets, "3.", "b)" or "2.1".

Pure but for its counters, which go on from one call to the next.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.loaders.word_package import Node, child, name_of, value, whole
from ingest.loaders.word_styles import Numbered, Styles

BULLET = "–"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = tuple(zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
    "m cm d cd c xc l xl x ix v iv i".split(), strict=True))  # fmt: skip
_LARGEST_ROMAN, _LETTERS, _LARGEST_LETTER = 3999, 26, 260
_LEVEL, _LIST, _ABSTRACT = name_of("w:ilvl"), name_of("w:numId"), name_of("w:abstractNumId")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """One level of a list: `pattern` as "%1.%2", `style` the paragraph style it belongs to."""

    form: str
    pattern: str
    start: int
    style: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A list: its levels, and the counters (`key`) that it shares with others of its kind."""

    key: str
    levels: dict[int, _Level]
    restarts: frozenset[int]


class Numbering:
    """The lists of a document, and how far each has been counted."""

    def __init__(self, root: Node | None, styles: Styles) -> None:
        abstracts = {one.get(_ABSTRACT): one for one in _all(root, "w:abstractNum")}
        owners = {value(one, "w:styleLink"): one for one in abstracts.values()}
        given = {one.get(_LIST): one for one in _all(root, "w:num")}
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        for list_id, one in given.items():
            key = value(one, "w:abstractNumId")
            abstract = abstracts.get(key)
            abstract = owners.get(value(abstract, "w:numStyleLink") or "", abstract)
            if list_id is not None:
                self._lists[list_id] = _list(key or "", abstract, one)
        self._styles = styles

    def mark(self, numbered: Numbered, style_id: str | None) -> str:
        """The mark of the next paragraph of a list; "" where the list shows none."""
        found = self._lists.get(numbered.list_id)
        if found is None:
            return BULLET
        place = _place(found, numbered, style_id)
        level = found.levels.get(place)
        if level is None or level.form == "bullet":
            return BULLET
        counters = self._counted(numbered.list_id, found, place)
        return _PLACE.sub(lambda at: _shown(found, counters, int(at[1]) - 1), level.pattern).strip()

    def _counted(self, list_id: str, found: _List, place: int) -> dict[int, int]:
        counters = self._counters.setdefault(found.key, {})
        if place in found.restarts and (list_id, place) not in self._begun:
            self._begun.add((list_id, place))
            counters.pop(place, None)
        for above in range(place):
            counters.setdefault(above, _start(found, above))
        counters[place] = counters.get(place, _start(found, place) - 1) + 1
        for below in [level for level in counters if level > place]:
            del counters[below]
        return counters


def _all(root: Node | None, name: str) -> Iterable[Node]:
    wanted = name_of(name)
    return () if root is None else [one for one in root if one.tag == wanted]


def _list(key: str, abstract: Node | None, given: Node) -> _List:
    levels = {whole(one.get(_LEVEL), 0): _level(one) for one in _all(abstract, "w:lvl")}
    restarts = set()
    for change in _all(given, "w:lvlOverride"):
        place = whole(change.get(_LEVEL), 0)
        if (own := child(change, "w:lvl")) is not None:
            levels[place] = _level(own)
        start = value(change, "w:startOverride")
        if start is not None and place in levels:
            levels[place] = replace(levels[place], start=whole(start, 1))
            restarts.add(place)
    return _List(key=key, levels=levels, restarts=frozenset(restarts))


def _level(node: Node) -> _Level:
    return _Level(
        form=value(node, "w:numFmt") or "decimal",
        pattern=value(node, "w:lvlText") or "",
        start=whole(value(node, "w:start"), 1),
        style=value(node, "w:pStyle"),
    )


def _place(found: _List, numbered: Numbered, style_id: str | None) -> int:
    """The level: as the paragraph says, else that of its style, else the outermost."""
    if numbered.level is not None:
        return numbered.level
    styled = (n for n, level in found.levels.items() if style_id and level.style == style_id)
    return next(styled, 0)


def _start(found: _List, place: int) -> int:
    level = found.levels.get(place)
    return 1 if level is None else level.start


def _shown(found: _List, counters: dict[int, int], place: int) -> str:
    number = counters.get(place, _start(found, place))
    level = found.levels.get(place)
    form = level.form if level else "decimal"
    if form in ("lowerLetter", "upperLetter") and 0 < number <= _LARGEST_LETTER:
        times, letter = divmod(number - 1, _LETTERS)
        written = chr(ord("a") + letter) * (times + 1)
    elif form in ("lowerRoman", "upperRoman") and 0 < number <= _LARGEST_ROMAN:
        written = _roman(number)
    else:
        written = "" if form in ("none", "bullet") else str(number)
    return written.upper() if form.startswith("upper") else written


def _roman(number: int) -> str:
    written = ""
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        written += sign * times
    return written
