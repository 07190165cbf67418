"""Documents as Dublin Core, for archives, catalogues and harvesters: XML and JSON.

Every statement is a term of DCMI Metadata Terms. Simple Dublin Core, the fifteen elements that
every harvester reads, has each term's element instead (an issue date is a date), as `oai_dc`
wants it; qualified Dublin Core has the terms with their encoding schemes, in the container of
DCMI's own schema; JSON is JSON-LD with the same terms.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from ingest.correctable import KIND_NAMES, is_address, is_date
from ingest.types import EVERYONE

if TYPE_CHECKING:
    from ingest.record.types import DocumentRow

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
OAI_DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
QUALIFIED_SCHEMA = "http://dublincore.org/schemas/xmls/qdc/2008/02/11/qualifieddc.xsd"
OPEN = "Alla som når biblioteket"
CLOSED = "Begränsad krets"
_ELEMENTS = {"issued": "date", "accessRights": "rights"}
"""The element that a term refines, where it is another."""
_DATASETS = ("spreadsheet", "excel", "text/csv", "tab-separated")
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

for _prefix, _space in (("oai_dc", OAI_DC), ("dc", DC), ("dcterms", DCTERMS), ("xsi", XSI)):
    ET.register_namespace(_prefix, _space)


class Form(StrEnum):
    """The forms in which Dublin Core is written."""

    SIMPLE = "dc-xml"
    QUALIFIED = "dcterms-xml"
    JSON = "dc-json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing said of a document: a term of DCMI, a value, and the scheme it is written by."""

    term: str
    value: str
    scheme: str | None = None
    language: str | None = None


def describe(row: "DocumentRow") -> tuple[Statement, ...]:
    """All that can be said of a document; what it is about are its projects and systems.

    The newest scheme for languages that DCMI's schema of qualified Dublin Core has is RFC 4646.
    """
    known = row.metadata
    is_data = any(word in row.media_type for word in _DATASETS)
    issued = known.date if known.date and is_date(known.date) else known.year
    subjects = dict.fromkeys((*known.projects, *known.systems))
    address = "URI" if known.url and is_address(known.url) else None
    told = (
        ("title", known.title, None, None),
        ("publisher", known.publisher, None, None),
        ("issued", issued, "W3CDTF", None),
        ("type", "Dataset" if is_data else "Text", "DCMIType", None),
        ("type", KIND_NAMES[known.kind], None, "sv"),
        ("format", row.media_type, "IMT", None),
        ("identifier", known.publication_number, None, None),
        ("identifier", known.diarienummer, None, None),
        ("identifier", known.url, address, None),
        ("identifier", row.id, None, None),
        ("language", known.language, "RFC4646", None),
        *(("subject", name, None, None) for name in subjects),
        ("source", row.source, None, None),
        ("accessRights", OPEN if EVERYONE in row.access else CLOSED, None, "sv"),
    )
    return tuple(
        Statement(term=term, value=_writable(str(value)), scheme=scheme, language=language)
        for term, value, scheme, language in told
        if value
    )


def _writable(value: str) -> str:
    """The value with a mark for every character that XML cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", value)


def written(rows: "Iterable[DocumentRow]", form: Form) -> str:
    """Documents in a form: the XML of each in an element `records`, or one JSON-LD graph."""
    return _WRITERS[form]([describe(row) for row in rows])


def written_alone(row: "DocumentRow", form: Form) -> str:
    """One document in a form, as a whole of its own."""
    said = describe(row)
    if form is Form.JSON:
        return _as_text({"@context": {"dcterms": DCTERMS}, **_node(said)})
    return _as_xml(_simple(said) if form is Form.SIMPLE else _qualified(said))


def _records(
    make: Callable[[Sequence[Statement]], ET.Element], all_said: Iterable[Sequence[Statement]]
) -> str:
    records = ET.Element("records")
    records.extend(make(said) for said in all_said)
    return _as_xml(records)


def _graph(all_said: Iterable[Sequence[Statement]]) -> str:
    graph = [_node(said) for said in all_said]
    return _as_text({"@context": {"dcterms": DCTERMS}, "@graph": graph})


def _node(said: Sequence[Statement]) -> dict[str, object]:
    """A document of a JSON-LD graph: each term with the list of its values."""
    terms = dict.fromkeys(one.term for one in said)
    return {f"dcterms:{term}": [one.value for one in said if one.term == term] for term in terms}


def _simple(said: Sequence[Statement]) -> ET.Element:
    """Simple Dublin Core as `oai_dc`."""
    place = {f"{{{XSI}}}schemaLocation": f"{OAI_DC} {OAI_DC_SCHEMA}"}
    record = ET.Element(f"{{{OAI_DC}}}dc", place)
    for one in said:
        element = ET.SubElement(record, f"{{{DC}}}{_ELEMENTS.get(one.term, one.term)}")
        _fill(element, one)
    return record


def _qualified(said: Sequence[Statement]) -> ET.Element:
    """Qualified Dublin Core in DCMI's container."""
    place = {f"{{{XSI}}}noNamespaceSchemaLocation": QUALIFIED_SCHEMA}
    record = ET.Element("qualifieddc", place)
    for one in said:
        element = ET.SubElement(record, f"{{{DCTERMS}}}{one.term}")
        _fill(element, one)
        if one.scheme:
            scheme = ET.QName(DCTERMS, one.scheme)
            element.set(f"{{{XSI}}}type", scheme)  # type: ignore[arg-type]  # writes its prefix
    return record


def _fill(element: ET.Element, said: Statement) -> None:
    element.text = said.value
    if said.language:
        element.set(_LANGUAGE, said.language)


def _as_xml(element: ET.Element) -> str:
    ET.indent(element)
    body = ET.tostring(element, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _as_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


_WRITERS: dict[Form, Callable[[Iterable[Sequence[Statement]]], str]] = {
    Form.SIMPLE: lambda all_said: _records(_simple, all_said),
    Form.QUALIFIED: lambda all_said: _records(_qualified, all_said),
    Form.JSON: _graph,
}
