"""The page of the key figures, set by the server: a form, a picture and tables, no script."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.page_queries import read_query
from assistant.api.page_setting import Visit
from assistant.showing.figure_choices import Apart, FiguresWanted
from assistant.showing.key_figures import PATH, key_figures_page
from ingest.register.selection import Aggregate

_MOST_AGENCIES = 1000


class FiguresAsked(BaseModel):
    """What the form of the key figures says, by the names in its address."""

    model_config = ConfigDict(extra="forbid")

    matt: str = Field("", max_length=40)
    myndighet: list[int] = Field([], max_length=_MOST_AGENCIES)
    fran: int | None = Field(None, ge=1900, le=2200)
    till: int | None = Field(None, ge=1900, le=2200)
    per: Apart = Apart.YEAR
    hur: Aggregate | None = None
    priser: int | None = Field(None, ge=1900, le=2200)

    def as_wanted(self) -> FiguresWanted:
        """The same for the page."""
        return FiguresWanted(
            number=self.matt,
            agencies=tuple(dict.fromkeys(self.myndighet)),
            first=self.fran,
            last=self.till,
            apart=self.per,
            how=self.hur,
            price_year=self.priser,
        )


def figure_pages() -> APIRouter:
    """The page: key figures."""
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @routes.get(PATH)
    def key_figures(visit: Visit) -> HTMLResponse:
        return visit.page(
            lambda frame: key_figures_page(
                frame,
                visit.service,
                read_query(visit.request, FiguresAsked, "myndighet").as_wanted(),
            )
        )

    return routes
