"""Puts what the register says and what documents say into one answer."""

from dataclasses import replace

from assistant.answer import Answer, Choice, Sentence
from assistant.figures.answer import FiguresAnswer, FiguresStatus
from assistant.figures.exactness import Told, says_just_that
from assistant.figures.said import WarningKind
from assistant.types import Route, Status, Verdict

EXAMPLE = WarningKind.EXAMPLE.value
_WHOLE = frozenset({Status.ANSWERED})
_TOLD = frozenset({Status.ANSWERED, Status.PARTIAL})
_UNSURE = frozenset({Status.NO_EVIDENCE, Status.REPLY})


def unreadable(question: str, why: str) -> FiguresAnswer:
    """That the register cannot be read, and why (Swedish)."""
    return FiguresAnswer(question=question, status=FiguresStatus.UNREADABLE, answer=why, reading="")


def not_asked(question: str) -> FiguresAnswer:
    """That the register was not asked."""
    return FiguresAnswer(
        question=question, status=FiguresStatus.NOT_REGISTER, answer="", reading=""
    )


def leads(figures: FiguresAnswer) -> bool:
    """True where it stands first in the answer, whatever documents say."""
    return figures.status is FiguresStatus.ANSWERED and not _is_example(figures)


def joined(answer: Answer, figures: FiguresAnswer) -> Answer:
    """The answer with what the register says.

    An answer of the register stands first, and documents beside it only where they answer too.
    Figures of made-up examples give way to documents that answer just what was asked, and keep
    what else documents say beside them, unless an agency of theirs is named. A question back or a
    refusal is the answer only where documents have none, else a word beside.
    """
    match figures.status:
        case FiguresStatus.NOT_REGISTER:
            return answer
        case FiguresStatus.UNREADABLE:
            notice = " ".join(filter(None, (answer.notice, figures.answer)))
            return replace(answer, notice=notice)
        case FiguresStatus.ANSWERED:
            if _is_example(figures) and _is_answered(answer, figures):
                return replace(answer, register=figures)
            return _answered(answer, figures)
        case FiguresStatus.ASKED_BACK:
            return _asked_back(answer, figures)
        case FiguresStatus.REFUSED:
            return _refused(answer, figures)


def _is_example(figures: FiguresAnswer) -> bool:
    """True where all figures are made up, and nobody asked for a made-up agency by name."""
    return all(
        not result.filter["agencies"] and any(one.kind == EXAMPLE for one in result.warnings)
        for result in figures.results
    )


def _is_answered(answer: Answer, figures: FiguresAnswer) -> bool:
    """True where a sentence of the documents answers just what the register was asked."""
    return any(
        sentence.verdict is Verdict.SUPPORTED and says_just_that(figures, _told(answer, sentence))
        for sentence in answer.sentences
    )


def _told(answer: Answer, sentence: Sentence) -> Told:
    citations = [one for one in answer.citations if one.n in sentence.citations]
    # A quote in itself is its sentence; beside that stand headers of tables, with other years.
    quotes = [one.quote for one in citations] if answer.model else []
    return Told(
        sentence=sentence.text,
        beside=". ".join(dict.fromkeys((*(one.heading for one in citations), *quotes))),
        titles=". ".join(dict.fromkeys(one.title for one in citations)),
    )


def _answered(answer: Answer, figures: FiguresAnswer) -> Answer:
    cautions = [one.in_full for result in figures.results for one in result.warnings]
    with_figures = replace(
        answer,
        notice=" ".join(dict.fromkeys(cautions)) or None,
        status=Status.ANSWERED,
        route=Route.REGISTER,
        register=figures,
        nearest=(),
        choices=(),
        short_answer=None,
    )
    kept = _TOLD if _is_example(figures) else _WHOLE
    if answer.status in kept and answer.sentences:
        notice = " ".join(filter(None, (with_figures.notice, answer.notice))) or None
        whole = f"{figures.answer}\n\n{answer.answer}"
        return replace(with_figures, answer=whole, notice=notice)
    return replace(
        with_figures,
        answer=figures.answer,
        sentences=(),
        citations=(),
        listing=None,
        struck=0,
        model=None,
        ai_generated=False,
    )


def _asked_back(answer: Answer, figures: FiguresAnswer) -> Answer:
    if answer.status not in _UNSURE:
        return replace(answer, register=figures)
    choices = tuple(Choice(label=one, question=one) for one in figures.choices)
    return replace(
        answer,
        status=Status.REPLY,
        route=Route.AMBIGUOUS,
        answer=figures.answer,
        choices=choices,
        nearest=(),
        register=figures,
    )


def _refused(answer: Answer, figures: FiguresAnswer) -> Answer:
    if answer.status not in _UNSURE:
        return replace(answer, register=figures)
    told = " ".join(filter(None, (figures.answer, figures.remedy)))
    return replace(answer, answer=f"{told} {answer.answer}".strip(), register=figures)
