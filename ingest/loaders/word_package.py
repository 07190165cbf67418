"""The parts of a Word document as trees of elements, and what the file says of itself.

The only Word room that meets python-docx, whose parser expands no entities and opens no
outside file. Parts that cannot be read, other than the text itself, are left out with a notice.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol, cast

from docx.opc.coreprops import CoreProperties
from docx.oxml.coreprops import CT_CoreProperties
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from ingest.errors import LoadError
from ingest.loaders.word_archive import Archive, damaged, foreign

_MAIN = "word/document.xml"
_PROPERTIES_PATH = "docProps/core.xml"
_PROPERTIES = ("title", "author", "subject")
_NO_PROPERTIES = "Filens egna uppgifter om titel och författare går inte att läsa."
_PARTS = {
    "styles": "Formatmallarna går inte att läsa; rubriker och listor kan saknas.",
    "numbering": "Listornas numrering går inte att läsa; punkterna står med streck.",
    "footnotes": "Fotnoterna går inte att läsa.",
    "endnotes": "Slutnoterna går inte att läsa.",
}
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", qn("w:p")[1:-2].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", qn("a:p")[1:-2].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", qn("m:p")[1:-2].encode()),
)


class Node(Protocol):
    """An element of a part; iterating gives its children in order."""

    tag: str
    text: str | None

    def get(self, name: str) -> str | None:
        """The value of an attribute, None without it."""
        ...

    def __iter__(self) -> Iterator["Node"]: ...

    def iter(self, *tags: str) -> Iterator["Node"]:
        """The element itself and all below it that have one of `tags`, in document order."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The roots of a document's parts, None for those it lacks; `notices` as in `Extract`."""

    body: Node
    styles: Node | None
    numbering: Node | None
    footnotes: Node | None
    endnotes: Node | None
    properties: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]


def package_of(content: bytes) -> Package:
    """Read a .docx file's parts; raise `LoadError` when its text cannot be reached."""
    archive = Archive(content)
    links = _links(archive, "")
    main = links.get("officeDocument", _MAIN)
    body = _body(archive, main)
    notices: list[str] = []
    found = {
        kind: _optional(archive, path, _PARTS[kind], notices)
        for kind, path in _places(archive, main).items()
    }
    return Package(
        body=body,
        styles=found["styles"],
        numbering=found["numbering"],
        footnotes=found["footnotes"],
        endnotes=found["endnotes"],
        properties=_properties(archive, links.get("core-properties", _PROPERTIES_PATH), notices),
        notices=tuple(notices),
    )


@cache
def name_of(prefixed: str) -> str:
    """The full name of an element or attribute such as "w:p"."""
    return qn(prefixed)


def child(node: Node | None, *path: str) -> Node | None:
    """The first element at the end of a path of names such as "w:pPr", or None."""
    for name in path:
        if node is None:  # an element's truth tells of its children
            return None
        wanted = name_of(name)
        node = next((one for one in node if one.tag == wanted), None)
    return node


def value(node: Node | None, *path: str) -> str | None:
    """The `w:val` of the element at the end of a path, None without either."""
    found = child(node, *path)
    return None if found is None else found.get(name_of("w:val"))


def switch(node: Node | None, *path: str) -> bool | None:
    """Whether a property such as `w:vanish` is on or off; None where it is not there."""
    found = child(node, *path)
    if found is None:
        return None
    return found.get(name_of("w:val")) not in ("0", "false", "off", "none")


def whole(text: str | None, otherwise: int) -> int:
    """A number of at most six digits; `otherwise` for anything else."""
    if text is None or not (text.isascii() and text.isdigit() and len(text) <= 6):
        return otherwise
    return int(text)


def _body(archive: Archive, main: str) -> Node:
    root = _root(archive, main)
    if root is None:
        raise damaged(f"delen {main} med dokumentets text saknas")
    if root.tag != qn("w:document"):
        raise foreign()
    body = child(root, "w:body")
    return root if body is None else body


def _root(archive: Archive, path: str) -> Node | None:
    content = archive.member(path)
    if content is None:
        return None
    for strict, usual in _STRICT:
        content = content.replace(strict, usual)
    try:
        root = parse_xml(content)
        is_declared = root.getroottree().docinfo.internalDTD is not None
    except MemoryError:
        raise
    except Exception as error:  # lxml's own errors; lxml is python-docx's, not ours
        raise damaged(f"delen {path} är ingen giltig XML") from error
    if is_declared:
        raise damaged(f"delen {path} har egna XML-entiteter, vilket en Word-fil inte får ha")
    return cast("Node", root)


def _optional(archive: Archive, path: str, otherwise: str, notices: list[str]) -> Node | None:
    try:
        return _root(archive, path)
    except LoadError:
        notices.append(otherwise)
        return None


def _links(archive: Archive, part: str) -> dict[str, str]:
    """The parts that a part (the whole package: "") names, by the kind of the link."""
    folder, name = posixpath.split(part)
    try:
        root = _root(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    except LoadError:
        return {}
    found: dict[str, str] = {}
    for link in root if root is not None else ():
        kind, target = (link.get("Type") or "").rpartition("/")[2], link.get("Target") or ""
        if link.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.setdefault(kind, path)
    return found


def _places(archive: Archive, main: str) -> Mapping[str, str]:
    """Where the other parts are, at their usual place when no link names them."""
    links, folder = _links(archive, main), posixpath.dirname(main)
    return {kind: links.get(kind, posixpath.join(folder, f"{kind}.xml")) for kind in _PARTS}


def _properties(archive: Archive, path: str, notices: list[str]) -> tuple[tuple[str, str], ...]:
    root = _optional(archive, path, _NO_PROPERTIES, notices)
    if root is None:
        return ()
    try:
        core = CoreProperties(cast("CT_CoreProperties", root))
        found = [(name, str(getattr(core, name) or "")) for name in _PROPERTIES]
        if core.created is not None:
            found.append(("created", core.created.date().isoformat()))
    except (AttributeError, ValueError, TypeError, OverflowError):
        notices.append(_NO_PROPERTIES)
        return ()
    return tuple((name, said) for name, said in found if said.strip())
