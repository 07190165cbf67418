"""A PDF that says what its parts are: headings, paragraphs, quotes, figures, in reading order.

reportlab sets text but leaves out this structure, which screen readers and archives need; it is
written here as the PDF standard (ISO 32000-1, 14.7 and 14.8) has it. Knows nothing about answers.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Image, Paragraph

OUTLINE_LEVELS = {"H2": 0, "H3": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A marked piece of page `page` (from 1): its tag, and what it shows where it is a figure."""

    page: int
    tag: str
    shows: str


class TaggedCanvas(Canvas):  # type: ignore[misc]  # reportlab ships without types
    """A canvas that remembers what was marked and writes the structure when it is saved."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._marks: list[_Mark] = []

    @contextmanager
    def marking(self, tag: str, shows: str = "") -> Iterator[None]:
        """What is drawn meanwhile is one piece of this tag."""
        page = self.getPageNumber()
        number = sum(mark.page == page for mark in self._marks)
        self._marks.append(_Mark(page=page, tag=tag, shows=shows))
        self._code.append(f"/{tag} <</MCID {number}>> BDC")
        yield
        self._code.append("EMC")

    @contextmanager
    def adorning(self) -> Iterator[None]:
        """What is drawn meanwhile is no part of the text, such as a page number."""
        self._code.append("/Artifact BMC")
        yield
        self._code.append("EMC")

    def save(self) -> None:
        """Write the structure and the file."""
        if self._code:
            self.showPage()
        self._write_structure()
        super().save()

    def _write_structure(self) -> None:
        document = self._doc
        root, whole = PDFDictionary(), PDFDictionary()
        root_reference, parent = document.Reference(root), document.Reference(whole)
        of_page: defaultdict[int, list[Any]] = defaultdict(list)
        for mark in self._marks:
            piece = self._piece(mark, len(of_page[mark.page]))
            piece["P"] = parent
            of_page[mark.page].append(document.Reference(piece))
        pieces = [piece for page in sorted(of_page) for piece in of_page[page]]
        whole.dict = {"S": PDFName("Document"), "P": root_reference, "K": PDFArray(pieces)}
        numbers = []
        for page, own in sorted(of_page.items()):
            self._number_page(page)
            numbers += [page - 1, document.Reference(PDFArray(own))]
        root.dict = {
            "Type": PDFName("StructTreeRoot"),
            "K": parent,
            "ParentTree": document.Reference(PDFDictionary({"Nums": PDFArray(numbers)})),
        }
        document.Catalog.StructTreeRoot = root
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _piece(self, mark: _Mark, number: int) -> PDFDictionary:
        page = self._doc.Reference(self._doc.idToObject[f"Page{mark.page}"])
        piece = {"Type": PDFName("StructElem"), "S": PDFName(mark.tag), "Pg": page, "K": number}
        if mark.shows:
            piece["Alt"] = PDFString(mark.shows)
        return PDFDictionary(piece)

    def _number_page(self, number: int) -> None:
        page = self._doc.idToObject[f"Page{number}"]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents"]
        page.StructParents = number - 1


class TaggedParagraph(Paragraph):  # type: ignore[misc]  # as above
    """A paragraph whose tag is the name of its style; headings stand in the outline too."""

    def draw(self) -> None:
        """Draw it, marked."""
        tag = self.style.name
        if tag in OUTLINE_LEVELS:
            key = f"{tag}-{id(self)}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(self.getPlainText(), key, OUTLINE_LEVELS[tag])
        with self.canv.marking(tag):
            super().draw()


class TaggedFigure(Image):  # type: ignore[misc]  # as above
    """A picture with words for those who do not see it."""

    def __init__(self, file: Any, width: float, height: float, shows: str) -> None:
        super().__init__(file, width=width, height=height)
        self._shows = shows

    def draw(self) -> None:
        """Draw it, marked."""
        with self.canv.marking("Figure", self._shows):
            super().draw()
