"""Answers with a language model: its sentences, each with the quotes it claims.

The only room that speaks to a model. What the model claims is looked up in the passages it was
given; a quote that stands in none of them is dropped, and `verification` judges the rest.
Nothing but the prompt leaves the machine: langchain's tracing is off, whatever is set.
"""

import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from pydantic import BaseModel

from assistant.errors import ModelError
from assistant.prompts import Prompt
from assistant.types import Draft, Evidence, Hit, Query, Statement, Status
from ingest.types import Span

PASSAGES_SHOWN = 8
_DECODER = json.JSONDecoder(strict=False)
"""Models write line breaks inside strings as they are."""
_NO_KEY = "ingen"
"""For a server of one's own: the client wants a key, and must not send another server's."""


class _Quote(BaseModel):
    passage: str
    quote: str


class _Sentence(BaseModel):
    text: str
    quotes: list[_Quote]


class _Reply(BaseModel):
    sentences: list[_Sentence]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatModel:
    """Which model to ask, and where; `url` and `key` may be empty."""

    name: str
    url: str
    key: str
    timeout: float


class GenerativeAnswerer:
    """Drafts answers with a chat model. Usable by threads; lives as long as the process."""

    def __init__(self, model: ChatModel, prompt: Prompt) -> None:
        self._name = model.name
        self._chat = _connect(model)
        self._prompt = prompt

    def draft(self, query: Query, hits: Sequence[Hit]) -> Draft:
        """The model's draft for a query, from its hits, best first.

        Raises:
            ModelError: when the model cannot be reached or its reply cannot be used.
        """
        shown = {f"U{n}": hit for n, hit in enumerate(hits[:PASSAGES_SHOWN], start=1)}
        passages = "\n\n".join(_shown(name, hit) for name, hit in shown.items())
        reply = self._ask(self._prompt.fill(question=query.question, passages=passages))
        statements = tuple(
            Statement(text=" ".join(s.text.split()), evidence=_evidence(s, shown))
            for s in reply.sentences
        )
        return Draft(
            status=Status.ANSWERED if statements else Status.NO_EVIDENCE,
            statements=statements,
            model=self._name,
        )

    def _ask(self, prompt: str) -> _Reply:
        try:
            said = self._chat.invoke(prompt).text
        except Exception as error:  # every provider raises its own kinds
            raise ModelError(
                f"Språkmodellen {self._name} gick inte att nå.",
                "Kontrollera LARDOM_CHAT_URL, LARDOM_CHAT_KEY och att servern är igång.",
            ) from error
        replies = list(_replies(said))
        if not replies:
            raise ModelError(
                f"Språkmodellen {self._name} svarade inte i rätt form.",
                "Välj en modell som kan svara i JSON, eller se över prompten.",
            )
        return replies[-1]  # what stands before it is the model thinking aloud


def _connect(model: ChatModel) -> BaseChatModel:
    # Goes before every other variable that turns tracing on.
    os.environ["LANGSMITH_TRACING_V2"] = "false"
    try:
        connected: BaseChatModel = init_chat_model(model.name, **_options(model))
    except Exception as error:  # every provider raises its own kinds
        reason = str(error).partition("\n")[0]
        raise ModelError(
            f"Språkmodellen {model.name} går inte att använda: {reason}",
            "Skriv LARDOM_CHAT_MODEL som leverantör:modell, till exempel openai:gpt-oss-20b, "
            "och LARDOM_CHAT_KEY om leverantören kräver en nyckel.",
        ) from error
    return connected


def _options(model: ChatModel) -> dict[str, Any]:
    """What the provider's client is told; it tries once, so that `timeout` is what one waits."""
    options: dict[str, Any] = {"temperature": 0}
    if model.url:
        options["base_url"] = model.url
    if model.name.startswith("ollama:"):  # takes neither key nor timeout, and drops both silently
        return {**options, "client_kwargs": {"timeout": model.timeout}}
    key = model.key or (_NO_KEY if model.url else "")
    if key:
        options["api_key"] = key
    return {**options, "timeout": model.timeout, "max_retries": 0}


def _replies(said: str) -> Iterator[_Reply]:
    """The JSON objects of the asked form in a reply, whatever the model wrote around them."""
    for brace in re.finditer(r"\{", said):
        try:
            found, _ = _DECODER.raw_decode(said, brace.start())
            yield _Reply.model_validate(found)
        except (ValueError, RecursionError):  # no JSON begins here, or one of another form
            continue


def _shown(name: str, hit: Hit) -> str:
    known = hit.passage.document.metadata
    where = ", ".join(str(fact) for fact in (known.title, known.publisher, known.year) if fact)
    return f"[{name}] {where}. {hit.passage.chunk.heading}\n{hit.passage.text}"


def _evidence(sentence: _Sentence, shown: dict[str, Hit]) -> tuple[Evidence, ...]:
    found = (
        _locate(shown[claim.passage], claim.quote)
        for claim in sentence.quotes
        if claim.passage in shown
    )
    return tuple(evidence for evidence in found if evidence is not None)


def _locate(hit: Hit, quote: str) -> Evidence | None:
    """Where a quote stands in a passage, blanks counted alike; None when it does not."""
    parts = [re.escape(part) for part in quote.split()]
    match = re.search(r"\s+".join(parts), hit.passage.text) if parts else None
    if match is None:
        return None
    offset = hit.passage.chunk.span.start
    return Evidence(
        passage=hit.passage,
        span=Span(start=offset + match.start(), end=offset + match.end()),
        quote=match[0],
    )
