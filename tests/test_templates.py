"""The templates of the pages say nothing by themselves: every word is out of the message files."""

import json
import re
from pathlib import Path

import pytest

from assistant.showing.languages import LANGUAGES, Language

PAGES = Path(__file__).parent.parent / "assistant" / "showing" / "pages"
MESSAGES = PAGES.parent.parent / "messages"
TEMPLATES = sorted(PAGES.glob("*.html"))
_STATEMENTS = re.compile(r"{%.*?%}|{#.*?#}", re.DOTALL)
_CLASS = re.compile(r"{% block kind %}.*?{% endblock %}")
_SAID = re.compile(r"{{(.*?)}}", re.DOTALL)
_CODE = re.compile(r"<code>.*?</code>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>", re.DOTALL)
_HEARD = re.compile(r'\b(?:aria-label|alt|title|placeholder|label)="([^"]*)"')
_KEY = re.compile(r"""\bt\(\s*"([a-z_]+\.[a-z_]+)\"""")
_LITERAL = re.compile(r'"([^"]*)"')
_LETTER = re.compile(r"[^\W\d_]")
_SWEDISH = re.compile(r"[åäöÅÄÖ]")
_SAME = re.compile("XLSX|UTC|light dark")
"""A sort of file, a clock and a value of an attribute: the same in every language."""


def words_of(template: str) -> list[str]:
    """What a template says beside what it fetches: in its text, its names, its expressions."""
    plain = _STATEMENTS.sub(" ", _CLASS.sub("", template))
    expressions = _SAID.findall(plain)
    text = _CODE.sub(" ", _SAID.sub(" ", plain))
    heard = _HEARD.findall(_SAID.sub("", plain))
    spoken = [*_TAG.sub("\n", text).split("\n"), *heard]
    literals = [
        literal
        for expression in expressions
        for literal in _LITERAL.findall(_KEY.sub("", expression))
        if " " in _SAME.sub("", literal).strip() or _SWEDISH.search(literal)
    ]
    found = [one.strip() for one in spoken if _LETTER.search(_SAME.sub("", one))]
    return [*found, *literals, *(line for line in template.split("\n") if _SWEDISH.search(line))]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_holds_no_words_of_its_own(template: Path) -> None:
    assert words_of(template.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "told",
    [
        pytest.param("<p>Projekt</p>", id="text"),
        pytest.param('<a href="/">{{ name }}: visa</a>', id="text beside a value"),
        pytest.param('<div aria-label="Rader"></div>', id="name for those who listen"),
        pytest.param('{{ "tom cell" if one else two }}', id="literal"),
        pytest.param('{% set word = "rättad" %}', id="statement"),
    ],
)
def test_a_word_in_a_template_is_found(told: str) -> None:
    assert words_of(told)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_what_a_template_fetches_is_there(template: Path, language: Language) -> None:
    texts = {
        f"{part.stem}.{name}"
        for part in (MESSAGES / language / "pages").glob("*.json")
        for name in json.loads(part.read_text("utf-8"))
    }

    assert set(_KEY.findall(template.read_text("utf-8"))) <= texts
