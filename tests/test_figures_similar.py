"""Projects like another are found by what they are for, whatever they are called."""

import pytest

from assistant.figures.similar import Shared, SimilarProjects, Trait, Wanted, as_wanted
from ingest.embedding import Embedder, load_embedder
from ingest.register.profiles import ProjectKnown, ProjectState
from tests.bench.register_similar import measure


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder("")


def known(number: int, name: str, purpose: str, **but: object) -> ProjectKnown:
    given: dict[str, object] = dict.fromkeys(ProjectState.__dataclass_fields__)
    told = {"name": name, "purpose": purpose, "year": 2017, "row": 0, "book": 0, "agency": 1}
    state = ProjectState(**{**given, **told, **but})  # type: ignore[arg-type]  # fields by name
    return ProjectKnown(id=number, agency="Exempelverket", states=(state,))


PROJECTS = (
    known(1, "Nytt lönesystem", "Betala ut löner i tid.", kind="systembyte", budget=10e6),
    known(2, "Byte av löneprogram", "Lönerna ska komma rätt.", kind="systembyte", budget=12e6),
    known(3, "Drönare över skog", "Se skogsbränder från luften.", kind="nyutveckling"),
)


def test_a_registered_project_is_not_like_itself(embedder: Embedder) -> None:
    like = SimilarProjects(PROJECTS, embedder)

    found = like.like(as_wanted(PROJECTS[0]), 3)

    assert found[0].project.id == 2
    assert 1 not in {one.project.id for one in found}


def test_what_is_shared_is_told(embedder: Embedder) -> None:
    like = SimilarProjects(PROJECTS, embedder)

    found = like.like(as_wanted(PROJECTS[0]), 1)

    assert {
        Trait(shared=Shared.KIND, value="systembyte"),
        Trait(shared=Shared.SIZE),
    } <= set(found[0].traits)


def test_a_described_project_finds_those_like_it(embedder: Embedder) -> None:
    like = SimilarProjects(PROJECTS, embedder)

    found = like.like(Wanted(text="Vi ska byta system för löner"), 3)

    assert found[0].project.id in {1, 2}


def test_nothing_is_like_what_no_project_is_about(embedder: Embedder) -> None:
    like = SimilarProjects(PROJECTS, embedder)

    assert like.like(Wanted(text="ubåtar på månen"), 3) == ()


def test_siblings_told_of_in_other_words_are_among_the_first_three(embedder: Embedder) -> None:
    assert measure(7, embedder).share >= 0.95
