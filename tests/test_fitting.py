"""The questions that weights are fitted on, and the figures of the fit, on made-up numbers."""

import json
from collections import Counter
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from assistant.answering.answerability import Signals
from assistant.answering.weighing import Traits
from ingest.embedding import Embedder
from ingest.record.types import DocumentText
from ingest.types import Page, Span
from tests.bench.fitting import (
    EITHER_WAY,
    LESS_LIKELY,
    bounds,
    fit_signals,
    fit_traits,
    literal,
    ranking,
    report,
)
from tests.bench.fitting_data import Example, examples, holds, page_span, read_set, span_of
from tests.bench.regression import Floats
from tests.conftest import ROOT

SETS = sorted((ROOT / "tests" / "quality" / "fitting").glob("*.jsonl"))
QUALITY = ROOT / "tests" / "quality" / "questions.jsonl"
MOST_WORDS_OF_OTHERS = 6
TRAITS, SIGNALS = ([field.name for field in fields(of)] for of in (Traits, Signals))


def example(n: int, set_name: str, *, is_answerable: bool = True) -> Example:
    """The excerpt that bears most holds the answer; signals are high where there is one."""
    drawn = np.random.default_rng(n)
    traits = drawn.random((5, len(TRAITS)))
    best = traits[:, TRAITS.index("meant")] == traits[:, TRAITS.index("meant")].max()
    signals = drawn.random(len(SIGNALS))
    signals[SIGNALS.index("least_said")] += 2.0 * is_answerable
    return Example(
        set_name=set_name,
        is_answerable=is_answerable,
        traits=traits,
        holds=best & is_answerable,
        is_there=best & is_answerable,
        signals=signals,
        lost=(),
    )


@pytest.fixture
def found() -> list[Example]:
    names = ("material-1", "material-2", "corpus-1")
    return [example(n, names[n % 3], is_answerable=n % 2 == 0) for n in range(90)]


def only(name: str) -> Floats:
    return np.array([float(one == name) for one in TRAITS])


def test_there_are_sets_over_both_libraries() -> None:
    counted = Counter(path.stem.partition("-")[0] for path in SETS)

    assert counted == {"material": 8, "corpus": 2}


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_set_has_questions_with_an_answer_and_without(path: Path) -> None:
    questions = read_set(path)

    assert 0.3 < np.mean([one.is_answerable for one in questions]) < 0.8
    assert all(one.is_answerable == bool(one.places) for one in questions)


def test_no_question_stands_twice_nor_in_the_set_that_answers_are_measured_on() -> None:
    asked = Counter(one.text.casefold() for path in [*SETS, QUALITY] for one in read_set(path))

    assert [text for text, count in asked.items() if count > 1] == []


def test_ids_are_never_given_twice() -> None:
    ids = Counter(one.id for path in SETS for one in read_set(path))

    assert [one for one, count in ids.items() if count > 1] == []


@pytest.mark.parametrize(
    "path", [path for path in SETS if path.stem.startswith("material")], ids=lambda path: path.stem
)
def test_the_material_is_not_quoted(path: Path) -> None:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    assert [place for line in lines for place in line["relevant"] if "quote" in place] == []
    facts = [fact for line in lines for fact in line["facts"]]
    assert [fact for fact in facts if len(fact.split()) > MOST_WORDS_OF_OTHERS] == []


def test_a_quote_is_found_however_blanks_are() -> None:
    text = "Före. Projektet kostade\n14,5  miljoner. Efter."

    span = span_of("kostade 14,5 miljoner", text, Span(start=0, end=len(text)))

    assert span is not None
    assert span.of(text) == "kostade\n14,5  miljoner"


def test_a_quote_is_looked_for_on_its_page_alone() -> None:
    text = "Samma ord. Samma ord."

    second = span_of("Samma ord.", text, Span(start=10, end=len(text)))

    assert second == Span(start=11, end=21)
    assert span_of("Andra ord.", text, Span(start=0, end=len(text))) is None


