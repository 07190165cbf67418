from ingest.chunking import LIMIT, chunk, heading_path
from ingest.types import Extract, Heading, Page, Span

SENTENCE = "Myndigheten ska följa upp nyttan av varje strategiskt projekt under hela dess tid. "


def test_no_chunk_is_longer_than_the_limit_and_nothing_is_lost() -> None:
    text = SENTENCE * 60 + "x" * 4000

    chunks = chunk(Extract(text=text))

    assert max(c.span.end - c.span.start for c in chunks) <= LIMIT
    assert "".join("".join(c.span.of(text).split()) for c in chunks) == "".join(text.split())


def test_a_chunk_ends_at_the_end_of_a_sentence() -> None:
    text = SENTENCE * 60

    assert all(c.span.of(text).endswith(".") for c in chunk(Extract(text=text)))


def test_a_chunk_never_crosses_a_page() -> None:
    text = "Första sidan.\n\nAndra sidan."
    pages = (
        Page(number=1, label="i", span=Span(start=0, end=13), body=Span(start=0, end=13)),
        Page(number=2, label="ii", span=Span(start=15, end=27), body=Span(start=15, end=27)),
    )

    chunks = chunk(Extract(text=text, pages=pages))

    assert [(c.page, c.span.of(text)) for c in chunks] == [
        (1, "Första sidan."),
        (2, "Andra sidan."),
    ]


def test_running_heads_and_feet_are_in_no_chunk() -> None:
    text = "Rapport 7\n\nSidan handlar om it.\n\n12"
    page = Page(number=1, label="12", span=Span(start=0, end=35), body=Span(start=11, end=31))

    chunks = chunk(Extract(text=text, pages=(page,)))

    assert [c.span.of(text) for c in chunks] == ["Sidan handlar om it."]


def test_a_section_begins_a_chunk_and_gives_it_its_heading_path() -> None:
    first = "Kostnader\n\n" + SENTENCE * 8 + "\n\n"
    text = first + "Per år\n\n" + SENTENCE * 8
    headings = (
        Heading(level=1, title="Kostnader", start=0),
        Heading(level=2, title="Per år", start=len(first)),
        Heading(level=1, title="Slut", start=len(text)),
    )

    chunks = chunk(Extract(text=text, headings=headings))

    assert [c.heading for c in chunks] == ["Kostnader", "Kostnader › Per år"]
    assert chunks[1].span.start == len(first)


def test_a_chunk_of_several_sections_has_only_the_heading_they_share() -> None:
    text = "Krav\n\nA\n\nKort.\n\nB\n\nKort."
    headings = tuple(
        Heading(level=level, title=title, start=text.index(title))
        for level, title in ((2, "Krav"), (3, "A"), (3, "B"))
    )

    assert [c.heading for c in chunk(Extract(text=text, headings=headings))] == ["Krav"]


def test_the_title_at_the_top_is_no_part_of_the_path() -> None:
    headings = (
        Heading(level=1, title="Rapport", start=0),
        Heading(level=2, title="Bakgrund", start=20),
    )

    assert heading_path(headings, 25) == "Bakgrund"


def test_a_remnant_joins_the_chunk_before_it() -> None:
    text = SENTENCE * 14 + "\n\nEn sista rad."

    chunks = chunk(Extract(text=text))

    assert len(chunks) == 1
    assert chunks[0].span.of(text).endswith("En sista rad.")
