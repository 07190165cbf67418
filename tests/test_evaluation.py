"""`lardom eval`: a set through the product's own way, beside baselines, as JSON and as a table."""

import json
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.errors import AssistantError, NoLibraryError
from assistant.evaluation.baselines import BASELINES, chosen_names
from assistant.evaluation.question_sets import read_question_set
from assistant.evaluation.reporting import report_as_json
from assistant.evaluation.running import evaluate
from assistant.evaluation.types import Measure, Question, QuestionSet, Relevant, SetPassage
from assistant.settings import Settings
from ingest.sync import sync
from ingest.work import Library
from tests.conftest import MATERIAL, ROOT
from tests.services import guarded

__all__ = ["guarded"]

TEXTS = {
    "kaffe": "Kaffet kokas i köket varje morgon av den som kommer först.",
    "buss": "Bussen till Älvsbyn går tre gånger om dagen under sommaren.",
    "avtal": "Ramavtalet gäller till och med mars 2027 för alla myndigheter.",
    "arkiv": "Handlingar gallras efter tio år enligt arkivets beslut.",
    "båt": "Båten ligger vid kajen hela vintern.",
}
SET = QuestionSet(
    name="prov",
    questions=(
        Question(text="När går bussen till Älvsbyn?", relevant=(Relevant(source="buss"),)),
        Question(text="Hur länge gäller ramavtalet?", relevant=(Relevant(source="avtal"),)),
        Question(text="När gallras handlingar?", relevant=(Relevant(source="arkiv"),)),
    ),
    unanswerable=4 * (Question(text="Vad kostar det?", relevant=()),),
    passages=tuple(SetPassage(id=name, title="", text=text) for name, text in TEXTS.items()),
)
QUOTE = "Projektet kostade 14,5 miljoner kronor."
FIELDS = {"set", "questions", "unanswerable", "missing", "passages", "ours", "baselines", "ratios"}
SCORES = {"ndcg@10", "hit@1", "hit@5", "hit@20", "mrr"}


def live(*relevant: Relevant, text: str = "Vad kostade Vägprojektet?") -> QuestionSet:
    question = Question(text=text, relevant=relevant, type="fact")
    return QuestionSet(name="eget", questions=(question,), unanswerable=(), passages=None)


def as_line(question: Question) -> str:
    relevant = [place.source for place in question.relevant]
    return json.dumps({"question": question.text, "relevant": relevant})


@pytest.fixture
def set_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "prov"
    folder.mkdir()
    lines = [json.dumps({"id": name, "text": text}) for name, text in TEXTS.items()]
    (folder / "passages.jsonl").write_text("\n".join(lines), encoding="utf-8")
    questions = "\n".join(map(as_line, SET.questions))
    (folder / "questions.jsonl").write_text(questions, encoding="utf-8")
    return folder


