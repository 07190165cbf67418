"""Writes the sentences of an answer, each given as soon as it is verified, and never taken back.

A language model writes them where there is one and the material has something to quote; where it
fails, or nothing that it wrote holds, the quotes stand instead. Knows nothing about how a
question was understood, or about replies.
"""

import logging
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Protocol

from assistant.answering.composing import Numbering
from assistant.errors import ModelError
from assistant.quoting import Quoter
from assistant.searching import Understood
from assistant.steps import Verified, Waiting
from assistant.timing import timed
from assistant.types import Draft, Hit, Query, Statement, Status, Verdict
from assistant.verification.verifying import told_of_struck, verify

_LOG = logging.getLogger("lardom")
NOTHING_HELD = "Inget av det som språkmodellen skrev har stöd i källorna."
QUOTED_INSTEAD = "Svaret består därför av citat."
ENDS_HERE = "Svaret slutar därför med det som hade kommit, och kan vara ofullständigt."


class Answerer(Protocol):
    """Writes an answer in its own words."""

    @property
    def name(self) -> str:
        """What the answer says wrote it."""
        ...

    def statements(
        self, query: Query, hits: Sequence[Hit]
    ) -> Generator[Statement | None, None, None]:
        """The statements, each with the evidence it claims; None now and then between them.

        Closing the generator ends the work. Raises `ModelError` where there is no more to be had.
        """
        ...

    def close(self) -> None:
        """Give up what is being written."""
        ...


Writing = Generator[Verified | Waiting, None, Draft]
"""The sentences as they come; what it returns is the checked draft of just those."""


class Writer:
    """Writes answers. One per process; usable by threads."""

    def __init__(self, quoter: Quoter, answerer: Answerer | None = None) -> None:
        self._quoter = quoter
        self._answerer = answerer

    def write(
        self, understood: Understood, hits: tuple[Hit, ...], times: dict[str, float]
    ) -> Writing:
        """The sentences that answer a question, of the passages found; `times` grow with it."""
        with timed(times, "answering"):
            quoted = self._quoter.quote(understood, hits)
        if self._answerer is None or quoted.status is Status.NO_EVIDENCE:
            return (yield from _given(quoted, times))
        written = _Written(self._answerer.name)
        with closing(self._answerer.statements(understood.query, hits)) as coming:
            yield from self._checked(coming, written, times)
        if written.kept or not written.reason:
            return written.draft()
        return (yield from _given(_instead(quoted, written), times))

    def _checked(
        self,
        coming: Generator[Statement | None, None, None],
        written: "_Written",
        times: dict[str, float],
    ) -> Generator[Verified | Waiting, None, None]:
        """The statements that hold; what becomes of the rest is told to `written`."""
        while True:
            try:
                with timed(times, "answering"):
                    statement = next(coming)
            except StopIteration:
                return
            except ModelError as error:
                _LOG.warning("%s (%s)", error, type(error.__cause__).__name__)  # with the remedy
                written.failure = error.message
                return
            if statement is None:
                yield Waiting()
                continue
            with timed(times, "verification"):
                step = written.take(self._confirmed(statement))
            if step:
                yield step

    def _confirmed(self, statement: Statement) -> Draft:
        alone = Draft(status=Status.ANSWERED, statements=(statement,))
        return verify(self._quoter.confirmed(alone))


class _Written:
    """What a language model has written of one answer so far. For one thread."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._numbering = Numbering()
        self._struck = 0
        self.kept: list[Statement] = []
        self.failure = ""

    def take(self, checked: Draft) -> Verified | None:
        """The statement of a draft that was verified, with its numbers; None where it fell."""
        self._struck += checked.struck
        if not checked.statements:
            return None
        (statement,) = checked.statements
        self.kept.append(statement)
        return _verified(self._numbering, statement)

    @property
    def struck(self) -> int:
        """How many statements had no support."""
        return self._struck

    @property
    def reason(self) -> str:
        """Why there is nothing, where there should be something (Swedish)."""
        return self.failure or (NOTHING_HELD if self._struck else "")

    def draft(self) -> Draft:
        """What stands: no evidence where the model found no answer."""
        ended = f"{self.failure} {ENDS_HERE}" if self.failure else ""
        told = (ended, told_of_struck(self._struck))
        return Draft(
            status=self._status(),
            statements=tuple(self.kept),
            model=self._model,
            notice=" ".join(filter(None, told)),
            struck=self._struck,
        )

    def _status(self) -> Status:
        if not self.kept:
            return Status.NO_EVIDENCE
        held = any(statement.verdict is Verdict.SUPPORTED for statement in self.kept)
        return Status.ANSWERED if held else Status.PARTIAL


def _instead(quoted: Draft, written: _Written) -> Draft:
    """The quotes with the reason why they stand there."""
    notice = f"{written.reason} {QUOTED_INSTEAD} {quoted.notice}".strip()
    return replace(quoted, notice=notice, struck=quoted.struck + written.struck)


def _given(quoted: Draft, times: dict[str, float]) -> Writing:
    """The sentences of a draft that is there already, those that hold."""
    with timed(times, "verification"):
        checked = verify(quoted)
    yield from _all_verified(checked.statements)
    return checked


def _all_verified(statements: Iterable[Statement]) -> Generator[Verified, None, None]:
    numbering = Numbering()
    for statement in statements:
        yield _verified(numbering, statement)


def _verified(numbering: Numbering, statement: Statement) -> Verified:
    sentence = numbering.sentence(statement)
    return Verified(sentence=sentence, citations=numbering.cited(sentence))
