"""`/livez`: the process answers. `/readyz`: the library can be asked, and how well."""

from dataclasses import dataclass

from fastapi import APIRouter

from assistant.api.failures import Failed
from assistant.service import Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Alive:
    """The process answers."""

    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """`status` is "ready", or "degraded" with the reasons in `trouble`."""

    status: str
    generation: int
    documents: int
    chunks: int
    dense: str
    lexical: str
    trouble: tuple[str, ...]


def health_routes(service: Service) -> APIRouter:
    """The routes for those who watch over the service."""
    routes = APIRouter(tags=["Drift"])

    @routes.get("/livez")
    def livez() -> Alive:
        """Say that the process answers."""
        return Alive(status="alive")

    @routes.get("/readyz", responses={503: {"model": Failed}})
    def readyz() -> Ready:
        """Say whether the library can be asked; 503 when it cannot."""
        library = service.library.current()
        return Ready(
            status="degraded" if library.trouble else "ready",
            generation=library.generation,
            documents=len(library.record.documents()),
            chunks=library.chunks,
            dense=type(library.vectors).__name__,
            lexical=type(library.lexical).__name__,
            trouble=library.trouble,
        )

    return routes
