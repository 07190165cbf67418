"""Answers with a language model: its sentences, each with the quotes it claims.

What the model claims is looked up in the passages it was given; a quote that stands in none of
them is dropped, and `verification` judges the rest. Knows nothing about servers or JSON.
"""

import re
from collections.abc import Generator, Sequence
from contextlib import closing

from assistant.answering.chat_model import ChatModel, ConnectedModel
from assistant.answering.reply_reading import ReplyReader, SaidSentence
from assistant.errors import ModelError
from assistant.prompts import Prompt
from assistant.types import Evidence, Hit, Query, Statement
from ingest.types import Span

PASSAGES_SHOWN = 8
LONGEST_REPLY = 200_000
"""Characters; a model that has said so much has gone astray."""


class GenerativeAnswerer:
    """Drafts answers with a chat model. Usable by threads; lives until it is closed.

    What a first question would load is loaded when it is made.
    """

    def __init__(self, model: ChatModel, prompt: Prompt) -> None:
        self.name = model.name
        self._model = ConnectedModel(model)
        self._prompt = prompt

    def close(self) -> None:
        """Give up what is being asked. Need not be called for the process to end."""
        self._model.close()

    def statements(
        self, query: Query, hits: Sequence[Hit]
    ) -> Generator[Statement | None, None, None]:
        """The model's statements, unverified, each as soon as it is whole; none: no answer.

        None comes now and then while nothing else does, so that whoever reads may stop.
        The model is asked when the first is asked for. Closing the generator ends the request.
        A sentence said twice with evidence is given once.

        Raises:
            ModelError: when the model cannot be reached, is too slow, breaks off or answers in
                another form. What was given before stands; what goes wrong once a reply with
                sentences is whole is no error.
        """
        shown = {f"U{n}": hit for n, hit in enumerate(hits[:PASSAGES_SHOWN], start=1)}
        passages = "\n\n".join(_shown(name, hit) for name, hit in shown.items())
        prompt = self._prompt.fill(question=query.question, passages=passages)
        told: set[str] = set()
        with closing(self._sentences(prompt)) as sentences:
            for sentence in sentences:
                if sentence is None:
                    yield None
                    continue
                statement = Statement(text=sentence.text, evidence=_evidence(sentence, shown))
                if not (statement.evidence and statement.text in told):
                    yield statement
                if statement.evidence:
                    told.add(statement.text)

    def _sentences(self, prompt: str) -> Generator[SaidSentence | None, None, None]:
        reader, given = ReplyReader(), False
        with closing(self._model.say(prompt)) as pieces:
            try:
                for piece in pieces:
                    if not piece:
                        yield None
                    for sentence in reader.feed(piece):
                        given = True
                        yield sentence
                    if reader.length > LONGEST_REPLY:
                        break
            except ModelError:
                if not (given and reader.whole):
                    raise
        if not reader.whole:
            raise self._wrong_form(reader)

    def _wrong_form(self, reader: ReplyReader) -> ModelError:
        if reader.open:
            return ModelError(
                f"Språkmodellen {self.name} slutade mitt i sitt svar.",
                "Låt modellservern skriva längre svar, eller välj en annan modell.",
            )
        return ModelError(
            f"Språkmodellen {self.name} svarade inte i rätt form.",
            "Välj en modell som kan svara i JSON, eller se över prompten.",
        )


def _shown(name: str, hit: Hit) -> str:
    known = hit.passage.document.metadata
    where = ", ".join(str(fact) for fact in (known.title, known.publisher, known.year) if fact)
    return f"[{name}] {where}. {hit.passage.chunk.heading}\n{hit.passage.text}"


def _evidence(sentence: SaidSentence, shown: dict[str, Hit]) -> tuple[Evidence, ...]:
    found = (
        _locate(shown[claim.passage], claim.quote)
        for claim in sentence.claims
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
