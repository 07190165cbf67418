"""Writes the queries for what workbooks say of agencies: their names, and what they are.

Only the workbooks that may be seen are asked, so that nobody is told a name by a hidden one.
"""

from collections.abc import Sequence


def agencies_asked(books: Sequence[int]) -> str:
    """The query for what the newest workbook says of each agency: a subquery named `ag`."""
    lists = ("short_names", "former_names", "groups", "department", "size")
    newest = ", ".join(f"arg_max({one}, weight) AS {one}" for one in lists)
    return (
        f"(SELECT n.agency, n.name, x.* EXCLUDE agency FROM {names_asked(books)} n LEFT JOIN "
        f"(SELECT agency, {newest}, bool_and(is_example) AS is_example "
        f"FROM agencies WHERE {within('book', books)} GROUP BY agency) x "
        "ON x.agency = n.agency) ag"
    )


def names_asked(books: Sequence[int]) -> str:
    """The query for what each agency is called by these workbooks: a subquery to be named.

    What the newest list of agencies calls it goes before what rows do, and what none of them says
    was its name once before what is so. An agency that they do not name is not there.
    """
    former = f"SELECT DISTINCT agency, name FROM former WHERE {within('book', books)}"
    order = "n.weight + CASE WHEN f.name IS NULL THEN 1000000000 ELSE 0 END"
    return (
        f"(SELECT n.agency, arg_max(n.name, {order}) AS name FROM names n LEFT JOIN ({former}) f "
        "ON f.agency = n.agency AND f.name = lower(n.name) "
        f"WHERE {within('n.book', books)} GROUP BY n.agency)"
    )


def within(column: str, numbers: Sequence[int]) -> str:
    """A condition that a column holds one of these; false where there are none."""
    return f"{column} IN ({', '.join(str(int(number)) for number in numbers) or 'NULL'})"
