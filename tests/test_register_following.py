"""One project is followed over yearly collections, and two are not taken for one."""

from datetime import date

import pytest

from ingest.register.matching import ProjectYear, Said, follow
from tests.bench.register_following import measure

BEGAN = date(2015, 3, 1)


def row(at: int, name: str, year: int = 2016, agency: int = 1, **known: object) -> ProjectYear:
    given: dict[str, object] = {"row": at, "name": name, "year": year, "agency": agency}
    return ProjectYear(**{**given, "start": BEGAN, **known})  # type: ignore[arg-type]  # by name


def projects(*rows: ProjectYear, said: tuple[Said, ...] = ()) -> set[tuple[int, ...]]:
    return set(follow(rows, said).projects)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        pytest.param("Nytt ärendesystem", "Nytt ärendesystem", id="same"),
        pytest.param("Nytt ärendesystem", "NYTT ÄRENDESYSTEM", id="case"),
        pytest.param("Nytt ärendesystem", "Projekt nytt ärendesystem (NÄS)", id="longer"),
        pytest.param("E-tjänst för anmälan", "E-tjänster för anmälan", id="inflected"),
    ],
)
def test_a_name_that_changes_a_little_is_the_same_project(earlier: str, later: str) -> None:
    assert projects(row(1, earlier), row(2, later, 2017)) == {(1, 2)}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(row(2, "Portal, etapp 2", 2017), id="next-part"),
        pytest.param(row(2, "Portal, etapp 1", 2017, agency=2), id="other-agency"),
        pytest.param(row(2, "Byte av växel", 2017), id="other-name"),
        pytest.param(row(2, "Portal, etapp 3"), id="same-year"),
    ],
)
def test_another_project_is_not_taken_for_it(other: ProjectYear) -> None:
    assert projects(row(1, "Portal, etapp 1"), other) == {(1,), (2,)}


def test_a_project_may_be_away_for_a_year() -> None:
    assert projects(row(1, "Nytt stöd"), row(2, "Nytt stöd", 2018)) == {(1, 2)}


def test_a_project_told_of_twice_in_a_year_is_one() -> None:
    assert projects(row(1, "Nytt stöd"), row(2, "Nytt Stöd"), row(3, "Nytt stöd", 2017)) == {
        (1, 2, 3)
    }


def test_a_name_with_words_added_is_another_project_of_the_same_year() -> None:
    one, other = row(1, "Nytt ärendesystem"), row(2, "Nytt ärendesystem för tillsyn av vatten")

    assert projects(one, other) == {(1,), (2,)}


def test_what_is_neither_certain_nor_unlikely_is_for_a_person() -> None:
    one = row(1, "Modernt beslutsstöd", budget=10e6)
    other = row(2, "Nytt stöd för ledningen", 2017, budget=10e6)

    followed = follow([one, other])

    assert followed.projects == ((1,), (2,))
    assert [(pair.earlier, pair.later) for pair in followed.uncertain] == [(1, 2)]


@pytest.mark.parametrize("are_same", [True, False])
def test_what_a_person_said_goes_before_what_rows_look_like(*, are_same: bool) -> None:
    name = "Helt annat namn" if are_same else "Nytt stöd"
    said = (Said(earlier=1, later=2, are_same=are_same),)

    found = projects(row(1, "Nytt stöd"), row(2, name, 2017), said=said)

    assert found == ({(1, 2)} if are_same else {(1,), (2,)})


def test_the_example_register_is_followed_as_it_truly_is() -> None:
    following = measure(7)

    assert following.precision >= 0.98
    assert following.recall >= 0.95
