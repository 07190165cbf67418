"""Dublin Core: forms that harvesters and archives read, whatever the metadata holds."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from ingest.dublin_core import CLOSED, DC, DCTERMS, OAI_DC, OPEN, Form, written, written_alone
from ingest.record.types import DocumentRow
from ingest.types import EVERYONE, Kind, Metadata

FULL = DocumentRow(
    id="3f2a9c1e5b7d8046",
    version_id="3f2a9c1e5b7d8046-9f86d081884c",
    folder="/material",
    source="rapporter/it-kostnader.pdf",
    content_hash="9f86",
    media_type="application/pdf",
    metadata=Metadata(
        title="It-kostnader & nyttor <2017>",
        publisher="Ekonomistyrningsverket",
        year=2017,
        date="2017-10-02",
        kind=Kind.REPORT,
        publication_number="ESV 2017:77",
        diarienummer="3.4-1103/2016",
        url="https://www.example.org/rapport?a=1&b=2",
        language="sv",
        projects=("Korpen", "Falken"),
        systems=("Pust", "Korpen"),
    ),
    access=(EVERYONE,),
    chunks=3,
)
BARE = replace(FULL, metadata=Metadata(title="Anteckning"), access=("styrgrupp",))
ELEMENTS = (
    "title creator subject description publisher contributor date type format identifier "
    "source language relation coverage rights"
).split()
XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
DC_SCHEMA = f"""<xs:schema {XS} targetNamespace="{DC}" xmlns="{DC}" elementFormDefault="qualified">
<xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="xml.xsd"/>
<xs:complexType name="said"><xs:simpleContent><xs:extension base="xs:string">
<xs:attribute ref="xml:lang"/></xs:extension></xs:simpleContent></xs:complexType>
{"".join(f'<xs:element name="{name}" type="said"/>' for name in ELEMENTS)}
</xs:schema>"""
XML_SCHEMA = f"""<xs:schema {XS} targetNamespace="http://www.w3.org/XML/1998/namespace">
<xs:attribute name="lang" type="xs:language"/></xs:schema>"""
OAI_SCHEMA = f"""<xs:schema {XS} targetNamespace="{OAI_DC}" xmlns:dc="{DC}">
<xs:import namespace="{DC}" schemaLocation="dc.xsd"/>
<xs:element name="dc"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">
{"".join(f'<xs:element ref="dc:{name}"/>' for name in ELEMENTS)}
</xs:choice></xs:complexType></xs:element></xs:schema>"""


@pytest.fixture(scope="module")
def oai_dc(tmp_path_factory: pytest.TempPathFactory) -> etree.XMLSchema:
    """What the schema of `oai_dc` demands: the fifteen elements, in any number and order."""
    folder: Path = tmp_path_factory.mktemp("schemas")
    for name, schema in (("xml", XML_SCHEMA), ("dc", DC_SCHEMA), ("oai", OAI_SCHEMA)):
        (folder / f"{name}.xsd").write_text(schema, encoding="utf-8")
    return etree.XMLSchema(etree.parse(folder / "oai.xsd"))


def read(text: str) -> etree._Element:
    return etree.fromstring(text.encode())


def said(record: etree._Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in record:
        found.setdefault(etree.QName(element).localname, []).append(element.text)
    return found


@pytest.mark.parametrize("row", [FULL, BARE], ids=["full", "bare"])
def test_simple_dublin_core_is_what_oai_dc_demands(
    row: DocumentRow, oai_dc: etree.XMLSchema
) -> None:
    record = read(written_alone(row, Form.SIMPLE))

    assert record.tag == f"{{{OAI_DC}}}dc"
    oai_dc.assertValid(record)


def test_simple_dublin_core_says_all_that_is_known() -> None:
    assert said(read(written_alone(FULL, Form.SIMPLE))) == {
        "title": ["It-kostnader & nyttor <2017>"],
        "publisher": ["Ekonomistyrningsverket"],
        "date": ["2017-10-02"],
        "type": ["Text", "rapport"],
        "format": ["application/pdf"],
        "identifier": [
            "ESV 2017:77",
            "3.4-1103/2016",
            "https://www.example.org/rapport?a=1&b=2",
            "3f2a9c1e5b7d8046",
        ],
        "language": ["sv"],
        "subject": ["Korpen", "Falken", "Pust"],
        "source": ["rapporter/it-kostnader.pdf"],
        "rights": [OPEN],
    }


def test_what_is_not_known_is_not_said() -> None:
    assert said(read(written_alone(BARE, Form.SIMPLE))) == {
        "title": ["Anteckning"],
        "type": ["Text", "övrigt"],
        "format": ["application/pdf"],
        "identifier": ["3f2a9c1e5b7d8046"],
        "source": ["rapporter/it-kostnader.pdf"],
        "rights": [CLOSED],
    }


def test_qualified_dublin_core_names_its_schemes() -> None:
    record = read(written_alone(FULL, Form.QUALIFIED))

    assert record.tag == "qualifieddc"
    assert {etree.QName(element).namespace for element in record} == {DCTERMS}
    schemes = {
        (etree.QName(element).localname, element.text): kind.partition(":")
        for element in record
        for name, kind in element.attrib.items()
        if name.endswith("}type")
    }
    assert {record.nsmap[prefix] for prefix, _, _ in schemes.values()} == {DCTERMS}
    assert {key: name for key, (_, _, name) in schemes.items()} == {
        ("issued", "2017-10-02"): "W3CDTF",
        ("type", "Text"): "DCMIType",
        ("format", "application/pdf"): "IMT",
        ("identifier", "https://www.example.org/rapport?a=1&b=2"): "URI",
        ("language", "sv"): "RFC4646",
    }
    assert said(record)["accessRights"] == [OPEN]


@pytest.mark.parametrize(
    ("date", "year", "issued"),
    [
        ("2017-10", 2017, ["2017-10"]),
        (None, 2017, ["2017"]),
        ("2017-02-31", 2017, ["2017"]),
        (None, None, None),
    ],
    ids=["a-month", "a-year", "a-day-there-is-not", "nothing"],
)
def test_dates_are_as_precise_as_what_is_known(
    date: str | None, year: int | None, issued: list[str] | None
) -> None:
    row = replace(FULL, metadata=replace(FULL.metadata, date=date, year=year))

    assert said(read(written_alone(row, Form.QUALIFIED))).get("issued") == issued


def test_a_sheet_is_a_dataset() -> None:
    row = replace(FULL, media_type="text/csv")

    assert said(read(written_alone(row, Form.SIMPLE)))["type"] == ["Dataset", "rapport"]


@pytest.mark.parametrize("form", Form)
def test_what_no_xml_can_hold_is_marked(form: Form) -> None:
    row = replace(FULL, source="a\x00\x1b\ud800\ufffe]]>&.pdf")

    text = written([row], form)

    assert "a����]]>" in text.replace("&gt;", ">")
    assert text.encode()


@pytest.mark.parametrize("form", [Form.SIMPLE, Form.QUALIFIED])
def test_many_documents_stand_in_one_whole(form: Form, oai_dc: etree.XMLSchema) -> None:
    records = read(written([FULL, BARE], form))

    assert records.tag == "records"
    assert [said(record)["title"] for record in records] == [
        ["It-kostnader & nyttor <2017>"],
        ["Anteckning"],
    ]
    assert form is Form.QUALIFIED or all(map(oai_dc.validate, map(alone, records)))


def alone(record: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(record))


def test_json_is_a_graph_with_the_same_terms() -> None:
    graph = json.loads(written([FULL, BARE], Form.JSON))
    one = json.loads(written_alone(FULL, Form.JSON))

    assert graph["@context"] == {"dcterms": DCTERMS}
    assert [node["dcterms:title"] for node in graph["@graph"]] == [
        ["It-kostnader & nyttor <2017>"],
        ["Anteckning"],
    ]
    assert {name: one[name] for name in one if name != "@context"} == graph["@graph"][0]
    assert one["dcterms:issued"] == ["2017-10-02"]
    assert one["dcterms:subject"] == ["Korpen", "Falken", "Pust"]


@pytest.mark.parametrize("form", Form)
def test_no_document_is_a_whole_too(form: Form) -> None:
    text = written([], form)

    assert json.loads(text)["@graph"] == [] if form is Form.JSON else len(read(text)) == 0
