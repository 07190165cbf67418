"""`/api/v1/curated`: curated answers are written, reviewed and pinned to questions."""

from fastapi import APIRouter

from assistant.api import examples
from assistant.api.ask import LARGEST_BODY
from assistant.api.curated_bodies import CuratedBody, CuratedChanged, CuratedId, CuratedStep
from assistant.api.curated_json import CURATED, CuratedList, CuratedShown, curated_shown
from assistant.api.entry import Here
from assistant.auditing import Action
from assistant.curated.keeping import StepWanted
from assistant.service import Service
from ingest.record.curated_types import Curated, CuratedText


def curated_routes() -> APIRouter:
    """The routes for those who write and review curated answers."""
    routes = APIRouter(prefix="/api/v1/curated", tags=["Granskade svar"])

    @routes.get("", responses=examples.responses({"curated": [CURATED]}, 503))
    def curated(service: Here) -> CuratedList:
        """List the curated answers that the caller may work with, those changed last first.

        One that rests on a source which the caller may not see is not there for them. Of those
        pinned, `expired` and `needs_review` are not shown to anybody who asks.
        """
        found = service.curated.listed(service.caller)
        return CuratedList(curated=tuple(curated_shown(service, one) for one in found))

    @routes.post(
        "",
        status_code=201,
        responses=examples.responses(CURATED, 400, 413, 422, 503, success=201),
        max_body_size=LARGEST_BODY,
    )
    def write(service: Here, body: CuratedBody) -> CuratedShown:
        """Write a curated answer: a draft, which nobody else sees until it is submitted.

        422 names the sentence whose quote does not stand word for word in its document, or that
        its quotes do not bear.
        """
        return curated_shown(service, written_noted(service, body.as_text()))

    _add_one(routes)
    return routes


def _add_one(routes: APIRouter) -> None:
    @routes.get("/{curated_id}", responses=examples.responses(CURATED, 404, 422, 503))
    def one(service: Here, curated_id: CuratedId) -> CuratedShown:
        """Give one curated answer."""
        return curated_shown(service, service.curated.find(service.caller, curated_id))

    @routes.put(
        "/{curated_id}",
        responses=examples.responses(CURATED, 400, 404, 409, 413, 422, 503),
        max_body_size=LARGEST_BODY,
    )
    def edit(service: Here, curated_id: CuratedId, body: CuratedChanged) -> CuratedShown:
        """Change a draft, whole; 409 where it is no draft, or has changed since that revision."""
        return curated_shown(
            service, edited_noted(service, curated_id, body.as_text(), body.revision)
        )

    @routes.post(
        "/{curated_id}/steps",
        responses=examples.responses(CURATED, 400, 404, 409, 413, 422, 503),
        max_body_size=LARGEST_BODY,
    )
    def step(service: Here, curated_id: CuratedId, body: CuratedStep) -> CuratedShown:
        """Take a step with a curated answer: submit, send_back, pin, reopen or withdraw.

        It is pinned by another person than its author, where people sign in, is verified once more
        then, and not until every mark of what may be personal data is confirmed or removed. What is
        pinned, and what no longer is, holds from the next request on.
        """
        return curated_shown(service, step_noted(service, curated_id, body.as_wanted()))


def written_noted(service: Service, text: CuratedText) -> Curated:
    """Write a curated answer, and note it in the audit log."""
    curated = service.curated.write(service.caller, text)
    return _noted(service, curated, "write")


def edited_noted(service: Service, curated_id: str, text: CuratedText, revision: int) -> Curated:
    """Change a draft, and note it in the audit log."""
    curated = service.curated.edit(service.caller, curated_id, text, revision)
    return _noted(service, curated, "edit")


def step_noted(service: Service, curated_id: str, wanted: StepWanted) -> Curated:
    """Take a step with a curated answer, and note it in the audit log."""
    curated = service.curated.step(service.caller, curated_id, wanted)
    return _noted(service, curated, wanted.step.value)


def _noted(service: Service, curated: Curated, done: str) -> Curated:
    service.auditor.note(service.caller, Action.CURATED, f"curated:{curated.id}:{done}")
    return curated
