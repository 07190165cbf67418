"""Tables of figures for a terminal: a name to the left, figures to the right."""

from collections.abc import Sequence

from rich.table import Table


def table_of(first: str, columns: Sequence[str]) -> Table:
    """An empty table with these headings."""
    table = Table(box=None, pad_edge=False, highlight=False)
    table.add_column(first, no_wrap=True)
    for column in columns:
        table.add_column(column, justify="right", no_wrap=True)
    return table


def decimal(value: float | None, places: int) -> str:
    """A figure with a decimal comma; a dash where there is none."""
    return "–" if value is None else f"{value:.{places}f}".replace(".", ",")
