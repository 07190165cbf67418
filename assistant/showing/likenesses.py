"""Similar projects as they are shown: why they are alike, and how they went."""

from dataclasses import dataclass

from assistant.addresses import project_url
from assistant.figures.likeness import Likely
from assistant.figures.similar import Shared, Similar, Trait
from assistant.showing.languages import Messages
from assistant.showing.outcomes import OutcomeShown, outcome_of
from assistant.showing.wording import word_in

_TRAITS = {
    Shared.PURPOSE: "project.alike_purpose",
    Shared.KIND: "project.same_kind",
    Shared.SYSTEM: "project.same_system",
    Shared.SIZE: "project.alike_budget",
    Shared.LENGTH: "project.alike_length",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarShown:
    """A project like another: `likeness` is 0 to 1, `why` what they share, in words."""

    project_id: int
    name: str
    agency_id: int
    agency: str
    year: int
    likeness: float
    why: tuple[str, ...]
    went: OutcomeShown
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarList:
    """The JSON of `GET /api/v1/projects/similar`: best first, of `compared` projects."""

    compared: int
    projects: tuple[SimilarShown, ...]


def similar_list(likely: Likely, messages: Messages) -> SimilarList:
    """The projects that were found alike; why, and how they went, in the messages' language."""
    return SimilarList(
        compared=likely.compared,
        projects=tuple(_similar(one, messages) for one in likely.projects),
    )


def _similar(one: Similar, messages: Messages) -> SimilarShown:
    known = one.project
    return SimilarShown(
        project_id=known.id,
        name=known.newest.name,
        agency_id=known.newest.agency,
        agency=known.agency,
        year=known.newest.year,
        likeness=one.likeness,
        why=tuple(_said(trait, messages) for trait in one.traits),
        went=outcome_of(known.newest, messages),
        url=project_url(known.id),
    )


def _said(trait: Trait, messages: Messages) -> str:
    value = word_in(messages, trait.value) if trait.shared is Shared.KIND else trait.value
    return messages.say(_TRAITS[trait.shared], value=value)
