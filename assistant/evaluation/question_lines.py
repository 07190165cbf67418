"""Reads single lines of a question set, and says what is wrong with one: its file and number."""

import re
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import QuestionSetError
from assistant.evaluation.types import Question, Relevant, SetPassage
from assistant.understanding.question import LONGEST_QUESTION
from ingest.swedish import words

_HALF = re.compile("[\ud800-\udfff]")
"""Halves of letters, which JSON may hold and no record can."""
_PLACES = 'Skriv relevant som [{"source": …, "page": … eller null, "quote": …}].'
_IDS = "Skriv relevant som en lista med stycke-id, och lägg styckena i passages.jsonl."


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a file: its number counts from 1, its values are as JSON has them."""

    path: Path
    number: int
    values: dict[str, object]

    def broken(self, what: str, remedy: str) -> QuestionSetError:
        """The error that names this line."""
        return QuestionSetError(
            f"Rad {self.number} i {self.path} går inte att förstå: {what}.", remedy
        )

    def text(self, name: str, *, needed: bool = True) -> str:
        """A field that is text; "" where it is not there and not needed either."""
        value = self.values.get(name)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or (needed and not value.strip()):
            raise self.broken(f"”{name}” saknas eller är inte text", f"Ge raden ett ”{name}”.")
        return _HALF.sub(" ", value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A line of questions: its split ("" where it has none)."""

    split: str
    question: Question


def passage_of(line: Line) -> SetPassage:
    """The passage that a line tells of."""
    return SetPassage(
        id=line.text("id"), title=line.text("title", needed=False), text=line.text("text")
    )


def question_of(line: Line, passages: frozenset[str] | None) -> Read:
    """The question that a line tells of; `passages` are the set's ids, None for a live set."""
    split, text = line.text("split", needed=False), _asked(line)
    relevant = line.values.get("relevant")
    answerable = line.values.get("answerable", bool(relevant))
    if not isinstance(answerable, bool):
        raise line.broken("”answerable” är varken true eller false", "Rätta värdet.")
    places = relevant if isinstance(relevant, list) and answerable else []
    if answerable and not places:
        raise line.broken(
            "frågan ska gå att besvara, men ”relevant” saknas eller är tomt",
            _PLACES if passages is None else _IDS,
        )
    question = Question(
        text=text,
        relevant=tuple(
            _place(line, one) if passages is None else _named(line, one, passages) for one in places
        ),
        type=line.text("type", needed=False),
        language=line.text("language", needed=False),
        id=str(line.values.get("id", "")),
        facts=_facts(line),
    )
    return Read(split=split, question=question)


def _asked(line: Line) -> str:
    """The question, if it can be asked."""
    text = line.text("question")
    length = len(" ".join(text.split()))
    if not words(text):
        raise line.broken("”question” innehåller inga ord", "Skriv frågan i ord.")
    if length > LONGEST_QUESTION:
        raise line.broken(
            f"”question” är {length} tecken lång", f"Skriv högst {LONGEST_QUESTION} tecken."
        )
    return text


def _facts(line: Line) -> tuple[str, ...]:
    facts = line.values.get("facts") or []
    if not isinstance(facts, list) or not all(isinstance(one, str) and one for one in facts):
        raise line.broken("”facts” är ingen lista med texter", 'Skriv facts som ["18,8 miljoner"].')
    return tuple(facts)


def _named(line: Line, value: object, passages: frozenset[str]) -> Relevant:
    if not isinstance(value, str):
        raise line.broken("”relevant” namnger inga stycken", _IDS)
    if value not in passages:
        raise line.broken(f"stycket ”{value}” finns inte", "Rätta relevant eller passages.jsonl.")
    return Relevant(source=value)


def _place(line: Line, value: object) -> Relevant:
    if isinstance(value, str):
        raise line.broken(f"den pekar på stycket ”{value}”, men passages.jsonl saknas", _IDS)
    known = value if isinstance(value, dict) else {}
    source, page, quote = known.get("source"), known.get("page"), known.get("quote", "")
    number = page is None or (isinstance(page, int) and not isinstance(page, bool))
    if not isinstance(source, str) or not number or not isinstance(quote, str):
        raise line.broken("”relevant” har ett okänt format", _PLACES)
    return Relevant(source=source, page=page, quote=quote)
