"""Which agency a name of a workbook means: by all that the register's agencies have been called."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from ingest.agencies import read_forms
from ingest.record.inserting import inserted
from ingest.record.register.correcting import Corrections
from ingest.record.register.tables import (
    register_agencies,
    register_agency_rows,
    register_books,
    register_figures,
    register_findings,
    register_names,
    register_project_rows,
    register_projects,
    register_sheets,
)
from ingest.register.names import folded

_WITH_AGENCIES = (
    register_agency_rows,
    register_project_rows,
    register_projects,
    register_figures,
    register_findings,
    register_names,
)


class AgencyNames:
    """The agencies of the register by their names; a name that none has makes a new one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ids: dict[str, int] = {}
        for key, agency in connection.execute(
            select(register_agencies.c.key, register_agencies.c.id)
        ):
            self._ids[key] = agency
        for row in _live_rows(connection):
            names = (*json.loads(row["short_names"]), *json.loads(row["former_names"]))
            self.also(row["agency_id"], *names)

    def also(self, agency: int, *names: str) -> None:
        """These are further names of an agency, where no other has them."""
        for name in names:
            self._ids.setdefault(folded(name), agency)

    def id_of(self, name: str) -> int:
        """The agency of that name, made where there is none."""
        key, known = folded(name), self.known(name)
        if known is None:
            made = insert(register_agencies).values(key=key, name=name.strip())
            known = inserted(self._connection, made)
        self._ids[key] = known
        return known

    def renamed(self, name: str, former: Sequence[str]) -> int:
        """The agency of that name, which has had these: what was told under them is of it.

        Nobody is shown what the register calls it: that may come of a workbook that is hidden.
        """
        earlier = [one for one in map(self.known, former) if one is not None]
        known = self.known(name)
        if known is None and earlier:
            known = earlier[0]
            is_it = register_agencies.c.id == known
            self._connection.execute(
                update(register_agencies).where(is_it).values(name=name.strip())
            )
            self._ids[folded(name)] = known
        agency = self.id_of(name)
        for other in {*earlier} - {agency}:
            self._unite(agency, other)
        return agency

    def _unite(self, agency: int, other: int) -> None:
        for table in _WITH_AGENCIES:
            is_other = table.c.agency_id == other
            self._connection.execute(update(table).where(is_other).values(agency_id=agency))
        self._connection.execute(delete(register_agencies).where(register_agencies.c.id == other))
        self._ids = {key: agency if one == other else one for key, one in self._ids.items()}

    def known(self, name: str) -> int | None:
        """The agency of that name, if the register has it."""
        return self._ids.get(folded(name)) or self._by_real_name(name)

    def _by_real_name(self, name: str) -> int | None:
        """The agency that the register calls by another of the same real agency's names."""
        forms = _real_names().get(folded(name), ())
        return next((self._ids[form] for form in forms if form in self._ids), None)


def agencies_called(connection: Connection, name: str) -> frozenset[int]:
    """The agencies that the register, or any workbook of it, calls so or has called so."""
    c, key = register_names.c, folded(name)
    known = {AgencyNames(connection).known(name)} - {None}
    called = connection.execute(select(c.agency_id, c.name).distinct())
    return frozenset({*known, *(agency for agency, own in called if folded(own) == key)})


def heirs(connection: Connection) -> dict[int, int]:
    """Agencies that another took over, to the one that has their tasks now."""
    names = AgencyNames(connection)
    taken = {
        row["agency_id"]: names.known(row["successor"])
        for row in _live_rows(connection)
        if row["successor"]
    }
    return {agency: _last(agency, taken) for agency in taken}


def _last(agency: int, taken: Mapping[int, int | None]) -> int:
    """The end of the line; where it runs in a circle, the agency itself."""
    passed = {agency}
    heir = agency
    while (after := taken.get(heir)) is not None:
        if after in passed:
            return agency
        passed.add(after)
        heir = after
    return heir


@cache
def _real_names() -> dict[str, tuple[str, ...]]:
    """Every form of a real agency's name, to all forms of it; all folded."""
    return {
        folded(form.text): tuple(map(folded, form.agency.names))
        for form in read_forms()
        if form.official == form.agency.name
    }


def _live_rows(connection: Connection) -> Iterator[Mapping[str, Any]]:
    """What live workbooks say of agencies, as it holds."""
    corrections = Corrections(connection)
    query = (
        select(register_agency_rows)
        .join(register_sheets, register_sheets.c.id == register_agency_rows.c.sheet_id)
        .join(register_books, register_books.c.id == register_sheets.c.book_id)
        .where(register_books.c.is_live)
        .order_by(register_books.c.id)
    )
    return map(corrections.of_agency, connection.execute(query).mappings())
