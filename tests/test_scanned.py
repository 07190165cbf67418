import pytest

from ingest.aids import NO_AIDS
from ingest.loaders.scanned import has_words, scan_notices
from ingest.types import PageState

PRINTED, RECOGNISED, UNREAD = PageState.PRINTED, PageState.RECOGNISED, PageState.UNREAD


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Kostnaden var 18,8 miljarder", "kronor år 2016."], True),
        (["2016 25 311", "2017 24 998"], True),
        (["it-kostnader och för-", "djupning"], True),
        (["| _ ~ i", ". , —= \\ ;"], False),
        ([], False),
    ],
    ids=["words", "figures", "hyphens", "a photograph", "nothing"],
)
def test_what_is_recognised_counts_when_it_looks_like_words(
    lines: list[str], expected: bool
) -> None:
    assert has_words(lines) is expected


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ([PRINTED, RECOGNISED], "1 av 2 sidor är maskinlästa (sida 2)"),
        ([RECOGNISED, PRINTED, *[RECOGNISED] * 3], "4 av 5 sidor är maskinlästa (sida 1, 3–5)"),
        ([PRINTED, UNREAD, UNREAD], "2 av 3 sidor saknar text (inskannade?)"),
    ],
    ids=["one", "runs of pages", "unread"],
)
def test_pages_that_are_pictures_are_told_of(states: list[PageState], said: str) -> None:
    (notice,) = scan_notices(states, NO_AIDS)

    assert notice.startswith(said)


def test_a_document_of_printed_pages_has_nothing_to_tell() -> None:
    assert list(scan_notices([PRINTED, PRINTED], NO_AIDS)) == []
