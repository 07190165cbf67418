"""The starter workbooks as tables of pandas, read without any of our own reading.

The rules that a reading must agree with stand here: an agency is told by its number, with the name
and traits of the latest collection; amounts are kronor; of a figure told twice the first counts, of
a project in two rows both do; a share below one without a sign of percent is no value.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from ingest.register.fields import AGENCY_FIELDS, LEVELS, PROJECT_FIELDS, FieldKind
from ingest.register.maturity import QUESTIONS
from ingest.register.measures import MEASURES, Unit

FOLDER = Path(__file__).parents[2] / "corpus" / "register"
YEARS = (2015, 2016, 2017, 2018)
_AGENCY_COLUMNS = {field.header: field.id for field in AGENCY_FIELDS}
_PROJECT_COLUMNS = {field.header: field.id for field in PROJECT_FIELDS}
_MONEY = [field.id for field in PROJECT_FIELDS if field.kind is FieldKind.MONEY]
_DATES = [field.id for field in PROJECT_FIELDS if field.kind is FieldKind.DATE]
_RISKS = [field.id for field in PROJECT_FIELDS if field.kind is FieldKind.LEVEL]
_WORDS = re.compile(r"([\d,]+) mnkr")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The tables. Every row of the last three has `agency`, a number of `agencies`, and `year`.

    `agencies` (by number): name, department, size, groups (a list); `names` gives every name in
    small letters its number. `figures` and `maturity`: number (measure or question), value.
    """

    agencies: pd.DataFrame
    names: dict[str, str]
    projects: pd.DataFrame
    figures: pd.DataFrame
    maturity: pd.DataFrame


def read_tables(folder: Path = FOLDER) -> Tables:
    """Read all four workbooks."""
    books = {
        year: pd.read_excel(folder / f"insamling-{year}.xlsx", sheet_name=None, engine="openpyxl")
        for year in YEARS
    }
    listed = pd.concat(
        book["Myndigheter"].rename(columns=_AGENCY_COLUMNS).assign(year=year)
        for year, book in books.items()
    )
    names = _names(listed)
    latest = listed.drop_duplicates("org_number", keep="last").set_index("org_number")
    agencies = pd.DataFrame(
        {
            "name": latest["agency"],
            "department": latest["department"],
            "size": latest["size"],
            "groups": latest["groups"].fillna("").map(_listed),
        }
    )
    return Tables(
        agencies=agencies,
        names=names,
        projects=pd.concat(_projects(book, year, names) for year, book in books.items()),
        figures=pd.concat(_figures(book, year, names) for year, book in books.items()),
        maturity=pd.concat(_maturity(book, year, names) for year, book in books.items()),
    )


def _names(listed: pd.DataFrame) -> dict[str, str]:
    names: dict[str, str] = {}
    for _, row in listed.iterrows():
        for column in ("agency", "short_names", "former_names"):
            for name in _listed(row[column]) if isinstance(row[column], str) else []:
                names[name.casefold()] = str(row["org_number"])
    return names


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _projects(book: dict[str, pd.DataFrame], year: int, names: dict[str, str]) -> pd.DataFrame:
    told = book["Projekt"].rename(columns=_PROJECT_COLUMNS)
    told = told.astype(object).where(told.notna(), None)
    told["agency"] = [names[str(name).casefold()] for name in told["agency"]]
    told["year"] = year
    for column in _MONEY:
        told[column] = [_kronor(value) for value in told[column]]
    for column in _DATES:
        told[column] = [
            None if value is None else pd.Timestamp(value).date() for value in told[column]
        ]
    for column in _RISKS:
        told[column] = [LEVELS.index(value) + 1 if value else None for value in told[column]]
    told["benefit_plan"] = [
        None if value is None else value == "ja" for value in told["benefit_plan"]
    ]
    return _with_numbers(told)


def _kronor(value: object) -> float | None:
    if isinstance(value, str):
        in_words = _WORDS.fullmatch(value)
        assert in_words, value
        return float(in_words.group(1).replace(",", ".")) * 1e6
    return None if value is None else float(str(value)) * 1000


def _with_numbers(told: pd.DataFrame) -> pd.DataFrame:
    """With the numbers that are worked out, by the definitions in `measures`."""
    rows = told.to_dict("records")
    told["overrun"] = [_difference(row["outcome"], row["budget"]) for row in rows]
    told["budget_change"] = [_difference(row["revised_budget"], row["budget"]) for row in rows]
    told["length"] = [
        _days(row["start"], row["actual_end"] or row["revised_end"] or row["planned_end"])
        for row in rows
    ]
    told["delay"] = [
        _days(row["planned_end"], row["actual_end"] or row["revised_end"] or row["planned_end"])
        for row in rows
    ]
    told["end_revision"] = [
        _days(row["planned_end"], row["revised_end"] or row["planned_end"]) for row in rows
    ]
    told["highest_risk"] = [
        max((row[risk] for risk in _RISKS if row[risk]), default=None) for row in rows
    ]
    return told.astype(object).where(told.notna(), None)


def _difference(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def _days(first: date | None, last: date | None) -> int | None:
    return None if first is None or last is None else (last - first).days


def _figures(book: dict[str, pd.DataFrame], year: int, names: dict[str, str]) -> pd.DataFrame:
    units = {measure.id: measure.unit for measure in MEASURES}
    columns = {
        header: measure.id
        for measure in MEASURES
        for header in book["Nyckeltal"].columns
        if header.rsplit(" (", 1)[0] == measure.name
    }
    told = _long(book["Nyckeltal"].rename(columns=columns), list(units), year, names)
    factors = [1000 if units[number] is Unit.KRONOR else 1 for number in told["number"]]
    told["value"] = told["value"] * factors
    is_doubtful = (told["number"] == "digital_cases") & (told["value"] < 1)
    return told[~is_doubtful]


def _maturity(book: dict[str, pd.DataFrame], year: int, names: dict[str, str]) -> pd.DataFrame:
    columns = {question.theme.capitalize(): question.id for question in QUESTIONS}
    return _long(book["Mognad"].rename(columns=columns), list(columns.values()), year, names)


def _long(
    sheet: pd.DataFrame, numbers: list[str], year: int, names: dict[str, str]
) -> pd.DataFrame:
    told = sheet.melt(id_vars="Myndighet", value_vars=numbers, var_name="number").dropna()
    told["agency"] = [names[name.casefold()] for name in told["Myndighet"]]
    told["year"] = year
    told["value"] = told["value"].astype(float)
    return told.drop_duplicates(["agency", "number"], keep="first")[
        ["agency", "year", "number", "value"]
    ]
