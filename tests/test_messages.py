"""The message files: every text in every language, with the same values, and none left over."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from assistant.showing.languages import LANGUAGES, messages

ROOT = Path(__file__).parent.parent / "assistant"
FILES = sorted(
    path.relative_to(ROOT / "messages" / "sv")
    for path in (ROOT / "messages" / "sv").rglob("*.json")
)
PAGES = [file for file in FILES if file.parent.name == "pages"]


def texts_of(language: str, file: Path) -> dict[str, str]:
    """Every text of a file by its key; a plural's forms have keys of their own."""
    return dict(flat(json.loads((ROOT / "messages" / language / file).read_text("utf-8")), ""))


def flat(texts: dict[str, Any], above: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, text in texts.items():
        key = f"{above}{name}"
        found += flat(text, f"{key}.") if isinstance(text, dict) else [(key, text)]
    return found


@pytest.mark.parametrize("file", FILES, ids=str)
def test_both_languages_say_the_same_things_with_the_same_values(file: Path) -> None:
    swedish, english = texts_of("sv", file), texts_of("en", file)

    assert swedish.keys() == english.keys()
    for key, text in swedish.items():
        assert sorted(set(re.findall(r"{\w+}", text))) == sorted(
            set(re.findall(r"{\w+}", english[key]))
        ), key
        assert text.strip(), key
        assert english[key].strip(), key


@pytest.mark.parametrize("file", PAGES, ids=str)
def test_every_text_of_the_pages_is_used(file: Path) -> None:
    part = file.stem
    sources = [
        *(ROOT / "showing").rglob("*.html"),
        *(ROOT / "showing").rglob("*.py"),
        *(ROOT / "api").rglob("*.py"),
    ]
    used = "\n".join(path.read_text("utf-8") for path in sources)
    names = json.loads((ROOT / "messages" / "sv" / file).read_text("utf-8"))

    unused = [name for name in names if f'"{part}.{name}"' not in used and f'"{name}"' not in used]

    assert unused == []


def test_every_text_of_the_scripts_is_used() -> None:
    used = "\n".join(path.read_text("utf-8") for path in (ROOT / "web" / "source").rglob("*.ts"))
    catalogue = json.loads((ROOT / "messages" / "sv" / "scripts.json").read_text("utf-8"))
    named = {"kinds", "statuses", "languages", "witnesses", "narrowed", "routes", "verdicts"}

    unused = [
        f"{part}.{name}"
        for part, texts in catalogue.items()
        for name in texts
        if part not in named and f'"{part}.{name}"' not in used
    ]

    assert unused == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_and_several_are_told_apart(language: Any) -> None:
    said = messages(language)

    assert said.number(1234567) == {"sv": "1\u00a0234\u00a0567", "en": "1,234,567"}[language]
    with pytest.raises(KeyError):
        said.say("frame.no_such_text")
