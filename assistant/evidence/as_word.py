"""A pack as a Word document, with headings, language and title set for those who have it read."""

from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from assistant.evidence.blocks import TITLE, Block, Form, blocks
from assistant.evidence.types import Evidence, PagePicture

STYLES = {
    Form.TITLE: "Title",
    Form.HEADING: "Heading 1",
    Form.SUBHEADING: "Heading 2",
    Form.TEXT: "Normal",
    Form.QUOTE: "Quote",
}
WIDTH = Cm(15)


def as_word(evidence: Evidence) -> bytes:
    """The pack as a .docx."""
    document = docx.Document()
    _describe(document, evidence)
    pictures = {picture.n: picture for picture in evidence.pictures}
    for block in blocks(evidence.pack):
        if block.form is not Form.PICTURE:
            document.add_paragraph(block.text, style=STYLES[block.form])
        elif block.n in pictures:
            _add_picture(document, block, pictures[block.n])
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _describe(document: Any, evidence: Evidence) -> None:
    asked = datetime.fromisoformat(evidence.pack.asked).replace(tzinfo=None)
    known = document.core_properties
    known.title, known.author, known.language = TITLE, "Lärdom", "sv-SE"
    known.created = known.modified = asked
    known.comments = f"Svar {evidence.pack.answer_id}"
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "sv-SE")
    properties = document.styles["Normal"].element.get_or_add_rPr()
    properties.append(language)


def _add_picture(document: Any, block: Block, picture: PagePicture) -> None:
    shape = document.add_picture(BytesIO(picture.jpeg), width=WIDTH)
    shape._inline.docPr.set("descr", block.text)  # it has no other way
