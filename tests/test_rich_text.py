import contextlib
import time

import pytest

from ingest.errors import LoadError
from ingest.loaders import rich_text

HEAD = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset2 Symbol;}}"
)


def _document(body: bytes) -> bytes:
    return HEAD + body + b"}"


def _text(body: bytes) -> str:
    return rich_text.load(_document(body)).text


def test_each_paragraph_stands_by_itself() -> None:
    assert _text(rb"\pard Bakgrund\par Projektet b\'f6rjade\line 2016.\par") == (
        "Bakgrund\n\nProjektet började\n2016."
    )


@pytest.mark.parametrize(
    "code",
    [
        rb"\'c5tg\'e4rder f\'f6r \'f6n",
        rb"\u197\'c5tg\u228?rder f\u246?r \u246?n",
        rb"\uc0\u197 tg\u228 rder f\u246 r \u246 n",
        "Åtgärder för ön".encode("cp1252"),
        "Åtgärder för ön".encode(),
    ],
    ids=["bytes", "unicode with stand-ins", "unicode without", "raw Windows-1252", "raw UTF-8"],
)
def test_swedish_letters_are_read_however_they_are_written(code: bytes) -> None:
    assert _text(code) == "Åtgärder för ön"


def test_an_old_macintosh_file_is_read_in_its_own_encoding() -> None:
    assert rich_text.load(rb"{\rtf1\mac \'81tg\'8arder}").text == "Åtgärder"


def test_a_font_of_another_alphabet_has_its_own_encoding() -> None:
    content = rb"{\rtf1\ansi{\fonttbl{\f0\fcharset0 A;}{\f3\fcharset204 B;}}{\f3 \'cc}\'e5}"

    assert rich_text.load(content).text == "Мå"


def test_a_sign_written_as_two_becomes_one() -> None:
    assert _text(rb"Klart \u-10179?\u-8704?") == "Klart \N{GRINNING FACE}"


def test_rows_of_a_table_stand_one_a_line() -> None:
    table = (
        rb"F\'f6re.\par \trowd\cellx1000\cellx2000\intbl \'c5r\cell Kostnad\cell"
        rb"\trowd\cellx1000\cellx2000\row \trowd 2016\cell 18,8\cell\row\pard Efter.\par"
    )

    assert _text(table) == "Före.\n\n| År | Kostnad |\n| 2016 | 18,8 |\n\nEfter."


def test_a_note_follows_its_paragraph() -> None:
    body = (
        rb"Enligt lagen{\super\chftn{\footnote\pard \chftn  SFS 2009:400.\par}} b\'f6r den.\par Ja."
    )

    assert _text(body) == "Enligt lagen bör den.\n\nFotnot 1: SFS 2009:400.\n\nJa."


def test_a_list_mark_is_kept_as_a_dash() -> None:
    body = rb"{\listtext\f1\'b7\tab}Ett\par{\listtext\f1\'b7\tab}Tv\'e5\par"

    assert _text(body) == "– Ett\n\n– Två"


def test_pictures_deletions_comments_and_field_codes_are_left_out() -> None:
    body = (
        rb"A{\*\shppict{\pict{\*\picprop{\sp x}}\pngblip 89504e47}}"
        rb"{\pict\bin5 {{{}}}{\deleted\b bort}{\*\annotation nej}"
        rb'{\field{\*\fldinst{HYPERLINK "https://example.org"}}{\fldrslt l\'e4nk}}'
    )

    assert _text(body) == "Alänk"


def test_a_backslash_before_a_command_word_is_text() -> None:
    assert _text(rb"C:\\pict\\bin\\fonttbl \{a\}") == r"C:\pict\bin\fonttbl {a}"


def test_the_properties_are_read() -> None:
    info = rb"{\info{\title \'c5rsredovisning}{\author Enheten}{\creatim\yr2020\mo1\dy5}}Text"

    properties = dict(rich_text.load(_document(info)).properties)

    assert properties == {
        "title": "Årsredovisning",
        "author": "Enheten",
        "created": "2020-01-05",
    }


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"hej", "ingen RTF-fil"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "ingen RTF-fil"),
        (_document(b"Text")[:-1], "avklippt"),
        (HEAD[:40], "avklippt"),
        (_document(rb"\uc Text"), "skadad"),
        (_document(b"a" * 9_000_000), "9 miljoner tecken"),
        (_document(b"{}" * 1_000_001), "formateringskoder"),
    ],
    ids=[
        "something else",
        "old Word",
        "cut off",
        "cut off in fonts",
        "broken word",
        "too large",
        "too many groups",
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        rich_text.load(content)


@pytest.mark.parametrize(
    "body",
    [
        rb"{\field{\*\fldinst{ HYPERLINK " * 20_000 + b"}" * 60_000,
        rb"{\FIELD{\*\FLDINST{ HYPERLINK " * 20_000 + b"}" * 60_000,
        rb"{\fonttbl" + rb"\f0 " * 300_000 + b"}",
        rb"{\\fonttbl" + rb"\f0 " * 300_000 + b"}",
        b"{" * 300_000 + b"}" * 300_000,
        b"}" * 300_000,
        rb"{\pict\bin99999999 " * 10_000,
        rb"{\footnote a" * 100_000 + b"}" * 100_000,
        rb"\trowd\cell\row" * 50_000,
        b"{\\pict " + b"89504e47" * 4_000_000 + b"}",
    ],
    ids=[
        "links",
        "links in capitals",
        "fonts",
        "fonts as text",
        "open",
        "closed",
        "binary",
        "notes",
        "rows",
        "picture",
    ],
)
def test_a_hostile_file_is_done_with_soon(body: bytes) -> None:
    started = time.monotonic()

    with contextlib.suppress(LoadError):
        rich_text.load(_document(body))

    assert time.monotonic() - started < 10
