"""Scanned PDFs for the tests: text as a picture, and what tells where it can be read."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
import reportlab
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.programs.finding import lacking_for_recognition, office_program
from tests.printed import HEIGHT, WIDTH

FONT = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
LACKING = ", ".join(lacking_for_recognition())
DOTS = 200
BODY = [
    "Slutrapport för projektet Gullvivan",
    "Projektet kostade 14,5 miljoner kronor och pågick från 2016 till 2019.",
    "Kravställningen gjordes om två gånger eftersom beställaren saknade kompetens.",
    "Myndigheten bör därför utse en ansvarig för nyttan innan nästa upphandling.",
    "Styrgruppen beslutade att avveckla det gamla ärendesystemet under hösten.",
    "Överföringen av uppgifter tog åtta månader längre än vad som hade planerats.",
]

needs_recognition = pytest.mark.skipif(
    bool(LACKING), reason=f"scans cannot be read here: {LACKING} is not installed"
)
needs_office = pytest.mark.skipif(
    office_program() is None, reason="old Office files cannot be read here: no LibreOffice"
)


def scanned(lines: Sequence[str], *, before: Sequence[Sequence[str]] = ()) -> bytes:
    """A PDF whose last page is a picture of these lines; the pages before it are printed."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT))
    for page in before:
        for place, line in enumerate(page):
            canvas.drawString(72, 760 - 24 * place, line)
        canvas.showPage()
    canvas.drawImage(ImageReader(picture(lines)), 0, 0, WIDTH, HEIGHT)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def picture(lines: Sequence[str]) -> Image.Image:
    """A sheet of paper at 200 dots to the inch with the lines in 11 points."""
    scale = DOTS / 72
    sheet = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), 250)
    pen, font = ImageDraw.Draw(sheet), ImageFont.truetype(str(FONT), round(11 * scale))
    for place, line in enumerate(lines):
        pen.text((60 * scale, (80 + 24 * place) * scale), line, fill=20, font=font)
    return sheet
