import pytest

from ingest.loaders.pdf_letters import spelled

WORDS = "Närmast efter det år då lagen träder i kraft, § 3 – é."


def as_glyphs(text: str) -> list[int]:
    """The places of the characters in the order of Apple's standard fonts."""
    codes = text.encode("mac_roman")
    return [code - 29 if code < 128 else code - 30 for code in codes]


def test_glyphs_in_the_standard_order_are_spelled_out() -> None:
    assert spelled(as_glyphs(WORDS)) == WORDS


def test_there_is_one_character_for_each_glyph() -> None:
    glyphs = as_glyphs("Regeringens proposition om färjor och tåg")

    letters = spelled(glyphs)

    assert letters is not None
    assert len(letters) == len(glyphs)


@pytest.mark.parametrize(
    "glyphs",
    [
        [],
        as_glyphs("Göran"),
        [ord(letter) for letter in "Property insurance for everyone"],
        [5, 9, 14, 20, 30, 31, 7, 8] * 4,
        [500, 501, 502, 36, 37] * 6,
    ],
    ids=["none", "too few to tell", "characters as they stand", "signs", "glyphs of no letters"],
)
def test_what_makes_no_words_is_left_as_it_stands(glyphs: list[int]) -> None:
    assert spelled(glyphs) is None
