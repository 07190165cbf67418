"""Makes Word files with the XML that python-docx has no words for."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

import docx
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_LINKS = "word/_rels/document.xml.rels"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(file: "docx.document.Document") -> bytes:
    target = BytesIO()
    file.save(target)
    return target.getvalue()


def word_file(body: str, *, styles: str = "", parts: Mapping[str, str] | None = None) -> bytes:
    """A file with `body` in its `w:body`, `styles` added, and `parts` ("footnotes": their XML)."""
    file = docx.Document()
    _append(file.element.body, body)
    _append(file.styles.element, styles)
    content = saved(file)
    for kind, inside in (parts or {}).items():
        content = with_part(content, kind, f"<w:{kind} {NAMESPACES}>{inside}</w:{kind}>")
    return content


def with_part(content: bytes, kind: str, xml: str) -> bytes:
    """The file with one more part, which the text's links name; it replaces one of its kind."""
    path = f"word/egna-{kind}.xml"
    link = f'<Relationship Id="own{kind}" Type="{_LINK}/{kind}" Target="/{path}"/>'
    links = zipfile.ZipFile(BytesIO(content)).read(_LINKS).decode()
    start = links.index("<Relationship ")
    return repacked(content, {path: xml, _LINKS: links[:start] + link + links[start:]})


def repacked(content: bytes, members: Mapping[str, str | bytes | None]) -> bytes:
    """The zip file with members added or replaced; those given as None are taken away."""
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        kept = {name: old.read(name) for name in old.namelist()}
        for name, inside in {**kept, **members}.items():
            if inside is not None:
                new.writestr(name, inside)
    return target.getvalue()


def paragraph(runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _append(parent: BaseOxmlElement, xml: str) -> None:
    for child in parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>"):
        parent.append(child)
