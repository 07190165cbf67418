import zipfile
from io import BytesIO

import docx
import pytest

from ingest.errors import LoadError
from ingest.loaders import word
from tests.word_files import cell, paragraph, repacked, row, run, saved, word_file

_DELETED_MARK = "<w:rPr><w:del/></w:rPr>"
_LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
    '</w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%2)"/></w:lvl>'
)
_NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{_LEVELS}</w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
)


def _said(text: str) -> str:
    return paragraph(run(text))


def _styled(style: str, text: str) -> str:
    return paragraph(run(text), f'<w:pStyle w:val="{style}"/>')


def _listed(list_id: str, level: int, text: str) -> str:
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(run(text), place)


def _note(kind: str, note_id: str) -> str:
    return f'<w:r><w:{kind}Reference w:id="{note_id}"/></w:r>'


def _notes(kind: str, *notes: tuple[str, str]) -> str:
    parted = f'<w:{kind} w:id="-1" w:type="separator">{_said("----")}</w:{kind}>'
    told = (f'<w:{kind} w:id="{n}">{_said(text)}</w:{kind}>' for n, text in notes)
    return parted + "".join(told)


def _report() -> bytes:
    file = docx.Document()
    file.core_properties.title = "Slutrapport"
    file.add_heading("Bakgrund", level=1)
    file.add_paragraph("Projektet började 2016.")
    file.add_paragraph("Nytta", style="List Bullet")
    table = file.add_table(rows=2, cols=2)
    for place, text in zip(table._cells, ["År", "Kostnad", "2016", "18,8"], strict=True):
        place.text = text
    file.add_heading("Lärdomar", level=2)
    file.add_paragraph("Börja smått.")
    return saved(file)


def test_paragraphs_lists_and_tables_come_in_their_order() -> None:
    extract = word.load(_report())

    assert extract.text.split("\n\n") == [
        "Bakgrund",
        "Projektet började 2016.",
        "– Nytta",
        "År | Kostnad\n2016 | 18,8",
        "Lärdomar",
        "Börja smått.",
    ]


def test_heading_styles_give_headings_with_levels_and_places() -> None:
    extract = word.load(_report())

    assert [(h.level, h.title) for h in extract.headings] == [(1, "Bakgrund"), (2, "Lärdomar")]
    assert all(extract.text[h.start :].startswith(h.title) for h in extract.headings)


def test_the_title_property_is_read() -> None:
    assert dict(word.load(_report()).properties)["title"] == "Slutrapport"


def test_a_heading_is_known_by_its_style_however_it_is_named() -> None:
    content = word_file(
        _styled("RubrikEtt", "Ett") + _styled("Egen", "Två") + _styled("Rubrik3", "Tre"),
        styles=(
            '<w:style w:type="paragraph" w:styleId="RubrikEtt"><w:name w:val="Rubrik 1"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="Egen"><w:name w:val="Myndighetens"/>'
            '<w:basedOn w:val="Heading2"/></w:style>'
        ),
    )

    extract = word.load(content)

    assert [(h.level, h.title) for h in extract.headings] == [(1, "Ett"), (2, "Två"), (3, "Tre")]


def test_an_outline_level_makes_a_heading_of_a_paragraph_or_none_of_it() -> None:
    content = word_file(
        paragraph(run("Mål"), '<w:outlineLvl w:val="1"/>')
        + paragraph(run("Text"), '<w:pStyle w:val="Heading1"/><w:outlineLvl w:val="9"/>')
    )

    assert [(h.level, h.title) for h in word.load(content).headings] == [(2, "Mål")]


def test_numbered_lists_are_counted_as_word_counts_them() -> None:
    items = [("1", 0, "Ett"), ("1", 1, "Under"), ("1", 1, "Mer"), ("1", 0, "Två"), ("2", 0, "Nytt")]
    content = word_file(
        "".join(_listed(*item) for item in [*items, ("3", 0, "Punkt")]),
        parts={"numbering": _NUMBERING},
    )

    assert word.load(content).text.split("\n\n") == [
        "1. Ett",
        "a) Under",
        "b) Mer",
        "2. Två",
        "7. Nytt",
        "– Punkt",
    ]


