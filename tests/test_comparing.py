"""Different figures for one thing are told; series, plans, roundings and other things are not."""

import pytest

from assistant.answering.comparing import Difference, differences, notice
from assistant.answering.newest import newest_first
from ingest.embedding import Embedder
from tests.comparable import Source, candidates_of, hits_of
from tests.understandings import understand

COSTS = "Hur stora var statens it-kostnader 2016?"
SAID = "Statens it-kostnader 2016 var 18,8 miljarder kronor."
OTHER = "Statens it-kostnader uppgick 2016 till 21 miljarder kronor."


def differing(embedder: Embedder, question: str, *sources: Source) -> tuple[Difference, ...]:
    candidates = candidates_of(embedder, question, *hits_of(*sources))
    return differences(understand(question), candidates)


def ordered(embedder: Embedder, question: str, *sources: Source) -> list[str]:
    candidates = candidates_of(embedder, question, *hits_of(*sources))
    return [c.wording for c in newest_first(understand(question), candidates)]


def test_two_figures_for_one_thing_are_told_with_their_sources(embedder: Embedder) -> None:
    found = differing(
        embedder,
        COSTS,
        Source(text=SAID, year=2017, number="ESV 2017:77", title="It-kostnader"),
        Source(text=OTHER, year=2020, number="Digg 2020:3", title="Uppföljning"),
    )

    assert [(one.value, one.year) for one in found] == [
        ("18,8 miljarder kronor", 2017),
        ("21 miljarder kronor", 2020),
    ]
    assert notice(found) == (
        "Källorna anger olika uppgifter: 18,8 miljarder kronor (ESV 2017:77, 2017)"
        " och 21 miljarder kronor (Digg 2020:3, 2020)."
    )


@pytest.mark.parametrize(
    ("question", "said", "other", "values"),
    [
        pytest.param(
            "Hur många projekt har Digg?",
            "Digg har 157 projekt i sin portfölj.",
            "Digg har 182 projekt i sin portfölj.",
            ["157 projekt", "182 projekt"],
            id="a-count",
        ),
        pytest.param(
            "Hur lång är handläggningstiden hos Skatteverket?",
            "Handläggningstiden hos Skatteverket är 45 dagar.",
            "Handläggningstiden hos Skatteverket är omkring 30 dagar.",
            ["45 dagar", "omkring 30 dagar"],
            id="a-duration",
        ),
        pytest.param(
            "När stängdes systemet Pust?",
            "Systemet Pust stängdes den 30 november 2013.",
            "Systemet Pust stängdes den 31 december 2013.",
            ["den 30 november 2013", "den 31 december 2013"],
            id="a-day",
        ),
    ],
)
def test_figures_are_given_as_they_are_written(
    embedder: Embedder, question: str, said: str, other: str, values: list[str]
) -> None:
    found = differing(
        embedder, question, Source(text=said, title="Ett"), Source(text=other, title="Två")
    )

    assert [one.value for one in found] == values
    assert all(one.value in one.candidate.wording for one in found)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(OTHER.replace("2016", "2018"), id="another-year"),
        pytest.param(OTHER.replace("2016 ", ""), id="no-year"),
        pytest.param("Statens it-kostnader 2016 var cirka 19 miljarder kronor.", id="rounded"),
        pytest.param("Statens it-kostnader 2016 var 18 800 mnkr.", id="another-writing"),
        pytest.param("Statens it-kostnader 2016 var minst 21 miljarder kronor.", id="a-bound"),
        pytest.param("Statens it-kostnader 2016 var 9 procent.", id="another-unit"),
        pytest.param("Statens planerade it-kostnader 2016 var 21 miljarder kronor.", id="a-plan"),
        pytest.param("Statens it-kostnader 2016 var inte 21 miljarder kronor.", id="denied"),
        pytest.param("Kommunernas it-kostnader 2016 var 21 miljarder kronor.", id="another-one"),
        pytest.param("Statens it-kostnader 2016 var 21–25 miljarder kronor.", id="a-range"),
        pytest.param("Statens it-kostnader var 21 miljarder kronor per månad 2016.", id="a-period"),
    ],
)
def test_what_is_no_difference_is_not_told(embedder: Embedder, other: str) -> None:
    found = differing(embedder, COSTS, Source(text=SAID), Source(text=other, title="Uppföljning"))

    assert found == ()


def test_projects_without_a_name_are_not_set_against_each_other(embedder: Embedder) -> None:
    found = differing(
        embedder,
        "Vad kostade projektet?",
        Source(text="Projektet kostade 12 miljoner kronor totalt.", title="Alfa"),
        Source(text="Projektet kostade 30 miljoner kronor totalt.", title="Beta"),
    )

    assert found == ()


def test_nothing_differs_where_no_figure_is_asked_for(embedder: Embedder) -> None:
    found = differing(
        embedder, "Vem ansvarar för it-kostnader?", Source(text=SAID), Source(text=OTHER)
    )

    assert found == ()
    assert notice(found) == ""


YEARLY = [
    Source(
        text=f"Digg hade {staff} anställda i december.",
        title=f"Diggs årsredovisning {year}",
        year=year,
    )
    for year, staff in ((2021, 150), (2023, 190), (2022, 170))
]


def test_the_newest_of_a_yearly_series_comes_first(embedder: Embedder) -> None:
    found = ordered(embedder, "Hur många anställda har Digg?", *YEARLY)

    assert found == [YEARLY[n].text for n in (1, 2, 0)]


def test_yearly_reports_do_not_contradict_each_other(embedder: Embedder) -> None:
    assert differing(embedder, "Hur många anställda har Digg?", *YEARLY) == ()


def test_of_sentences_alike_but_for_their_year_the_newest_comes_first(embedder: Embedder) -> None:
    texts = [
        f"År {year} hade Digg {staff} anställda i december."
        for year, staff in ((2019, 90), (2020, 99))
    ]

    found = ordered(embedder, "Hur många anställda har Digg?", *(Source(text=t) for t in texts))

    assert found == texts[::-1]


@pytest.mark.parametrize(
    "question",
    [
        "Hur många anställda hade Digg 2021?",
        "Hur många anställda hade Digg från början?",
        "Hur har antalet anställda på Digg utvecklats?",
    ],
)
def test_who_asks_for_a_year_or_for_all_of_them_has_the_order_as_it_was(
    embedder: Embedder, question: str
) -> None:
    assert ordered(embedder, question, *YEARLY) == [source.text for source in YEARLY]


def test_a_newer_document_on_something_else_does_not_come_first(embedder: Embedder) -> None:
    sources = [
        Source(
            text="Digg hade 150 anställda i december.", title="Diggs årsredovisning 2021", year=2021
        ),
        Source(
            text="Digg hade 150 konsulter i december.", title="Diggs årsredovisning 2022", year=2022
        ),
    ]

    found = ordered(embedder, "Hur många anställda har Digg?", *sources)

    assert found == [source.text for source in sources]
