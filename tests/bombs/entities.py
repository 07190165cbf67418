"""XML that swells by its entities, or fetches what lies outside it: in each format of XML."""

from itertools import pairwise

from tests.bombs import Bomb, Ends, bomb
from tests.bombs.archives import packed

_LAUGHS = '<!ENTITY a "skratt skratt ">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghij")
)
_QUADRATIC = f'<!ENTITY j "{"x" * 200_000}">'
_WORDS = {
    "word/document.xml": (
        "w:document",
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
        "<w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body>",
    ),
    "content.xml": (
        "office:document-content",
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"',
        "<office:body><office:text><text:p>Ord {}</text:p></office:text></office:body>",
    ),
    "xl/worksheets/sheet1.xml": (
        "worksheet",
        'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"',
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Ord {}</t></is></c></row>'
        "</sheetData>",
    ),
    "ppt/presentation.xml": (
        "p:presentation",
        'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"',
        "<p:sldIdLst>{}</p:sldIdLst>",
    ),
}
_FORMATS = {
    "docx": "word/document.xml",
    "odt": "content.xml",
    "xlsx": "xl/worksheets/sheet1.xml",
    "pptx": "ppt/presentation.xml",
}


def _xml(part: str, declared: str, inside: str) -> bytes:
    root, spaces, body = _WORDS[part]
    return (
        f"<?xml version='1.0'?><!DOCTYPE {root} [{declared}]>"
        f"<{root} {spaces}>{body.format(inside)}</{root}>"
    ).encode()


def _including(part: str, address: str) -> bytes:
    root, spaces, body = _WORDS[part]
    include = f'<xi:include parse="text" href="{address}"/>'
    return (
        f'<{root} {spaces} xmlns:xi="http://www.w3.org/2001/XInclude">'
        f"{body.format(include)}</{root}>"
    ).encode()


def workbook(sheet: bytes, **parts: bytes) -> bytes:
    """An .xlsx file around one sheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return packed(
        (
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{links}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>'.encode(),
        ),
        (
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets>'
            '<sheet name="Blad" sheetId="1" r:id="a"/></sheets></workbook>'.encode(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{links}/worksheet"'
            f' Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="{links}/sharedStrings"'
            ' Target="sharedStrings.xml"/></Relationships>'.encode(),
        ),
        ("xl/worksheets/sheet1.xml", sheet),
        *((f"xl/{name}.xml", content) for name, content in parts.items()),
    )


def _file(suffix: str, xml: bytes) -> bytes:
    return workbook(xml) if suffix == "xlsx" else packed((_FORMATS[suffix], xml))


def entities(secret: str, address: str) -> tuple[Bomb, ...]:
    """Bombs of entities; some would read the file `secret`, some fetch what is at `address`."""
    outside = {
        "skratt": (_LAUGHS, "&j;"),
        "kvadrat": (_QUADRATIC, "&j;" * 20_000),
        "fil": (f'<!ENTITY j SYSTEM "file://{secret}">', "&j;"),
        "nät": (f'<!ENTITY j SYSTEM "{address}entitet">', "&j;"),
        "parameter": (f'<!ENTITY % j SYSTEM "{address}parameter"> %j;', "x"),
    }
    made = [
        bomb(f"xml/{name}.{suffix}", _file(suffix, _xml(part, *said)), Ends.EITHER)
        for suffix, part in _FORMATS.items()
        for name, said in outside.items()
    ]
    made += [
        bomb(f"xml/inkluderar.{suffix}", _file(suffix, _including(part, secret)), Ends.EITHER)
        for suffix, part in _FORMATS.items()
    ]
    page = f'<!DOCTYPE html [{_LAUGHS}<!ENTITY f SYSTEM "file://{secret}">]>' + (
        f"<html><head><base href='{address}'><meta http-equiv=refresh content='0;{address}'>"
        f"<link rel=stylesheet href='{address}stil'></head><body><p>Sidans egna ord &j; &f;</p>"
        f"<iframe src='file://{secret}'></iframe><img src='{address}bild'>"
        f"<script src='{address}skript'></script></body></html>"
    )
    made.append(bomb("xml/sida.html", page.encode(), Ends.TAKEN))
    return tuple(made)
