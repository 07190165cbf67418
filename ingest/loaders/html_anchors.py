"""Where a web page can be opened at each of its headings: the `id` or `<a name>` that is its own.

An anchor is the heading's own, of something inside it, of an empty `<a>` right before it, or of
the innermost section that it is the first heading of. One that the page uses twice is of the
place that a browser opens: the first with that `id`, else the first `<a>` with that name. One that
is no plain word (blanks, control characters, overlong) is not taken.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from ingest.types import Heading

LONGEST = 200
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SECTIONS = frozenset({"section", "article", "div"})
_BESIDE = re.compile(r"[\W_]+")

Key = tuple[int, str]


def anchored(headings: Sequence[Heading], source: str) -> tuple[Heading, ...]:
    """The headings of a page's main text with their anchors, of all headings of its source.

    Which is which is told by level and words, in order; where that fits two places of the page
    that differ, the heading has no anchor.
    """
    found = list(_marked(source)) if headings else []
    keys = [(one.level, _letters(one.title)) for one in headings]
    known = [one.key for one in found]
    first = _places(keys, known)
    last = [
        None if place is None else len(known) - 1 - place
        for place in reversed(_places(keys[::-1], known[::-1]))
    ]
    return tuple(
        heading if one is None or one != other else replace(heading, anchor=found[one].anchor)
        for heading, one, other in zip(headings, first, last, strict=True)
    )


def _places(wanted: Sequence[Key], known: Sequence[Key]) -> list[int | None]:
    """The first place of each key behind those of the keys before it; None where there is none."""
    places: list[int | None] = []
    rest = Counter(known)
    behind = 0
    for key in wanted:
        if not rest[key]:
            places.append(None)
            continue
        place = known.index(key, behind)
        rest.subtract(known[behind : place + 1])
        behind = place + 1
        places.append(place)
    return places


def _letters(text: str) -> str:
    """The words by their letters and digits alone: marks of permalinks and Markdown go."""
    return _BESIDE.sub("", text).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marked:
    key: Key
    anchor: str | None


@dataclass(slots=True, kw_only=True)
class _Section:
    """An open element with an anchor that may be its first heading's."""

    anchor: str | None
    is_headed: bool = False


def _marked(source: str) -> Iterator[_Marked]:
    """All headings of a page in order."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return
    if root is not None:
        yield from _Walk(_opened(root)).headings(root)


class _Walk:
    """One way through a page, with the sections that are open and the anchor just passed."""

    def __init__(self, opened: Mapping[str, etree._Element]) -> None:
        self._opened = opened
        self._open: list[_Section] = []
        self._before: str | None = None

    def headings(self, root: etree._Element) -> Iterator[_Marked]:
        """The headings, each with its anchor."""
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = element.tag
            if event == "start" and tag in _HEADINGS:
                text = _letters("".join(element.itertext()))
                yield _Marked(key=(_HEADINGS[tag], text), anchor=self._of(element))
            elif tag in _SECTIONS:
                self._turn(element, event)
            self._pass(element, event)

    def _of(self, heading: etree._Element) -> str | None:
        inside = (self._anchor(one) for one in heading.iter(etree.Element))
        own = next(filter(None, inside), None) or self._before
        above = next((one for one in reversed(self._open) if one.anchor), None)
        first = above.anchor if above and not above.is_headed else None
        for section in self._open:
            section.is_headed = True
        return own or first

    def _turn(self, element: etree._Element, event: str) -> None:
        if event == "start":
            self._open.append(_Section(anchor=self._anchor(element)))
        else:
            self._open.pop()

    def _pass(self, element: etree._Element, event: str) -> None:
        """Note an empty `<a>`; words behind it, or in between, make it another's."""
        if event == "start" and (element.tag in _HEADINGS or (element.text or "").strip()):
            self._before = None
        elif event == "start" and element.tag == "a":
            self._before = self._anchor(element) or self._before
        elif event == "end" and (element.tail or "").strip():
            self._before = None

    def _anchor(self, element: etree._Element) -> str | None:
        return next((name for name in _names(element) if self._opened.get(name) is element), None)


def _names(element: etree._Element) -> list[str]:
    """What an address may call an element, first what goes before."""
    named = [element.get("id"), element.get("name") if element.tag == "a" else None]
    return list(dict.fromkeys(name for name in named if name))


def _opened(root: etree._Element) -> dict[str, etree._Element]:
    """The plain anchors of a page, each with the element that a browser opens the page at."""
    by_id: dict[str, etree._Element] = {}
    by_name: dict[str, etree._Element] = {}
    for element in root.iter(etree.Element):
        own = element.get("id")
        for name in filter(_is_plain, _names(element)):
            (by_id if name == own else by_name).setdefault(name, element)
    return by_name | by_id


def _is_plain(name: str) -> bool:
    return len(name) <= LONGEST and name.isprintable() and not any(map(str.isspace, name))
