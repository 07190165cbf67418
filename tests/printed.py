"""Prints small PDFs for the tests: real files, made when they are needed."""

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595, 842


def printed(
    pages: Sequence[Sequence[str]],
    *,
    title: str = "",
    password: str | None = None,
    rotation: int = 0,
    outline: Sequence[str] = (),
) -> bytes:
    """A PDF with one line of 12 points for each text; "# " before a line prints it large and bold.

    `outline` names one entry for each page; `password` locks the file ("" locks it with none).
    """
    target = BytesIO()
    lock = None if password is None else StandardEncryption(password, ownerPassword="ägare")
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), encrypt=lock)
    canvas.setTitle(title)
    for number, lines in enumerate(pages):
        canvas.setPageRotation(rotation)
        if number < len(outline):
            canvas.bookmarkPage(str(number))
            canvas.addOutlineEntry(outline[number], str(number))
        top = 760 if rotation in (0, 180) else 500  # reportlab lays a rotated page on its side
        for place, line in enumerate(lines):
            is_large = line.startswith("# ")
            canvas.setFont("Helvetica-Bold" if is_large else "Helvetica", 18 if is_large else 12)
            canvas.drawString(72, top - 24 * place, line.removeprefix("# "))
        canvas.showPage()
    canvas.save()
    return target.getvalue()
