"""An answer of the register as a terminal shows it, and as JSON."""

import json
import textwrap
from collections.abc import Iterator
from dataclasses import asdict

from assistant.figures.answer import FiguresAnswer, FiguresResult, FiguresStatus
from assistant.figures.doubts_said import pointed_out

WIDTH = 88
SHOWN = 20


def figures_as_json(answer: FiguresAnswer) -> str:
    """The answer as JSON on one line."""
    return json.dumps(asdict(answer), ensure_ascii=False)


def figures_as_text(answer: FiguresAnswer) -> str:
    """The answer for a terminal: what was read, the figures, what they rest on, the cautions."""
    if answer.status is not FiguresStatus.ANSWERED:
        told = " ".join(filter(None, (answer.answer, answer.remedy)))
        return "\n".join([_wrapped(told), *(f"  • {choice}" for choice in answer.choices)])
    parts = [_wrapped(answer.reading)]
    parts += ["\n".join(_result(one)) for one in answer.results]
    cells = [
        f"  [{one.n}] {one.source}, {one.sheet} {one.cell}: {one.label} ”{one.original}”"
        for one in answer.citations[:SHOWN]
    ]
    if cells:
        more = len(answer.citations) - SHOWN
        cells += [f"  … och {more} celler till; se dem alla med --json."] if more > 0 else []
        parts.append("\n".join(["Celler:", *cells]))
    return "\n\n".join(parts)


def _result(result: FiguresResult) -> Iterator[str]:
    yield _wrapped(result.answer)
    for figure in result.figures:
        if figure.group:
            group = " · ".join(label or "uppgift saknas" for label in figure.group)
            yield f"  {group}: {figure.text}{pointed_out(figure.doubts, figure.n)}"
        if figure.formula:
            yield f"    {figure.formula}"
    yield from (f"  {item}" for item in result.items[:SHOWN])
    if len(result.items) > SHOWN:
        yield f"  … och {result.row_count - SHOWN} till."
    yield from (_wrapped(gap) for gap in result.gaps)
    yield from (_wrapped(f"Obs! {one.in_full}") for one in result.warnings)


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)
