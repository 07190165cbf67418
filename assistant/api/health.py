"""`/livez`: the process answers. `/readyz`: the library can be asked, and how well."""

from dataclasses import dataclass
from enum import StrEnum

from fastapi import APIRouter

from assistant.api.entry import Here
from assistant.api.failures import Failed
from assistant.library import OpenLibrary
from ingest.index.exact import ExactVectors


class Dense(StrEnum):
    """How vectors are searched: `exact` reads the record's, slowly, until the index is mended."""

    CHROMA = "chroma"
    EXACT = "exact"
    NONE = "none"


class Lexical(StrEnum):
    """How words are searched."""

    TANTIVY = "tantivy"
    NONE = "none"


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
    dense: Dense
    lexical: Lexical
    trouble: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """`status` alone, as `Ready` has it."""

    status: str


def health_routes(*, is_told_whole: bool) -> APIRouter:
    """The routes for those who watch over the service; with numbers where nobody but them asks."""
    routes = APIRouter(tags=["Drift"])

    @routes.get("/livez")
    def livez() -> Alive:
        """Say that the process answers."""
        return Alive(status="alive")

    @routes.get("/readyz", responses={503: {"model": Failed}})
    def readyz(service: Here) -> Ready | Readiness:
        """Say whether the library can be asked; 503 when it cannot.

        Where people sign in that is all, for whoever asks: the numbers count hidden documents too.
        """
        library = service.library.current()
        status = "degraded" if library.trouble else "ready"
        if not is_told_whole:
            return Readiness(status=status)
        return Ready(
            status=status,
            generation=library.generation,
            documents=len(library.record.documents()),
            chunks=library.chunks,
            dense=_dense(library),
            lexical=Lexical.TANTIVY if library.lexical else Lexical.NONE,
            trouble=library.trouble,
        )

    return routes


def _dense(library: OpenLibrary) -> Dense:
    if library.vectors is None:
        return Dense.NONE
    return Dense.EXACT if isinstance(library.vectors, ExactVectors) else Dense.CHROMA
