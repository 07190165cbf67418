"""A project's profile: all years, corrections, what it may be one with, documents, its like."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.addresses import project_url
from assistant.errors import NotFoundError
from assistant.figures.chart_words import ENGLISH, SWEDISH
from assistant.figures.charts import Chart
from assistant.figures.project_charts import chart_of_money, chart_of_plans
from assistant.figures.similar import as_wanted
from assistant.service import Service
from assistant.showing.languages import Language, Messages
from assistant.showing.likenesses import SimilarShown, similar_list
from assistant.showing.naming_documents import DocumentNaming, documents_naming
from assistant.showing.outcomes import OutcomeShown, outcome_of
from assistant.showing.values import ValueShown, value_shown
from assistant.showing.years import ChangeShown, YearShown, changes_shown, year_shown
from ingest.record.register.matches import MatchHeld, RowMatched
from ingest.register.profiles import ProjectKnown
from ingest.register.seen import SeenRegister
from ingest.register.types import Collection

MOST_SIMILAR = 5
_CHART_WORDS = {"sv": SWEDISH, "en": ENGLISH}


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchShown:
    """A row that may be of this project too, and that nobody has spoken of: 0 to 1 how likely.

    `match_id` names the pair; `project_id` is the project that the other row is held to be of.
    """

    match_id: int
    project_id: int | None
    agency: str
    year: int
    name: ValueShown
    likeness: float
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectProfile:
    """The JSON of `GET /api/v1/projects/{id}`; years and corrections the oldest first.

    `went` is by the newest year. `plans` and `money` are addresses of pictures without their ending
    (.svg, .png), `plans_text` and `money_text` what they show; None where there is nothing to draw.
    """

    project_id: int
    name: str
    names: tuple[str, ...]
    agency_id: int
    agency: str
    is_example: bool
    went: OutcomeShown
    years: tuple[YearShown, ...]
    corrections: tuple[ChangeShown, ...]
    uncertain: tuple[MatchShown, ...]
    documents: tuple[DocumentNaming, ...]
    similar: tuple[SimilarShown, ...]
    plans: str | None
    plans_text: str | None
    money: str | None
    money_text: str | None
    url: str


def profile_of(service: Service, project_id: int, messages: Messages) -> ProjectProfile:
    """All that may be seen of a project; raises NotFoundError where that is nothing.

    How it and its like went and what is drawn is told in the messages' language.
    """
    seen, known = find_project(service, project_id)
    told = seen.rows([state.row for state in known.states])
    collections = _collections(seen)
    there = [
        (state, told[state.row], collections[state.book])
        for state in known.states
        if state.row in told
    ]
    years = tuple(year_shown(state, row, collection) for state, row, collection in there)
    names = tuple(dict.fromkeys(state.name for state in reversed(known.states)))
    words = _CHART_WORDS[messages.language]
    plans, money = chart_of_plans(known, words), chart_of_money(known, words)
    like = service.likeness.like(as_wanted(known), service.asker.may_see, MOST_SIMILAR)
    return ProjectProfile(
        project_id=known.id,
        name=known.newest.name,
        names=names,
        agency_id=known.newest.agency,
        agency=known.agency,
        is_example=all(year.is_example for year in years),
        went=outcome_of(known.newest, messages),
        years=years,
        corrections=tuple(
            change for state, row, _ in there for change in changes_shown(state, row)
        ),
        uncertain=_uncertain(seen, [state.row for state in known.states]),
        documents=documents_naming(service, names),
        similar=similar_list(like, messages).projects,
        plans=f"/api/v1/projects/{known.id}/plans" if plans else None,
        plans_text=plans.summary if plans else None,
        money=f"/api/v1/projects/{known.id}/money" if money else None,
        money_text=money.summary if money else None,
        url=project_url(known.id),
    )


def plans_of(service: Service, project_id: int, language: Language) -> Chart:
    """The picture of a project's plans; raises NotFoundError where there is nothing to draw."""
    chart = chart_of_plans(find_project(service, project_id)[1], _CHART_WORDS[language])
    return _to_draw(chart, f"Projektet {project_id} har inga datum att rita.")


def money_of(service: Service, project_id: int, language: Language) -> Chart:
    """The picture of a project's money; raises NotFoundError where there is nothing to draw."""
    chart = chart_of_money(find_project(service, project_id)[1], _CHART_WORDS[language])
    return _to_draw(chart, f"Projektet {project_id} har för få belopp att rita.")


def _to_draw(chart: Chart | None, lacking: str) -> Chart:
    if chart is None:
        raise NotFoundError(lacking, "Se dess uppgifter i stället.")
    return chart


def find_project(service: Service, project_id: int) -> tuple[SeenRegister, ProjectKnown]:
    """A project, in the register as the asker sees it; raises NotFoundError."""
    seen = service.register.seen(service.asker.may_see)
    found = seen.projects([project_id]) if seen else ()
    if seen is None or not found:
        raise NotFoundError(
            f"Registret har inget projekt {project_id}.",
            "Se vilka som finns i listan över projekt.",
        )
    return seen, found[0]


def _collections(seen: SeenRegister) -> dict[int, Collection]:
    """The collection of each workbook, as that one tells of it, by the workbook's id."""
    return {book.id: held.of(book.id) for held in seen.collections() for book in held.books}


def _uncertain(seen: SeenRegister, rows: Sequence[int]) -> tuple[MatchShown, ...]:
    found = []
    for match in seen.matches():
        if match.earlier.id in rows:
            found.append(_match(match, match.later))
        elif match.later.id in rows:
            found.append(_match(match, match.earlier))
    return tuple(found)


def _match(match: MatchHeld, other: RowMatched) -> MatchShown:
    return MatchShown(
        match_id=match.id,
        project_id=other.project,
        agency=other.agency,
        year=other.year,
        name=value_shown(other.name),
        likeness=match.likeness,
        url=None if other.project is None else project_url(other.project),
    )
