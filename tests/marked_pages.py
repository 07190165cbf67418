"""Pages with a quote in them that is hard to mark: made when they are needed.

The quote is printed in blue, which says what should be marked; all else is black.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pypdf
import reportlab
from pypdf.generic import RectangleObject
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595, 842
_PLAIN = "Helvetica"
_SMALL_LETTERS = "Vera"
_FONT = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePage:
    """A PDF, the number of the page that has a quote, and the quote's words as they are read.

    `earlier` is how often the same words stand before it in the text of the page.
    """

    content: bytes
    words: str
    number: int = 1
    earlier: int = 0


class Sheet:
    """Writes on pages; what stands between « and » is the quote, in blue."""

    def __init__(self, size: tuple[float, float] = (WIDTH, HEIGHT)) -> None:
        self._target = BytesIO()
        self.canvas = Canvas(self._target, pagesize=size)
        self.quoted: list[str] = []

    def write(self, x: float, y: float, text: str, size: float = 11, **style: object) -> None:
        """One line from a point of the page; `style` may have `font`, `spacing` and `scale`."""
        words = self.canvas.beginText(x, y)
        words.setFont(style.get("font", _PLAIN), size)
        words.setCharSpace(style.get("spacing", 0))
        words.setHorizScale(style.get("scale", 100))
        for n, part in enumerate(text.replace("»", "«").split("«")):
            words.setFillColorRGB(0, 0, 0.6 * (n % 2))
            words.textOut(part)
            if n % 2:
                self.quoted.append(part)
        self.canvas.drawText(words)

    def lines(self, x: float, y: float, lines: Sequence[str], size: float = 11) -> None:
        """Lines under each other, a quarter of their size apart; a quote may go on over them."""
        is_open = False
        for n, line in enumerate(lines):
            last = max(line.rfind("«"), line.rfind("»"))
            begins = f"«{line}" if is_open else line
            is_open = line[last] == "«" if last >= 0 else is_open
            self.write(x, y - 1.25 * size * n, f"{begins}»" if is_open else begins, size)

    def made(self, words: str = "", *, number: int = 1, earlier: int = 0) -> MadePage:
        """The finished page; the words of the quote are those written, unless others are told."""
        self.canvas.save()
        told = words or " ".join(self.quoted)
        return MadePage(content=self._target.getvalue(), words=told, number=number, earlier=earlier)


PROSE = (
    "Myndigheten redovisade i mars hur arbetet hade gått under",
    "året. «Kostnaderna steg från 12 till 18 miljoner kronor, och",
    "nyttan av det nya systemet kunde inte följas, eftersom ingen",
    "hade utsetts till ägare av den.» Styrgruppen beslutade därför",
    "att en ny plan skulle tas fram innan arbetet fick gå vidare.",
)
WHOLE = (PROSE[0], f"«{PROSE[2]}»", *PROSE[4:])
BROKEN = (
    "Beslutet gäller tills vidare. «Den ansvariga myndig-",
    "heten ska årligen redovisa sina it-kost-",
    "nader till regeringen.» Redovisningen är offentlig.",
)


def _turned(rotation: int, lines: Sequence[str] = PROSE) -> MadePage:
    sheet = Sheet()
    sheet.canvas.setPageRotation(rotation)
    sheet.lines(90, 480, lines)
    return sheet.made()


def _upright_when_turned(rotation: int) -> MadePage:
    sheet = Sheet()
    sheet.canvas.setPageRotation(rotation)
    across, down = {90: (400, 150), 180: (500, 580), 270: (200, 580)}[rotation]
    sheet.canvas.translate(across, down)
    sheet.canvas.rotate(rotation)
    sheet.lines(0, 0, PROSE)
    return sheet.made()


def _cut(crop: tuple[float, float, float, float], rotation: int = 0) -> MadePage:
    plain = _upright_when_turned(rotation) if rotation else _turned(0)
    page = (writer := pypdf.PdfWriter(clone_from=BytesIO(plain.content))).pages[0]
    page.cropbox = RectangleObject(crop)
    return _written(writer, plain)


def _moved() -> MadePage:
    """A page whose own plane does not begin in its corner."""
    plain = _turned(0)
    page = (writer := pypdf.PdfWriter(clone_from=BytesIO(plain.content))).pages[0]
    page.mediabox = RectangleObject((-120, -60, WIDTH + 40, HEIGHT - 100))
    page.cropbox = RectangleObject((-500, 20, WIDTH + 500, HEIGHT - 150))
    return _written(writer, plain)


def _written(writer: pypdf.PdfWriter, plain: MadePage) -> MadePage:
    target = BytesIO()
    writer.write(target)
    return MadePage(content=target.getvalue(), words=plain.words)


LEFT = (
    "Den vänstra spalten handlar om",
    "uppdraget och hur det gavs till",
    "de båda myndigheterna i maj.",
    "De skulle samordna sina planer",
)
RIGHT = (
    "och lämna en gemensam rapport.",
    "Den högra spalten handlar om",
    "resultatet och vad det kostade",
    "för var och en av myndigheterna.",
)


def _columns(left: Sequence[str], right: Sequence[str]) -> MadePage:
    sheet = Sheet()
    sheet.lines(60, 700, left)
    sheet.lines(310, 700, right)
    return sheet.made()


def _interleaved() -> MadePage:
    """Columns whose lines are drawn in turn; the quote is in one line of the left one."""
    sheet = Sheet()
    left = ("Här står något helt annat.", "«Bara den här raden gäller.»", "Och så slutar det.")
    for n, (one, other) in enumerate(zip(left, RIGHT, strict=False)):
        sheet.write(60, 700 - 14 * n, one)
        sheet.write(330, 700 - 14 * n, other)
    return sheet.made()


TABLE = (
    ("Myndighet", "2019", "2020", "2021"),
    ("Exempelverket", "1 200", "1 300", "1 500"),
    ("Provmyndigheten", "1 200", "1 300", "1 500"),
    ("Mönsterverket", "900", "1 300", "1 500"),
    ("Övningsnämnden", "1 200", "700", "800"),
)
STOPS = (72, 230, 330, 430)


def _table(quoted: int) -> MadePage:
    sheet = Sheet()
    sheet.lines(72, 780, ("Tabellen visar kostnaderna för it i tusental kronor under åren,",) * 3)
    for n, row in enumerate(TABLE):
        for stop, cell in zip(STOPS, row, strict=True):
            sheet.write(stop, 700 - 18 * n, f"«{cell}»" if n == quoted else cell)
    sheet.lines(72, 560, ("och därefter följer en längre text om hur siffrorna togs fram.",) * 3)
    return sheet.made()


def _broken_name() -> MadePage:
    """A row whose name goes on beside the figures."""
    return _rows(72, ("Provmyndigheten", "med dess länskontor"))


def _tall_cell() -> MadePage:
    """A row whose last cell goes on under itself."""
    return _rows(430, ("bygger ett nytt", "system i egen regi"))


def _rows(stop: int, tall: tuple[str, str]) -> MadePage:
    sheet = Sheet()
    sheet.lines(72, 780, ("Tabellen visar kostnaderna för it i tusental kronor under åren,",) * 3)
    for n, row in enumerate(TABLE):
        figures = 1 if stop == STOPS[0] else 0
        cells = dict(zip(STOPS, row, strict=True))
        for where, cell in cells.items():
            y = 700 - 34 * n - (14 * figures if where != stop else 0)
            told = cell if n != 2 or where != stop else tall[0]
            sheet.write(where, y, f"«{told}»" if n == 2 else told)
        under = tall[1] if n == 2 else "och så vidare"
        sheet.write(stop, 686 - 34 * n, f"«{under}»" if n == 2 else under)
    name, *figures_of_row = TABLE[2]
    words = [*tall, *figures_of_row] if stop == STOPS[0] else [name, *figures_of_row[:2], *tall]
    return sheet.made(" ".join(words))


def _footnote_mark() -> MadePage:
    sheet = Sheet()
    start = "«Enligt lagen"
    sheet.write(72, 700, f"{start}»", 12)
    x = 72 + stringWidth("Enligt lagen", _PLAIN, 12)
    sheet.write(x, 705, "«3»", 7)
    sheet.write(x + stringWidth("3", _PLAIN, 7), 700, "« ska planen följas varje år.» Annat.", 12)
    return sheet.made("Enligt lagen3 ska planen följas varje år.")


def _footnotes() -> MadePage:
    sheet = Sheet()
    sheet.lines(72, 700, ("Planen följs varje år, och den redovisas i mars.",) * 6)
    sheet.write(72, 100, "1 Se rapporten från 2019, avsnitt 3.", 7)
    sheet.write(72, 91, "2 «Se rapporten från 2020, avsnitt 3.»", 7)
    sheet.write(72, 82, "3 Se rapporten från 2021, avsnitt 3.", 7)
    return sheet.made()


def _ligatures() -> MadePage:
    registerFont(TTFont(_SMALL_LETTERS, _FONT))
    sheet = Sheet()
    line = "Ett o\ufb01ciellt svar. «En \ufb01nansiering av \ufb02ödet.» Ett o\ufb01ciellt slut."
    sheet.write(72, 700, line, 11, font=_SMALL_LETTERS)
    return sheet.made(words="En finansiering av flödet.")


def _letter_spaced(spacing: float) -> MadePage:
    sheet = Sheet()
    sheet.write(72, 740, "«ERFARENHETER AV ÅRET»", 14, spacing=spacing)
    sheet.lines(72, 700, ("ERFARENHETER AV ÅRET samlades in från alla som deltog.",) * 2)
    return sheet.made()


def _again(line: str, earlier: int, before: int = 0) -> MadePage:
    """A line with words that stand on the page more than once."""
    sheet = Sheet()
    bare = line.replace("«", "").replace("»", "")
    sheet.lines(72, 700, (*(bare,) * before, line, bare))
    return sheet.made(earlier=earlier)


def _list(mark: str) -> MadePage:
    sheet = Sheet()
    items = ("en plan för nyttan,", "en plan för riskerna,", "en plan för avvecklingen.")
    sheet.write(72, 720, "Projektet ska ha:")
    for n, item in enumerate(items):
        shown = f"{mark.format(n + 1)} {item}"
        sheet.write(90, 704 - 15 * n, f"«{shown}»" if n == 1 else shown)
    return sheet.made()


def _upward() -> MadePage:
    """Lines that are drawn from the lowest to the highest."""
    sheet = Sheet()
    lines = (
        "Den första raden är överst.",
        "«Den andra raden är i mitten.»",
        "Den tredje är nederst.",
    )
    for n in reversed(range(3)):
        sheet.write(72, 700 - 30 * n, lines[n])
    return sheet.made()


def _words_apart() -> MadePage:
    """Words that are drawn one by one, the last first."""
    sheet = Sheet()
    sheet.lines(72, 720, ("Här står något annat på en hel rad.",))
    for n, word in reversed(list(enumerate("Planen följs upp varje år".split()))):
        sheet.write(72 + 50 * n, 700, f"«{word}»")
    return sheet.made("Planen följs upp varje år")


def _set(size: float, leading: float) -> MadePage:
    sheet = Sheet()
    lines = [line.replace("«", "").replace("»", "") for line in PROSE]
    for n, line in enumerate(lines):
        sheet.write(72, 700 - leading * n, f"«{line}»" if n == 2 else line, size)
    return sheet.made()


def _running_head() -> MadePage:
    """Three pages with a head that is drawn in the middle of their text."""
    sheet = Sheet()
    for number in range(3):
        is_quoted = number == 1
        sheet.write(
            72, 700, "«Styrgruppen beslutade att planen»" if is_quoted else "Annat om planen"
        )
        sheet.write(72, 800, "Årsrapport om styrning av projekt", 9)
        sheet.write(72, 686, "«skulle göras om från grunden.»" if is_quoted else "som inte gäller.")
        sheet.lines(72, 640, ("Därefter följer en längre text om något annat.",) * 8)
        sheet.write(290, 40, str(number + 1), 9)
        sheet.canvas.showPage()
    return sheet.made(number=2)


def _margin_note() -> MadePage:
    sheet = Sheet()
    sheet.write(72, 700, "1 § Föreskrifterna gäller alla. «De ska följas av var och en»")
    sheet.write(500, 700, "NFS 2021:10", 9)
    sheet.write(72, 686, "«som driver en anläggning.» Undantag finns.")
    sheet.lines(72, 640, ("Därefter följer en längre text om något helt annat.",) * 4)
    return sheet.made()


def _upright() -> MadePage:
    """A line that is written upwards along the margin, beside plain text."""
    sheet = Sheet()
    sheet.lines(90, 700, [line.replace("«", "").replace("»", "") for line in PROSE])
    sheet.canvas.saveState()
    sheet.canvas.rotate(90)
    sheet.write(300, -60, "Utgiven av «Exempelverket i mars» 2021", 9)
    sheet.canvas.restoreState()
    return sheet.made()


def _in_form() -> MadePage:
    """Text in a form that is drawn at half its size."""
    sheet = Sheet()
    sheet.canvas.beginForm("ruta")
    sheet.lines(60, 800, PROSE)
    sheet.canvas.endForm()
    sheet.write(72, 760, "Rutan visar vad som stod i beslutet.")
    sheet.canvas.translate(40, 100)
    sheet.canvas.scale(0.5, 0.5)
    sheet.canvas.doForm("ruta")
    return sheet.made()


def _narrow(scale: float) -> MadePage:
    sheet = Sheet()
    sheet.write(
        72, 700, "Före citatet. «Smal eller bred stil ändrar inget.» Efter det.", scale=scale
    )
    return sheet.made()


def _printed_twice() -> MadePage:
    """A line made bold by printing it twice, a hair apart."""
    sheet = Sheet()
    for step in (0.0, 0.2):
        sheet.write(72 + step, 700, "Viktigt: «planen gäller från i dag.» Läs den.")
    sheet.lines(72, 680, ("Därefter följer en längre text.",) * 2)
    return sheet.made(words="planen gäller från i dag.")


PAGES: dict[str, Callable[[], MadePage]] = {
    "three lines and a part of a fourth": lambda: _turned(0),
    "turned by 90": lambda: _turned(90, WHOLE),
    "turned by 180": lambda: _turned(180, WHOLE),
    "turned by 270": lambda: _turned(270, WHOLE),
    "turned by 90 and upright": lambda: _upright_when_turned(90),
    "turned by 180 and upright": lambda: _upright_when_turned(180),
    "turned by 270 and upright": lambda: _upright_when_turned(270),
    "cropped": lambda: _cut((60, 300, 500, 600)),
    "cropped and turned": lambda: _cut((60, 120, 560, 590), 90),
    "beginning outside of its corner": _moved,
    "broken at line ends": lambda: _turned(0, BROKEN),
    "left column": lambda: _columns(("«" + LEFT[0], *LEFT[1:3], LEFT[3] + "»"), RIGHT),
    "right column": lambda: _columns(LEFT, (RIGHT[0], "«" + RIGHT[1], RIGHT[2] + "»", RIGHT[3])),
    "over the columns": lambda: _columns(
        (*LEFT[:3], f"«{LEFT[3]}»"), (f"«{RIGHT[0]}»", *RIGHT[1:])
    ),
    "columns drawn in turn": _interleaved,
    "first row of figures": lambda: _table(1),
    "row with the figures of the one before": lambda: _table(2),
    "last row": lambda: _table(4),
    "row with a name on two lines": _broken_name,
    "row with a last cell of two lines": _tall_cell,
    "raised mark": _footnote_mark,
    "footnote": _footnotes,
    "ligatures": _ligatures,
    "letters a little apart": lambda: _letter_spaced(2),
    "letters wide apart": lambda: _letter_spaced(7),
    "a word for the third time": lambda: _again("Nyttan är nyttan, och «nyttan» består.", 1),
    "a sentence for the second time": lambda: _again("«Planen ska följas.» Mer.", 1, before=1),
    "a line for the third time": lambda: _again("«Planen ska följas varje år.»", 2, before=2),
    "bullet": lambda: _list("•"),
    "number": lambda: _list("{}."),
    "letter in brackets": lambda: _list("b)"),
    "drawn upwards": _upward,
    "words drawn apart": _words_apart,
    "small type": lambda: _set(5, 5.5),
    "tight type": lambda: _set(12, 8),
    "very tight type": lambda: _set(14, 7),
    "running head in between": _running_head,
    "margin note in between": _margin_note,
    "along the margin": _upright,
    "in a form at half its size": _in_form,
    "narrow type": lambda: _narrow(60),
    "wide type": lambda: _narrow(160),
    "printed twice": _printed_twice,
}
"""Pages by what is hard about them."""
