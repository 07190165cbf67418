"""What a Word file may hold to harm its reader: each ends as an error or as its text, soon."""

import resource
import subprocess
import sys
import zipfile
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest

from ingest.errors import LoadError
from ingest.loaders import word
from tests.word_files import (
    NAMESPACES,
    cell,
    paragraph,
    repacked,
    row,
    run,
    with_part,
    word_file,
)

_MAIN = "word/document.xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_SAMPLES = Path(__file__).parents[2] / "shared" / "hostile" / "poi"
_SECONDS, _MEMORY = 60, 4 << 30
_READ = """
import sys
from pathlib import Path
from ingest.errors import LoadError
from ingest.loaders import word
try:
    word.load(Path(sys.argv[1]).read_bytes())
except LoadError as error:
    print(error.reason)
"""


def _plain() -> bytes:
    return word_file(paragraph(run("Löptext."), '<w:pStyle w:val="Heading1"/>'))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "lösenordsskyddad"),
        (_OLE + "WordDocument".encode("utf-16-le"), r"formatet \.doc"),
        (repacked(_plain(), {_MAIN: None}), "saknas"),
        (repacked(_plain(), {_MAIN: "<w:document"}), "ingen giltig XML"),
        (repacked(_plain(), {_MAIN: "<html/>"}), "ingen Word-fil"),
    ],
    ids=["encrypted", "old format", "no text part", "broken XML", "another format"],
)
def test_what_is_no_readable_word_file_is_told_apart(content: bytes, reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        word.load(content)


@pytest.mark.parametrize(
    ("missing", "notices"),
    [
        ("[Content_Types].xml", 0),
        ("_rels/.rels", 0),
        ("word/_rels/document.xml.rels", 0),
        ("word/styles.xml", 0),
        ("docProps/core.xml", 0),
    ],
)
def test_a_file_without_one_of_its_other_parts_is_read(missing: str, notices: int) -> None:
    extract = word.load(repacked(_plain(), {missing: None}))

    assert extract.text == "Löptext."
    assert [heading.level for heading in extract.headings] == [1]
    assert len(extract.notices) == notices


@pytest.mark.parametrize(
    ("part", "notice"),
    [
        ("word/styles.xml", "Formatmallarna"),
        ("word/numbering.xml", "Listornas"),
        ("docProps/core.xml", "titel och författare"),
    ],
)
def test_a_broken_part_is_left_out_with_a_notice(part: str, notice: str) -> None:
    extract = word.load(repacked(_plain(), {part: "<trasig"}))

    assert extract.text == "Löptext."
    assert notice in extract.notices[0]


def test_broken_notes_are_told_of() -> None:
    extract = word.load(with_part(_plain(), "footnotes", "<trasig"))

    assert extract.notices == ("Fotnoterna går inte att läsa.",)


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    target = BytesIO(_plain())
    with (
        zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as packed,
        packed.open("word/media/bild.bmp", "w") as member,
    ):
        for _ in range(501):
            member.write(bytes(1 << 20))

    with pytest.raises(LoadError, match="501 MB uppackad, mer än gränsen 500 MB"):
        word.load(target.getvalue())


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        (b" " * (101 << 20), "101 MB uppackad"),
        (b"<w:p/>" * 5_000_001, "märken"),
    ],
    ids=["many bytes", "many elements"],
)
def test_a_text_too_large_to_parse_is_refused(inside: bytes, reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        word.load(repacked(_plain(), {_MAIN: inside}))


def test_a_member_that_is_larger_than_it_says_is_refused() -> None:
    content = _plain()
    with zipfile.ZipFile(BytesIO(content)) as packed:
        size = packed.getinfo(_MAIN).file_size
    lying = content.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))

    with pytest.raises(LoadError, match="går inte att packa upp"):
        word.load(lying)


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi")),
        '<!ENTITY i SYSTEM "file:///etc/hostname">',
    ],
    ids=["a bomb", "an outside file"],
)
def test_entities_are_refused(declared: str) -> None:
    text = (
        f"<!DOCTYPE w:document [{declared}]><w:document {NAMESPACES}><w:body>"
        f"{paragraph('<w:r><w:t>&i;</w:t></w:r>')}</w:body></w:document>"
    )

    with pytest.raises(LoadError, match=r"ingen giltig XML|entiteter"):
        word.load(repacked(_plain(), {_MAIN: text}))


def _nested_tables(depth: int) -> bytes:
    inside = paragraph(run("Innerst"))
    for _ in range(depth):
        inside = f"<w:tbl>{row(cell(inside), cell(''))}</w:tbl>"
    text = f"<w:document {NAMESPACES}><w:body>{inside}</w:body></w:document>"
    return repacked(_plain(), {_MAIN: text})


def test_tables_are_read_as_deep_as_the_parser_goes() -> None:
    assert "Innerst" in word.load(_nested_tables(80)).text


def test_tables_nested_deeper_are_refused() -> None:
    with pytest.raises(LoadError, match="ingen giltig XML"):
        word.load(_nested_tables(2000))


def test_numbers_beyond_reason_do_not_swell_the_text() -> None:
    wide = cell(paragraph(run("a")), f'<w:gridSpan w:val="{"9" * 9}"/>')
    wider = cell(paragraph(run("b")), '<w:gridSpan w:val="999999"/>')
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    content = word_file(
        f"<w:tbl>{row(wide, wider)}</w:tbl>{paragraph(run('c'), numbered)}",
        parts={
            "numbering": '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
            '<w:start w:val="999999"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/>'
            '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        },
    )

    assert len(word.load(content).text) < 500


def test_styles_based_on_one_another_in_a_circle_end() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/>'
        f'<w:basedOn w:val="{other}"/></w:style>'
        for one, other in [("A", "B"), ("B", "A")]
    )

    extract = word.load(word_file(paragraph(run("Text"), '<w:pStyle w:val="A"/>'), styles=styles))

    assert extract.text == "Text"


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


@pytest.mark.slow
@pytest.mark.material
@pytest.mark.skipif(
    not _SAMPLES.is_dir(),
    reason="the broken sample files (../shared/hostile) are not part of the project",
)
def test_no_sample_of_broken_files_crashes_or_hangs_the_reader() -> None:
    for path in sorted(_SAMPLES.glob("*.docx")):
        done = subprocess.run(
            [sys.executable, "-c", _READ, str(path)],
            preexec_fn=_limited,
            timeout=_SECONDS,
            capture_output=True,
            check=False,
        )

        assert done.returncode == 0, f"{path.name}: {done.stderr.decode()}"
