"""The register's agencies, and what the library lacks of them and beside them."""

from typing import Annotated

from fastapi import APIRouter
from fastapi import Path as InPath

from assistant.api import example_register, examples
from assistant.api.bounds import LARGEST_NUMBER
from assistant.api.entry import Here
from assistant.showing.agencies import AgencyInFull, AgencyList, agency_in_full, agency_list
from assistant.showing.coverage import CoverageShown, coverage_shown

AgencyId = Annotated[int, InPath(ge=1, le=LARGEST_NUMBER, description="The agency's id.")]


def agency_routes() -> APIRouter:
    """The routes that show agencies and coverage."""
    routes = APIRouter(prefix="/api/v1", tags=["Register"])

    @routes.get("/agencies", responses=examples.responses(example_register.AGENCIES, 503))
    def agencies(service: Here) -> AgencyList:
        """List every agency of the register that the asker may see, by name."""
        may_see = service.asker.may_see
        return agency_list(service.register.seen(may_see), service.register.catalogue(may_see))

    @routes.get(
        "/agencies/{agency_id}",
        responses=examples.responses(example_register.AGENCY, 404, 422, 503),
    )
    def agency(service: Here, agency_id: AgencyId) -> AgencyInFull:
        """Give one agency with its figures, each with its cell, and its projects."""
        may_see = service.asker.may_see
        seen, catalogue = service.register.seen(may_see), service.register.catalogue(may_see)
        return agency_in_full(seen, catalogue, agency_id)

    @routes.get("/coverage", responses=examples.responses(example_register.COVERAGE, 503))
    def coverage(service: Here) -> CoverageShown:
        """Tell which agencies, years, measures and kinds of document the library has and lacks."""
        return coverage_shown(service)

    return routes
