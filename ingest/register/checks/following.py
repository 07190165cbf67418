"""The row of a project in the collection before, where it is plainly the same project.

Only for the checks: matching all projects over the years, renamed ones too, is another's work.
"""

from collections.abc import Iterator, Sequence

from ingest.register.checks.gathering import Gathered, Project, words_of


def rows_before(gathered: Gathered, book: int) -> Iterator[tuple[Project, Project | None]]:
    """Each project of a collection, with its row in the nearest earlier one."""
    earlier = [year for year in {one.book for one in gathered.projects} if year < book]
    last = max(earlier, default=None)
    taken_over = {one.agency: one.successor for one in gathered.asked if one.successor}
    rows: dict[str, list[Project]] = {}
    for one in gathered.projects:
        if one.book == last:
            rows.setdefault(taken_over.get(one.agency, one.agency), []).append(one)
    for project in gathered.projects:
        if project.book == book:
            yield project, _same(project, rows.get(project.agency, ()))


def _same(project: Project, others: Sequence[Project]) -> Project | None:
    named = [other for other in others if words_of(other.name) == words_of(project.name)]
    if named:
        return named[0]
    return next((other for other in others if _is_alike(project, other)), None)


def _is_alike(one: Project, other: Project) -> bool:
    """The same beginning and system."""
    traits = ("start", "system")
    return all(one.text(trait) and one.text(trait) == other.text(trait) for trait in traits)
