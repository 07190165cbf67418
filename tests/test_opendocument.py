import time
import zipfile
from io import BytesIO

import pytest

from ingest.errors import LoadError
from ingest.loaders import opendocument

NAMESPACES = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"'
        for name, kind in {
            "office": "office",
            "text": "text",
            "table": "table",
            "style": "style",
            "meta": "meta",
            "draw": "drawing",
            "svg": "svg-compatible",
        }.items()
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
META = """<meta:initial-creator>Enheten</meta:initial-creator><dc:creator>Någon</dc:creator>
<dc:title> Slutrapport </dc:title><meta:creation-date>2020-01-05T10:00:00</meta:creation-date>"""


def _content(body: str, styles: str = "", doctype: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:document-content {NAMESPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def _packed(**members: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, text in members.items():
            file.writestr(name.replace("__", "/") + ".xml", text)
    return target.getvalue()


def _document(body: str) -> bytes:
    return _packed(content=_content(body))


def _text(body: str) -> str:
    return opendocument.load(_document(body)).text


def _heading(title: str, level: int) -> str:
    return f'<text:h text:outline-level="{level}">{title}</text:h>'


def test_paragraphs_lists_and_tables_come_in_their_order() -> None:
    cells = [["År", "Kostnad"], ["2016", "18,8"]]
    header, row = (
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{said}</text:p></table:table-cell>" for said in line)
        + "</table:table-row>"
        for line in cells
    )
    body = (
        "<text:p>Projektet började <text:span>2016</text:span>.</text:p>"
        "<text:list><text:list-item><text:p>Nytta</text:p><text:list><text:list-item>"
        "<text:p>Tid</text:p></text:list-item></text:list></text:list-item></text:list>"
        f"<table:table><table:table-header-rows>{header}</table:table-header-rows>{row}"
        "</table:table><text:section><text:p>Slut.</text:p></text:section>"
    )

    assert _text(body).split("\n\n") == [
        "Projektet började 2016.",
        "– Nytta",
        "– Tid",
        "| År | Kostnad |\n| 2016 | 18,8 |",
        "Slut.",
    ]


def test_headings_have_levels_and_places() -> None:
    body = f"{_heading('Bakgrund', 1)}<text:p>Text</text:p>{_heading('Mål <text:s/>2', 2)}"

    extract = opendocument.load(_document(body))

    assert [(h.level, h.title) for h in extract.headings] == [(1, "Bakgrund"), (2, "Mål 2")]
    assert all(extract.text[h.start :].startswith(h.title) for h in extract.headings)


def test_a_paragraph_in_the_style_of_titles_is_a_heading() -> None:
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    content = _content('<text:p text:style-name="P1">Slutrapport</text:p>', styles)

    (heading,) = opendocument.load(_packed(content=content)).headings

    assert (heading.level, heading.title) == (1, "Slutrapport")


def test_blanks_are_those_that_are_written() -> None:
    assert _text("<text:p>ett\n  två<text:line-break/>tre<text:s text:c='9'/>fyra</text:p>") == (
        "ett två\ntre fyra"
    )


def test_a_note_follows_its_paragraph() -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>SFS 2009:400.</text:p></text:note-body></text:note>"
    )

    assert _text(f"<text:p>Enligt lagen{note} bör den.</text:p><text:p>Ja.</text:p>") == (
        "Enligt lagen bör den.\n\nFotnot 1: SFS 2009:400.\n\nJa."
    )


def test_the_text_of_a_box_follows_the_paragraph_it_is_in() -> None:
    box = (
        "<draw:frame><draw:text-box><text:p>I rutan.</text:p></draw:text-box>"
        "<svg:desc>En ruta</svg:desc></draw:frame>"
    )

    assert _text(f"<text:p>Före {box}efter.</text:p>") == "Före efter.\n\nI rutan."


def test_tracked_deletions_comments_and_tables_of_contents_are_left_out() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>bort</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>Mål 3</text:p></text:index-body>"
        "</text:table-of-content><text:p>Kvar<office:annotation><text:p>nej</text:p>"
        "</office:annotation> står detta.</text:p>"
    )

    assert _text(body) == "Kvar står detta."


def test_the_properties_are_read() -> None:
    meta = f"<office:document-meta {NAMESPACES}><office:meta>{META}</office:meta>"
    content = _packed(content=_content("<text:p>a</text:p>"), meta=f"{meta}</office:document-meta>")

    assert dict(opendocument.load(content).properties) == {
        "title": "Slutrapport",
        "author": "Enheten",
        "created": "2020-01-05",
    }


def test_no_entity_is_filled_in() -> None:
    doctype = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY i "inre">]>'
    content = _content("<text:p>a&e;b&i;c</text:p>", doctype=doctype)

    assert opendocument.load(_packed(content=content)).text == "abc"


SHEET = _content("").replace("office:text", "office:spreadsheet")
LOCKED = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"hej", "ingen ODT-fil"),
        (b"PK\x03\x04hej", "skadad"),
        (_document("<text:p>a</text:p>")[:-40], "skadad"),
        (_packed(content="<x"), "skadad"),
        (_packed(content=SHEET), "inget textdokument"),
        (_packed(styles="<x/>"), "inget textdokument"),
        (_packed(content="x", **{"META-INF__manifest": LOCKED}), "lösenordsskyddad"),
    ],
    ids=["something else", "no zip", "cut off", "no XML", "sheet", "no content", "encrypted"],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        opendocument.load(content)


LAUGHS = "".join(
    f"<!ENTITY {new} '{f'&{old};' * 50}'>" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
LAUGHING = f"<!DOCTYPE x [<!ENTITY a 'ha'>{LAUGHS}]>"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (_content(" " * (80 << 20)), "64 MB uppackad"),
        (_content("<text:p/>" * 2_100_000), "taggar"),
        (_content("<text:section>" * 5000 + "</text:section>" * 5000), "skadad"),
        (_content("<text:p>&i;</text:p>", doctype=LAUGHING), "skadad"),
    ],
    ids=["bomb", "millions of elements", "deep", "entities of entities"],
)
def test_a_file_of_too_much_is_refused_soon(content: str, reason: str) -> None:
    packed = _packed(content=content)
    started = time.monotonic()

    with pytest.raises(LoadError, match=reason):
        opendocument.load(packed)

    assert time.monotonic() - started < 10
