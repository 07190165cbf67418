from ingest.loaders.pdf_lines import (
    Glyph,
    Line,
    breaks_between,
    lines_of,
)


class Typeset:
    """A ruler for text set in one size, each character ten wide, at given starts and heights."""

    def __init__(self, text: str, places: list[tuple[float, float, float]]) -> None:
        self.glyphs: list[Glyph] = []
        for line, (left, bottom, size) in zip(text.split("\r\n"), places, strict=True):
            for step in range(len(line)):
                x = left + 10 * step
                self.glyphs.append(_glyph(x, bottom, size))
            self.glyphs += [_glyph(0, 0, size)] * 2

    def glyph(self, index: int) -> Glyph:
        return self.glyphs[index]

    def is_bold(self, index: int) -> bool:
        return index < 0


def _glyph(left: float, bottom: float, size: float) -> Glyph:
    return Glyph(left=left, bottom=bottom, right=left + 10, top=bottom + size)


def test_a_raised_footnote_mark_comes_back_into_its_line() -> None:
    text = "lagen\r\n1\r\n."

    lines = lines_of(text, Typeset(text, [(0, 100, 20), (50, 108, 12), (60, 100, 20)]))

    assert [line.text for line in lines] == ["lagen1."]


def test_lines_under_each_other_stay_apart() -> None:
    text = "första\r\nandra"

    lines = lines_of(text, Typeset(text, [(0, 100, 20), (0, 70, 20)]))

    assert [line.text for line in lines] == ["första", "andra"]


def test_columns_side_by_side_stay_apart() -> None:
    text = "vänster\r\nhöger"

    lines = lines_of(text, Typeset(text, [(0, 100, 20), (300, 100, 20)]))

    assert [line.text for line in lines] == ["vänster", "höger"]


def test_the_hyphen_at_a_line_end_is_given_back() -> None:
    assert [line.text for line in lines_of("verk\ufffesamhet", None)] == ["verk-", "samhet"]


def test_a_wider_gap_than_usual_ends_a_paragraph() -> None:
    lines = [
        Line(text=text, first=_glyph(0, bottom, 20), last=_glyph(90, bottom, 20))
        for text, bottom in (("Ett", 200), ("Två", 176), ("Tre", 152), ("Fyra", 110))
    ]

    assert breaks_between(lines) == ["\n", "\n", "\n\n"]
