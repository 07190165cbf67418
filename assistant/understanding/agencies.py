"""Swedish government agencies: which ones a question names, in any of their forms.

The table of `ingest.agencies` says what each is called and was called. Knows nothing about
which agencies the library has anything from.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.agencies import Agency, Form, read_forms
from ingest.swedish import words

BEGINNING = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyNamed:
    """An agency that a question names; positions in `words(question)`, `end` excluded."""

    start: int
    end: int
    agency: Agency


class Agencies:
    """A table of agencies; where two share a form, the one that comes first is meant."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._forms: dict[str, list[Form]] = defaultdict(list)
        self._longest = 0
        self._begun: set[str] = set()
        """How forms begin, and short ones whole: at most words of a question none does."""
        for form in forms:
            parts = words(form.text)
            self._forms[_letters(parts)].append(form)
            self._begun.add(_letters(parts)[:BEGINNING])
            self._longest = max(self._longest, len(parts))

    @classmethod
    def read(cls, path: Path | None = None) -> "Agencies":
        """The table at a path, or the packaged one.

        Raises:
            AgencyListError: when the file cannot be read, or a line has other columns.
        """
        return cls(read_forms(path))

    def named_in(self, question: str) -> tuple[AgencyNamed, ...]:
        """The agencies that a question names, in order, the longest form first; genitives count."""
        return tuple(self._named(question))

    def of_name(self, text: str) -> Agency | None:
        """The agency that a text is a name of: as it is written, else whatever its capitals."""
        forms = self._forms.get(_letters(words(text)), [])
        return _best(forms, text.strip()) if forms else None

    def _named(self, question: str) -> Iterator[AgencyNamed]:
        written = _written(question)
        start = 0
        while start < len(written):
            found = self._from(written, start)
            if found:
                yield found
            start = found.end if found else start + 1

    def _from(self, written: Sequence[str], start: int) -> AgencyNamed | None:
        """The longest form that begins there; "ESV:s" is read as two words, and is "ESVs"."""
        letters = _letters(written[start : start + BEGINNING]).lower()
        if self._begun.isdisjoint(letters[:n] for n in range(1, BEGINNING + 1)):
            return None
        for end in range(min(start + self._longest + 1, len(written)), start, -1):
            stretch = _letters(written[start:end])
            for typed in (stretch, stretch.removesuffix("s")):
                forms = [form for form in self._forms.get(typed.lower(), ()) if _is(form, typed)]
                if forms:
                    return AgencyNamed(start=start, end=end, agency=_best(forms, typed))
        return None


def _is(form: Form, typed: str) -> bool:
    return not form.as_written or typed in {form.text, form.text.upper()}


def _best(forms: Sequence[Form], typed: str) -> Agency:
    """The agency of the form that is written just so ("Fi" and "FI" are two), else the first."""
    return next((form.agency for form in forms if form.text == typed), forms[0].agency)


def _letters(parts: Sequence[str]) -> str:
    return "".join(parts).replace("-", "")


def _written(question: str) -> list[str]:
    """The words as they were typed; in lower case where all are capitals, which then say nothing.

    A word that the analyser put together (over a line end) is in lower case too.
    """
    found = words(question)
    if question.isupper() and len(found) > 1:
        return found
    typed, at, lowered = [], 0, question.lower()
    for word in found:
        start = lowered.find(word, at)
        at = start + len(word) if start >= 0 else at
        typed.append(question[start:at] if start >= 0 else word)
    return typed
