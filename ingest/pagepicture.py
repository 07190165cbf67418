"""Draws a page of a PDF with a quote marked in it, or says where on the page the quote stands.

The quote is a part of the page's text. pdfium is not thread-safe, so one thread draws at a time.
Knows nothing about documents or citations.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from ctypes import c_int
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageDraw
from pypdfium2 import raw

from ingest.errors import LoadError
from ingest.loaders.pdf import PDFIUM
from ingest.loaders.pdf_page import indices_on, read_page
from ingest.originals import openable
from ingest.quoteboxes import Box, Point, PrintedLetter, boxes_of_lines
from ingest.quoteplaces import quote_places
from ingest.quoting import PageQuote

_GRID = 1_000_000
_PROBE = 1000
_MARKER = (255, 236, 110)
_PIXEL_LIMIT = 24_000_000
_QUALITY = 85


def quote_boxes(path: Path, number: int, quote: PageQuote) -> tuple[Box, ...]:
    """One box for each line of the quote on page `number` (from 1); () where it is not found.

    Raises `LoadError` when the file or the page cannot be opened.
    """
    with _page(path, number) as page:
        return _boxes(page, quote)


def draw_page(
    path: Path, number: int, quote: PageQuote | None = None, *, width: int = 1000
) -> bytes:
    """Page `number` (from 1) as a WebP picture `width` pixels wide, with the quote marked.

    Takes 50 to 200 ms. Raises `LoadError` when the file or the page cannot be opened.
    """
    with _page(path, number) as page:
        boxes = _boxes(page, quote) if quote else ()
        scale = width / max(page.get_width(), 1.0)
        pixels = width * scale * page.get_height()
        picture = page.render(scale=scale * min(1.0, (_PIXEL_LIMIT / max(pixels, 1.0)) ** 0.5))
        image = picture.to_pil().convert("RGB")
        picture.close()
    return _encoded(_marked(image, boxes))


@contextmanager
def _page(path: Path, number: int) -> Iterator[pypdfium2.PdfPage]:
    with PDFIUM:
        try:
            pdf = pypdfium2.PdfDocument(openable(path))
        except (pypdfium2.PdfiumError, OSError) as error:
            raise LoadError(
                f"filen {path.name} kan inte öppnas som PDF.",
                "Kontrollera att den finns kvar i materialmappen och läs in materialet på nytt.",
            ) from error
        with pdf, closing(_opened(pdf, number, path.name)) as page:
            yield page


def _opened(pdf: pypdfium2.PdfDocument, number: int, name: str) -> pypdfium2.PdfPage:
    try:
        if 1 <= number <= len(pdf):
            return pdf[number - 1]
    except pypdfium2.PdfiumError as error:
        raise _no_page(number, name) from error
    raise _no_page(number, name)


def _no_page(number: int, name: str) -> LoadError:
    return LoadError(f"sidan {number} i {name} kan inte visas.", "Öppna dokumentet i stället.")


def _boxes(page: pypdfium2.PdfPage, quote: PageQuote) -> tuple[Box, ...]:
    with closing(page.get_textpage()) as textpage:
        read = read_page(textpage)
        indices = indices_on(textpage, read)
        quoted = [indices[place] for place in quote_places(read, quote)]
        if not quoted:
            return ()
        ruler = _Ruler(page, textpage)
        others = set(range(textpage.count_chars())).difference(quoted)
        return boxes_of_lines(
            [ruler.letter(index) for index in quoted],
            [ruler.middle(index) for index in sorted(others) if ruler.is_printed(index)],
        )


class _Ruler:
    """Measures letters in shares of the page as it is shown: rotated and cropped."""

    def __init__(self, page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage) -> None:
        self._page = page
        self._textpage = textpage
        self._origin = self._probed(0, 0)
        self._right = self._probed(_PROBE, 0)
        self._up = self._probed(0, _PROBE)

    def is_printed(self, index: int) -> bool:
        """False for blanks, and for what pdfium adds."""
        code = raw.FPDFText_GetUnicode(self._textpage, index)
        return bool(code) and not chr(code).isspace()

    def letter(self, index: int) -> PrintedLetter:
        """The letter at pdfium's index."""
        box = self._shown(self._textpage.get_charbox(index, loose=True))
        return PrintedLetter(box=box, middle=self.middle(index))

    def middle(self, index: int) -> Point:
        """The middle of a letter's ink."""
        ink = self._shown(self._textpage.get_charbox(index))
        return Point(across=(ink.left + ink.right) / 2, down=(ink.top + ink.bottom) / 2)

    def _shown(self, corners: tuple[float, float, float, float]) -> Box:
        left, bottom, right, top = corners
        a, b = self._point(left, bottom), self._point(right, top)
        return Box(
            left=_share(min(a.across, b.across)),
            top=_share(min(a.down, b.down)),
            right=_share(max(a.across, b.across)),
            bottom=_share(max(a.down, b.down)),
        )

    def _point(self, x: float, y: float) -> Point:
        """A point of the page's own plane, by the three that pdfium was asked for."""
        origin, right, up = self._origin, self._right, self._up
        x, y = x / _PROBE, y / _PROBE
        return Point(
            across=origin.across
            + x * (right.across - origin.across)
            + y * (up.across - origin.across),
            down=origin.down + x * (right.down - origin.down) + y * (up.down - origin.down),
        )

    def _probed(self, x: float, y: float) -> Point:
        across, down = c_int(), c_int()
        raw.FPDF_PageToDevice(self._page, 0, 0, _GRID, _GRID, 0, x, y, across, down)
        return Point(across=across.value / _GRID, down=down.value / _GRID)


def _share(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def _marked(image: Image.Image, boxes: Sequence[Box]) -> Image.Image:
    """The picture with the boxes in marker yellow, the print under them as dark as before."""
    if not boxes:
        return image
    marker = Image.new("RGB", image.size, "white")
    pen = ImageDraw.Draw(marker)
    for box in boxes:
        corners = (
            box.left * image.width,
            box.top * image.height,
            box.right * image.width,
            box.bottom * image.height,
        )
        pen.rectangle(corners, fill=_MARKER)
    return ImageChops.multiply(image, marker)


def _encoded(image: Image.Image) -> bytes:
    target = BytesIO()
    image.save(target, format="WEBP", quality=_QUALITY, method=2)
    return target.getvalue()
