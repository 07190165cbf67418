"""The form for a lesson as a Word document: a heading for each field, a line of help below it.

What it says besides, and what a filled one says, `word_form` reads.
"""

from functools import cache
from io import BytesIO

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from assistant.lessons.asked import ASKED, FILLED_IN, LEAD, NAME
from assistant.lessons.writing import LABELS


@cache
def word_template() -> bytes:
    """The form as a .docx, with title and language set for those who have it read."""
    document = docx.Document()
    known = document.core_properties
    known.title, known.author, known.language, known.comments = NAME, "Lärdom", "sv-SE", ""
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "sv-SE")
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    document.add_paragraph(NAME, style="Title")
    document.add_paragraph(LEAD)
    for field, label in LABELS.items():
        document.add_paragraph(label, style="Heading 1")
        document.add_paragraph().add_run(ASKED[field]).italic = True
        document.add_paragraph(FILLED_IN.get(field, ""))
    target = BytesIO()
    document.save(target)
    return target.getvalue()