def test_a_paragraph_taken_out_of_its_list_has_no_mark() -> None:
    numbered = '<w:pStyle w:val="ListBullet"/><w:numPr><w:numId w:val="0"/></w:numPr>'

    extract = word.load(word_file(paragraph(run("Fri"), numbered)))

    assert extract.text == "Fri"


def test_a_merged_cell_is_written_once_and_the_columns_stay() -> None:
    content = word_file(
        "<w:tbl>"
        + row(*(cell(_said(text)) for text in ("Område", "2020", "2021")))
        + row(
            cell(_said("Drift"), '<w:vMerge w:val="restart"/>'), cell(_said("1")), cell(_said("2"))
        )
        + row(cell(_said(""), "<w:vMerge/>"), cell(_said("samma"), '<w:gridSpan w:val="2"/>'))
        + "</w:tbl>"
    )

    assert word.load(content).text == (
        "| Område | 2020 | 2021 |\n| Drift | 1 | 2 |\n|  | samma |  |"
    )


def test_a_title_over_all_columns_stands_above_the_header_row() -> None:
    content = word_file(
        "<w:tbl>"
        + row(cell(_said("Budget i mnkr"), '<w:gridSpan w:val="2"/>'))
        + row(cell(_said("År")), cell(_said("Summa")))
        + row(cell(_said("2016")), cell(_said("18,8")))
        + "</w:tbl>"
    )

    assert word.load(content).text == "Budget i mnkr\n\nÅr | Summa\n2016 | 18,8"


def test_a_table_within_a_table_becomes_words_of_its_cell() -> None:
    inner = f"<w:tbl>{row(cell(_said('a')), cell(_said('b')))}{row(cell(_said('c')))}</w:tbl>"
    content = word_file(f"<w:tbl>{row(cell(_said('Yttre')), cell(inner + _said('d')))}</w:tbl>")

    assert word.load(content).text == "Yttre | a, b; c d"


def test_a_frame_around_text_keeps_its_headings_and_lists() -> None:
    inside = _styled("Heading1", "Fakta") + _styled("ListBullet", "punkt")

    extract = word.load(word_file(f"<w:tbl>{row(cell(inside))}</w:tbl>"))

    assert extract.text == "Fakta\n\n– punkt"
    assert [heading.title for heading in extract.headings] == ["Fakta"]


def test_notes_follow_the_paragraph_that_refers_to_them() -> None:
    content = word_file(
        paragraph(run("Enligt lagen.") + _note("footnote", "7") + run(" Sedan."))
        + paragraph(run("Slut.") + _note("endnote", "2")),
        parts={
            "footnotes": _notes("footnote", ("7", "Lag (2010:1)."), ("9", "Ingen hänvisar hit.")),
            "endnotes": _notes("endnote", ("2", "Se bilagan.")),
        },
    )

    assert word.load(content).text.split("\n\n") == [
        "Enligt lagen. Sedan.",
        "Fotnot 1: Lag (2010:1).",
        "Slut.",
        "Slutnot 1: Se bilagan.",
    ]


def test_notes_of_a_list_stand_after_the_whole_list() -> None:
    content = word_file(
        paragraph(run("ett") + _note("footnote", "1"), '<w:pStyle w:val="ListBullet"/>')
        + _styled("ListBullet", "två")
        + _said("Text."),
        parts={"footnotes": _notes("footnote", ("1", "Noten."))},
    )

    assert word.load(content).text == "– ett\n\n– två\n\nFotnot 1: Noten.\n\nText."


def test_a_note_that_refers_to_itself_is_told_once() -> None:
    content = word_file(
        paragraph(run("Text.") + _note("footnote", "1")),
        parts={"footnotes": _notes("footnote", ("1", "Noten")).replace(
            "</w:p>", _note("footnote", "1") + "</w:p>"
        )},
    )  # fmt: skip

    assert word.load(content).text == "Text.\n\nFotnot 1: Noten"


