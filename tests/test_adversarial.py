"""A model that lies about true passages, over HTTP: nothing unsupported gets past verification."""

import json
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from assistant.answering.chat_model import ChatModel
from assistant.answering.generative import GenerativeAnswerer
from assistant.asking import Assistant
from assistant.prompts import ANSWER, read_prompt
from assistant.types import Asker, Draft, Hit, Verdict
from assistant.verification.verifying import verify
from tests.adversaries import SHOWN, Claim, claims
from tests.chat_server import ChatServer, chat_server
from tests.conftest import ROOT
from tests.drafts import draft, hit, said_by
from tests.rewordings import QUOTED, REWORDED

CLAIMS = 200
HONEST = 60
SURVIVING = 0.85
QUESTIONS = """
Hur stora var myndigheternas totala it-kostnader 2016?
Hur många projekt granskade Riksrevisionen i RiR 2025:8?
Vem ledde expertgruppen för digitala investeringar?
Vad kostade projektet och när blev det klart?
Hur många myndigheter hade föråldrade it-system?
Varför överskred it-projekten sin budget 2009?
Hur länge pågår strategiska it-projekt i genomsnitt?
Vad heter ESV i dag?
Vilka orsaker till förseningar nämner Riksrevisionen?
Vad är nytta enligt vägledningen i nyttorealisering?
""".strip().splitlines()
HONESTLY = [*((quote, quote) for quote in QUOTED), *REWORDED]


class Liar:
    """A model that says one sentence with one quote, whatever it is asked."""

    def __init__(self, chat: ChatServer) -> None:
        self._chat = chat
        model = ChatModel(name="openai:exempel", url=chat.address, key="", timeout=10)
        self._answerer = GenerativeAnswerer(model, read_prompt(ANSWER))

    def draft(self, text: str, named: str, quote: str, hits: tuple[Hit, ...]) -> Draft:
        said = {"text": text, "quotes": [{"passage": named, "quote": quote}]}
        self._chat.says = lambda _prompt: json.dumps({"sentences": [said]}, ensure_ascii=False)
        statements = said_by(self._answerer, "Vad står det i rapporten?", hits)
        return draft(*statements, model=self._answerer.name)


@pytest.fixture(scope="module")
def liar() -> Iterator[Liar]:
    with chat_server() as running:
        yield Liar(running)


@pytest.fixture(scope="module")
def lies(starter: Assistant) -> list[Claim]:
    found = {
        one.passage.key: one
        for question in QUESTIONS
        for one in starter.search(question, Asker(), 12).hits
    }
    return claims(list(found.values()), CLAIMS)


def test_there_are_two_hundred_lies_of_every_kind(lies: list[Claim]) -> None:
    kinds = Counter(claim.kind for claim in lies)

    assert len(lies) == CLAIMS
    assert len({(claim.text, claim.kind) for claim in lies}) == CLAIMS
    assert len(kinds) == 13
    assert min(kinds.values()) >= 8


def test_no_lie_reaches_the_asker(liar: Liar, lies: list[Claim]) -> None:
    checked = [
        verify(liar.draft(claim.text, claim.named, claim.quote, claim.hits)) for claim in lies
    ]

    believed = [
        (claim.kind, claim.text, claim.quote)
        for claim, draft in zip(lies, checked, strict=True)
        if draft.statements
    ]
    assert believed == []
    assert sum(draft.struck for draft in checked) == CLAIMS


def test_most_of_what_is_honestly_said_stands(liar: Liar) -> None:
    checked = [verify(liar.draft(said, SHOWN, source, (hit(source),))) for source, said in HONESTLY]

    struck = [said for (_, said), draft in zip(HONESTLY, checked, strict=True) if draft.struck]
    assert len(HONESTLY) == HONEST
    assert len(struck) <= (1 - SURVIVING) * HONEST, struck


def test_a_quote_said_as_it_stands_is_wholly_supported(liar: Liar) -> None:
    checked = [verify(liar.draft(quote, SHOWN, quote, (hit(quote),))) for quote in QUOTED]

    verdicts = {statement.verdict for draft in checked for statement in draft.statements}
    assert verdicts == {Verdict.SUPPORTED}


def test_the_honest_statements_are_of_the_material() -> None:
    paths = [*(ROOT / "corpus").rglob("*.md")]
    material = " ".join(re.sub(r"\s+", " ", path.read_text("utf-8")) for path in paths)

    assert [source for source, _ in HONESTLY if source not in material] == []
