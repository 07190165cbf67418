"""`POST /api/v1/visitors`: a pass for whoever asks through the widget."""

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from assistant.api import examples
from assistant.api.origins import VISITORS
from assistant.api.recognising import address_of
from assistant.errors import ForbiddenError, NotFoundError
from assistant.people.limiting import Counted
from assistant.people.settings import SignInMode
from assistant.people.sign_in import SignIn

PASS = {"token": "lv_eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9…", "seconds": 600}


class PassGiven(BaseModel):
    """A pass for one web site's visitors."""

    token: str = Field(description="To be sent as `Authorization: Bearer …` with a question.")
    seconds: int = Field(description="So long it holds.")


def visitor_routes(sign_in: SignIn | None, origins: tuple[str, ...]) -> APIRouter:
    """The route that gives passes, where any web site is listed that may have visitors."""
    routes = APIRouter(tags=["Frågor"])

    @routes.post(VISITORS, status_code=201, responses=examples.responses(PASS, 404, success=201))
    def visitors(request: Request) -> PassGiven:
        """Give a pass to a page of a listed web site, or of this one.

        It lets its holder ask, on pages of the same origin, about what is open to everyone.
        Where nobody has to sign in, or no web site is listed, there are none (404).
        """
        if sign_in is None or sign_in.mode is SignInMode.LOCAL:
            raise NotFoundError("Här behövs inget besökspass.", "Ställ frågan direkt.")
        if not origins:  # else signing in would be of free choice
            raise closed_to_visitors()
        origin = request.headers.get("origin")
        if origin is None:  # those that may not are refused by `origins` before this
            raise ForbiddenError(
                "Besökspass ges bara till webbsidor.", "Andra system använder en nyckel."
            )
        address = address_of(request, sign_in)
        sign_in.limits.take(Counted.PASS, address, sign_in.most.visitor)
        given = sign_in.visitors.make(origin)
        return PassGiven(token=given.token, seconds=given.seconds)

    return routes


def closed_to_visitors() -> NotFoundError:
    """What is told where people sign in and no web site is listed."""
    return NotFoundError(
        "Tjänsten tar inte emot besökare som inte har loggat in.",
        "Logga in. Den som sköter tjänsten öppnar den för besökare med LARDOM_ORIGINS.",
    )