def test_a_document_without_pages_is_one_place() -> None:
    whole = Span(start=0, end=4)
    page = Page(number=1, label="1", span=whole, body=whole)
    document = DocumentText(text="Text och mer.", pages=(page,), headings=())

    assert page_span(document, None) == Span(start=0, end=13)
    assert page_span(document, 1) == Span(start=0, end=4)
    assert page_span(document, 2) is None


@pytest.mark.parametrize(
    ("quoted", "is_held"),
    [((0, 200), True), ((110, 140), True), ((60, 130), True), ((60, 115), False), ((0, 90), False)],
    ids=["around it", "a part of it", "half of it", "its beginning", "before it"],
)
def test_an_excerpt_holds_a_place_that_it_shares_enough_with(
    quoted: tuple[int, int], is_held: bool
) -> None:
    place = Span(start=100, end=160)

    assert holds(place, Span(start=quoted[0], end=quoted[1])) == is_held


def test_the_trait_that_tells_the_answer_weighs_most(found: list[Example]) -> None:
    weights = fit_traits(found)

    assert TRAITS[int(weights.argmax())] == "meant"


def test_the_signal_that_tells_weighs_most(found: list[Example]) -> None:
    fitted = fit_signals(found)

    assert SIGNALS[int(fitted.weights.argmax())] == "least_said"


def test_no_signal_that_bears_more_makes_an_answer_less_likely(found: list[Example]) -> None:
    weights = dict(zip(SIGNALS, fit_signals(found).weights, strict=True))

    assert all(weights[name] <= 0 for name in LESS_LIKELY)
    assert all(weights[name] >= 0 for name in set(SIGNALS) - LESS_LIKELY - EITHER_WAY)


def test_every_bound_is_of_a_signal() -> None:
    assert set(SIGNALS) >= LESS_LIKELY | EITHER_WAY
    assert len(bounds().least) == len(SIGNALS)


def test_the_right_order_is_told_from_the_wrong_one(found: list[Example]) -> None:
    right = ranking(found, [only("meant")] * len(found))
    wrong = ranking(found, [-only("meant")] * len(found))

    assert (right.first, right.in_three, right.place_in_five) == (1.0, 1.0, 1.0)
    assert (wrong.first, wrong.in_three, wrong.place_in_five) == (0.0, 0.0, 1.0)


def test_a_literal_can_be_pasted() -> None:
    pasted = literal("Traits", Traits, np.arange(len(TRAITS), dtype=np.float64))

    assert eval(pasted) == Traits(**{name: float(n) for n, name in enumerate(TRAITS)})  # noqa: S307  (what we wrote ourselves)


def test_the_report_names_every_set_and_ends_with_the_literals(found: list[Example]) -> None:
    lines = "\n".join(report(found))

    assert lines.startswith("90 questions, 45 with an answer, in 3 sets")
    assert all(name in lines for name in ("material-1", "material-2", "corpus-1"))
    assert "WEIGHTS = Traits(" in lines
    assert lines.endswith(")")


def test_the_same_examples_give_the_same_report(found: list[Example]) -> None:
    first, second = (list(report(found)) for _ in range(2))

    assert first == second


def test_the_products_own_rooms_find_the_examples(starter_data: Path, embedder: Embedder) -> None:
    questions = read_set(SETS[0])[:6]

    found = list(examples(starter_data, embedder, questions))

    assert [one.lost for one in found] == [()] * 6
    assert all(one.traits.shape == (len(one.holds), len(TRAITS)) for one in found)
    assert any(one.holds.any() for one in found if one.is_answerable)
    assert not any(one.holds.any() or one.is_there.any() for one in found if not one.is_answerable)


def test_a_place_that_the_library_lacks_is_named(
    tmp_path: Path, starter_data: Path, embedder: Embedder
) -> None:
    line = {
        "id": "x-001",
        "question": "Vad är nyttorealisering?",
        "answerable": True,
        "relevant": [{"source": "saknas.md", "page": None, "quote": "Nytta"}],
    }
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(line), encoding="utf-8")

    (found,) = examples(starter_data, embedder, read_set(path))

    assert found.lost == ("x-001: saknas.md",)
