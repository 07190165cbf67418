"""Draws a page of a PDF with a quote marked in it, or says where on the page the quote stands.

The quote is found by its letters: blanks and line breaks do not matter. pdfium is not
thread-safe, so one thread draws at a time. Knows nothing about documents or citations.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from ctypes import c_int
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageDraw
from pypdfium2 import raw

from ingest.errors import LoadError
from ingest.loaders.pdf import PDFIUM
from ingest.originals import openable

_GRID = 100_000
_HYPHENS = (0x02, 0xFFFE)
_MARKER = (255, 236, 110)
_PIXEL_LIMIT = 24_000_000
_QUALITY = 85
_PART = 8
_NOTE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on the page as it is shown, in shares (0 to 1) of its width and height.

    The origin is the upper left corner.
    """

    left: float
    top: float
    right: float
    bottom: float


def quote_boxes(path: Path, number: int, quote: str) -> tuple[Box, ...]:
    """One box for each line of the quote on page `number` (from 1); () where it is not found.

    Raises `LoadError` when the file or the page cannot be opened.
    """
    with _page(path, number) as page:
        return _boxes(page, quote)


def draw_page(path: Path, number: int, quote: str | None = None, *, width: int = 1000) -> bytes:
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


def _boxes(page: pypdfium2.PdfPage, quote: str) -> tuple[Box, ...]:
    with closing(page.get_textpage()) as textpage:
        indices = _indices(textpage, quote)
        return _merged([_box(page, textpage, index) for index in indices])


def _indices(textpage: pypdfium2.PdfTextPage, quote: str) -> Sequence[int]:
    """The characters that are the quote's letters, in order."""
    letters: list[str] = []
    indices: list[int] = []
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        letter = "-" if code in _HYPHENS else chr(code)
        if not letter.isspace() and code:
            letters.append(letter)
            indices.append(index)
    # pdfium gives a letter outside the basic plane as two halves; so must the quote.
    wanted = "".join(_halves("".join(quote.split())))
    page = "".join(letters)
    return [indices[k] for start, end in _places(page, wanted) for k in range(start, end)]


def _places(page: str, wanted: str) -> list[tuple[int, int]]:
    """Where the letters stand: in one run, or in two around a note in the margin."""
    start = page.find(wanted) if wanted else -1
    if start >= 0:
        return [(start, start + len(wanted))]
    longest = bisect_left(range(len(wanted)), True, key=lambda n: wanted[: n + 1] not in page)
    rest = wanted[longest:]
    first = page.find(wanted[:longest])
    second = page.find(rest, first + longest)
    if min(longest, len(rest)) < _PART or not 0 <= second - first - longest <= _NOTE:
        return []
    return [(first, first + longest), (second, second + len(rest))]


def _halves(text: str) -> Iterator[str]:
    for letter in text:
        coded = letter.encode("utf-16-le", "surrogatepass")
        yield from (chr(coded[k] | coded[k + 1] << 8) for k in range(0, len(coded), 2))


def _box(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, index: int) -> Box:
    left, bottom, right, top = textpage.get_charbox(index, loose=True)
    x1, y1 = _shown(page, left, bottom)
    x2, y2 = _shown(page, right, top)
    return Box(left=min(x1, x2), top=min(y1, y2), right=max(x1, x2), bottom=max(y1, y2))


def _shown(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    """A point of the page's own plane as shares of the page as it is shown: rotated, cropped."""
    across, down = c_int(), c_int()
    raw.FPDF_PageToDevice(page, 0, 0, _GRID, _GRID, 0, x, y, across, down)
    return _share(across.value), _share(down.value)


def _share(steps: int) -> float:
    return min(max(steps / _GRID, 0.0), 1.0)


def _merged(boxes: Sequence[Box]) -> tuple[Box, ...]:
    lines: list[Box] = []
    for box in boxes:
        if lines and _in_line(lines[-1], box):
            lines[-1] = _around(lines[-1], box)
        else:
            lines.append(box)
    return tuple(lines)


def _in_line(line: Box, box: Box) -> bool:
    """True when the box stands beside the line: they share most of the lower one's height."""
    shared = min(line.bottom, box.bottom) - max(line.top, box.top)
    low = min(line.bottom - line.top, box.bottom - box.top)
    return shared > 0.5 * low and box.right >= line.left


def _around(line: Box, box: Box) -> Box:
    return Box(
        left=min(line.left, box.left),
        top=min(line.top, box.top),
        right=max(line.right, box.right),
        bottom=max(line.bottom, box.bottom),
    )


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
