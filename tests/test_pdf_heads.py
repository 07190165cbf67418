"""Running heads and feet among made-up lines: the text is what matters, and the height."""

from collections.abc import Sequence

from ingest.loaders.pdf_heads import PartedPage, parted
from ingest.loaders.pdf_lines import Glyph, Line


def line(text: str, base: float) -> Line:
    glyph = Glyph(left=0, bottom=base, right=10, top=base + 12)
    return Line(text=text, first=glyph, last=glyph)


def page(*texts: str) -> list[Line]:
    """Lines from the top of a page downwards."""
    return [line(text, 800 - 20 * place) for place, text in enumerate(texts)]


def words(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines]


def body(number: int) -> list[str]:
    return [f"Sidan {chr(65 + number)}, rad {chr(65 + row)}." for row in range(10)]


def middles(pages: Sequence[PartedPage]) -> list[list[str]]:
    return [words(one.body) for one in pages]


def test_what_returns_at_the_top_and_the_bottom_is_head_and_foot() -> None:
    pages = [page("Rapport 7", *body(n), f"Sida {n + 1}") for n in range(4)]

    second = parted(pages)[1]

    assert (words(second.head), words(second.foot)) == (["Rapport 7"], ["Sida 2"])
    assert words(second.body) == body(1)


def test_a_head_that_is_drawn_in_the_middle_of_a_page_is_found_by_its_height() -> None:
    pages = [[*page("", *body(n))[1:], *page("Rapport 7")] for n in range(4)]
    drawn = [[*lines[:5], lines[-1], *lines[5:-1]] for lines in pages]

    second = parted(drawn)[1]

    assert (words(second.head), words(second.body)) == (["Rapport 7"], body(1))


def test_a_line_in_the_middle_of_the_page_is_kept_however_often_it_returns() -> None:
    pages = [page(*body(n)[:5], "Allmänna råd", *body(n)[5:]) for n in range(4)]

    kept = middles(parted(pages))

    assert all("Allmänna råd" in one for one in kept)


def test_a_line_that_returns_at_different_heights_is_kept() -> None:
    pages = [page(*body(n)[:n], "Allmänna råd", *body(n)[n:]) for n in range(4)]

    kept = middles(parted(pages))

    assert all("Allmänna råd" in one for one in kept)


def test_footnotes_that_are_worded_alike_are_kept() -> None:
    pages = [page(*body(n), f"{9 - n} Senaste lydelse 2000:{700 + n}.") for n in range(4)]

    kept = middles(parted(pages))

    assert [one[-1].split(".")[0] for one in kept] == [
        f"{9 - n} Senaste lydelse 2000:{700 + n}" for n in range(4)
    ]


def test_a_foot_that_begins_with_the_page_number_is_a_foot() -> None:
    pages = [page(*body(n), f"{n + 12} Riksrevisionen") for n in range(4)]

    third = parted(pages)[2]

    assert words(third.foot) == ["14 Riksrevisionen"]


def test_a_number_that_does_not_count_with_the_pages_is_no_page_number() -> None:
    pages = [page("Rapport 7", str(90 - 7 * n), *body(n), str(n + 1)) for n in range(4)]

    second = parted(pages)[1]

    assert words(second.body)[0] == "83"
    assert words(second.foot) == ["2"]


def test_a_page_of_nothing_but_its_number_keeps_it() -> None:
    assert middles(parted([page("1"), page("2")])) == [["1"], ["2"]]


def test_without_measures_the_order_tells_head_from_foot() -> None:
    pages = [[Line(text=text) for text in ("Rapport 7", *body(n), str(n + 1))] for n in range(4)]

    second = parted(pages)[1]

    assert (words(second.head), words(second.foot)) == (["Rapport 7"], ["2"])
