"""Reads the tables of a page as a person would: cell by cell, with the links in them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(slots=True)
class ReadCell:
    """A cell: its words without those that are hidden from the eye, and its links."""

    text: str = ""
    links: list[str] = field(default_factory=list)


class ReadTables(HTMLParser):
    """The tables of a page, each a list of rows of cells, headers among them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: list[list[list[ReadCell]]] = []
        self._is_in_cell = False
        self._hidden = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append(ReadCell())
            self._is_in_cell = True
        elif self._is_in_cell and tag == "span":
            self._hidden += given.get("class") in {"hidden", "remark"} or self._hidden > 0
        elif self._is_in_cell and tag == "a":
            self.tables[-1][-1][-1].links.append(str(given["href"]))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._is_in_cell = False
        elif tag == "span" and self._hidden:
            self._hidden -= 1

    def handle_data(self, data: str) -> None:
        if self._is_in_cell and not self._hidden:
            self.tables[-1][-1][-1].text += data
