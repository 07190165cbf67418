"""Reads the settings, and builds what the library is written with.

Apart from `wiring`, whose rooms answer questions: a sync would wait for them to be imported.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from assistant.errors import AssistantError
from assistant.people.types import Caller, local_caller
from assistant.settings import Settings
from assistant.value_rules import broken_rule
from ingest.settings import LibrarySettings

if TYPE_CHECKING:
    from ingest.embedding import Embedder
    from ingest.index.processes import IndexProcess
    from ingest.web_sync import Web
    from ingest.work import Library

_INSTALLED = Path(__file__).parent.parent / "ingest" / "starter_corpus"
_CHECKOUT = Path(__file__).parent.parent / "corpus"


def read_settings() -> Settings:
    """The settings from the environment and `.env`.

    Raises:
        AssistantError: naming the variable, its value and the rule, when one is not allowed;
            or when `.env` cannot be read.
    """
    try:
        return Settings()
    except ValidationError as error:
        wrong = error.errors()[0]
        name = "LARDOM_" + "_".join(str(part) for part in wrong["loc"]).upper()
        value = repr(str(wrong["input"]))[1:-1]  # on one line, whatever it holds
        rule = broken_rule(wrong["type"], wrong.get("ctx", {}))
        raise AssistantError(
            f"Inställningen {name}=”{value}” är inte tillåten: {rule}.",
            "Rätta den i miljön eller i filen .env.",
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise AssistantError(
            "Filen .env går inte att läsa.", "Spara den som text i UTF-8, läsbar för dig."
        ) from error


def starter_corpus() -> Path:
    """The folder with the starter material: the installed copy, or the checkout's."""
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT


def build_embedder(settings: LibrarySettings) -> "Embedder":
    """The embedding model that is set."""
    from ingest.embedding import load_embedder  # noqa: PLC0415  (settings alone need none of it)

    return load_embedder(
        settings.embedding_model,
        batch_size=settings.embedding_batch,
        device=settings.embedding_device,
    )


def build_library(settings: LibrarySettings, ahead: "IndexProcess | None" = None) -> "Library":
    """The library to write to; `ahead` is a child that will publish, if one is there."""
    from ingest.programs import help_from  # noqa: PLC0415  (whoever only asks needs none of it)
    from ingest.work import Library  # noqa: PLC0415  (the same)

    return Library(
        data=settings.data,
        embedder=build_embedder(settings),
        workers=settings.workers,
        programs=help_from(settings.data, ocr=settings.ocr, office=settings.office),
        ahead=ahead,
    )


def build_web(settings: LibrarySettings, sources: Path | None) -> "Web":
    """What is to be fetched from the web, by a list; without one by the starter material's."""
    from ingest.material_names import SOURCE_LIST  # noqa: PLC0415  (it reads YAML)
    from ingest.web.types import Limits  # noqa: PLC0415  (whoever only asks needs none of it)
    from ingest.web_sync import Web  # noqa: PLC0415  (the same)

    limits = Limits(
        pause=settings.web_pause,
        most=settings.web_megabytes << 20,
        seconds=settings.web_seconds,
    )
    return Web(sources=sources or starter_corpus() / SOURCE_LIST, limits=limits)


def local_person(settings: Settings) -> Caller:
    """The person at this machine, with the groups that are set for them."""
    groups = (group.strip() for group in settings.groups.split(","))
    return local_caller(frozenset(filter(None, groups)))
