import time
import zipfile
from collections.abc import Callable
from io import BytesIO

import pptx
import pytest
from pptx.chart.data import ChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Cm

from ingest.errors import LoadError
from ingest.loaders import slides

CONTENT_LAYOUT, TITLE_ONLY = 1, 5


def _saved(file: Presentation) -> bytes:
    target = BytesIO()
    file.save(target)
    return target.getvalue()


def _slide(file: Presentation, title: str, layout: int = TITLE_ONLY) -> Slide:
    slide: Slide = file.slides.add_slide(file.slide_layouts[layout])
    assert slide.shapes.title is not None
    slide.shapes.title.text_frame.text = title
    return slide


def _write(slide: Slide, text: str, left: float, top: float) -> None:
    box = slide.shapes.add_textbox(Cm(left), Cm(top), Cm(5), Cm(1))
    box.text_frame.text = text


def _one_slide(fill: Callable[[Slide], None], title: str = "Rubrik") -> bytes:
    file = pptx.Presentation()
    fill(_slide(file, title))
    return _saved(file)


def _with_part(content: bytes, ending: str, change: Callable[[bytes], bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            compression = zipfile.ZIP_DEFLATED
            new.writestr(name, change(part) if name.endswith(ending) else part, compression)
    return target.getvalue()


def test_each_slide_is_a_page_with_its_number() -> None:
    file = pptx.Presentation()
    _slide(file, "Bakgrund")
    _slide(file, "")
    _write(_slide(file, "Lärdomar"), "Börja smått.", 2, 8)

    extract = slides.load(_saved(file))

    assert [(page.number, page.label) for page in extract.pages] == [(1, "1"), (2, "2"), (3, "3")]
    assert [page.span.of(extract.text) for page in extract.pages] == [
        "Bakgrund",
        "",
        "Lärdomar\n\nBörja smått.",
    ]


def test_the_titles_are_headings_at_their_places() -> None:
    file = pptx.Presentation()
    _write(_slide(file, "Bakgrund"), "Text", 2, 8)
    _slide(file, "Mål\noch medel")

    extract = slides.load(_saved(file))

    assert [(h.level, h.title) for h in extract.headings] == [(1, "Bakgrund"), (1, "Mål och medel")]
    assert all(extract.text[h.start :].startswith(h.title) for h in extract.headings)


def test_text_is_read_from_top_to_bottom_and_left_to_right() -> None:
    def fill(slide: Slide) -> None:
        _write(slide, "längst ned", 2, 15)
        _write(slide, "höger", 12, 8)
        _write(slide, "vänster", 2, 8.2)
        _write(slide, "överst", 9, 5)

    extract = slides.load(_one_slide(fill))

    assert extract.text.split("\n\n") == ["Rubrik", "överst", "vänster", "höger", "längst ned"]


def test_a_group_is_read_where_it_stands() -> None:
    def fill(slide: Slide) -> None:
        _write(slide, "efter", 2, 15)
        group = slide.shapes.add_group_shape()
        inner = group.shapes.add_group_shape()
        for text, top in (("nedre", 9), ("övre", 8)):
            inner.shapes.add_textbox(Cm(2), Cm(top), Cm(5), Cm(1)).text_frame.text = text

    extract = slides.load(_one_slide(fill))

    assert extract.text.split("\n\n") == ["Rubrik", "övre", "nedre", "efter"]


def test_the_points_of_a_slide_are_a_list() -> None:
    file = pptx.Presentation()
    slide = _slide(file, "Mål", CONTENT_LAYOUT)
    slide.placeholders[1].text_frame.text = "Nytta\nRätt\vkostnad"

    assert slides.load(_saved(file)).text == "Mål\n\n– Nytta\n– Rätt kostnad"


def test_the_rows_of_a_table_stand_one_a_line() -> None:
    def fill(slide: Slide) -> None:
        table = slide.shapes.add_table(2, 2, Cm(2), Cm(6), Cm(9), Cm(3)).table
        for place, text in enumerate(["År", "Kostnad", "2016", "18,8\nmkr"]):
            table.cell(place // 2, place % 2).text = text

    extract = slides.load(_one_slide(fill))

    assert extract.text.split("\n\n")[1] == "| År | Kostnad |\n| 2016 | 18,8 mkr |"


def test_speaker_notes_stand_after_the_text_of_their_slide() -> None:
    def fill(slide: Slide) -> None:
        frame = slide.notes_slide.notes_text_frame
        assert frame is not None
        frame.text = "Säg att det tog tid."
        _write(slide, "Text", 2, 8)

    extract = slides.load(_one_slide(fill))

    assert extract.text.split("\n\n") == ["Rubrik", "Text", "Anteckningar", "Säg att det tog tid."]


def test_a_hidden_slide_is_read() -> None:
    content = _one_slide(lambda slide: slide.element.set("show", "0"), "Reserv")

    assert slides.load(content).text == "Reserv"


def test_a_shape_with_alternatives_is_read_once() -> None:
    def wrapped(part: bytes) -> bytes:
        choice = (
            b'<mc:Choice Requires="a14">'
            + part[part.rindex(b"<p:sp>") : part.index(b"</p:spTree>")]
        )
        rest = b"</mc:Choice><mc:Fallback><p:sp/></mc:Fallback></mc:AlternateContent>"
        space = b'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        head = part[: part.rindex(b"<p:sp>")] + b"<mc:AlternateContent " + space + b">"
        return head + choice + rest + part[part.index(b"</p:spTree>") :]

    content = _one_slide(lambda slide: _write(slide, "Text", 2, 8))

    extract = slides.load(_with_part(content, "slides/slide1.xml", wrapped))

    assert extract.text.split("\n\n") == ["Rubrik", "Text"]


def test_a_chart_is_told_of_with_its_slide() -> None:
    def fill(slide: Slide) -> None:
        data = ChartData()  # type: ignore[no-untyped-call]  # python-pptx's charts are untyped
        data.categories = ["2016"]
        data.add_series("Kostnad", (18.8,))  # type: ignore[no-untyped-call]  # the same
        slide.shapes.add_chart(XL_CHART_TYPE.PIE, Cm(2), Cm(6), Cm(9), Cm(9), data)

    (notice,) = slides.load(_one_slide(fill)).notices

    assert "(bild 1)" in notice


def test_the_words_of_a_smartart_drawing_are_a_list() -> None:
    space = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    points = "".join(
        f'<d:pt type="{kind}"><d:t><a:p><a:r><a:t>{words}</a:t></a:r></a:p></d:t></d:pt>'
        for kind, words in (("node", "Planera"), ("sibTrans", "nej"), ("node", "Följ upp"))
    )
    model = f'<d:dataModel xmlns:d="{space}" {nsdecls("a")}>{points}</d:dataModel>'

    def fill(slide: Slide) -> None:
        name = PackURI("/ppt/diagrams/data1.xml")
        part = Part(name, "application/xml", slide.part.package, model.encode())
        place = slide.part.relate_to(part, f"{space}/data")
        drawing = f'<d:relIds xmlns:d="{space}" {nsdecls("r")} r:dm="{place}"/>'
        frame = slide.shapes.add_table(1, 1, Cm(2), Cm(6), Cm(9), Cm(3))
        frame.element.graphic.graphicData.append(parse_xml(drawing))

    assert slides.load(_one_slide(fill)).text == "Rubrik\n\n– Planera\n– Följ upp"


def test_the_properties_are_read_but_not_the_title_that_every_file_has() -> None:
    file = pptx.Presentation()
    file.core_properties.author = "Enheten"
    _slide(file, "Bakgrund")

    properties = dict(slides.load(_saved(file)).properties)

    assert properties["author"] == "Enheten"
    assert "title" not in properties


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "lösenordsskyddad"),
        (b"hej", "ingen PowerPoint-fil"),
        (b"PK\x03\x04hej", "skadad"),
        (_one_slide(lambda _: None)[:-40], "skadad"),
        (_with_part(_one_slide(lambda _: None), "presentation.xml", lambda _: b"<x"), "skadad"),
    ],
    ids=["old or encrypted", "something else", "no zip", "cut off", "broken part"],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        slides.load(content)


def _shapes(part: bytes) -> bytes:
    shape = part[part.index(b"<p:sp>") : part.index(b"</p:sp>") + 7]
    return part.replace(b"</p:spTree>", shape * 55_000 + b"</p:spTree>")


def _slide_again(part: bytes) -> bytes:
    start = part.index(b"<p:sldId ")
    slide = part[start : part.index(b"/>", start) + 2]
    return part.replace(slide, slide * 4000)


@pytest.mark.parametrize(
    ("ending", "change", "reason"),
    [
        ("slide1.xml", lambda part: part + b" " * (80 << 20), "64 MB uppackad"),
        ("slide1.xml", lambda part: part.replace(b"</p:spTree>", b"<p:x/>" * 2_100_000), "taggar"),
        ("presentation.xml", _slide_again, "flera gånger"),
        pytest.param("slide1.xml", _shapes, "50000 former", marks=pytest.mark.slow),
    ],
    ids=["bomb", "millions of elements", "one slide many times", "many shapes"],
)
def test_a_file_of_too_much_is_refused_soon(
    ending: str, change: Callable[[bytes], bytes], reason: str
) -> None:
    content = _with_part(_one_slide(lambda _: None), ending, change)
    started = time.monotonic()

    with pytest.raises(LoadError, match=reason):
        slides.load(content)

    assert time.monotonic() - started < 10


def test_no_entity_is_filled_in() -> None:
    def declared(part: bytes) -> bytes:
        entity = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
        begun = part.replace(b"<p:sld ", entity + b"<p:sld ", 1)
        return begun.replace(b"Rubrik", b"Rub&e;rik")

    content = _with_part(_one_slide(lambda _: None), "slides/slide1.xml", declared)

    assert slides.load(content).text in {"Rub", "Rubrik"}


def test_pictures_are_never_unpacked() -> None:
    target = BytesIO(_one_slide(lambda _: None))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("ppt/media/image1.png", bytes(200 << 20))

    assert slides.load(target.getvalue()).text == "Rubrik"
