"""Reads what an agency has answered in its review list. Keeps nothing, and corrects nothing.

A row that says something, but not what to do, is told and gives no reply.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ingest.errors import LoadError
from ingest.register.read_sheets import Held, ReadFile, ReadSheet, SheetRow
from ingest.register.review_lists import (
    ANSWERS,
    EXPLANATION,
    HEADERS,
    MARK,
    SHEET,
)
from ingest.register.types import Cell


class ReplyKind(StrEnum):
    """What the agency wants done."""

    CORRECT = "correct"
    """`new_value` is what should stand there."""
    STANDS = "stands"
    """It is right as it is."""
    WITHDRAW = "withdraw"
    """It shall be taken out."""


_BY_WORD = dict(zip(ANSWERS, ReplyKind, strict=True))
_NUMBER, _ANSWER, _NEW, _COMMENT = "Nummer", "Svar", "Nytt värde", "Kommentar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An agency's answer: `finding` is the finding's id, `cell` where the answer stands.

    `new_value` is as the cell of the list shows it, "" unless it is to be corrected; to be
    normalised as the value it is about. `value_cell` is where it stands.
    """

    finding: str
    kind: ReplyKind
    new_value: str
    comment: str
    cell: Cell
    value_cell: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Replies:
    """What came back: `agency` and `year` of the collection as the list has them.

    `unanswered` counts the rows that nobody has answered yet; `notices` tell (Swedish) what was
    answered so that it cannot be used, and where.
    """

    agency: str
    year: int
    replies: tuple[Reply, ...]
    unanswered: int
    notices: tuple[str, ...]


def replies_in(file: ReadFile) -> Replies:
    """The answers of a review list that has been read; `LoadError` when it is no such list."""
    explanation, sheet = file.sheet(EXPLANATION), file.sheet(SHEET)
    marks = {_text(row, 1): _text(row, 2) for row in explanation.rows} if explanation else {}
    if sheet is None or MARK not in marks.values():
        raise LoadError(
            f"Filen är ingen granskningslista: bladet {EXPLANATION} säger inte ”{MARK}”.",
            "Svara i den lista som myndigheten har fått, och skicka tillbaka den.",
        )
    columns = _columns(sheet)
    found: list[Reply] = []
    notices: list[str] = []
    unanswered = 0
    for row in sheet.rows[1:]:
        told = _reply(row, columns)
        if isinstance(told, Reply):
            found.append(told)
        elif told:
            notices.append(told)
        else:
            unanswered += 1
    return Replies(
        agency=marks.get("Myndighet", ""),
        year=_year(marks.get("År", "")),
        replies=tuple(found),
        unanswered=unanswered,
        notices=(*file.notices, *notices, *_twice(found)),
    )


def _year(said: str) -> int:
    """The year of a list; 0 where it says none, and is of no collection then."""
    return int(said) if said.isdecimal() else 0


def _columns(sheet: ReadSheet) -> dict[str, int]:
    """Where the columns stand that are read: they may have been moved, but not taken out."""
    first = sheet.rows[0] if sheet.rows else None
    there = {cell.text.strip(): cell.column for cell in first.filled} if first else {}
    wanted = (_NUMBER, _ANSWER, _NEW, _COMMENT)
    lost = [name for name in wanted if name not in there]
    if lost:
        raise LoadError(
            f"Bladet {SHEET} saknar kolumnen {lost[0]}.",
            f"Låt bladet ha sina kolumner kvar: {', '.join(HEADERS)}.",
        )
    return {name: there[name] for name in wanted}


def _reply(row: SheetRow, columns: dict[str, int]) -> Reply | str:
    """The reply of a row, or what is wrong with it; "" where nothing is answered."""
    number, answer, new, comment = (_text(row, columns[name]) for name in columns)
    place = f"Rad {row.number} på bladet {SHEET}"
    kind = _BY_WORD.get(answer.casefold().rstrip("."))
    if not answer:
        said = new or comment
        return f"{place} säger ”{said}” men har inget svar. Välj ett svar." if said else ""
    if kind is None:
        return f"{place} har svaret ”{answer}”. Välj {', '.join(ANSWERS)}."
    if not number:
        return f"{place} har ett svar men inget nummer. Låt kolumnen {_NUMBER} stå kvar."
    if trouble := _trouble(row.at(columns[_NEW])):
        return f"{place}: det nya värdet går inte att läsa, {trouble}."
    if (kind is ReplyKind.CORRECT) != bool(new):
        lacks = "saknar nytt värde" if not new else f"har ett nytt värde, ”{new}”"
        return f"{place} har svaret ”{answer}” men {lacks}. Ändra det ena eller det andra."
    return Reply(
        finding=number,
        kind=kind,
        new_value=new,
        comment=comment,
        cell=Cell(sheet=SHEET, row=row.number, column=columns[_ANSWER]),
        value_cell=Cell(sheet=SHEET, row=row.number, column=columns[_NEW]),
    )


def _trouble(cell: Held | None) -> str:
    return cell.fault if cell else ""


def _text(row: SheetRow, column: int) -> str:
    cell = row.at(column)
    return cell.original.strip() if cell else ""


def _twice(replies: list[Reply]) -> Iterator[str]:
    seen: dict[str, Reply] = {}
    for one in replies:
        first = seen.setdefault(one.finding, one)
        if first is not one:
            yield (
                f"Uppgift {one.finding} är besvarad två gånger, på raderna {first.cell.row} och "
                f"{one.cell.row}. Låt ett av svaren stå kvar."
            )
