"""Every setting is documented, and a wrong value is told in one clear sentence."""

from pathlib import Path

import pytest

from assistant.errors import AssistantError
from assistant.library_wiring import local_person, read_settings
from assistant.settings import Settings
from ingest.types import INTERNAL
from tests.conftest import ROOT

NAMES = [f"LARDOM_{name.upper()}" for name in Settings.model_fields]


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the developer's environment nor their `.env` decides what these tests see."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_stands_in_a_table_of_the_readme(name: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    rows = [line for line in readme.splitlines() if line.lstrip().startswith("|")]
    assert any(f"`{name}`" in row for row in rows), f"{name} saknas i en tabell i README.md"


def test_every_setting_is_described_in_the_code() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_without_anything_set_the_defaults_hold() -> None:
    settings = read_settings()

    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert (settings.chat_model, settings.groups) == ("", "")
    assert settings.data == Path("data")


def test_the_environment_goes_before_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("LARDOM_PORT=8001\nLARDOM_GROUPS=å\n", encoding="utf-8")
    monkeypatch.setenv("LARDOM_PORT", "8002")

    settings = read_settings()

    assert (settings.port, settings.groups) == (8002, "å")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("LARDOM_PORT=hundra", "LARDOM_PORT=”hundra” är inte tillåten: det ska vara ett heltal."),
        ("LARDOM_PORT=70000", "LARDOM_PORT=”70000” är inte tillåten: det får vara högst 65535."),
        ("LARDOM_PORT=0", "LARDOM_PORT=”0” är inte tillåten: det ska vara minst 1."),
        ("LARDOM_WORKERS=-1", "LARDOM_WORKERS=”-1” är inte tillåten: det ska vara minst 0."),
        ("LARDOM_CHAT_TIMEOUT=0", "”0” är inte tillåten: det ska vara större än 0."),
        ("LARDOM_CHAT_TIMEOUT=nan", "LARDOM_CHAT_TIMEOUT=”nan” är inte tillåten: "),
        ("LARDOM_CHAT_TIMEOUT=x", "LARDOM_CHAT_TIMEOUT=”x” är inte tillåten: det ska vara ett tal"),
    ],
)
def test_a_wrong_value_is_told_with_its_name_and_the_rule(
    tmp_path: Path, line: str, said: str
) -> None:
    (tmp_path / ".env").write_text(f"{line}\n", encoding="utf-8")

    with pytest.raises(AssistantError) as refused:
        read_settings()

    assert said in str(refused.value)
    assert ".env" in refused.value.remedy
    assert "\n" not in str(refused.value)


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("LARDOM_GROUPS=åäö\n".encode("latin-1"))

    with pytest.raises(AssistantError, match="UTF-8"):
        read_settings()


def test_what_is_not_ours_in_the_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DATABASE=x\nLARDOM_OKÄND=1\n", encoding="utf-8")

    assert read_settings().port == 8000


def test_the_key_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LARDOM_CHAT_KEY", "mycket hemligt")

    assert "mycket hemligt" not in f"{read_settings()} {read_settings()!r}"


@pytest.mark.parametrize(
    ("groups", "known"),
    [("", set()), ("styrgrupp", {"styrgrupp"}), (" a , b,, c ", {"a", "b", "c"})],
    ids=["none", "one", "several"],
)
def test_groups_are_told_apart_by_commas(
    monkeypatch: pytest.MonkeyPatch, groups: str, known: set[str]
) -> None:
    monkeypatch.setenv("LARDOM_GROUPS", groups)

    assert local_person(read_settings()).asker.groups == known | {INTERNAL}