def test_tracked_changes_are_read_as_accepted() -> None:
    content = word_file(
        paragraph(
            run("Det ")
            + f"<w:ins>{run('nya ')}</w:ins>"
            + "<w:del><w:r><w:delText>gamla </w:delText></w:r></w:del>"
            + f"<w:moveFrom>{run('flyttade ')}</w:moveFrom>"
            + run("gäller.")
        )
        + paragraph("<w:del><w:r><w:delText>Borta.</w:delText></w:r></w:del>", _DELETED_MARK)
        + paragraph(run("Första halvan "), _DELETED_MARK)
        + _said("och andra.")
        + f"<w:tbl>{row(cell(_said('a')), cell(_said('b')))}"
        + f"{row(cell(_said('c')), cell(_said('d')), properties='<w:del/>')}</w:tbl>"
    )

    assert word.load(content).text.split("\n\n") == [
        "Det nya gäller.",
        "Första halvan och andra.",
        "a | b",
    ]


def test_comments_headers_and_footers_are_left_out() -> None:
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "Sidhuvud"
    file.sections[0].footer.paragraphs[0].text = "Sidfot"
    file.add_comment(file.add_paragraph("Löptext.").runs, text="Kommentar", author="A")

    assert word.load(saved(file)).text == "Löptext."


def test_a_text_box_stands_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{_said('I rutan.')}</w:txbxContent>"
    drawn = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )

    extract = word.load(word_file(paragraph(run("Före") + drawn + run(" efter."))))

    assert extract.text == "Före efter.\n\nI rutan."


def test_content_controls_and_links_are_read() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    cells = control.format(cell(_said("a"))) + cell(_said("b"))
    content = word_file(
        control.format(_said("I ett fält."))
        + paragraph(control.format(run("Namn ")) + f"<w:hyperlink>{run('länken')}</w:hyperlink>")
        + f"<w:tbl>{control.format(row(cells))}</w:tbl>"
    )

    assert word.load(content).text == "I ett fält.\n\nNamn länken\n\na | b"


def test_hidden_text_is_left_out_with_a_notice() -> None:
    content = word_file(
        paragraph(run("Synlig") + run(" två ord", "<w:vanish/>"))
        + paragraph(run("Dold mall"), '<w:pStyle w:val="Dold"/>')
        + paragraph(run("Visas", '<w:vanish w:val="0"/>'), '<w:pStyle w:val="Dold"/>'),
        styles='<w:style w:type="paragraph" w:styleId="Dold"><w:name w:val="Dold"/>'
        "<w:rPr><w:vanish/></w:rPr></w:style>",
    )

    extract = word.load(content)

    assert extract.text == "Synlig\n\nVisas"
    assert [notice.partition(".")[0] for notice in extract.notices] == [
        "Dold text är inte läst (4 ord)"
    ]


def test_charts_and_inserted_files_are_told_of() -> None:
    chart = "<w:r><w:drawing><c:chart/></w:drawing></w:r>"

    extract = word.load(word_file(paragraph(run("Text") + chart) + '<w:altChunk r:id="rId9"/>'))

    assert extract.text == "Text"
    assert [notice.partition(".")[0] for notice in extract.notices] == [
        "Diagram är inte lästa (1 st, SmartArt medräknat)",
        "Infogade filer är inte lästa (1 st)",
    ]


def test_a_field_is_read_by_what_it_shows() -> None:
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText>IF 1 = 1</w:instrText></w:r>"
    complex_field = (
        sign.format("begin") + code + run("villkor ") + sign.format("separate")
        + run("2024") + sign.format("end")
    )  # fmt: skip
    simple = f'<w:fldSimple w:instr="PAGE">{run("7")}</w:fldSimple>'

    extract = word.load(word_file(paragraph(run("År ") + complex_field + run(", sida ") + simple)))

    assert extract.text == "År 2024, sida 7"


def test_a_strict_file_is_read_like_any_other() -> None:
    usual, strict = (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    content = word_file(_styled("Heading1", "Strikt"))
    with zipfile.ZipFile(BytesIO(content)) as packed:
        text = packed.read("word/document.xml").decode().replace(usual, strict)

    extract = word.load(repacked(content, {"word/document.xml": text}))

    assert [heading.title for heading in extract.headings] == ["Strikt"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "lösenordsskyddad"),
        (b"hej", "ingen Word-fil"),
        (b"PK\x03\x04hej", "skadad"),
        (_report()[:-40], "skadad"),
    ],
    ids=["old or encrypted", "something else", "no zip", "cut off"],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        word.load(content)
