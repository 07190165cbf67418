"""`lardom eval --answers`: answers asked for, judged against the record, counted and told of."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Answer, Citation, Sentence
from assistant.cli import main
from assistant.errors import AssistantError, QuestionSetError
from assistant.evaluation.answer_judging import AnswerJudge
from assistant.evaluation.answer_measures import figures_by_type, figures_of
from assistant.evaluation.answer_reporting import ROWS, missed
from assistant.evaluation.answer_running import measure_answers
from assistant.evaluation.answer_types import JudgedAnswer
from assistant.evaluation.options import answers_of
from assistant.evaluation.strict_checking import Objection
from assistant.evaluation.types import Question, QuestionSet, Relevant, SetPassage
from assistant.library import LibraryKeeper
from assistant.settings import Settings
from assistant.types import Status
from ingest.embedding import Embedder
from tests.conftest import ROOT, TakenIn, write_material

QUOTE = "Projektet kostade 14,5 miljoner kronor."
REPORT = "projekt/slutrapport.md"
RIGHT = Relevant(source=REPORT, quote=QUOTE)
COST = Question(
    id="k1",
    type="figure",
    text="Vad kostade Vägprojektet?",
    relevant=(RIGHT,),
    facts=("14,5 miljoner",),
)
UNKNOWN = Question(
    id="k2", type="unanswerable", text="Hur många tänder har en krokodil?", relevant=()
)
SET = QuestionSet(name="eget", questions=(COST,), unanswerable=(UNKNOWN,), passages=None)


@pytest.fixture
def filled(taken_in: TakenIn) -> Path:
    """A data folder with the small material taken in."""
    return taken_in.data


@pytest.fixture
def keeper(filled: Path, embedder: Embedder) -> Iterator[LibraryKeeper]:
    with closing(LibraryKeeper(filled, embedder)) as opened:
        yield opened


@pytest.fixture
def judge(keeper: LibraryKeeper) -> AnswerJudge:
    return AnswerJudge(keeper.current().record)


@pytest.fixture
def citation(keeper: LibraryKeeper) -> Citation:
    """A true citation of the report."""
    record = keeper.current().record
    row = next(row for row in record.documents() if row.source == REPORT)
    start = record.text(row.version_id).text.index(QUOTE)
    return Citation(
        n=1,
        document_id=row.id,
        title=row.metadata.title,
        publisher=row.metadata.publisher,
        year=row.metadata.year,
        source=row.source,
        page=None,
        page_label=None,
        heading="Kostnader",
        quote=QUOTE,
        start=start,
        end=start + len(QUOTE),
        url="/",
    )


@pytest.fixture
def lardom(monkeypatch: pytest.MonkeyPatch, filled: Path) -> Callable[..., int]:
    """Runs `lardom` in this process over the small library, and gives its exit code."""
    monkeypatch.setenv("LARDOM_DATA", str(filled))

    def run(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["lardom", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0)

    return run


@pytest.fixture
def set_file(tmp_path: Path) -> Path:
    lines = [
        {"id": "k1", "type": "figure", "question": COST.text, "facts": ["15 miljoner"],
         "relevant": [{"source": REPORT, "page": None, "quote": QUOTE}]},
        {"id": "k2", "type": "unanswerable", "question": UNKNOWN.text, "answerable": False},
    ]  # fmt: skip
    text = "\n".join(map(json.dumps, lines))
    return write_material(tmp_path / "eget", {"questions.jsonl": text})


def answered(*citations: Citation, text: str = QUOTE, status: Status = Status.ANSWERED) -> Answer:
    sentence = Sentence(text=text, citations=tuple(one.n for one in citations))
    return Answer(
        question=COST.text,
        status=status,
        answer=text,
        sentences=(sentence,) if citations else (),
        citations=citations,
        nearest=(),
        notice=None,
        generation=1,
        model=None,
        ai_generated=False,
        timings_ms={},
    )


def test_a_right_answer_has_every_measure(judge: AnswerJudge, citation: Citation) -> None:
    judged = judge.judge(COST, answered(citation), 5)

    figures = figures_of([judged])
    told = {name: getattr(figures, name) for name in ROWS}
    assert missed(judged) == []
    assert told == {**dict.fromkeys(ROWS, 1), "refused": None, "refusal_precision": None}
    assert (figures.median_ms, figures.p95_ms) == (5, 5)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"quote": QUOTE.replace("14", "15")}, id="other-words"),
        pytest.param({"start": 0}, id="elsewhere"),
        pytest.param({"page": 3}, id="no-such-page"),
        pytest.param({"document_id": "0" * 32}, id="no-such-document"),
        pytest.param({"quote": " "}, id="nothing"),
    ],
)
def test_a_quote_that_does_not_stand_there_is_found_out(
    judge: AnswerJudge, citation: Citation, changed: dict[str, object]
) -> None:
    untrue = replace(citation, **changed)  # type: ignore[arg-type]  # fields by name

    judged = judge.judge(COST, answered(untrue), 5)

    assert not judged.citations[0].verbatim
    assert Objection.QUOTE in judged.sentences[0].objections
    assert {"supported", "verbatim"} <= set(missed(judged))


def test_blanks_may_differ_in_a_quote(judge: AnswerJudge, citation: Citation) -> None:
    broken = replace(citation, quote=QUOTE.replace(" ", "\n"))

    judged = judge.judge(COST, answered(broken), 5)

    assert judged.citations[0].verbatim


def test_a_page_beside_the_right_one_is_not_right(judge: AnswerJudge, citation: Citation) -> None:
    on_page = replace(COST, relevant=(Relevant(source=REPORT, page=2),))

    judged = judge.judge(on_page, answered(replace(citation, page=3)), 5)

    assert not judged.citations[0].right
    assert judged.missing_sources == (REPORT,)


def test_every_right_source_is_needed_for_all_of_them(
    judge: AnswerJudge, citation: Citation
) -> None:
    two = replace(COST, relevant=(RIGHT, Relevant(source="beslut/uppdrag.md")))

    figures = figures_of([judge.judge(two, answered(citation), 5)])

    assert (figures.recall, figures.recall_all) == (1, 0)


def test_a_fact_may_stand_in_the_quote_alone(judge: AnswerJudge, citation: Citation) -> None:
    said = answered(citation, text="Projektet kostade kronor.")

    figures = figures_of([judge.judge(COST, said, 5)])

    assert (figures.facts, figures.facts_in_citations) == (0, 1)


def test_facts_of_other_types_count_for_their_type_alone(
    judge: AnswerJudge, citation: Citation
) -> None:
    judged = [judge.judge(replace(COST, type="list"), answered(citation), 5)]

    assert figures_of(judged).facts is None
    assert figures_by_type(judged)["list"].facts == 1


def test_refusals_are_counted_both_ways(judge: AnswerJudge, citation: Citation) -> None:
    refusal = answered(text="Nej.", status=Status.NO_EVIDENCE)
    judged: list[JudgedAnswer] = [
        judge.judge(COST, answered(citation, status=Status.PARTIAL), 1),
        judge.judge(COST, refusal, 2),
        judge.judge(UNKNOWN, refusal, 3),
        judge.judge(UNKNOWN, answered(citation), 4),
    ]

    figures = figures_of(judged)

    assert (figures.refused, figures.refusal_precision) == (0.5, 0.5)
    assert (figures.answered, figures.answered_fully) == (0.5, 0)
    assert [missed(one)[:1] for one in judged] == [[], ["answered"], [], ["refused"]]


def test_a_reply_is_neither_an_answer_nor_a_refusal(judge: AnswerJudge) -> None:
    reply = answered(text="Vad gäller det?", status=Status.REPLY)
    judged = [judge.judge(COST, reply, 1), judge.judge(UNKNOWN, reply, 2)]

    figures = figures_of(judged)

    assert (figures.answered, figures.refused, figures.refusal_precision) == (0, 0, None)


def test_the_live_library_is_asked(filled: Path) -> None:
    told: list[tuple[str, int, int]] = []

    report = measure_answers(Settings(data=filled), SET, lambda *step: told.append(step))

    assert (report.questions, report.unanswerable, len(report.judged)) == (1, 1, 2)
    assert (report.figures.recall, report.figures.supported, report.figures.facts) == (1, 1, 1)
    assert report.figures.refused == 1
    assert set(report.by_type) == {"figure", "unanswerable"}
    assert told[-1] == ("Ställer frågor", 2, 2)


def test_a_set_may_bring_its_passages(tmp_path: Path) -> None:
    own = replace(
        SET,
        questions=(replace(COST, relevant=(Relevant(source="p1"),)),),
        passages=(SetPassage(id="p1", title="Vägprojektet", text=QUOTE),),
    )

    report = measure_answers(Settings(data=tmp_path), own)

    assert (report.figures.recall, report.figures.verbatim) == (1, 1)


def test_refusals_alone_can_be_measured(filled: Path) -> None:
    report = measure_answers(Settings(data=filled), replace(SET, questions=()))

    assert (report.figures.refused, report.figures.recall) == (1, None)


def test_a_library_with_none_of_the_documents_is_told_of(filled: Path) -> None:
    gone = replace(COST, relevant=(Relevant(source="borta.pdf"),))

    with pytest.raises(QuestionSetError, match="inget av de dokument"):
        measure_answers(Settings(data=filled), replace(SET, questions=(gone,)))


def test_json_keeps_the_contract(
    lardom: Callable[..., int], set_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = lardom("eval", str(set_file), "--answers", "--json")

    told = capsys.readouterr()
    report = json.loads(told.out)
    assert (code, told.err, len(told.out.splitlines())) == (0, "", 1)
    assert set(report) == {"set", "questions", "unanswerable", "answers"}
    assert set(report["answers"]) == {*ROWS, "latency_ms", "by_type"}
    assert set(report["answers"]["latency_ms"]) == {"median", "p95"}
    assert set(report["answers"]["by_type"]["figure"]) == {*ROWS, "questions", "latency_ms"}
    assert report["answers"]["by_type"]["figure"]["facts"] == 0


def test_a_person_gets_tables(
    lardom: Callable[..., int], set_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = lardom("eval", str(set_file), "--answers")

    shown = capsys.readouterr().out
    assert code == 0
    assert "eget: 1 frågor med svar i materialet, 1 utan." in shown
    assert re.search(r"^Citat ordagrant i källan +1,000", shown, re.M)
    assert re.search(r"^figure +1 +1,000", shown, re.M)
    assert max(map(len, shown.splitlines()[1:-1])) <= 80


def test_what_was_missed_is_written_a_question_a_line(
    lardom: Callable[..., int], set_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / "missar.jsonl"

    code = lardom("eval", str(set_file), "--answers", "--failures", str(file))

    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert code == 0
    assert [(line["id"], line["missed"]) for line in lines] == [("k1", ["facts"])]
    assert lines[0]["missing_facts"] == ["15 miljoner"]
    assert lines[0]["citations"][0]["source"] == REPORT


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("--answers", "--baseline", "dense"), "--baseline dense jämför", id="both"),
        pytest.param(("--failures", "f"), "Lägg till --answers", id="failures-alone"),
        pytest.param(("--answers", "--failures", "/"), "går inte att skriva", id="no-file"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    lardom: Callable[..., int],
    set_file: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    said: str,
) -> None:
    code = lardom("eval", str(set_file), *arguments)

    assert code == 2
    assert said in capsys.readouterr().err


def test_options_are_said_to_go_wrong_by_the_error_of_asking() -> None:
    with pytest.raises(AssistantError):
        answers_of(wanted=False, failures=Path("f"), baseline="")


def test_every_field_is_documented() -> None:
    written = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")

    assert [name for name in ROWS if f"`{name}`" not in written] == []
    assert [why.value for why in Objection if f"`{why.value}`" not in written] == []
