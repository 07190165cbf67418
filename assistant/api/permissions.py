"""Who may ask what of the service: every route, by method and path, with the roles it is for.

These lists are the only thing that opens a route. What is in none of them is for nobody.
"""

from collections.abc import Iterator

from assistant.people.types import Role

Route = tuple[str, str]


def _routes(listed: str) -> Iterator[Route]:
    """The method and the path of every line."""
    for line in listed.split("\n"):
        if line.strip():
            method, path = line.split()
            yield method, path


PUBLIC = frozenset(
    _routes("""
    GET  /livez
    GET  /readyz
    GET  /widget.js
    GET  /embed
    GET  /sprak/{language}
    GET  /logga-in
    GET  /logga-in/start
    GET  /logga-in/svar
    POST /logga-ut
    GET  /logga-ut/klart
    POST /logga-ut/av-inloggningstjansten
    POST /api/v1/visitors
    """)
)
"""Open also to those who have not made themselves known."""

_OF_ASKING = _routes("""
    POST /api/v1/ask
""")
_OF_READING = _routes("""
    GET  /
    GET  /dokument/{document_id}
    GET  /sok
    GET  /projekt
    GET  /projekt/{project_id}
    GET  /tackning
    GET  /nyckeltal
    GET  /register
    GET  /register/blad
    GET  /api/v1/search
    GET  /api/v1/search/documents
    GET  /api/v1/examples
    GET  /api/v1/filters
    GET  /api/v1/answers/{answer_id}.json
    GET  /api/v1/answers/{answer_id}.md
    GET  /api/v1/answers/{answer_id}.docx
    GET  /api/v1/answers/{answer_id}.pdf
    POST /api/v1/answers/{answer_id}/replay
    POST /api/v1/answers/{answer_id}/feedback
    GET  /api/v1/documents
    GET  /api/v1/documents/{document_id}
    GET  /api/v1/documents/{document_id}/pages/{number}/picture
    GET  /api/v1/documents/{document_id}/dublin-core
    GET  /api/v1/figures
    GET  /api/v1/figures/picture.svg
    GET  /api/v1/figures/picture.png
    GET  /api/v1/figures/table.csv
    GET  /api/v1/figures/table.xlsx
    GET  /api/v1/agencies
    GET  /api/v1/agencies/{agency_id}
    GET  /api/v1/coverage
    GET  /api/v1/projects
    GET  /api/v1/projects/similar
    GET  /api/v1/projects/{project_id}
    GET  /api/v1/projects/{project_id}/plans.svg
    GET  /api/v1/projects/{project_id}/plans.png
    GET  /api/v1/projects/{project_id}/money.svg
    GET  /api/v1/projects/{project_id}/money.png
""")
_OF_LESSONS = _routes("""
    GET /lardomar
    GET /lardomar/{lesson_id}
    GET /api/v1/lessons
    GET /api/v1/lessons/template.md
    GET /api/v1/lessons/template.docx
    GET /api/v1/lessons/feed.atom
    GET /api/v1/lessons/{lesson_id}
    GET /api/v1/lessons/{lesson_id}/attachments
    GET /api/v1/lessons/{lesson_id}/attachments/{attachment_id}
""")
_OF_WRITING_LESSONS = _routes("""
    GET  /lardomar/ny
    POST /lardomar/ny
    POST /lardomar/fil
    POST /lardomar/forslag
    GET  /lardomar/{lesson_id}/andra
    POST /lardomar/{lesson_id}/andra
    POST /api/v1/lessons
    POST /api/v1/lessons/drafts/file
    POST /api/v1/lessons/drafts/docx
    POST /api/v1/lessons/drafts/proposed
    PUT  /api/v1/lessons/{lesson_id}/text
    POST /lardomar/{lesson_id}/bilagor
    POST /lardomar/{lesson_id}/bilagor/{attachment_id}/ta-bort
    POST   /api/v1/lessons/{lesson_id}/attachments
    DELETE /api/v1/lessons/{lesson_id}/attachments/{attachment_id}
""")
_OF_WORK_ON_LESSONS = _routes("""
    POST /lardomar/{lesson_id}/steg
    POST /lardomar/{lesson_id}/kommentar
    POST /api/v1/lessons/{lesson_id}/steps
    GET  /api/v1/lessons/{lesson_id}/changes
    GET  /api/v1/lessons/{lesson_id}/comments
    POST /api/v1/lessons/{lesson_id}/comments
""")
_OF_WRITING_CURATED = _routes("""
    GET  /granskade-svar/ny
    POST /granskade-svar/ny
    GET  /granskade-svar/{curated_id}/andra
    POST /granskade-svar/{curated_id}/andra
    POST /api/v1/curated
    PUT  /api/v1/curated/{curated_id}
""")
_OF_WORK_ON_CURATED = _routes("""
    GET  /granskade-svar
    GET  /granskade-svar/{curated_id}
    POST /granskade-svar/{curated_id}/steg
    GET  /api/v1/curated
    GET  /api/v1/curated/{curated_id}
    POST /api/v1/curated/{curated_id}/steps
""")
_OF_TASKS = _routes("""
    GET  /uppgifter
    POST /uppgifter
    POST /uppgifter/{task_id}/steg
    GET  /api/v1/tasks
    POST /api/v1/tasks
    POST /api/v1/tasks/{task_id}/steps
""")
_OF_EDITING = _routes("""
    POST  /api/v1/documents
    PATCH /api/v1/documents/{document_id}/metadata
    GET   /api/v1/documents/{document_id}/corrections
    GET   /api/v1/documents/{document_id}/visibility
    PATCH /api/v1/documents/{document_id}/access
    POST  /api/v1/documents/{document_id}/withdrawal
    GET   /dokument/{document_id}/synlighet
    POST  /dokument/{document_id}/synlighet
    GET   /ladda-upp
    POST  /ladda-upp
    GET   /api/v1/uploads/visibility
    GET   /markeringar
    POST  /markeringar/{mark_id}
    GET   /api/v1/marks
    POST  /api/v1/marks/{mark_id}/settlement
""")
_OF_RUNNING = _routes("""
    GET /inlasningar
    GET /inlasningar/{number}
    GET /api/v1/runs
    GET /api/v1/runs/{run_id}
    GET /obesvarade
""")
_OF_REVIEWING = _routes("""
    GET /register/granskning/{collection_id}
    GET /api/v1/register/collections/{collection_id}/lists/{agency_id}.xlsx
""")

