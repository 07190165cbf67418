"""Twenty of the domain's questions put in English: how much of the Swedish result they reach.

`tests/quality/domain_in_english.jsonl` holds their wording and names the questions, which lie
beside the material with their answers.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from assistant.evaluation.question_sets import read_question_set
from assistant.evaluation.running import evaluate
from assistant.evaluation.types import Measure, Report
from assistant.settings import Settings

WORDED = Path(__file__).parent.parent / "quality" / "domain_in_english.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class InBoth:
    """The same questions in Swedish and in English, over one library."""

    swedish: Report
    english: Report

    @property
    def share(self) -> float:
        """Right document in the first five: English as a share of Swedish."""
        return self.found(self.english) / (self.found(self.swedish) or 1.0)

    def found(self, report: Report) -> float:
        """In what share of the questions the right document is among the first five."""
        return report.ours.figures.scores[Measure.DOCUMENT]


def measured_in_both(data: Path, questions: Path, scratch: Path) -> InBoth:
    """Ask them of the library in `data`; `questions` is the domain's set of questions."""
    asked = {one["id"]: one for one in map(json.loads, _lines(questions / "questions.jsonl"))}
    worded = {one["id"]: one["question"] for one in map(json.loads, _lines(WORDED))}
    swedish = [asked[name] for name in worded]
    english = [{**asked[name], "question": text} for name, text in worded.items()]
    settings = Settings(data=data)
    return InBoth(
        swedish=evaluate(settings, read_question_set(_written(scratch / "swedish", swedish))),
        english=evaluate(settings, read_question_set(_written(scratch / "english", english))),
    )


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _written(folder: Path, questions: list[dict[str, object]]) -> Path:
    folder.mkdir(parents=True)
    lines = [json.dumps(question, ensure_ascii=False) for question in questions]
    (folder / "questions.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder
