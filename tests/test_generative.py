"""Answers by a language model, spoken to over HTTP: what it makes up never reaches the asker."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.answering.chat_model import ChatModel
from assistant.answering.generative import LONGEST_REPLY, GenerativeAnswerer
from assistant.errors import ModelError
from assistant.prompts import ANSWER, read_prompt
from assistant.types import Asker, Statement, Status
from ingest.embedding import Embedder
from tests.chat_server import ChatServer, chat_server
from tests.drafts import hit, said_by
from tests.services import serving
from tests.understandings import understand

NAME = "openai:exempelmodell"
QUESTION = "Hur stora var myndigheternas totala it-kostnader 2016 enligt ESV 2017:77?"
QUOTE = re.compile(r"[^.\n|]*it-kostnader[^.\n|]*18,8\s+miljarder\s+kronor")
TRUE = "It-kostnaderna var 18,8 miljarder kronor."


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    with chat_server() as running:
        yield running


def writer(chat: ChatServer, *, key: str = "", timeout: float = 10) -> GenerativeAnswerer:
    model = ChatModel(name=NAME, url=chat.address, key=key, timeout=timeout)
    return GenerativeAnswerer(model, read_prompt(ANSWER))


Ask = Callable[[GenerativeAnswerer], Answer]


@pytest.fixture(scope="module")
def ask(starter_data: Path, embedder: Embedder) -> Ask:
    def asked(by: GenerativeAnswerer) -> Answer:
        with serving(starter_data, embedder, answerer=by) as service:
            return service.assistant.ask(QUESTION, Asker())

    return asked


def reply(*sentences: tuple[str, str, str]) -> str:
    """What a model says: sentences with the passage and the words they claim."""
    said = [
        {"text": text, "quotes": [{"passage": name, "quote": quote}]}
        for text, name, quote in sentences
    ]
    return json.dumps({"sentences": said}, ensure_ascii=False)


def source(prompt: str) -> tuple[str, str]:
    """The name of a passage that holds the answer, and the words that do."""
    for name, text in re.findall(r"\[(U\d+)\] (.*?)(?=\n\n\[U\d|\Z)", prompt, re.DOTALL):
        if found := QUOTE.search(text):
            return name, found[0].strip()
    raise AssertionError("no passage with the answer was shown")


def true_sentence(prompt: str) -> tuple[str, str, str]:
    return (TRUE, *source(prompt))


def proper(prompt: str) -> str:
    return reply(true_sentence(prompt))


def test_a_proper_reply_becomes_an_answer_with_citations(chat: ChatServer, ask: Ask) -> None:
    chat.says = proper

    answer = ask(writer(chat))

    assert answer.status is Status.ANSWERED
    assert answer.answer == TRUE
    assert (answer.model, answer.ai_generated, answer.notice) == (NAME, True, None)
    (citation,) = answer.citations
    assert "18,8 miljarder kronor" in " ".join(citation.quote.split())


def test_the_model_is_shown_the_question_and_passages_and_nothing_else_is_asked(
    chat: ChatServer, ask: Ask
) -> None:
    chat.says = proper

    ask(writer(chat, key="hemlig nyckel"))

    (asked,) = chat.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.authorization == "Bearer hemlig nyckel"
    assert QUESTION in asked.prompt
    assert "[U1]" in asked.prompt


def test_a_server_of_ones_own_needs_no_key_and_gets_nobody_elses(
    chat: ChatServer, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "nyckel till någon annan")
    chat.says = proper

    answer = ask(writer(chat))

    assert answer.ai_generated
    assert "någon annan" not in chat.asked[0].authorization


@pytest.mark.parametrize(
    "false_one",
    [
        pytest.param(("It-kostnaderna var 18,8 miljarder.", "U99", None), id="invented-passage"),
        pytest.param(("It-kostnaderna var låga.", None, "Kostnaderna var mycket låga."),
                     id="invented-quote"),
        pytest.param(("It-kostnaderna var 19,9 miljarder kronor.", None, None),
                     id="invented-number"),
        pytest.param(("It-kostnaderna var 18,8 miljoner kronor.", None, None),
                     id="invented-magnitude"),
        pytest.param(("It-kostnaderna hos Kvastverket var 18,8 miljarder kronor.", None, None),
                     id="invented-name"),
        pytest.param(("Slutsatsen är därför naturligtvis fullständigt självklar.", None, None),
                     id="opinion"),
        pytest.param(("", None, None), id="empty-sentence"),
        pytest.param((TRUE, None, ""), id="empty-quote"),
    ],
)  # fmt: skip
def test_what_the_model_makes_up_is_struck(
    chat: ChatServer, ask: Ask, false_one: tuple[str, str | None, str | None]
) -> None:
    text, said_name, said_quote = false_one

    def beside_the_truth(prompt: str) -> str:
        name, quote = source(prompt)
        invented = (text, said_name or name, quote if said_quote is None else said_quote)
        return reply(true_sentence(prompt), invented)

    chat.says = beside_the_truth
    answer = ask(writer(chat))

    assert [sentence.text for sentence in answer.sentences] == [TRUE]
    assert answer.status is Status.ANSWERED
    assert answer.notice
    assert "1 mening" in answer.notice
    assert answer.ai_generated


def test_when_nothing_holds_the_material_is_quoted_instead(chat: ChatServer, ask: Ask) -> None:
    chat.says = lambda prompt: reply(("Kostnaden var 99 miljarder.", *source(prompt)))

    answer = ask(writer(chat))

    assert answer.sentences
    assert (answer.model, answer.ai_generated) == (None, False)
    assert "99 miljarder" not in answer.answer
    assert answer.notice
    assert answer.notice.startswith("Inget av det som språkmodellen skrev har stöd i källorna.")


def test_a_model_that_finds_no_answer_is_believed(
    chat: ChatServer, starter_data: Path, embedder: Embedder
) -> None:
    chat.says = lambda _prompt: '{"sentences": []}'

    with serving(starter_data, embedder, answerer=writer(chat)) as service:
        answer = service.assistant.ask("Varför blev projekten dyrare?", Asker())

    assert answer.status is Status.NO_EVIDENCE
    assert (answer.sentences, answer.ai_generated) == ((), False)
    assert answer.nearest


def assert_quoted_instead(answer: Answer) -> None:
    assert answer.sentences
    assert (answer.model, answer.ai_generated) == (None, False)
    assert answer.notice
    assert re.match(
        rf"Språkmodellen {NAME} (gick inte att nå|svarade inte i rätt form|avbröt sitt svar|"
        r"slutade mitt i sitt svar|hann inte svara på 0,5 s)\. "
        r"Svaret består därför av citat\.",
        answer.notice,
    )


@pytest.mark.parametrize(
    "said",
    ["", "Kostnaden var 18,8 miljarder.", "{", '{"svar": "18,8"}', '{"sentences": "18,8"}', "[]",
     '{"sentences": [{"text": "x"}]}', '{"a":' * 3000,
     '{"sentences": [{"text": "x", "quotes": ' + '[{"a":' * 3000 + '}]' * 3000 + '}]}'],
    ids=["nothing", "prose", "half-json", "other-form", "other-type", "list", "no-quotes", "deep",
         "deep-sentence"],
)  # fmt: skip
def test_a_reply_of_another_form_is_replaced_by_quotes(
    chat: ChatServer, ask: Ask, said: str
) -> None:
    chat.says = lambda _prompt: said

    assert_quoted_instead(ask(writer(chat)))


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 503])
def test_a_server_that_fails_is_replaced_by_quotes(chat: ChatServer, ask: Ask, status: int) -> None:
    chat.status = status

    assert_quoted_instead(ask(writer(chat)))
    assert len(chat.asked) == 1


def test_a_server_that_hangs_is_waited_for_no_longer_than_set(chat: ChatServer, ask: Ask) -> None:
    chat.hangs = True
    by = writer(chat, timeout=0.5)
    started = time.monotonic()

    answer = ask(by)

    assert_quoted_instead(answer)
    assert time.monotonic() - started < 5


def test_a_server_that_is_not_there_is_replaced_by_quotes(ask: Ask) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nowhere = ChatServer(address=f"http://127.0.0.1:{probe.getsockname()[1]}/v1")

        answer = ask(writer(nowhere))

    assert_quoted_instead(answer)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("```json\n", "\n```", id="fenced"),
        pytest.param('<think>Formen är {"sentences": []} …</think>\n', "", id="thinking"),
        pytest.param("Här är svaret {enligt önskan}: ", " Hoppas det hjälper!", id="chatty"),
    ],
)
def test_what_a_model_writes_around_its_reply_is_passed_over(
    chat: ChatServer, before: str, after: str
) -> None:
    chat.says = lambda _prompt: before + reply(("Det kostade 5 kr.", "U1", "5 kr")) + after

    given = said_by(writer(chat), "Vad kostade det?", [hit("Det kostade 5 kr.")])

    assert [statement.text for statement in given] == ["Det kostade 5 kr."]
    assert given[0].evidence


def test_a_quote_is_found_whatever_its_blanks_and_given_as_it_stands(chat: ChatServer) -> None:
    chat.says = lambda _prompt: reply(("Det kostade 5 kr.", "U1", "kostade  5 kr\n"))

    given = said_by(writer(chat), "Vad kostade det?", [hit("Det kostade\n5 kr.")])

    (found,) = given[0].evidence
    assert found.quote == "kostade\n5 kr"


def test_line_breaks_inside_strings_are_read_as_models_write_them(chat: ChatServer) -> None:
    said = reply(("Det kostade 5 kr.", "U1", "5 kr")).replace("kostade ", "kostade\n")
    chat.says = lambda _prompt: said

    given = said_by(writer(chat), "Vad kostade det?", [hit("Det kostade 5 kr.")])

    assert given[0].text == "Det kostade 5 kr."


@pytest.mark.parametrize("name", ["okänd:modell", "modell", "anthropic:claude", ":"])
def test_a_model_that_cannot_be_used_is_told_when_it_is_set(name: str) -> None:
    model = ChatModel(name=name, url="", key="", timeout=5)

    with pytest.raises(ModelError, match="LARDOM_CHAT_MODEL") as refused:
        GenerativeAnswerer(model, read_prompt(ANSWER))

    assert "\n" not in str(refused.value)


TOLD = ("Det kostade 5 kr.", "U1", "5 kr")
FURTHER = ("Det var klart 2019.", "U1", "2019")


def statements(by: GenerativeAnswerer) -> Generator[Statement, None, None]:
    """What the model says, without the pauses."""
    shown = [hit("Det kostade 5 kr. Det var klart 2019.")]
    with closing(by.statements(understand("Vad kostade det?"), shown)) as said:
        yield from filter(None, said)


def test_a_statement_is_given_as_soon_as_it_is_whole(chat: ChatServer) -> None:
    chat.says = lambda _prompt: reply(TOLD, FURTHER)
    chat.pieces = lambda said: [said[: said.index("klart")]]
    chat.stalls = True

    with closing(statements(writer(chat))) as coming:
        first = next(coming)
        still_writing = not chat.left.is_set()

    assert (first.text, still_writing) == (TOLD[0], True)
    assert [evidence.quote for evidence in first.evidence] == ["5 kr"]


def test_whoever_stops_reading_ends_the_request(chat: ChatServer) -> None:
    chat.says = lambda _prompt: reply(TOLD, FURTHER)
    chat.pieces = lambda said: [said[: said.index("klart")]]
    chat.stalls = True
    coming = statements(writer(chat))
    next(coming)

    coming.close()

    assert chat.left.wait(2)


@pytest.mark.parametrize("fault", ["truncates", "stops_short", "stalls"])
def test_what_was_given_before_the_reply_breaks_off_stands(chat: ChatServer, fault: str) -> None:
    chat.says = lambda _prompt: reply(TOLD, FURTHER)
    chat.pieces = lambda said: [said[: said.index("klart")], said[said.index("klart") :]]
    if fault == "stalls":
        chat.pieces = lambda said: [said[: said.index("klart")]]
    setattr(chat, fault, True)
    coming = statements(writer(chat, timeout=0.5))

    first = next(coming)
    with pytest.raises(ModelError, match=r"avbröt|slutade mitt i|hann inte"):
        next(coming)

    assert first.text == TOLD[0]


def test_what_fails_after_a_whole_reply_is_no_error(chat: ChatServer) -> None:
    chat.says = lambda _prompt: reply(TOLD, FURTHER)
    chat.stalls = True

    given = [one.text for one in statements(writer(chat, timeout=0.5))]

    assert given == [TOLD[0], FURTHER[0]]


def test_an_empty_reply_that_breaks_off_is_an_error(chat: ChatServer) -> None:
    chat.says = lambda _prompt: reply()
    chat.stalls = True

    with pytest.raises(ModelError, match="hann inte"):
        list(statements(writer(chat, timeout=0.5)))


def test_a_sentence_said_twice_is_given_once(chat: ChatServer) -> None:
    chat.says = lambda _prompt: f"Först {reply(TOLD)}, alltså: {reply(TOLD, FURTHER)}"

    given = [one.text for one in statements(writer(chat))]

    assert given == [TOLD[0], FURTHER[0]]


def test_a_model_that_never_ends_is_left(chat: ChatServer) -> None:
    chat.says = lambda _prompt: "bla " * LONGEST_REPLY
    chat.pieces = lambda said: [said[: LONGEST_REPLY // 2]] * 3
    chat.stalls = True

    with pytest.raises(ModelError, match="rätt form"):
        list(statements(writer(chat)))

    assert chat.left.wait(2)


def test_nothing_is_traced_whatever_the_environment_says(
    chat: ChatServer, starter_data: Path
) -> None:
    chat.says = proper
    root = chat.address.removesuffix("/v1")
    wanted = {
        "LARDOM_DATA": str(starter_data),
        "LARDOM_CHAT_MODEL": NAME,
        "LARDOM_CHAT_URL": chat.address,
    }
    tracing = {
        "LANGSMITH_TRACING": "true",
        "LANGCHAIN_TRACING_V2": "true",
        "LANGSMITH_TRACING_V2": "true",
        "LANGSMITH_ENDPOINT": root,
        "LANGSMITH_API_KEY": "nyckel",
        "FASTAPI_OTEL_AUTO_CONFIGURE": "true",
        "OTEL_EXPORTER_OTLP_ENDPOINT": root,
    }

    done = subprocess.run(
        [sys.executable, "-P", "-m", "assistant", "ask", QUESTION, "--json"],
        env={**os.environ, **wanted, **tracing},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )

    answer = json.loads(done.stdout)
    assert (answer["model"], answer["ai_generated"]) == (NAME, True)
    assert [asked.path for asked in chat.asked] == ["/v1/chat/completions"]
