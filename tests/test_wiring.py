"""What is built from the settings, and what refuses to be built."""

import json
import threading
from contextlib import closing
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from assistant.errors import ModelError, PromptError
from assistant.library_wiring import build_library, starter_corpus
from assistant.settings import Settings
from assistant.wiring import build_service
from ingest.errors import EmbedderError
from ingest.types import INTERNAL
from tests.conftest import ROOT


def settings(**values: Any) -> Settings:
    """Settings from these values alone, not from the environment or `.env`."""
    defaults: dict[str, Any] = {
        name: field.default for name, field in Settings.model_fields.items()
    }
    return Settings.model_construct(**{**defaults, **values})


def test_the_service_answers_from_the_data_folder_that_is_set(starter_data: Path) -> None:
    with closing(build_service(settings(data=starter_data, groups="a,b"))) as service:
        answer = service.assistant.ask("Vad är nyttorealisering?", service.asker)

    assert answer.citations
    assert service.asker.groups == {"a", "b", INTERNAL}


def test_the_library_to_write_is_the_one_that_is_set(tmp_path: Path) -> None:
    library = build_library(settings(data=tmp_path, workers=3))

    assert (library.data, library.workers) == (tmp_path, 3)


def test_the_starter_material_is_there() -> None:
    assert starter_corpus() == ROOT / "corpus"
    assert any(starter_corpus().rglob("*.pdf"))


def test_a_model_that_is_not_whole_is_told_by_name(tmp_path: Path) -> None:
    static = [{"path": "", "type": "sentence_transformers.models.StaticEmbedding"}]
    (tmp_path / "modules.json").write_text(json.dumps(static), encoding="utf-8")

    with pytest.raises(EmbedderError, match=tmp_path.name):
        build_service(settings(data=tmp_path, embedding_model=str(tmp_path)))


def test_a_language_model_that_cannot_be_used_is_told_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="LARDOM_CHAT_MODEL"):
        build_service(settings(data=tmp_path, chat_model="okänd:modell"))


def test_a_prompt_that_is_missing_is_told_at_the_start(tmp_path: Path) -> None:
    unused = "http://127.0.0.1:9/v1"

    with pytest.raises(PromptError, match="LARDOM_PROMPTS"):
        build_service(
            settings(data=tmp_path, chat_model="openai:x", chat_url=unused, prompts=tmp_path)
        )


def test_conversations_are_kept_where_that_is_set(starter_data: Path, tmp_path: Path) -> None:
    data = Path(copytree(starter_data, tmp_path / "data"))

    with closing(build_service(settings(data=data, keep_conversations=2))) as keeping:
        kept = keeping.conversations.begin()
    with closing(build_service(settings(data=data))) as forgetting:
        nothing = forgetting.conversations.begin()

    assert kept is not None
    assert nothing is None


def test_a_language_model_writes_and_rewrites_and_is_closed(starter_data: Path) -> None:
    unused = "http://127.0.0.1:9/v1"
    before = threading.enumerate()

    with closing(
        build_service(settings(data=starter_data, chat_model="openai:x", chat_url=unused))
    ) as service:
        answer = service.assistant.ask("Och 2014?", service.asker, earlier=["Vad kostade Pust?"])
        begun = [one for one in threading.enumerate() if one not in before]
        threads = [one for one in begun if one.name == "language-model"]

    assert answer.understood_as
    assert len(service.models) == 2
    assert len(threads) == 2
    assert not any(one.is_alive() for one in threads)
