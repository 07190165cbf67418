"""What is shown of a project in words, and what its like is sought among."""

from contextlib import closing
from pathlib import Path

import pytest

from assistant.figures.likeness import ProjectLikeness
from assistant.figures.similar import Wanted
from assistant.showing.languages import messages
from assistant.showing.outcomes import outcome_of
from assistant.showing.sheets import cells_named
from assistant.showing.values import said
from ingest.embedding import Embedder
from ingest.register.asking import Register
from ingest.register.profiles import ProjectState
from tests.registering import collection, project, take_in

AGENCY = "Exempelverket"
SAID = messages("sv")


def state(**but: object) -> ProjectState:
    given: dict[str, object] = dict.fromkeys(ProjectState.__dataclass_fields__)
    told = {"row": 1, "book": 1, "agency": 1, "year": 2017, "name": "Nytt system"}
    return ProjectState(**{**given, **told, **but})  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param({}, "Det går inte att säga om tidplanen höll", id="no-dates"),
        pytest.param({"planned_end": "2017-01-01", "delay": 0}, "Första planen gäller", id="plan"),
        pytest.param({"actual_end": "2017-01-01", "delay": 0}, "som i första planen", id="kept"),
        pytest.param({"actual_end": "2017-01-01", "delay": 1}, "1\u00a0dag senare", id="late"),
        pytest.param({"actual_end": "2017-01-01", "delay": -2}, "2\u00a0dagar tidig", id="early"),
        pytest.param({"revised_end": "2018-01-01", "delay": 5}, "Slutdatum 2018-01-01", id="moved"),
    ],
)
def test_time_is_said(told: dict[str, object], expected: str) -> None:
    assert expected in outcome_of(state(**told), SAID).time


@pytest.mark.parametrize(
    ("budget", "outcome", "status", "expected"),
    [
        pytest.param(None, 5e6, "avslutat", "budget saknas", id="no-budget"),
        pytest.param(5e6, None, "avslutat", "utfall saknas", id="no-outcome"),
        pytest.param(10e6, 12e6, "avslutat", "20,0\u00a0procent över", id="over"),
        pytest.param(10e6, 9e6, "avbrutet", "10,0\u00a0procent under", id="under"),
        pytest.param(10e6, 10e6, "avslutat", "lika mycket", id="same"),
        pytest.param(10e6, 4e6, "pågående", "40,0\u00a0procent upparbetat", id="so-far"),
        pytest.param(10e6, 12e6, "pågående", "hittills", id="over-so-far"),
        pytest.param(0.0, 1e6, "avslutat", "i första planen.", id="no-share-of-nothing"),
    ],
)
def test_cost_is_said(
    budget: float | None, outcome: float | None, status: str, expected: str
) -> None:
    overrun = None if budget is None or outcome is None else outcome - budget
    told = state(budget=budget, outcome=outcome, overrun=overrun, status=status)

    assert expected in outcome_of(told, SAID).cost


def test_risk_and_outcome_are_said_as_far_as_they_are_told() -> None:
    silent, spoken = state(), state(risk_benefit=1, risk_time=3, status="pausat", phase="planering")

    assert outcome_of(silent, SAID).risk == "Risken är inte angiven."
    assert outcome_of(silent, SAID).outcome == "Läget 2017 är inte angivet."
    assert outcome_of(spoken, SAID).risk == "Risk: låg för nyttan, hög för tiden."
    assert outcome_of(spoken, SAID).outcome == "Läget 2017: pausat, i fasen planering."


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        pytest.param("benefit_plan", False, "nej", id="no"),
        pytest.param("benefit_plan", "", "uppgift saknas", id="empty"),
        pytest.param("risk_time", 3.0, "hög", id="level"),
        pytest.param("start", "2016-01-01", "2016-01-01", id="day"),
        pytest.param("budget", 500e3, "500\u00a0tkr", id="money"),
        pytest.param("m1", 4.0, "nivå 4", id="maturity"),
    ],
)
def test_a_value_is_said(field: str, value: str | float | bool, expected: str) -> None:
    assert said(field, value) == expected


def test_cells_are_named_once_in_their_order() -> None:
    assert [cell.name for cell in cells_named("c14, AA2,C14")] == ["C14", "AA2"]


def test_likeness_follows_the_register_and_who_may_see_it(
    tmp_path: Path, embedder: Embedder
) -> None:
    take_in(tmp_path, [project(2, AGENCY, "Byte av lönesystem")], source="a.xlsx")
    wanted = Wanted(text="Byte av lönesystem")
    with closing(Register(tmp_path)) as register:
        likeness = ProjectLikeness(register, embedder)

        before = likeness.like(wanted, lambda _: True, 5)
        hidden = [project(2, AGENCY, "Hemligt lönesystem för hamnar")]
        take_in(tmp_path, hidden, collection(2018), "b.xlsx", access=("lön",))
        after = likeness.like(wanted, lambda _: True, 5)
        outside = likeness.like(wanted, lambda access: "lön" not in access, 5)

        assert [one.compared for one in (before, after, outside)] == [1, 2, 1]
        assert len(after.projects) == 2
        assert {one.project.newest.name for one in outside.projects} == {"Byte av lönesystem"}
