"""`GET /api/v1/uploads/visibility`: where files may come into, and who would see them there."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query

from assistant.api import examples
from assistant.api.entry import Here
from assistant.deciding import who_in_words
from assistant.service import Service
from assistant.uploading.folders import Coming
from assistant.uploading.rules import checked_groups

PLACE: dict[str, Any] = {
    "is_open": True,
    "folders": ["", "avtal"],
    "folder": "avtal",
    "inherited": ["internal"],
    "access": ["styrgrupp"],
    "where": "avtal/_access.yaml",
    "who_said": "Bara den som hör till styrgrupp får se det.",
    "is_for_you": True,
}
InFolder = Annotated[str, Query(max_length=1000, description="One of `folders`.")]
Narrowed = Annotated[
    list[str] | None,
    Query(description="For these alone, of those whom the folder is for.", examples=[["internal"]]),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPlace:
    """Who would see a file that is sent into `folder`; `who_said` in Swedish.

    `folders` are those that the caller may send files into, "" the outermost. `inherited` is what
    the folder says, `where` the rule file that says it. Where no files are taken, `is_open` is
    false, and nobody would see anything.
    """

    is_open: bool
    folders: tuple[str, ...]
    folder: str
    inherited: tuple[str, ...]
    access: tuple[str, ...]
    where: str
    who_said: str
    is_for_you: bool


def upload_place_routes() -> APIRouter:
    """The route about who would see what is sent."""
    routes = APIRouter(prefix="/api/v1/uploads", tags=["Dokument"])

    @routes.get("/visibility", responses=examples.responses(PLACE, 404, 422, 503))
    def visibility(service: Here, folder: InFolder = "", access: Narrowed = None) -> UploadPlace:
        """Tell who would see a file sent into a folder, and for whom `access` would narrow it to.

        A folder's rule is inherited from the folders above it. 404 for a folder that is not there,
        or not for the caller; 422 where nobody would be left. Send `access` and `expected` with the
        file as they are told here.
        """
        narrowed = None if access is None else checked_groups(access)
        return place_shown(service, folder, narrowed)

    return routes


def place_shown(service: Service, folder: str, narrowed: tuple[str, ...] | None) -> UploadPlace:
    """Who would see a file sent into a folder; raises as `Uploader.foresee`."""
    uploader, may_see = service.uploader, service.asker.may_see
    if not uploader.is_open:
        nothing = Coming(folder="", inherited=(), access=(), where="", is_for_asker=False)
        return _shown(nothing, (), is_open=False)
    coming = uploader.foresee(folder, narrowed, may_see)
    return _shown(coming, uploader.folders(may_see), is_open=True)


def _shown(coming: Coming, folders: tuple[str, ...], *, is_open: bool) -> UploadPlace:
    return UploadPlace(
        is_open=is_open,
        folders=folders,
        folder=coming.folder,
        inherited=coming.inherited,
        access=coming.access,
        where=coming.where,
        who_said=who_in_words(coming.access),
        is_for_you=coming.is_for_asker,
    )
