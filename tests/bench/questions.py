"""Two hundred different questions: the domain's own where they lie near, and the rest made
from the headings and titles of the library's own documents, PDFs first.
"""

import json
from pathlib import Path

from ingest.record.reading import RecordReader

FORMS = (
    "Vad säger {title} om {heading}?",
    "Vad gäller för {heading} enligt {title}?",
    "Vad står det om {heading}?",
    "När gäller {heading}?",
)


def domain_questions(shared: Path) -> list[str]:
    """The questions of `eval/domain`; none where the folder is missing."""
    path = shared / "eval" / "domain" / "questions.jsonl"
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines]


def many_questions(reader: RecordReader, shared: Path, count: int = 200) -> list[str]:
    """`count` different questions, the same ones every time for the same library."""
    asked = dict.fromkeys(domain_questions(shared))
    rows = sorted(
        reader.documents(), key=lambda row: (row.media_type != "application/pdf", row.source)
    )
    for turn in range(40):
        for row in rows[: count if turn else None]:
            headings = reader.text(row.version_id).headings
            if turn < len(headings) and len(headings[turn].title) > 3:
                form = FORMS[(turn + len(asked)) % len(FORMS)]
                title, heading = row.metadata.title[:120], headings[turn].title[:120]
                asked.setdefault(form.format(title=title, heading=heading))
            if len(asked) >= count:
                return list(asked)[:count]
    return list(asked)
