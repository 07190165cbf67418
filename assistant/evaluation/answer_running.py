"""Asks every question of a set through the product's own way, quoting, and measures the answers."""

import time

from assistant.evaluation.answer_judging import AnswerJudge
from assistant.evaluation.answer_measures import figures_by_type, figures_of
from assistant.evaluation.answer_types import AnswersReport, JudgedAnswer
from assistant.evaluation.judging import check_documents
from assistant.evaluation.opening import Opened, opened
from assistant.evaluation.types import QuestionSet
from assistant.settings import Settings
from ingest.progress import Progress, silent


def measure_answers(
    settings: Settings, question_set: QuestionSet, progress: Progress = silent
) -> AnswersReport:
    """Measure the answers to a set's questions, those without an answer too; no language model.

    Raises:
        NoLibraryError: the questions are for the live library, and there is none.
        QuestionSetError: the live library has none of the documents they are about.
        IngestError: the library or the index cannot be read or written.
    """
    with opened(settings, question_set, progress) as at:
        seen = [row.source for row in at.library.record.documents() if _may_see(at, row.access)]
        check_documents(question_set.questions, set(seen))
        judged = _asked(at, question_set, progress)
    return AnswersReport(
        name=question_set.name,
        questions=len(question_set.questions),
        unanswerable=len(question_set.unanswerable),
        figures=figures_of(judged),
        by_type=figures_by_type(judged),
        judged=judged,
    )


def _may_see(at: Opened, access: tuple[str, ...]) -> bool:
    return at.service.asker.may_see(access)


def _asked(at: Opened, question_set: QuestionSet, progress: Progress) -> tuple[JudgedAnswer, ...]:
    judge = AnswerJudge(at.library.record)
    questions = (*question_set.questions, *question_set.unanswerable)
    ask, asker = at.service.assistant.ask, at.service.asker
    ask(questions[0].text, asker)  # what the first one opens is not timed
    judged = []
    for done, question in enumerate(questions, start=1):
        started = time.perf_counter()
        answer = ask(question.text, asker)
        milliseconds = (time.perf_counter() - started) * 1000
        judged.append(judge.judge(question, answer, milliseconds))
        progress("Ställer frågor", done, len(questions))
    return tuple(judged)