_OF_SIGNED_IN = _routes("""
    GET /api/v1/me/records
""")
_OF_ARCHIVING = _routes("""
    GET    /api/v1/retention
    POST   /api/v1/retention/runs
    POST   /api/v1/retention/holds
    DELETE /api/v1/retention/holds/{hold_id}
""")
_OF_ADMINISTRATION = _routes("""
    GET /api/v1/switches
    PUT /api/v1/switches/{part}
""")
_OF_AUDITING = _routes("""
    GET /api/v1/audit
""")

PERMISSIONS: dict[Route, frozenset[Role]] = {
    **dict.fromkeys(_OF_ASKING, frozenset({Role.VISITOR, Role.READER})),
    **dict.fromkeys(_OF_READING, frozenset({Role.READER})),
    **dict.fromkeys(_OF_LESSONS, frozenset({Role.READER, Role.EDITOR, Role.REVIEWER})),
    **dict.fromkeys(_OF_WRITING_LESSONS, frozenset({Role.EDITOR})),
    **dict.fromkeys(_OF_WORK_ON_LESSONS, frozenset({Role.EDITOR, Role.REVIEWER})),
    **dict.fromkeys(_OF_WRITING_CURATED, frozenset({Role.EDITOR})),
    **dict.fromkeys(_OF_WORK_ON_CURATED, frozenset({Role.EDITOR, Role.REVIEWER})),
    **dict.fromkeys(_OF_TASKS, frozenset({Role.EDITOR})),
    **dict.fromkeys(_OF_EDITING, frozenset({Role.EDITOR})),
    **dict.fromkeys(_OF_RUNNING, frozenset({Role.EDITOR, Role.ADMINISTRATOR})),
    **dict.fromkeys(_OF_REVIEWING, frozenset({Role.EDITOR, Role.REVIEWER})),
    **dict.fromkeys(_OF_SIGNED_IN, frozenset(Role) - {Role.VISITOR}),
    **dict.fromkeys(_OF_ARCHIVING, frozenset({Role.ARCHIVIST})),
    **dict.fromkeys(_OF_ADMINISTRATION, frozenset({Role.ADMINISTRATOR})),
    **dict.fromkeys(_OF_AUDITING, frozenset({Role.AUDITOR})),
}


def methods_of(path: str) -> list[str]:
    """The methods that a path takes, in the order of the alphabet."""
    return sorted(method for method, known in (*PERMISSIONS, *PUBLIC) if known == path)
