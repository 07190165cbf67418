"""The page while it is set: frame, head and foot, outline entries, page labels."""

from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from .. import typography as look
from ..facts import Facts

MAIN = "huvuddel"
FRONT = "inledning"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


class Folio(BaseDocTemplate):  # type: ignore[misc] # reportlab ships without types
    """The document while it is set: page furniture, outline and page labels."""

    def __init__(self, target: Path, facts: Facts, first: str) -> None:
        super().__init__(
            str(target),
            pagesize=(look.PAGE_WIDTH, look.PAGE_HEIGHT),
            title=facts.title,
            author=facts.author,
            subject=facts.subject,
            keywords=list(facts.keywords),
            creator="Lärdom",
            invariant=1,
            pageCompression=0,
            displayDocTitle=True,
            lang="sv-SE",
        )
        self.pages: dict[str, str] = {}
        self._facts = facts
        self._first_main = 0
        names = (FRONT, MAIN) if first == FRONT else (MAIN,)
        self.addPageTemplates([self._template(name) for name in names])

    def _template(self, name: str) -> Any:
        frame = Frame(
            look.MARGIN_LEFT,
            look.MARGIN_BOTTOM,
            look.MEASURE,
            look.PAGE_HEIGHT - look.MARGIN_TOP - look.MARGIN_BOTTOM,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        begin = self._begin_main if name == MAIN else self._begin_front
        return PageTemplate(id=name, frames=[frame], onPage=begin, onPageEnd=self._foot)

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802 # the name is reportlab's
        """Called by reportlab after each block: headings go to the outline."""
        level = getattr(flowable, "level", None)
        if level is None:
            return
        self.canv.bookmarkPage(flowable.key)
        self.canv.addOutlineEntry(flowable.getPlainText(), flowable.key, level - 1, closed=False)
        self.pages[flowable.key] = self._label()

    def _begin_front(self, canvas: Any, _: Any) -> None:
        if self.page == 1:
            canvas.addPageLabel(0, style="ROMAN_LOWER", start=1)
        self._head(canvas)

    def _begin_main(self, canvas: Any, _: Any) -> None:
        if not self._first_main:
            self._first_main = self.page
            canvas.addPageLabel(self.page - 1, style="ARABIC", start=1)
        self._head(canvas)

    def _label(self) -> str:
        """What is printed on the page now being set."""
        return str(self.page - self._first_main + 1) if self._first_main else _ROMAN[self.page - 1]

    def _head(self, canvas: Any) -> None:
        day = self._facts.day.replace("-", "")
        canvas.setDateFormatter(lambda *_: f"D:{day}120000Z")
        colour = look.SIGNAL if self._facts.example else look.ACCENT
        canvas.setFillColor(HexColor(colour))
        if self.page == 1:
            canvas.rect(0, look.PAGE_HEIGHT - 14, look.PAGE_WIDTH, 14, stroke=0, fill=1)
        baseline = look.PAGE_HEIGHT - 48
        canvas.setFillColor(HexColor(look.QUIET))
        canvas.setFont("Vera", 7.6)
        canvas.drawString(look.MARGIN_LEFT, baseline, self._facts.header)
        canvas.setFillColor(HexColor(colour))
        canvas.setFont("Vera-Bold", 7.6)
        canvas.drawRightString(look.PAGE_WIDTH - look.MARGIN_RIGHT, baseline, self._facts.tag)
        self._hairline(canvas, baseline - 8)

    def _foot(self, canvas: Any, _: Any) -> None:
        self._hairline(canvas, 50)
        canvas.setFillColor(HexColor(look.QUIET))
        canvas.setFont("Vera", 7.6)
        canvas.drawString(look.MARGIN_LEFT, 36, self._facts.footer)
        canvas.drawRightString(look.PAGE_WIDTH - look.MARGIN_RIGHT, 36, f"Sida {self._label()}")

    def _hairline(self, canvas: Any, height: float) -> None:
        canvas.setStrokeColor(HexColor(look.RULE))
        canvas.setLineWidth(0.6)
        canvas.line(look.MARGIN_LEFT, height, look.PAGE_WIDTH - look.MARGIN_RIGHT, height)
