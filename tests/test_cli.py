"""The command `lardom` as a person or a script meets it."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.cli import main
from tests.conftest import MATERIAL

QUESTION = "Hur stora var myndigheternas totala it-kostnader 2016?"
ANSWER_FIELDS = {
    "curated",
    "register",
    "question",
    "status",
    "answer",
    "sentences",
    "citations",
    "nearest",
    "notice",
    "generation",
    "model",
    "ai_generated",
    "timings_ms",
    "struck",
    "filters",
    "answer_id",
    "route",
    "choices",
    "listing",
    "understood_as",
    "short_answer",
    "conversation_id",
}
CITATION_FIELDS = {
    "n",
    "document_id",
    "title",
    "publisher",
    "year",
    "source",
    "page",
    "page_label",
    "heading",
    "quote",
    "start",
    "end",
    "url",
    "superseded_by",
    "original_url",
    "anchor",
}
SEARCH_FIELDS = {"generation", "hits", "filters", "notice"}
HIT_FIELDS = {
    "n",
    "document_id",
    "title",
    "publisher",
    "year",
    "source",
    "page",
    "heading",
    "text",
    "start",
    "end",
    "score",
    "same",
}
SAME_FIELDS = {"document_id", "title", "source", "page", "start", "end"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


Lardom = Callable[..., Ran]


@pytest.fixture
def lardom(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], starter_data: Path
) -> Lardom:
    """Runs `lardom` in this process over the starter library, unless other data is set."""
    monkeypatch.setenv("LARDOM_DATA", str(starter_data))

    def run(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["lardom", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        written = capsys.readouterr()
        return Ran(code=int(ended.value.code or 0), out=written.out, err=written.err)

    return run


def in_a_process(*arguments: str, **environment: str) -> Ran:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "assistant", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Ran(
        code=done.returncode,
        out=done.stdout.decode("utf-8", "replace"),
        err=done.stderr.decode("utf-8", "replace"),
    )


def assert_one_sentence(ran: Ran) -> None:
    """Exit code 2 and a short Swedish word of it, nothing else."""
    assert ran.code == 2
    assert ran.out == ""
    told = ran.err.strip()
    assert told.startswith("Fel: ")
    assert "Traceback" not in told
    assert len(told.splitlines()) == 1


def test_a_question_may_lean_on_those_asked_before(lardom: Lardom) -> None:
    ran = lardom("ask", "Och 2014?", "--earlier", "Vad kostade Pust?", "--earlier", QUESTION)

    assert ran.code == 0
    assert ran.out.startswith(f"Jag förstår frågan som: {QUESTION.replace('2016', '2014')}\n\n")


def test_an_earlier_question_that_cannot_have_been_asked_is_told(lardom: Lardom) -> None:
    assert_one_sentence(lardom("ask", QUESTION, "--earlier", " "))


def test_an_answer_as_json_keeps_the_contract(lardom: Lardom) -> None:
    ran = lardom("ask", QUESTION, "--json")

    assert (ran.code, ran.err) == (0, "")
    answer = json.loads(ran.out)
    assert set(answer) == ANSWER_FIELDS
    assert answer["status"] in {"answered", "partial", "no_evidence"}
    assert answer["question"] == QUESTION
    assert answer["sentences"]
    assert all(
        set(sentence) == {"text", "citations", "verdict"} for sentence in answer["sentences"]
    )
    assert all(set(citation) == CITATION_FIELDS for citation in answer["citations"])
    assert len(ran.out.splitlines()) == 1


def test_an_answer_for_a_person_names_its_sources(lardom: Lardom) -> None:
    ran = lardom("ask", QUESTION)

    assert ran.code == 0
    assert "[1]" in ran.out
    assert "Källor:" in ran.out


def test_a_question_without_an_answer_is_no_error(lardom: Lardom) -> None:
    ran = lardom("ask", "Vem vann VM i ishockey 1987?", "--json")

    assert ran.code == 0
    assert json.loads(ran.out)["status"] != "answered"


def test_a_search_as_json_keeps_the_contract(lardom: Lardom) -> None:
    ran = lardom("search", "nyttorealisering", "--limit", "3", "--json")

    found = json.loads(ran.out)
    assert (ran.code, set(found)) == (0, SEARCH_FIELDS)
    assert [hit["n"] for hit in found["hits"]] == [1, 2, 3]
    assert all(set(hit) == HIT_FIELDS for hit in found["hits"])


def test_a_search_for_a_person_is_numbered(lardom: Lardom) -> None:
    ran = lardom("search", "nyttorealisering", "--limit", "2")

    assert ran.code == 0
    assert [line[:2] for line in ran.out.splitlines() if line[:1].isdigit()] == ["1.", "2."]


@pytest.mark.parametrize("command", ["ask", "search"])
def test_both_commands_look_only_where_the_filters_say(lardom: Lardom, command: str) -> None:
    ran = lardom(
        command, QUESTION, "--publisher", "ekonomistyrningsverket", "--from-year", "2015",
        "--to-year", "2016", "--kind", "rapport", "--agency", "ESV", "--json",
    )  # fmt: skip

    found = json.loads(ran.out)
    assert ran.code == 0
    assert found["filters"]["dropped"] == []
    assert found["filters"]["applied"] == {
        "publisher": "ekonomistyrningsverket",
        "first_year": 2015,
        "last_year": 2016,
        "kind": "report",
        "publication_number": None,
        "agency": "ESV",
    }
    shown = found["hits"] if command == "search" else found["citations"] + found["nearest"]
    assert {item["year"] for item in shown} == {2015}


@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_dropped_filter_is_told_to_a_person(lardom: Lardom, command: str) -> None:
    ran = lardom(command, "Vad är nytta?", "--number", "RiR 1999:1")

    assert ran.code == 0
    assert "Obs: Inget dokument har numret RiR 1999:1, så frågan söktes" in " ".join(
        ran.out.split()
    )


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--kind", "bok"), "lesson (lärdom)"),
        (("--from-year", "2020", "--to-year", "2010"), "2020"),
        (("--publisher", "x" * 300), "300"),
    ],
)
def test_a_filter_that_cannot_be_meant_ends_in_one_sentence(
    lardom: Lardom, command: str, options: tuple[str, str], told: str
) -> None:
    ran = lardom(command, QUESTION, *options)

    assert_one_sentence(ran)
    assert told in ran.err


@pytest.mark.parametrize("command", ["ask", "search"])
def test_help_tells_of_every_filter(lardom: Lardom, command: str) -> None:
    ran = lardom(command, "--help")

    assert ran.code == 0
    for option in ("publisher", "from-year", "to-year", "kind", "number", "agency"):
        assert f"--{option}" in ran.out


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize(
    "question",
    [
        pytest.param("", id="empty"),
        pytest.param("  ", id="blanks"),
        pytest.param("?!", id="punctuation"),
        pytest.param("😀", id="emoji"),
        pytest.param("å" * 10_000, id="ten-thousand-characters"),
        pytest.param("\udcff", id="undecodable"),
    ],
)
def test_what_is_no_question_ends_in_one_sentence(
    lardom: Lardom, command: str, question: str
) -> None:
    assert_one_sentence(lardom(command, question))


@pytest.mark.parametrize("limit", ["0", "1000", "x", "-1"])
def test_a_limit_outside_its_bounds_is_refused(lardom: Lardom, limit: str) -> None:
    ran = lardom("search", "nytta", "--limit", limit)

    assert ran.code == 2
    assert "--limit" in ran.err
    assert "Traceback" not in ran.err


def test_without_a_library_the_error_says_how_to_make_one(
    lardom: Lardom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LARDOM_DATA", str(tmp_path / "tom"))

    ran = lardom("ask", QUESTION)

    assert_one_sentence(ran)
    assert "lardom sync" in ran.err
    assert not (tmp_path / "tom").exists()


def test_material_is_taken_in_and_what_failed_is_reported(
    lardom: Lardom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, material: Path
) -> None:
    monkeypatch.setenv("LARDOM_DATA", str(tmp_path / "data"))
    (material / "trasig.pdf").write_bytes(b"%PDF-1.7 no more than this")

    took = lardom("sync", str(material), "--json")
    asked = lardom("ask", "Vad kostade Vägprojektet?", "--json")

    report = json.loads(took.out)
    assert took.code == 1
    assert [failure["source"] for failure in report["failed"]] == ["trasig.pdf"]
    assert sorted(report["stored"]) == sorted(MATERIAL)
    assert report["generation"] == json.loads(asked.out)["generation"]
    assert json.loads(asked.out)["citations"][0]["source"] == "projekt/slutrapport.md"


def test_a_folder_that_is_missing_ends_in_one_sentence(
    lardom: Lardom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LARDOM_DATA", str(tmp_path / "data"))

    ran = lardom("sync", str(tmp_path / "finns-inte"))

    assert_one_sentence(ran)
    assert "finns-inte" in ran.err


def test_counting_anew_takes_no_folders_and_says_so(
    lardom: Lardom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, material: Path
) -> None:
    monkeypatch.setenv("LARDOM_DATA", str(tmp_path / "data"))

    for folder in (tmp_path / "finns-inte", material):
        ran = lardom("sync", str(folder), "--re-embed")

        assert_one_sentence(ran)
        assert "Kör `lardom sync --re-embed` utan mapp." in ran.err
        assert not (tmp_path / "data").exists()


def test_a_wrong_setting_ends_in_one_sentence(
    lardom: Lardom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LARDOM_PORT", "åttatusen")

    ran = lardom("ask", QUESTION)

    assert_one_sentence(ran)
    assert "LARDOM_PORT" in ran.err


def test_a_damaged_record_ends_in_one_sentence(
    lardom: Lardom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "record.sqlite3").write_bytes(b"\x00" * 9000)
    monkeypatch.setenv("LARDOM_DATA", str(tmp_path))

    assert_one_sentence(lardom("ask", QUESTION))


def test_a_port_in_use_ends_in_one_sentence(lardom: Lardom) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        ran = lardom("serve", "--port", str(port))

    assert_one_sentence(ran)
    assert f"127.0.0.1:{port}" in ran.err
    assert "något annat lyssnar där" in ran.err


@pytest.mark.parametrize("host", ["finns.inte.invalid", "256.1.1.1", "192.0.2.1", "å" * 70])
def test_a_host_that_cannot_be_used_ends_in_one_sentence(lardom: Lardom, host: str) -> None:
    assert_one_sentence(lardom("serve", "--host", host))


@pytest.mark.parametrize("port", ["-1", "65536", "x"])
def test_a_port_outside_its_bounds_is_refused(lardom: Lardom, port: str) -> None:
    ran = lardom("serve", "--port", port)

    assert ran.code == 2
    assert "--port" in ran.err
    assert "Traceback" not in ran.err


def test_help_names_every_command(lardom: Lardom) -> None:
    ran = lardom("--help")

    assert ran.code == 0
    for command in ("sync", "forget", "ask", "search", "serve"):
        assert command in ran.out


def test_a_terminal_that_cannot_show_a_letter_still_gets_the_answer(starter_data: Path) -> None:
    ran = in_a_process("ask", QUESTION, LARDOM_DATA=str(starter_data), PYTHONIOENCODING="ascii")

    assert (ran.code, ran.err) == (0, "")
    assert "18,8 miljarder kronor" in " ".join(ran.out.split())


HEAVY = (
    "ingest.sync",
    "ingest.sandbox",
    "torch",
    "sentence_transformers",
    "transformers",
    "langchain",
    "langchain_core",
    "langchain_text_splitters",
    "alembic",
    "fastapi",
    "uvicorn",
    "pypdfium2",
    "docx",
    "trafilatura",
    "onnxruntime",
)
COLD = f"""
import json, sys
reached = []
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo"):
        reached.append(repr(arguments))
sys.addaudithook(watch)
sys.argv = ["lardom", "ask", {QUESTION!r}, "--json"]
from assistant.cli import main
try:
    main()
except SystemExit as ended:
    code = ended.code
heavy = [name for name in {HEAVY!r} if name in sys.modules]
print(json.dumps([code, heavy, reached]), file=sys.stderr)
"""


def test_a_cold_question_imports_nothing_heavy_and_speaks_to_nobody(starter_data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-c", COLD],
        env={**os.environ, "LARDOM_DATA": str(starter_data)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )

    assert json.loads(done.stderr) == [0, [], []]
    assert json.loads(done.stdout)["citations"]