@pytest.fixture
def lardom(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., int]:
    """Runs `lardom` in this process over an empty data folder, and gives its exit code."""
    monkeypatch.setenv("LARDOM_DATA", str(tmp_path / "ingen"))

    def run(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["lardom", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0)

    return run


def test_passages_are_found_by_ours_and_by_every_baseline(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []

    report = evaluate(
        Settings(data=tmp_path / "orörd"), SET, tuple(BASELINES), lambda *step: told.append(step)
    )

    hits = {w.name: w.figures.scores[Measure.HIT_1] for w in (report.ours, *report.baselines)}
    assert hits == dict.fromkeys(["Lärdom", *BASELINES], 1)
    assert (report.questions, report.unanswerable, report.passages) == (3, 4, 5)
    assert (report.generation, report.missing) == (None, 0)
    assert ("Läser in stycken", 5, 5) in told
    assert ("Ställer frågor (rrf)", 3, 3) in told
    assert not (tmp_path / "orörd").exists()


def test_a_title_is_searched_as_well(tmp_path: Path) -> None:
    titled = SetPassage(id="gås", title="Gåsavel", text="Den börjar i mars.")
    asked = Question(text="Vad gäller om gåsavel?", relevant=(Relevant(source="gås"),))
    question_set = replace(SET, passages=(*(SET.passages or ()), titled), questions=(asked,))

    report = evaluate(Settings(data=tmp_path), question_set, ("words",))

    assert report.ours.figures.scores[Measure.HIT_1] == 1
    assert report.baselines[0].figures.scores[Measure.HIT_1] == 1


def test_the_live_library_is_asked_where_there_are_no_passages(
    library: Library, material: Path
) -> None:
    generation = sync(library, [material]).generation
    right = Relevant(source="projekt/slutrapport.md", quote=QUOTE)

    report = evaluate(Settings(data=library.data), live(right), ("lexical",))

    assert (report.generation, report.passages) == (generation, len(MATERIAL))
    assert report.ours.figures.scores[Measure.DOCUMENT] == 1
    assert Measure.PAGE not in report.ours.figures.scores
    assert set(report.ours.by_type) == {"fact"}


def test_a_page_is_right_among_the_first_five(starter_data: Path) -> None:
    right = Relevant(source="exempelprojekt/projektdirektiv.pdf", page=1)
    asked = live(right, text="Vem är nyttoägare i projektet Ny ansökningstjänst?")

    report = evaluate(Settings(data=starter_data), asked)

    assert report.ours.figures.scores[Measure.PAGE] == 1
    assert report.baselines == ()


def test_questions_whose_document_is_not_there_are_counted_as_missed(
    library: Library, material: Path
) -> None:
    sync(library, [material])
    there, gone = live(Relevant(source="anteckning.txt")), live(Relevant(source="borta.pdf"))
    both = replace(there, questions=there.questions + gone.questions)

    report = evaluate(Settings(data=library.data), both)

    assert (report.questions, report.missing) == (2, 1)
    assert report.ours.figures.scores[Measure.HIT_20] == 0.5


def test_what_the_asker_may_not_see_is_not_searched_by_baselines_either(guarded: Path) -> None:
    asked = live(Relevant(source="öppet/korpen.md"), text="Vad kostade projekt Korpen?")

    closed = evaluate(Settings(data=guarded), asked, ("lexical",))
    opened = evaluate(Settings(data=guarded, groups="styrgrupp"), asked, ("lexical",))

    assert closed.passages == 1 < opened.passages
    assert closed.baselines[0].figures.scores[Measure.HIT_1] == 1
    assert opened.baselines[0].figures.scores[Measure.HIT_1] == 0


def test_an_empty_library_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(NoLibraryError):
        evaluate(Settings(data=tmp_path), live(Relevant(source="a.md")))


@pytest.mark.parametrize(
    ("name", "names"),
    [("", ()), ("dense", ("dense",)), ("all", ("words", "stems", "dense", "rrf", "lexical"))],
)
def test_a_baseline_is_chosen_by_name(name: str, names: tuple[str, ...]) -> None:
    assert chosen_names(name) == names


def test_an_unknown_baseline_is_refused_with_those_there_are() -> None:
    with pytest.raises(AssistantError, match=r"”bm25” finns inte.*words, stems, dense, rrf, lex"):
        chosen_names("bm25")


def test_json_keeps_the_contract(
    lardom: Callable[..., int], set_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = lardom("eval", str(set_folder), "--baseline", "dense", "--json")

    told = capsys.readouterr()
    report = json.loads(told.out)
    assert (code, told.err, len(told.out.splitlines())) == (0, "", 1)
    assert set(report) == FIELDS
    assert set(report["ours"]) == {*SCORES, "questions", "latency_ms", "by_type"}
    assert set(report["ours"]["latency_ms"]) == {"median", "p95"}
    assert set(report["baselines"]["dense"]) == set(report["ours"])
    assert set(report["ratios"]["dense"]) == SCORES


def test_a_person_gets_a_table_and_what_it_means(
    lardom: Callable[..., int], set_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = lardom("eval", str(set_folder / "questions.jsonl"), "--baseline", "words")

    shown = capsys.readouterr().out
    assert code == 0
    assert "prov: 3 frågor mot 5 stycken" in shown
    assert re.search(r"^Lärdom +3 +1,000", shown, re.M)
    assert re.search(r"^words +3 +1,000", shown, re.M)
    assert "Lärdom delat med" in shown
    assert max(map(len, shown.splitlines()[1:-1])) <= 80


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("borta",), "Frågesamlingen borta finns inte", id="missing"),
        pytest.param((str(ROOT / "docs"),), "ingen fil questions.jsonl", id="no-set"),
        pytest.param((str(ROOT / "README.md"),), "Rad 1 i", id="another-format"),
        pytest.param((str(ROOT / "tests/quality"),), "är tomt. Ta in material", id="no-library"),
        pytest.param(("x", "--baseline", "y"), "Jämförelsen ”y” finns inte", id="baseline"),
    ],
)
def test_what_cannot_be_measured_ends_in_one_sentence(
    lardom: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    said: str,
) -> None:
    code = lardom("eval", *arguments)

    told = capsys.readouterr()
    assert (code, told.out) == (2, "")
    assert told.err.startswith("Fel: ")
    assert said in told.err
    assert len(told.err.strip().splitlines()) == 1


def test_every_field_and_baseline_is_documented(starter_data: Path) -> None:
    written = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    report = evaluate(
        Settings(data=starter_data), read_question_set(ROOT / "tests" / "quality"), ("words",)
    )

    told = report_as_json(report)

    fields = {*told, *told["ours"], *told["ours"]["latency_ms"], *BASELINES}
    assert {field for field in fields if f"`{field}`" not in written} == set()
